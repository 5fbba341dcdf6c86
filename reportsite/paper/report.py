"""The whole report (总报告): where the plan stands, measure by measure, indicator by indicator."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportsite.facts.case import Fact, best_first, limits, rule_of
from reportsite.facts.document import (
    NO_COLUMN,
    About,
    Marks,
    RunIn,
    cited,
    marks,
    paragraph,
    source_of,
    title_lines,
)
from reportsite.facts.indicator import figure_files
from reportsite.facts.page import View
from reportsite.facts.plan import Inserts, inserts
from reportsite.facts.tables import Table, table
from reportsite.facts.unit import Ledger, ledgers
from reportsite.paper.annex import AnnexTable, annex_table
from reportsite.paper.matrix import MatrixTable, matrix_table
from reportsite.paper.report_indicators import IndicatorPart, indicator_parts
from reportsite.paper.report_measures import ChapterPart, chapter_parts
from reportsite.plan import paths, words
from reportsite.plan.case import WORST_FIRST, Case
from reportsite.plan.judge import Actual
from reportsite.plan.model import Note, Report
from reportsite.plan.owed import asked_for
from reportsite.plan.snapshot import Snapshot, Verdict, tally
from reportsite.site.method import overrides
from reportsite.site.overview import GoalCard, goal_cards
from reportsite.source.calls import Insert
from reportsite.source.characters import chinese

CONCERNS = (*WORST_FIRST, Case.UNDECIDABLE, Case.OWED)


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case, its number of indicators, which they are, and the rule that leads to it."""

    state: str
    count: int
    indicators: str
    rule: str


@dataclass(frozen=True, slots=True)
class Concern:
    """An indicator that is behind, or that could not be judged; '' where there is no figure."""

    id: str
    name: str
    target: str
    figure: str
    state: str


@dataclass(frozen=True, slots=True)
class State:
    """Where the plan stands; `is_reported` is false while no figure has come in."""

    year: str
    sentence: str
    is_reported: bool
    cells: tuple[Verdict, ...]
    cases: tuple[CaseRow, ...]
    goals: tuple[GoalCard, ...]
    aim: str
    inserts: Inserts
    concerns: tuple[Concern, ...]
    counts: tuple[int, int]


def state(snapshot: Snapshot) -> State:
    """Return part one as things stand."""
    report = snapshot.report
    verdicts = [snapshot.verdict(indicator.id) for indicator in report.indicators]
    told = sum(1 for measure in report.measures if snapshot.entries(measure))
    return State(
        year=f"{snapshot.year}年",
        sentence=words.sentence(tally(verdicts)),
        is_reported=any(snapshot.actuals(indicator.id) for indicator in report.indicators),
        cells=best_first(snapshot),
        cases=tuple(_cases(verdicts, snapshot)),
        goals=goal_cards(snapshot),
        aim=report.plan.aim,
        inserts=inserts(report),
        concerns=tuple(map(_concern, sorted(filter(_is_concern, verdicts), key=_worst))),
        counts=(told, len(report.measures)),
    )


def _cases(verdicts: list[Verdict], snapshot: Snapshot) -> Iterator[CaseRow]:
    for case in Case:
        own = [verdict.indicator.number for verdict in verdicts if verdict.case is case]
        if own:
            yield CaseRow(
                state=f"{case.marked}",
                count=len(own),
                indicators="、".join(map(str, own)),
                rule=rule_of(case, snapshot.rule),
            )


def _is_concern(verdict: Verdict) -> bool:
    return verdict.case in CONCERNS


def _worst(verdict: Verdict) -> int:
    return CONCERNS.index(verdict.case)


def _concern(verdict: Verdict) -> Concern:
    indicator, actual = verdict.indicator, verdict.judgement.actual
    figure = (
        f"{actual.period.words}{words.amount(actual.value, indicator.unit)}"
        if isinstance(actual, Actual)
        else ""
    )
    target = next(t for t in indicator.targets if t.year == verdict.year)
    return Concern(
        id=f"indicator-{indicator.id}",
        name=f"{indicator.number}.{indicator.name}",
        target=words.target(target, indicator.unit),
        figure=figure,
        state=f"{verdict.case.marked}",
    )


@dataclass(frozen=True, slots=True)
class Reporting:
    """Part four: a table for each period that is asked for, corrections, judgements by hand."""

    owed: tuple[Table, ...]
    corrections: Table
    by_hand: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Method:
    """Part five: every case with its rule, the limits, and what is held against 序时进度."""

    cases: tuple[Fact, ...]
    limits: tuple[Fact, ...]
    smooth: str
    rest: int


def reporting(snapshot: Snapshot) -> Reporting:
    """Return part four as things stand; its tables are numbered from 1."""
    owed = tuple(
        table(Insert("owed", (str(period),)), number, snapshot)
        for number, period in enumerate(asked_for(snapshot), 1)
    )
    return Reporting(
        owed=owed,
        corrections=table(Insert("corrections"), len(owed) + 1, snapshot),
        by_hand=tuple(_by_hand(snapshot)),
    )


def _by_hand(snapshot: Snapshot) -> Iterator[str]:
    names = {indicator.id: indicator.name for indicator in snapshot.report.indicators}
    for override, by_rule in overrides(snapshot):
        yield (
            f"{names[override.indicator]}{override.year}年按规则是“{by_rule}”，人工评定为“{override.case}”。"
            f"理由：{override.reason}。{override.signer}{words.date(override.signed_on)}签字，"
            f"{words.date(override.expires)}到期。"
        )


