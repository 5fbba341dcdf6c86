"""Sources to Report: typed, joined and held against the official text, every fault in one run."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from reportsite.check import (
    actuals,
    bulletins,
    deadlines,
    indicators,
    measures,
    plan,
    register,
    schema,
    settings,
    wording,
)
from reportsite.check.bulletins import context, free_pages
from reportsite.check.fields import validate
from reportsite.check.official_text import Block, Quotation, cover, paragraphs
from reportsite.plan.judge import Actual
from reportsite.plan.model import Indicator, Measure, Report
from reportsite.plan.register import Register
from reportsite.plan.written import Bulletin, Override, Page
from reportsite.problems import Code, ContentError, Place, Problems
from reportsite.source.csv_text import CsvTable
from reportsite.source.files import EVIDENCE, Sources
from reportsite.source.markdown import Context
from reportsite.source.official_text import PATH, Span, official


@dataclass(frozen=True, slots=True)
class Issued:
    """The files that quote the official text, each None where it could not be read or is absent."""

    plan: schema.PlanFile | None
    claims: list[measures.Claim]
    assurance: schema.AssuranceFile | None
    annex: schema.IndicatorsFile | None


def check(sources: Sources, problems: Problems) -> Report:
    """Return the report; ContentError with all problems of all files when there is an error.

    Bulletins and pages come last: what they say of figures is read from the rest of the report, as
    known on their own day. Where the rest has faults, their calls are checked for form alone.
    """
    site = settings.check(sources.site, problems, is_demo=sources.is_demo)
    units = register.check(sources.units, problems)
    issued = _issued(sources, problems)
    passages = _held(sources, issued, problems)
    wording.check(sources, site.typos if site else {}, problems)
    annex = indicators.check(issued.annex, issued.plan, sources, units, problems)
    rows = annex.indicators if annex else ()
    reported, by_hand = _figures(sources, rows, units, problems)
    outline = plan.check(issued.plan, sources.plan, passages[sources.plan.path], annex, problems)
    is_whole = all(p.code is not Code.E402 for p in problems.found)  # else a measure may be missing
    ids = [f"{claim.number:02}" for claim in issued.claims] if is_whole else None
    known = plan.check_tensions(sources, ids, annex, outline, problems)
    links = context(sources, issued.claims, annex, is_whole=is_whole)
    told = sources.reports if sources.is_demo else None
    joins = measures.Joins(issued.plan, units, annex, passages, links, sources.evidence, told)
    items = measures.check(issued.claims, joins, problems)
    if problems.errors or not (site and outline and units):
        _prose(None, sources, links, problems)
        raise ContentError(problems.sorted)
    _hold_evidence(sources, items, problems)
    report = Report(
        site=site,
        plan=outline,
        measures=items,
        assurance=plan.assurance(issued.assurance, passages[sources.assurance.path]),
        register=units,
        indicators=rows,
        actuals=tuple(row for row in reported if not row.area),
        overrides=by_hand,
        tensions=known,
        bulletins=(),
        pages=(),
        area_actuals=tuple(row for row in reported if row.area),
    )
    issues, pages = _prose(report, sources, links, problems)
    problems.stop_on_errors()
    return replace(report, bulletins=issues, pages=pages)


def _held(sources: Sources, issued: Issued, problems: Problems) -> Mapping[str, tuple[str, ...]]:
    """Return what each file quotes; ContentError where the text cannot be read or is another."""
    is_read = _hold_sum(sources, problems)
    passages = _passages(sources, issued, problems) if is_read else {}
    if not is_read or any(problem.code is Code.E400 for problem in problems.found):
        raise ContentError(problems.sorted)
    return passages


def _figures(
    sources: Sources, rows: tuple[Indicator, ...], units: Register | None, problems: Problems
) -> tuple[tuple[Actual, ...], tuple[Override, ...]]:
    """Return what was reported, and the judgements by hand, held to it where it is whole."""
    reported = actuals.check(sources.actuals, rows, units, problems)
    whole = reported if _is_sound(sources.actuals, reported) else None
    return reported, actuals.check_overrides(sources.overrides, rows, whole, problems)


def _prose(
    report: Report | None, sources: Sources, links: Context, problems: Problems
) -> tuple[tuple[Bulletin, ...], tuple[Page, ...]]:
    """Return bulletins and pages; without a report their calls are checked for form alone."""
    issues = bulletins.check(sources.bulletins, report, links, problems)
    return issues, free_pages(sources.pages, report, links, problems)


def _hold_evidence(sources: Sources, items: tuple[Measure, ...], problems: Problems) -> None:
    """Warn of files that nothing names: they are not published."""
    tasks = (task for measure in items for task in measure.tasks)
    for name in () if sources.is_demo else deadlines.unused(sources.evidence, tasks):
        hint = "请在任务的 evidence 里写明；不该公开的请移走。"
        problems.add(Place(f"{EVIDENCE}/{name}"), Code.W103, "这个文件没有被采用，", hint)


def _issued(sources: Sources, problems: Problems) -> Issued:
    return Issued(
        plan=validate(schema.PlanFile, sources.plan, problems),
        claims=measures.claims(sources.measures, problems),
        assurance=validate(schema.AssuranceFile, sources.assurance, problems),
        annex=validate(schema.IndicatorsFile, sources.indicators, problems),
    )


def _hold_sum(sources: Sources, problems: Problems) -> bool:
    """Say whether the official text could be read; report one whose sum was not registered."""
    if any(problem.place.path == PATH for problem in problems.found):
        return False
    if not sources.official.strip():
        problems.add(Place(PATH), Code.E107, "文件是空的，", "请恢复印发时的原文件。")
        return False
    registered = sources.plan.yaml.data.get("sha256")
    is_sum = isinstance(registered, str) and re.fullmatch("[0-9a-f]{64}", registered)
    if is_sum and registered != sources.official_sha256:
        message = "正式文本被改动过：与 content/plan.md 登记的校验值（sha256）不符，"
        hint = "请恢复印发时的原文件（编码和换行也不能变）。"
        problems.add(Place(PATH), Code.E405, message, hint)
    return True


def _passages(
    sources: Sources, issued: Issued, problems: Problems
) -> Mapping[str, tuple[str, ...]]:
    """Return the paragraphs of the official text that each file quotes in its body, as issued.

    All that is quoted, from the notice to the last note of the annex, is found in the text in
    order.
    """
    quotations = list(_quotations(sources, issued))
    text = official(sources.official)
    spans = cover(text, quotations, problems)
    found: dict[str, Span] = {}
    for quotation, span in zip(quotations, spans, strict=True):
        if isinstance(quotation.typed, Block) and span != (0, 0):
            start, _ = found.get(quotation.typed.path, span)
            found[quotation.typed.path] = start, span[1]
    documents = (sources.plan, *sources.measures, sources.assurance)
    return {d.path: text.lines(found.get(d.path, (0, 0))) for d in documents}


def _quotations(sources: Sources, issued: Issued) -> Iterator[Quotation]:
    """Yield all that content/ and data/ quote of the official text, in its order."""
    yield from plan.opening(issued.plan, sources.plan)
    at = 0
    for claim in issued.claims:
        wanted = claim.file.chapter if claim.file else at
        yield from plan.chapters_to(issued.plan, sources.plan, at, wanted)
        at = max(at, wanted)
        if not (claim.file and issued.plan and claim.is_plain):
            yield Quotation("")
        if claim.is_owner:
            yield from paragraphs(claim.document, "这一段")
    yield from (
        plan.chapters_to(issued.plan, sources.plan, at, None) if issued.plan else (Quotation(""),)
    )
    if not sources.assurance.is_absent:
        yield plan.assurance_heading(issued.assurance, sources.assurance)
        yield from paragraphs(sources.assurance, "这一段")
    yield from plan.closing(issued.plan, sources.plan)
    if not sources.indicators.is_absent:
        yield from indicators.rows(issued.annex, sources.indicators)


def _is_sound(table: CsvTable, rows: tuple[Actual, ...]) -> bool:
    """Say whether every row of the file is sound; nothing can then be missing."""
    return table.is_whole and len(rows) == len(table.rows) and not table.problems
