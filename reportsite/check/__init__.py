"""Sources to Report: typed, joined and held against the official text, every fault in one run."""

import re
from dataclasses import replace

from reportsite.check import (
    actuals,
    bulletins,
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
from reportsite.plan.judge import Actual
from reportsite.plan.model import Report
from reportsite.plan.register import Register
from reportsite.plan.written import BulletinFront
from reportsite.problems import Code, ContentError, Place, Problems
from reportsite.source import official_text
from reportsite.source.csv_text import CsvTable
from reportsite.source.files import Document, Sources
from reportsite.source.official_text import Official


def check(sources: Sources, problems: Problems) -> Report:
    """Return the report; ContentError with all problems of all files when there is an error.

    Bulletins and pages come last: what they say of figures is read from the rest of the report, as
    known on their own day. Where the rest has faults, their calls are checked for form alone.
    """
    if (text := _official(sources, problems)) is None:
        _shapes(sources, problems)
        raise ContentError(problems.sorted)
    wording.check(sources, problems)
    site = settings.check(sources.site, problems, is_demo=sources.is_demo)
    units = register.check(sources.units, problems)
    annex = indicators.check(sources.indicators, sources.official, text, units, problems)
    reported = actuals.check(sources.actuals, annex, units, problems)
    whole = reported if _is_sound(sources.actuals, reported) else None
    by_hand = actuals.check_overrides(sources.overrides, annex, whole, problems)
    outline = plan.check(sources.plan, text, annex, problems)
    assurance_title, assurance = plan.assurance(sources.assurance, text, problems)
    known = plan.check_tensions(sources.tensions, sources.official, text, outline, problems)
    links = context(sources, text)
    told = sources.reports if sources.is_demo else None
    joins = measures.Joins(text, units, annex, links, told)
    items = measures.check(sources.measures, joins, problems)
    if problems.errors or not (site and outline and units):
        bulletins.check(sources.bulletins, None, links, problems)
        free_pages(sources.pages, None, links, problems)
        raise ContentError(problems.sorted)
    report = Report(
        site=site,
        plan=outline,
        measures=items,
        assurance_title=assurance_title,
        assurance=assurance,
        register=units,
        indicators=annex,
        actuals=reported,
        overrides=by_hand,
        tensions=known,
        bulletins=(),
        pages=(),
    )
    issues = bulletins.check(sources.bulletins, report, links, problems)
    pages = free_pages(sources.pages, report, links, problems)
    problems.stop_on_errors()
    return replace(report, bulletins=issues, pages=pages)


def _official(sources: Sources, problems: Problems) -> Official | None:
    """Return the official text taken apart; none where it is not the text that was issued."""
    place = Place(official_text.PATH)
    if any(problem.place.path == official_text.PATH for problem in problems.found):
        return None
    registered = sources.plan.yaml.data.get("sha256")
    is_sum = isinstance(registered, str) and re.fullmatch("[0-9a-f]{64}", registered)
    if is_sum and registered != sources.official_sha256:
        message = "正式文本被改动过：与 content/plan.md 登记的校验值（sha256）不符，"
        problems.add(place, Code.E405, message, "请恢复印发时的原文件（编码和换行也不能变）。")
        return None
    try:
        return official_text.parse(sources.official)
    except ValueError:
        message = "这不是印发的全文，读不出章、措施和附件，"
        problems.add(place, Code.E400, message, "请恢复印发时的原文件。")
        return None


def _shapes(sources: Sources, problems: Problems) -> None:
    """Report what is wrong with the files by themselves, where there is no text to hold them to."""
    kinds: tuple[tuple[type[object], tuple[Document, ...]], ...] = (
        (schema.SiteFile, (sources.site,)),
        (Register, (sources.units,)),
        (schema.IndicatorsFile, (sources.indicators,)),
        (schema.TensionsFile, (sources.tensions,)),
        (schema.OverridesFile, (sources.overrides,)),
        (schema.PlanFile, (sources.plan,)),
        (schema.AssuranceFile, (sources.assurance,)),
        (schema.MeasureFile, sources.measures),
        (BulletinFront, sources.bulletins),
        (schema.PageFile, sources.pages),
    )
    for model, documents in kinds:
        for document in documents:
            validate(model, document, problems)


def _is_sound(table: CsvTable, rows: tuple[Actual, ...]) -> bool:
    """Say whether every row of the file is sound; nothing can then be missing."""
    return table.is_whole and len(rows) == len(table.rows) and not table.problems