def method(snapshot: Snapshot) -> Method:
    """Return part five: the rule that is in force."""
    indicators = snapshot.report.indicators
    smooth = [indicator.name for indicator in indicators if indicator.smooth]
    return Method(
        cases=tuple(Fact(f"{case.marked}", rule_of(case, snapshot.rule)) for case in Case),
        limits=limits(snapshot.rule),
        smooth="、".join(smooth),
        rest=len(indicators) - len(smooth),
    )


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the plan: its heading and its paragraphs."""

    heading: str
    paragraphs: tuple[RunIn, ...]


@dataclass(frozen=True, slots=True)
class Original:
    """The plan as issued: the notice, the preamble, seven parts, the annex's title and notes."""

    notice_title: str
    recipients: str
    notice: str
    issuer: str
    issued: str
    disclosure: str
    title: str
    preamble: str
    sections: tuple[Section, ...]
    annex_title: str
    notes: tuple[Note, ...]


def original(report: Report) -> Original:
    """Return the plan's own words in their order."""
    plan = report.plan
    return Original(
        notice_title=plan.notice_title,
        recipients=plan.recipients,
        notice=plan.notice,
        issuer=plan.issuer,
        issued=words.date(plan.issued),
        disclosure=plan.disclosure,
        title=plan.title,
        preamble=plan.preamble,
        sections=tuple(_sections(report)),
        annex_title=plan.annex_title,
        notes=plan.notes,
    )


def _sections(report: Report) -> Iterator[Section]:
    for chapter in report.plan.chapters:
        own = (m.paragraph for m in report.measures if m.chapter.number == chapter.number)
        yield Section(f"{chapter.numeral}、{chapter.title}", tuple(map(paragraph, own)))
    number = chinese(len(report.plan.chapters) + 1)
    own = (item.paragraph for item in report.assurance)
    yield Section(f"{number}、{report.assurance_title}", tuple(map(paragraph, own)))


NAME = "进展总报告"
PARTS = ("总体情况", "十七项措施", "二十项指标", "报送和更正", "评定方法")
ANNEXES = ("二十项指标的目标和完成情况", "措施责任分工表", "责任单位台账一览", "印发的全文")
NUMERALS = "一二三四五"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the contents: its depth from 1, where it leads, and the heading's own words."""

    depth: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Volume:
    """The whole report: five parts and four annexes; `parts` and `annexes` are their headings."""

    about: About
    marks: Marks
    title: tuple[str, ...]
    name: str
    as_of: str
    organiser: str
    source: str
    contents: tuple[Line, ...]
    parts: tuple[Line, ...]
    annexes: tuple[Line, ...]
    state: State
    chapters: tuple[ChapterPart, ...]
    indicators: tuple[IndicatorPart, ...]
    reporting: Reporting
    method: Method
    annex: AnnexTable
    matrix: MatrixTable
    units: tuple[Ledger, ...]
    original: Original


def volume(snapshot: Snapshot) -> View:
    """Return the view of the whole report as things stand."""
    report, site = snapshot.report, snapshot.report.site
    as_of = words.date(site.as_of)
    about = About(
        title=f"{cited(report.plan.title)}{NAME}",
        author=site.organiser,
        subject=f"十七项措施和二十项指标的全部情况，数据截至{as_of}。",
        keywords=",".join((*site.keywords, "总报告")),
        date=site.as_of,
    )
    return View(
        path=paths.REPORT_PDF,
        template="paper/report.html",
        title=about.title,
        description=about.subject,
        column=NO_COLUMN,
        record=_volume(about, snapshot),
        attachments=figure_files(snapshot, report.indicators),
    )


def _volume(about: About, snapshot: Snapshot) -> Volume:
    report = snapshot.report
    chapters, indicators = chapter_parts(snapshot), indicator_parts(snapshot)
    parts = tuple(
        Line(1, f"part-{at}", f"第{NUMERALS[at - 1]}部分　{title}")
        for at, title in enumerate(PARTS, 1)
    )
    annexes = tuple(
        Line(1, f"annex-{at}", f"附件{at}　{title}") for at, title in enumerate(ANNEXES, 1)
    )
    return Volume(
        about=about,
        marks=marks(report.site),
        title=title_lines(cited(report.plan.title)),
        name=NAME,
        as_of=words.date(report.site.as_of),
        organiser=report.site.organiser,
        source=source_of(report.plan),
        contents=tuple(_contents(parts, annexes, chapters, indicators)),
        parts=parts,
        annexes=annexes,
        state=state(snapshot),
        chapters=chapters,
        indicators=indicators,
        reporting=reporting(snapshot),
        method=method(snapshot),
        annex=annex_table(report.indicators, snapshot),
        matrix=matrix_table(report),
        units=tuple(ledgers(report.register.bodies, snapshot)),
        original=original(report),
    )


def _contents(
    parts: tuple[Line, ...],
    annexes: tuple[Line, ...],
    chapters: tuple[ChapterPart, ...],
    indicators: tuple[IndicatorPart, ...],
) -> Iterator[Line]:
    for at, part in enumerate(parts):
        yield part
        if at == 1:
            for chapter in chapters:
                yield Line(2, chapter.id, chapter.heading)
                yield from (Line(3, measure.id, measure.heading) for measure in chapter.measures)
        elif at == 2:
            yield from (Line(2, indicator.id, indicator.heading) for indicator in indicators)
    yield from annexes
