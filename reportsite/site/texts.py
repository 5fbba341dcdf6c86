"""Pages that are mostly text: the plan and what assures it, 口径说明, free pages; method, corrections; map, search, 404."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportsite.facts.case import by_hand
from reportsite.facts.case import method as facts
from reportsite.facts.page import HOME, KIND, Facet, Fact, Link, View
from reportsite.facts.plan import PlanSection, extent, sections
from reportsite.facts.tables import blocks
from reportsite.plan import paths, words
from reportsite.plan.model import Chapter, Indicator, Report, Tension
from reportsite.plan.snapshot import Corrected, Snapshot, Verdict, snapshot
from reportsite.plan.written import Page
from reportsite.site.filters import CHAPTER, UNIT
from reportsite.site.frame import article, column, page, section_link, site_sections


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The official text whole: notice, preamble, chapters, what assures it, annex."""

    sections: tuple[PlanSection, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class DefinitionsPage:
    """Known tensions, each with links to what it concerns, and the indicators with their nature."""

    tensions: tuple[tuple[Tension, tuple[Link, ...]], ...]
    indicators: tuple[Indicator, ...]


def plan(now: Snapshot) -> Iterator[View]:
    """Yield the plan, and what assures it where it says so."""
    yield _plan(now.report)
    if now.report.assurance.items:
        yield _assurance(now.report)


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
    own = page("plan", record, report, article=said, source="content/plan.md")
    description = f"{plan.issuer}{issued}印发的全文，与原文逐字核对。"
    return replace(own, title=plan.title, description=description)


def _assurance(report: Report) -> View:
    return View(
        path=paths.ASSURANCE,
        template="site/assurance.html",
        title=report.assurance.title,
        description=_what_assures(report),
        column=column("plan", report),
        record=report.assurance.items,
        crumbs=(HOME, section_link("plan", report)),
        article=article(report, report.plan.issuer),
        source="content/assurance.md",
    )


def _what_assures(report: Report) -> str:
    assurance, measures = report.assurance, extent(report).measures
    chapter = Chapter(0, assurance.mark, assurance.title)
    is_one = assurance.mark and report.plan.chapters
    of = f"{report.site.plan_name}{chapter.label if is_one else ''}"
    apart = f"，不计入{measures}" if measures else ""
    return f"{of}的{words.count(len(assurance.items))}段{assurance.title}{apart}。"


def definitions(now: Snapshot) -> Iterator[View]:
    """Yield the page of what is easily misread, and of what the indicators count."""
    report = now.report
    told = tuple((tension, tuple(_subjects(tension, report))) for tension in report.tensions)
    record = DefinitionsPage(told, report.indicators)
    yield page("definitions", record, report, article=article(report), source="data/tensions.yml")


def _subjects(tension: Tension, report: Report) -> Iterator[Link]:
    for measure in report.measures:
        if measure.id in tension.measures:
            yield Link(measure.label, paths.measure(measure.id))
    for indicator in report.indicators:
        if indicator.id in tension.indicators:
            yield Link(f"指标{indicator.number}", paths.indicator(indicator.id))


def free(now: Snapshot) -> Iterator[View]:
    """Yield the pages that editors wrote of their own."""
    yield from (_free(own, now.report) for own in now.report.pages)


def _free(own: Page, report: Report) -> View:
    return View(
        path=paths.free_page(own.slug),
        template="site/free.html",
        title=own.title,
        description=own.summary,
        column=column("about", report),
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


def site_map(views: Sequence[View], report: Report) -> View:
    """Return the page that lists every other page under its column."""
    return View(
        path=paths.SITEMAP,
        template="site/sitemap.html",
        title="网站地图",
        description="本站全部页面。",
        column=replace(column("about", report), name="网站地图"),
        record=SiteMap(_parts(views, report)),
        crumbs=(HOME,),
    )


def search(views: Sequence[View], report: Report) -> View:
    """Return the page that searches; what it searches stands on it as a list, for want of a script."""
    known = [view for view in views if view.searched]
    return View(
        path=paths.SEARCH,
        template="site/search.html",
        title="搜索",
        description=f"在{_searched(report)}里查找。",
        column=replace(column("about", report), name="搜索"),
        record=SiteMap(_parts(known, report), tuple(_facets(known))),
        crumbs=(HOME,),
    )


def _searched(report: Report) -> str:
    """Say what is searched; issues and progress come with time."""
    sections = site_sections(report)
    listed = (sections[name] for name in ("measures", "indicators", "units"))
    own = [section.name for section in listed if section.exists]
    return words.together(*own, "简报", "进展")


def _facets(views: Sequence[View]) -> Iterator[tuple[str, tuple[Facet, ...]]]:
    """Yield the facets by name, each in the order of the pages."""
    found = dict.fromkeys(facet for view in views for facet in view.searched)
    for name in (KIND, UNIT, CHAPTER):
        if own := tuple(facet for facet in found if facet.name == name):
            yield name, own


def _parts(views: Sequence[View], report: Report) -> tuple[tuple[Link, tuple[Link, ...]], ...]:
    home, alone = section_link("overview", report), list[Link]()
    parts = list[tuple[Link, tuple[Link, ...]]]()
    for section in site_sections(report).values():
        found = [view for view in views if view.column.name == section.name]
        top = Link(section.name, section.path)
        below = tuple(Link(v.title, v.path) for v in found if v.path != section.path)
        if below and not section.exists:
            alone += below
        elif below:
            parts.append((top, below))
        elif found and top != home:
            alone.append(top)
    return ((home, tuple(alone)), *parts)


def not_found(report: Report) -> View:
    """Return 404.html; served at any depth, so its links start at the site's base."""
    sections = site_sections(report).values()
    return View(
        path=paths.NOT_FOUND,
        template="site/404.html",
        title="没有找到这个页面",
        description="网址有误，或者页面已经移走。",
        column=replace(column("overview", report), name="提示"),
        record=tuple(Link(own.name, own.path) for own in sections if own.menu and own.exists),
        base=report.site.base_path,
    )


@dataclass(frozen=True, slots=True)
class Corrections:
    """Corrected figures, and judgements made by hand."""

    corrections: tuple[Corrected, ...]
    by_hand: tuple[Verdict, ...]


def method(now: Snapshot) -> Iterator[View]:
    yield page("method", facts(now), now.report, article=article(now.report))


def corrections(now: Snapshot) -> Iterator[View]:
    record, report = Corrections(now.corrections(), by_hand(now)), now.report
    said = article(report)
    yield page("corrections", record, report, article=said, source="data/actuals.csv")
