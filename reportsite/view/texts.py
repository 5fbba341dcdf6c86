"""Pages that are mostly text: the plan whole, 组织保障, 口径说明, and free pages."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from reportsite import paths, words
from reportsite.model import AssuranceItem, Note, Page, Plan, Report
from reportsite.official import chinese
from reportsite.standing import standing
from reportsite.view.frame import Item, article, column, section_link
from reportsite.view.inserts import TargetTable, inserts
from reportsite.view.page import HOME, Link, View
from reportsite.view.tables import Table, blocks
from reportsite.view.tensions import TensionCard, tension_cards


@dataclass(frozen=True, slots=True)
class PlanMeasure:
    """A measure's paragraph in the full text, split after its title, and its page."""

    heading: str
    rest: str
    path: str


@dataclass(frozen=True, slots=True)
class PlanChapter:
    """A chapter of the full text."""

    anchor: str
    heading: str
    measures: tuple[PlanMeasure, ...]


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The official text whole: notice, preamble, chapters, 组织保障, annex."""

    plan: Plan
    issued: str
    chapters: tuple[PlanChapter, ...]
    assurance_heading: str
    assurance: tuple[PlanMeasure, ...]
    facts: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class AssurancePage:
    """The three items of 组织保障."""

    items: tuple[AssuranceItem, ...]


@dataclass(frozen=True, slots=True)
class DefinitionsPage:
    """Known tensions, the annex's notes, and the nature of each indicator."""

    tensions: tuple[TensionCard, ...]
    notes: tuple[Note, ...]
    natures: tuple[tuple[Link, str, str, str], ...]
    targets: TargetTable


@dataclass(frozen=True, slots=True)
class FreePage:
    """A page an editor wrote."""

    prose: tuple[Markup | Table, ...]


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
        template="pages/plan.html",
        title=plan.title,
        description=f"{plan.issuer}{words.date(plan.issued)}印发的全文，与原文逐字核对。",
        column=column("plan"),
        record=PlanPage(
            plan=plan,
            issued=words.date(plan.issued),
            chapters=tuple(_plan_chapters(report)),
            assurance_heading=f"{chinese(len(plan.chapters) + 1)}、{report.assurance_title}",
            assurance=tuple(_split(i.paragraph, paths.ASSURANCE) for i in report.assurance),
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


def _plan_chapters(report: Report) -> Iterator[PlanChapter]:
    for chapter in report.plan.chapters:
        own = (m for m in report.measures if m.chapter.number == chapter.number)
        yield PlanChapter(
            anchor=f"chapter-{chapter.number}",
            heading=f"{chapter.numeral}、{chapter.title}",
            measures=tuple(_split(m.paragraph, paths.measure(m.id)) for m in own),
        )


def _split(paragraph: str, path: str) -> PlanMeasure:
    heading, _, rest = paragraph.partition("。")
    return PlanMeasure(f"{heading}。", rest, path)


def _assurance(report: Report) -> View:
    return View(
        path=paths.ASSURANCE,
        template="pages/assurance.html",
        title=report.assurance_title,
        description="工作措施第七章的三段组织保障，不计入十七项措施。",
        column=column("plan"),
        record=AssurancePage(report.assurance),
        crumbs=(HOME, section_link("plan")),
        article=article(report, report.plan.issuer),
        source="content/assurance.md",
    )


def _definitions(report: Report) -> View:
    return View(
        path=paths.DEFINITIONS,
        template="pages/definitions.html",
        title="口径说明",
        description="原文中前后不一致或容易误读之处，以及本站的处理办法。",
        column=column("definitions"),
        record=DefinitionsPage(
            tensions=tension_cards(report),
            notes=report.plan.notes,
            natures=tuple(_natures(report)),
            targets=inserts(report).targets,
        ),
        crumbs=(HOME,),
        article=article(report),
        source="data/tensions.yml",
    )


def _natures(report: Report) -> Iterator[tuple[Link, str, str, str]]:
    for indicator in report.indicators:
        nature = indicator.nature
        yield (
            Link(f"{indicator.number}　{indicator.name}", paths.indicator(indicator.id)),
            words.ACCUMULATION[nature.accumulation],
            words.BASIS[nature.basis],
            nature.evidence,
        )


def _free(page: Page, report: Report) -> View:
    return View(
        path=paths.free_page(page.slug),
        template="pages/free.html",
        title=page.title,
        description=page.summary,
        column=column("about"),
        record=FreePage(blocks(page.prose, standing(report, report.site.as_of))),
        crumbs=(HOME,),
        article=article(report),
        source=page.source,
    )
