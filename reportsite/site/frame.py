"""What all pages share: masthead, menu, footer, columns, security policy, and the build's switches."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from reportsite.facts.page import Article, Link, SiteColumn
from reportsite.facts.plan import target_table
from reportsite.plan import paths, words
from reportsite.plan.model import Report
from reportsite.plan.written import GAP, Site


@dataclass(frozen=True, slots=True)
class MenuItem:
    """An entry of the main menu and the section it marks as current."""

    link: Link
    section: str


@dataclass(frozen=True, slots=True)
class Item:
    """A labelled fact; its text may be the gap 待填."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The site around the pages. `root` is the absolute URL of the site, '' while it is a gap.

    The texts of `footer_marks` are addresses elsewhere.
    """

    title: str
    short_title: str
    domain: str
    site_id_code: str
    root: str
    base_path: str
    as_of: str
    is_demo: bool
    feed: bool
    menu: tuple[MenuItem, ...]
    keywords: str
    footer_items: tuple[Item, ...]
    footer_marks: tuple[Item, ...]
    footer_links: tuple[Link, ...]


COLUMNS = {
    "overview": ("首页", "首页"),
    "plan": ("工作措施全文", "政策文件"),
    "measures": ("措施", "政策文件"),
    "indicators": ("指标", "数据发布"),
    "units": ("责任单位", "概况信息"),
    "matrix": ("责任矩阵", "概况信息"),
    "bulletins": ("简报", "工作动态"),
    "updates": ("进展", "工作动态"),
    "method": ("评定方法", "政策解读"),
    "corrections": ("更正记录", "数据发布"),
    "definitions": ("口径说明", "政策解读"),
    "data": ("数据", "数据发布"),
    "about": ("关于本站", "概况信息"),
}
DESCRIPTIONS = {
    "overview": "六项目标、二十项指标、十七项措施一览。",
    "plan": "《工作措施》印发的全文，与原文逐字核对。",
    "measures": "十七项措施的原文、责任单位和对应指标。",
    "indicators": "二十项指标2021年至2025年的逐年目标。",
    "units": "各责任单位承担的措施。",
    "matrix": "十七项措施各由哪些单位负责。",
    "bulletins": "知识产权强市建设简报，网页与印刷版同文。",
    "updates": "各单位报送的进展、存在问题和下一步，按时期列出。",
    "method": "每一种状态怎样得出，用什么界限。",
    "corrections": "改过的数字，改前改后都在这里。",
    "definitions": "原文中前后不一致或容易误读之处，以及本站的处理办法。",
    "data": "网页上的全部内容，做成表格供下载、核对和再使用。",
    "about": "本站公开什么、数据从哪里来、怎样核对。",
}
MENU = (
    "overview",
    "measures",
    "indicators",
    "units",
    "matrix",
    "updates",
    "bulletins",
    "data",
    "plan",
    "method",
    "about",
)
SECTIONS = (*MENU, "corrections", "definitions")
PLACES = {
    "overview": paths.OVERVIEW,
    "plan": paths.PLAN,
    "measures": paths.MEASURES,
    "indicators": paths.INDICATORS,
    "units": paths.UNITS,
    "matrix": paths.MATRIX,
    "bulletins": paths.BULLETINS,
    "updates": paths.UPDATES,
    "method": paths.METHOD,
    "corrections": paths.CORRECTIONS,
    "definitions": paths.DEFINITIONS,
    "data": paths.DATA,
    "about": paths.free_page("about"),
}
MENU_NAMES = {"overview": "总览", "plan": "全文", "about": "关于"}


def shared(report: Report, *, pdfs: bool, search: bool, release: bool) -> Mapping[str, object]:
    """Return the names every template sees."""
    return {
        "site": _frame(report),
        "annex": target_table(report),
        "policy": {"page": PAGE_POLICY, "search": SEARCH_POLICY},
        "with_pdfs": pdfs,
        "with_search": search,
        "preview": not release,
    }


def column(section: str) -> SiteColumn:
    """Return the column a page of a section belongs to."""
    name, kind = COLUMNS[section]
    return SiteColumn(name, DESCRIPTIONS[section], f"知识产权,巴彦淖尔,{name}", kind)


def article(report: Report, source: str = "") -> Article:
    """Return the publication line of an article; the source is the organiser unless given."""
    return Article(report.site.published, source or report.site.organiser)


def has_feed(report: Report) -> bool:
    """Say whether there is a feed: an address to be found at, and anything to say."""
    as_of = report.site.as_of
    said = any(entry.is_known(as_of) for m in report.measures for entry in m.entries)
    said |= any(row.reported_on <= as_of for row in report.actuals)
    issued = any(isinstance(bulletin.date, dt.date) for bulletin in report.bulletins)
    return report.site.base_url != GAP and (said or issued)


def section_link(section: str) -> Link:
    return Link(COLUMNS[section][0], PLACES[section])


def _frame(report: Report) -> Frame:
    site = report.site
    absent = {"bulletins"} if not report.bulletins else set()
    absent |= {"updates"} if not any(measure.entries for measure in report.measures) else set()
    sections = [name for name in MENU if name not in absent]
    return Frame(
        title=site.title,
        short_title=site.short_title,
        domain=site.domain,
        site_id_code=site.site_id_code,
        root="" if site.base_url == GAP else site.base_url + site.base_path,
        base_path=site.base_path,
        as_of=words.date(site.as_of),
        is_demo=site.is_demo,
        feed=has_feed(report),
        menu=tuple(
            MenuItem(Link(MENU_NAMES.get(name, COLUMNS[name][0]), PLACES[name]), name)
            for name in sections
        ),
        keywords=",".join(site.keywords),
        footer_items=_footer_items(site),
        footer_marks=(
            Item("党政机关网站标识", site.conac_url),
            Item("我为政府网站找错", site.report_error_url),
        ),
        footer_links=(
            section_link("matrix"),
            section_link("method"),
            section_link("corrections"),
            section_link("definitions"),
            section_link("about"),
            Link("网站地图", paths.SITEMAP),
        ),
    )


def _footer_items(site: Site) -> tuple[Item, ...]:
    return (
        Item("主办单位", site.organiser),
        Item("联系电话", site.phone),
        Item("联系地址", site.address),
        Item("网站标识码", site.site_id_code),
        Item("ICP备案号", site.icp),
        Item("公安机关备案号", site.police),
    )


PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"
)
SEARCH_POLICY = PAGE_POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
