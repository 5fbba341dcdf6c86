"""Pages that are mostly text: the plan, 组织保障, 口径说明, free pages; method, corrections; map, search, 404."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportsite.facts.case import by_hand
from reportsite.facts.case import method as facts
from reportsite.facts.page import HOME, KIND, Facet, Fact, Link, View
from reportsite.facts.plan import PlanSection, sections
from reportsite.facts.tables import blocks
from reportsite.plan import paths, words
from reportsite.plan.model import Indicator, Report, Tension
from reportsite.plan.snapshot import Corrected, Snapshot, Verdict, snapshot
from reportsite.plan.written import Page
from reportsite.site.filters import CHAPTER, UNIT
from reportsite.site.frame import SECTIONS, article, column, page, section_link


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The official text whole: notice, preamble, chapters and 组织保障, annex."""

    sections: tuple[PlanSection, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class DefinitionsPage:
    """Known tensions, each with links to what it concerns, and the indicators with their nature."""

    tensions: tuple[tuple[Tension, tuple[Link, ...]], ...]
    indicators: tuple[Indicator, ...]


def views(report: Report) -> Iterator[View]:
    yield _plan(report)
    if report.assurance.items:
        yield _assurance(report)
    yield _definitions(report)
    yield from (_free(own, report) for own in report.pages)


def _plan(report: Report) -> View:
    plan, issued = report.plan, words.date(report.plan.issued)
    facts = (
        Fact("发文机关", plan.issuer),
        Fact("成文日期", issued),
        Fact("文号", plan.doc_no or "公布的文本没有文号"),
        *([Fact("公开属性", plan.disclosure)] if plan.disclosure else []),
        Fact("原文校验值（SHA-256）", plan.sha256),
    )
    record, said = PlanPage(tuple(sections(report)), facts), article(report, plan.issuer)
    own = page("plan", record, article=said, source="content/plan.md")
    description = f"{plan.issuer}{issued}印发的全文，与原文逐字核对。"
    return replace(own, title=plan.title, description=description)


def _assurance(report: Report) -> View:
    return View(
        path=paths.ASSURANCE,
        template="site/assurance.html",
        title=report.assurance.title,
        description="工作措施第七章的三段组织保障，不计入十七项措施。",
        column=column("plan"),
        record=report.assurance.items,
        crumbs=(HOME, section_link("plan")),
        article=article(report, report.plan.issuer),
        source="content/assurance.md",
    )


def _definitions(report: Report) -> View:
    told = tuple((tension, tuple(_subjects(tension, report))) for tension in report.tensions)
    record = DefinitionsPage(told, report.indicators)
    return page("definitions", record, article=article(report), source="data/tensions.yml")


def _subjects(tension: Tension, report: Report) -> Iterator[Link]:
    for measure in report.measures:
        if measure.id in tension.measures:
            yield Link(measure.label, paths.measure(measure.id))
    for indicator in report.indicators:
        if indicator.id in tension.indicators:
            yield Link(f"指标{indicator.number}", paths.indicator(indicator.id))


def _free(own: Page, report: Report) -> View:
    return View(
        path=paths.free_page(own.slug),
        template="site/free.html",
        title=own.title,
        description=own.summary,
        column=column("about"),
        record=blocks(own.prose, snapshot(report, report.site.as_of)),
        crumbs=(HOME,),
        article=article(report),
        source=own.source,
    )


@dataclass(frozen=True, slots=True)
class SiteMap:
    """Pages by column, columns of one page below the home page; facets by name narrow them down."""

    parts: tuple[tuple[Link, tuple[Link, ...]], ...]
    facets: tuple[tuple[str, tuple[Facet, ...]], ...] = ()


def site_map(views: Sequence[View]) -> View:
    """Return the page that lists every other page under its column."""
    return View(
        path=paths.SITEMAP,
        template="site/sitemap.html",
        title="网站地图",
        description="本站全部页面。",
        column=replace(column("about"), name="网站地图"),
        record=SiteMap(_parts(views)),
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
        record=SiteMap(_parts(known), tuple(_facets(known))),
        crumbs=(HOME,),
    )


def _facets(views: Sequence[View]) -> Iterator[tuple[str, tuple[Facet, ...]]]:
    """Yield the facets by name, each in the order of the pages."""
    found = dict.fromkeys(facet for view in views for facet in view.searched)
    for name in (KIND, UNIT, CHAPTER):
        yield name, tuple(facet for facet in found if facet.name == name)


def _parts(views: Sequence[View]) -> tuple[tuple[Link, tuple[Link, ...]], ...]:
    home, alone = section_link("overview"), list[Link]()
    parts = list[tuple[Link, tuple[Link, ...]]]()
    for section in SECTIONS.values():
        found = [view for view in views if view.column.name == section.name]
        top = Link(section.name, section.path)
        if below := tuple(Link(v.title, v.path) for v in found if v.path != section.path):
            parts.append((top, below))
        elif found and top != home:
            alone.append(top)
    return ((home, tuple(alone)), *parts)


def not_found(views: Sequence[View], base: str) -> View:
    """Return 404.html; served at any depth, so its links start at the site's base."""
    made = {view.path for view in views}
    return View(
        path=paths.NOT_FOUND,
        template="site/404.html",
        title="没有找到这个页面",
        description="网址有误，或者页面已经移走。",
        column=replace(column("overview"), name="提示"),
        record=tuple(
            Link(own.name, own.path) for own in SECTIONS.values() if own.menu and own.path in made
        ),
        base=base,
    )


@dataclass(frozen=True, slots=True)
class Corrections:
    """Corrected figures, and judgements made by hand."""

    corrections: tuple[Corrected, ...]
    by_hand: tuple[Verdict, ...]


def method(snapshot: Snapshot) -> View:
    return page("method", facts(snapshot), article=article(snapshot.report))


def corrections(snapshot: Snapshot) -> View:
    record = Corrections(snapshot.corrections(), by_hand(snapshot))
    said = article(snapshot.report)
    return page("corrections", record, article=said, source="data/actuals.csv")
