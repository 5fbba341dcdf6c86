"""Pages that are mostly text: the plan, 组织保障, 口径说明, free pages; method, corrections; map, search, 404."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportsite.facts.case import by_hand
from reportsite.facts.case import method as facts
from reportsite.facts.page import HOME, KIND, Facet, Link, View
from reportsite.facts.plan import PlanSection, sections
from reportsite.facts.tables import blocks
from reportsite.plan import paths, words
from reportsite.plan.model import Indicator, Plan, Report, Tension
from reportsite.plan.snapshot import Corrected, Snapshot, Verdict, snapshot
from reportsite.plan.written import Page
from reportsite.site.filters import CHAPTER, UNIT
from reportsite.site.frame import (
    COLUMNS,
    MENU,
    PLACES,
    SECTIONS,
    Item,
    article,
    column,
    section_link,
)


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The official text whole: notice, preamble, chapters and 组织保障, annex."""

    plan: Plan
    sections: tuple[PlanSection, ...]
    facts: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class DefinitionsPage:
    """Known tensions, each with links to what it concerns, and the indicators with their nature."""

    tensions: tuple[tuple[Tension, tuple[Link, ...]], ...]
    indicators: tuple[Indicator, ...]


def views(report: Report) -> Iterator[View]:
    yield _plan(report)
    yield _assurance(report)
    yield _definitions(report)
    for page in report.pages:
        yield _free(page, report)


def _plan(report: Report) -> View:
    plan = report.plan
    return View(
        path=paths.PLAN,
        template="site/plan.html",
        title=plan.title,
        description=f"{plan.issuer}{words.date(plan.issued)}印发的全文，与原文逐字核对。",
        column=column("plan"),
        record=PlanPage(
            plan=plan,
            sections=tuple(sections(report)),
            facts=(
                Item("发文机关", plan.issuer),
                Item("成文日期", words.date(plan.issued)),
                Item("文号", plan.doc_no or "公布的文本没有文号"),
                Item("公开属性", plan.disclosure),
                Item("原文校验值（SHA-256）", plan.sha256),
            ),
        ),
        crumbs=(HOME,),
        article=article(report, plan.issuer),
        source="content/plan.md",
    )


def _assurance(report: Report) -> View:
    return View(
        path=paths.ASSURANCE,
        template="site/assurance.html",
        title=report.assurance_title,
        description="工作措施第七章的三段组织保障，不计入十七项措施。",
        column=column("plan"),
        record=report.assurance,
        crumbs=(HOME, section_link("plan")),
        article=article(report, report.plan.issuer),
        source="content/assurance.md",
    )


def _definitions(report: Report) -> View:
    return View(
        path=paths.DEFINITIONS,
        template="site/definitions.html",
        title="口径说明",
        description="原文中前后不一致或容易误读之处，以及本站的处理办法。",
        column=column("definitions"),
        record=DefinitionsPage(
            tuple((tension, tuple(_subjects(tension, report))) for tension in report.tensions),
            report.indicators,
        ),
        crumbs=(HOME,),
        article=article(report),
        source="data/tensions.yml",
    )


def _subjects(tension: Tension, report: Report) -> Iterator[Link]:
    for measure in report.measures:
        if measure.id in tension.measures:
            yield Link(words.measure(measure.number), paths.measure(measure.id))
    for indicator in report.indicators:
        if indicator.id in tension.indicators:
            yield Link(f"指标{indicator.number}", paths.indicator(indicator.id))


def _free(page: Page, report: Report) -> View:
    return View(
        path=paths.free_page(page.slug),
        template="site/free.html",
        title=page.title,
        description=page.summary,
        column=column("about"),
        record=blocks(page.prose, snapshot(report, report.site.as_of)),
        crumbs=(HOME,),
        article=article(report),
        source=page.source,
    )


@dataclass(frozen=True, slots=True)
class SiteMap:
    """All pages by column; columns of one page stand below the home page."""

    parts: tuple[tuple[Link, tuple[Link, ...]], ...]


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """The facets of one name."""

    name: str
    facets: tuple[Facet, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """All that is searched, by column, and what a search is narrowed down by."""

    parts: tuple[tuple[Link, tuple[Link, ...]], ...]
    groups: tuple[FacetGroup, ...]


def site_map(views: Sequence[View]) -> View:
    """Return the page that lists every other page under its column."""
    return View(
        path=paths.SITEMAP,
        template="site/sitemap.html",
        title="网站地图",
        description="本站全部页面。",
        column=replace(column("about"), name="网站地图"),
        record=_parts(views),
        crumbs=(HOME,),
    )


def search(views: Sequence[View]) -> View:
    """Return the page that searches; what it searches stands on it as a list, for want of a script."""
    known = [view for view in views if view.searched]
    return View(
        path=paths.SEARCH,
        template="site/search.html",
        title="搜索",
        description="在措施、指标、责任单位、简报和进展里查找。",
        column=replace(column("about"), name="搜索"),
        record=Search(_parts(known).parts, tuple(_facets(known))),
        crumbs=(HOME,),
    )


def _facets(views: Sequence[View]) -> Iterator[FacetGroup]:
    """Yield the facets by name, each in the order of the pages."""
    found = dict.fromkeys(facet for view in views for facet in view.searched)
    for name in (KIND, UNIT, CHAPTER):
        yield FacetGroup(name, tuple(facet for facet in found if facet.name == name))


def _parts(views: Sequence[View]) -> SiteMap:
    columns = [_part(section, views) for section in SECTIONS if _names(section, views)]
    home = Link(COLUMNS["overview"][0], PLACES["overview"])
    alone = tuple(top for top, links in columns if not links and top != home)
    return SiteMap(((home, alone), *(part for part in columns if part[1])))


def _names(section: str, views: Sequence[View]) -> bool:
    return any(view.column.name == COLUMNS[section][0] for view in views)


def _has(section: str, views: Sequence[View]) -> bool:
    return any(view.path == PLACES[section] for view in views)


def _part(section: str, views: Sequence[View]) -> tuple[Link, tuple[Link, ...]]:
    name = COLUMNS[section][0]
    own = (v for v in views if v.column.name == name and v.path != PLACES[section])
    return Link(name, PLACES[section]), tuple(Link(view.title, view.path) for view in own)


def not_found(views: Sequence[View], base: str) -> View:
    """Return 404.html; served at any depth, so its links start at the site's base."""
    return View(
        path=paths.NOT_FOUND,
        template="site/404.html",
        title="没有找到这个页面",
        description="网址有误，或者页面已经移走。",
        column=replace(column("overview"), name="提示"),
        record=tuple(section_link(name) for name in MENU if _has(name, views)),
        base=base,
    )


@dataclass(frozen=True, slots=True)
class Corrections:
    """Corrected figures, and judgements made by hand."""

    corrections: tuple[Corrected, ...]
    by_hand: tuple[Verdict, ...]


def method(snapshot: Snapshot) -> View:
    return View(
        path=paths.METHOD,
        template="site/method.html",
        title="评定方法",
        description="每一种状态怎样得出，用什么界限。",
        column=column("method"),
        record=facts(snapshot),
        crumbs=(HOME,),
        article=article(snapshot.report),
    )


def corrections(snapshot: Snapshot) -> View:
    return View(
        path=paths.CORRECTIONS,
        template="site/corrections.html",
        title="更正记录",
        description="改过的数字和人工作出的评定，改前改后都在这里。",
        column=column("corrections"),
        record=Corrections(snapshot.corrections(), by_hand(snapshot)),
        crumbs=(HOME,),
        article=article(snapshot.report),
        source="data/actuals.csv",
    )
