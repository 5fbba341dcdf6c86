"""What all pages share: sections with their columns, menu, footer, security policy, the build's switches."""

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from reportsite.facts.page import (
    HOME,
    SETTINGS,
    Article,
    Fact,
    Link,
    SiteColumn,
    View,
    root,
    source_of,
)
from reportsite.facts.plan import target_table
from reportsite.plan import paths
from reportsite.plan.model import Report
from reportsite.plan.written import Site
from reportsite.source.kinds import GAP


class SiteSection(NamedTuple):
    """A section of the site and its own page; `type` and `description` are its column's (栏目).

    What the menu, the page's title and its description say otherwise comes last; a section without
    a name in the menu is not in it.
    """

    path: str
    name: str
    type: str
    description: str
    menu: str = ""
    title: str = ""
    said: str = ""


# fmt: off
SECTIONS = {
    "overview": SiteSection(paths.OVERVIEW, "首页", "首页", "六项目标、二十项指标、十七项措施一览。", "总览", "十七项措施、二十项指标，走到哪一步了？"),
    "measures": SiteSection(paths.MEASURES, "措施", "政策文件", "十七项措施的原文、责任单位和对应指标。", "措施", "十七项措施", "按六章列出的十七项措施，每项附责任单位和对应指标。"),
    "indicators": SiteSection(paths.INDICATORS, "指标", "数据发布", "二十项指标2021年至2025年的逐年目标。", "指标", "二十项指标", "附件所列二十项指标2021年至2025年的逐年目标，照附件印出的写法。"),
    "units": SiteSection(paths.UNITS, "责任单位", "概况信息", "各责任单位承担的措施。", "责任单位", "", "各责任单位在多少项措施里被点名，多少项经集合承担。"),
    "matrix": SiteSection(paths.MATRIX, "责任矩阵", "概况信息", "十七项措施各由哪些单位负责。", "责任矩阵", "", "十七项措施各由哪些单位负责，点名的和经集合承担的分开标。"),
    "updates": SiteSection(paths.UPDATES, "进展", "工作动态", "各单位报送的进展、存在问题和下一步，按时期列出。", "进展"),
    "bulletins": SiteSection(paths.BULLETINS, "简报", "工作动态", "知识产权强市建设简报，网页与印刷版同文。", "简报", "", "各期简报，网页与印刷版同文。"),
    "data": SiteSection(paths.DATA, "数据", "数据发布", "网页上的全部内容，做成表格供下载、核对和再使用。", "数据"),
    "plan": SiteSection(paths.PLAN, "工作措施全文", "政策文件", "《工作措施》印发的全文，与原文逐字核对。", "全文"),
    "method": SiteSection(paths.METHOD, "评定方法", "政策解读", "每一种状态怎样得出，用什么界限。", "评定方法"),
    "about": SiteSection(paths.free_page("about"), "关于本站", "概况信息", "本站公开什么、数据从哪里来、怎样核对。", "关于"),
    "corrections": SiteSection(paths.CORRECTIONS, "更正记录", "数据发布", "改过的数字，改前改后都在这里。", said="改过的数字和人工作出的评定，改前改后都在这里。"),
    "definitions": SiteSection(paths.DEFINITIONS, "口径说明", "政策解读", "原文中前后不一致或容易误读之处，以及本站的处理办法。"),
}
# fmt: on
FOOTER = ("matrix", "method", "corrections", "definitions", "about")
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"
)
SEARCH_POLICY = PAGE_POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")


def shared(report: Report, *, pdfs: bool, search: bool, release: bool) -> Mapping[str, object]:
    """Return the names every template sees: what is the same on all pages and documents."""
    return {
        "site": report.site,
        "root": root(report.site),
        "plan": report.plan,
        "plan_source": source_of(report.plan),
        "annex": target_table(report),
        "has_feed": has_feed(report),
        "menu": _menu(report),
        "footer": _footer(report.site),
        "footer_links": (*map(section_link, FOOTER), Link("网站地图", paths.SITEMAP)),
        "policy": {"page": PAGE_POLICY, "search": SEARCH_POLICY},
        "with_pdfs": pdfs,
        "with_search": search,
        "preview": not release,
    }


def page(
    section: str, record: object, *, article: Article | None = None, source: str = SETTINGS
) -> View:
    """Return a section's own page."""
    own = SECTIONS[section]
    return View(
        path=own.path,
        template=f"site/{section}.html",
        title=own.title or own.name,
        description=own.said or own.description,
        record=record,
        column=column(section),
        crumbs=() if own.path == HOME.path else (HOME,),
        article=article,
        source=source,
    )


def column(section: str) -> SiteColumn:
    """Return the column a page of a section belongs to."""
    own = SECTIONS[section]
    return SiteColumn(own.name, own.description, f"知识产权,巴彦淖尔,{own.name}", own.type)


def section_link(section: str) -> Link:
    return Link(SECTIONS[section].name, SECTIONS[section].path)


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


def _menu(report: Report) -> tuple[Link, ...]:
    absent = set() if report.bulletins else {"bulletins"}
    absent |= set() if any(measure.entries for measure in report.measures) else {"updates"}
    shown = (own for name, own in SECTIONS.items() if own.menu and name not in absent)
    return tuple(Link(own.menu, own.path) for own in shown)


def _footer(site: Site) -> tuple[Fact, ...]:
    """Return who keeps the site; what is an address elsewhere leads there."""
    return (
        Fact("主办单位", site.organiser),
        Fact("联系电话", site.phone),
        Fact("联系地址", site.address),
        Fact("网站标识码", site.site_id_code),
        Fact("ICP备案号", site.icp),
        Fact("公安机关备案号", site.police),
        Fact("党政机关网站标识", site.conac_url),
        Fact("我为政府网站找错", site.report_error_url),
    )
