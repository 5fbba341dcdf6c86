"""What all pages share: sections with their columns, menu, footer, security policy, the build's switches."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
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
from reportsite.facts.plan import extent, target_table
from reportsite.plan import paths, words
from reportsite.plan.model import Report
from reportsite.plan.written import BulletinKind, Site
from reportsite.source.kinds import GAP


class SiteSection(NamedTuple):
    """A section of the site and its own page; `type` and `description` are its column's (栏目).

    What the menu, the page's title and its description say otherwise comes last; a section without
    a name in the menu is not in it. One that the plan has nothing for does not exist: no page, no
    link, no mention.
    """

    path: str
    name: str
    type: str
    description: str
    menu: str = ""
    title: str = ""
    said: str = ""
    exists: bool = True


def site_sections(report: Report) -> Mapping[str, SiteSection]:
    """Return every section in the order of the map, as the plan fills it."""
    of, has, plan_name = extent(report), _filled(report), report.site.plan_name
    counts = "、".join(filter(None, (of.measures, of.indicators))) or plan_name
    all_of = "、".join(filter(None, (of.goals, of.indicators, of.measures))) or plan_name
    by_chapter = f"按{of.chapters}列出的" if of.chapters else ""
    units = "责任单位" if has["matrix"] else ""
    beside = words.together(units, "对应指标" if of.indicators else "")
    quoted = words.together("原文", units, "对应指标" if of.indicators else "")
    who = f"{of.measures}各由哪些单位负责"
    parted, grouped = "，点名的和经集合承担的分开标", "，多少项经集合承担"
    if not report.register.groups:
        parted = grouped = ""
    briefs = (issue.name for issue in report.bulletins if issue.kind is BulletinKind.BRIEF)
    # fmt: off
    found = {
        "overview": SiteSection(paths.OVERVIEW, "首页", "首页", f"{all_of}一览。", "总览", f"{counts}，走到哪一步了？"),
        "measures": SiteSection(paths.MEASURES, "措施", "政策文件", f"{of.measures}的{quoted}。", "措施", of.measures, f"{by_chapter}{of.measures}{beside and f'，每项附{beside}'}。"),
        "indicators": SiteSection(paths.INDICATORS, "指标", "数据发布", f"{of.indicators}{of.span}的逐年目标。", "指标", of.indicators, f"附件所列{of.indicators}{of.span}的逐年目标，照附件印出的写法。"),
        "units": SiteSection(paths.UNITS, "责任单位", "概况信息", "各责任单位承担的措施。", "责任单位", "", f"各责任单位在多少项措施里被点名{grouped}。" if has["matrix"] else "各单位报送的指标。"),
        "matrix": SiteSection(paths.MATRIX, "责任矩阵", "概况信息", f"{who}。", "责任矩阵", "", f"{who}{parted}。"),
        "updates": SiteSection(paths.UPDATES, "进展", "工作动态", "各单位报送的进展、存在问题和下一步，按时期列出。", "进展"),
        "bulletins": SiteSection(paths.BULLETINS, "简报", "工作动态", f"{next(briefs, '简报')}，网页与印刷版同文。", "简报", "", "各期简报，网页与印刷版同文。"),
        "data": SiteSection(paths.DATA, "数据", "数据发布", "网页上的全部内容，做成表格供下载、核对和再使用。", "数据"),
        "plan": SiteSection(paths.PLAN, f"{plan_name}全文", "政策文件", f"《{plan_name}》印发的全文，与原文逐字核对。", "全文"),
        "method": SiteSection(paths.METHOD, "评定方法", "政策解读", "每一种状态怎样得出，用什么界限。", "评定方法"),
        "about": SiteSection(paths.free_page("about"), "关于本站", "概况信息", "本站公开什么、数据从哪里来、怎样核对。", "关于"),
        "corrections": SiteSection(paths.CORRECTIONS, "更正记录", "数据发布", "改过的数字，改前改后都在这里。", said="改过的数字和人工作出的评定，改前改后都在这里。"),
        "definitions": SiteSection(paths.DEFINITIONS, "口径说明", "政策解读", "原文中前后不一致或容易误读之处，以及本站的处理办法。"),
    }
    # fmt: on
    return {name: own._replace(exists=has.get(name, True)) for name, own in found.items()}


def _filled(report: Report) -> Mapping[str, bool]:
    """Say of every section that a plan may have nothing for whether there is anything."""
    as_of, units = report.site.as_of, bool(report.register.responsible)
    measures, indicators = bool(report.measures), bool(report.indicators)
    return {
        "measures": measures,
        "indicators": indicators,
        "units": units,
        "matrix": report.has_duties,
        "updates": any(entry.is_known(as_of) for m in report.measures for entry in m.entries),
        "bulletins": bool(report.bulletins),
        "data": measures or indicators or units or bool(report.plan.goals),
        "method": indicators or not report.is_plain,
        "about": any(page.slug == "about" for page in report.pages),
        "corrections": indicators,
        "definitions": indicators or bool(report.tensions),
    }


FOOTER = ("matrix", "method", "corrections", "definitions", "about")
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"
)
SEARCH_POLICY = PAGE_POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")


def shared(report: Report, *, pdfs: bool, search: bool, release: bool) -> Mapping[str, object]:
    """Return the names every template sees: what is the same on all pages and documents."""
    sections = site_sections(report)
    return {
        "site": report.site,
        "root": root(report.site),
        "plan": report.plan,
        "plan_source": source_of(report.plan),
        "annex": target_table(report),
        "has_feed": has_feed(report),
        "extent": extent(report),
        "sections": sections,
        "menu": _menu(sections),
        "footer": _footer(report.site),
        "footer_links": (*_links(sections, FOOTER), Link("网站地图", paths.SITEMAP)),
        "policy": {"page": PAGE_POLICY, "search": SEARCH_POLICY},
        "with_pdfs": pdfs,
        "with_search": search,
        "preview": not release,
    }


def page(
    section: str,
    record: object,
    report: Report,
    *,
    article: Article | None = None,
    source: str = SETTINGS,
) -> View:
    """Return a section's own page."""
    own = site_sections(report)[section]
    return View(
        path=own.path,
        template=f"site/{section}.html",
        title=own.title or own.name,
        description=own.said or own.description,
        record=record,
        column=column(section, report),
        crumbs=() if own.path == HOME.path else (HOME,),
        article=article,
        source=source,
    )


def column(section: str, report: Report) -> SiteColumn:
    """Return the column a page of a section belongs to."""
    own, site = site_sections(report)[section], report.site
    keywords = ",".join(filter(None, (site.subject, site.place, own.name)))
    return SiteColumn(own.name, own.description, keywords, own.type)


def section_link(section: str, report: Report) -> Link:
    own = site_sections(report)[section]
    return Link(own.name, own.path)


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


def _menu(sections: Mapping[str, SiteSection]) -> tuple[Link, ...]:
    shown = (own for own in sections.values() if own.menu and own.exists)
    return tuple(Link(own.menu, own.path) for own in shown)


def _links(sections: Mapping[str, SiteSection], names: Iterable[str]) -> Iterator[Link]:
    for own in map(sections.__getitem__, names):
        if own.exists:
            yield Link(own.name, own.path)


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
