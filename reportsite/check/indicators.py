"""The annex: its indicators, their cells, its notes, each as printed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportsite.check.official_text import Behind, Quotation, quoted
from reportsite.check.schema import IndicatorEntry, IndicatorsFile, PlanFile
from reportsite.plan.model import Basis, Breakdown, Indicator, Note
from reportsite.plan.register import Register, Unit
from reportsite.plan.target import NO_TARGET, NoTarget, Target, target
from reportsite.problems import Code, Place, Problems, closest
from reportsite.source.characters import shortened
from reportsite.source.files import Document, Sources
from reportsite.source.yaml_text import Location


@dataclass(frozen=True, slots=True)
class Annex:
    """The annex as its file has it, and its rows as far as they could be made."""

    title: str
    years: tuple[int, ...]
    ids: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    notes: tuple[Note, ...]


def rows(file: IndicatorsFile | None, document: Document) -> Iterator[Quotation]:
    """Yield what is quoted of the annex: its heading, its rows cell by cell, its notes."""
    if file is None:
        yield Quotation("")
        return
    for i, words in enumerate(file.heading or (file.title,)):
        spot = document.at("heading", i) if file.heading else document.at("title")
        yield Quotation(words, "附件的表头", spot)
    for i, entry in enumerate(file.indicators):
        yield from _row(i, entry, file, document)
    for i, note in enumerate(file.notes):
        text = Behind(len(note.mark), document.at("notes", i, "text"))
        yield Quotation(note.mark + note.text, f"注{note.number}", text)


FIELDS = {"name": "名称", "unit": "单位", "kind": "属性", "baseline": "基期"}


def _row(
    i: int, entry: IndicatorEntry, file: IndicatorsFile, document: Document
) -> Iterator[Quotation]:
    """Yield a row as printed: its own `printed` words, else those the file's `row` asks for."""
    if entry.printed:
        for j, words in enumerate(entry.printed):
            spot = document.at("indicators", i, "printed", j)
            yield Quotation(words, f"指标 {entry.id} 的一格", spot)
        return
    for column in file.row.split():
        if column == "cells":
            for year in file.years:
                if cell := entry.targets.get(year):
                    at = document.at("indicators", i, "targets", str(year))
                    said, hint = f"指标 {entry.id} {year}年的目标值", "请照印出的样子写。"
                    yield Quotation(cell, said, at, Code.E404, hint)
        elif words := _cell(column, entry):
            key = next((key for key in FIELDS if key in column), "id")
            mark = words.find(entry.name) if key == "name" else 0
            what = f"指标 {entry.id} 的{FIELDS.get(key, '编号')}"
            at = document.at(
                "indicators", i, *(("baseline", "value") if key == "baseline" else (key,))
            )
            yield Quotation(words, what, Behind(mark, at))


def _cell(column: str, entry: IndicatorEntry) -> str:
    """Return a cell's words; what stands round a unit goes where there is none."""
    if not entry.unit:
        column = re.sub(r"[^\w\s]?unit[^\w\s]?", "", column)
    base = str(entry.baseline.value) if entry.baseline else ""
    values = {"number": str(int(entry.id)), "name": entry.name, "unit": entry.unit}
    values |= {"kind": entry.kind or "", "baseline": base}
    return re.sub("|".join(values), lambda match: values[match[0]], column)


def check(
    file: IndicatorsFile | None,
    plan: PlanFile | None,
    sources: Sources,
    register: Register | None,
    problems: Problems,
) -> Annex | None:
    """Return the annex in its own order; none where the file cannot be used or is missed."""
    document = sources.indicators
    if document.is_absent:
        is_missed = any(problem.code is Code.E402 for problem in problems.found)
        return None if is_missed else Annex("", (), (), (), ())
    if file is None:
        return None
    _hold_columns(file, document, problems)
    _hold_cells(file, document, problems)
    _hold_years(file, document, plan, problems)
    _hold_ids(file, document, problems)
    _hold_evidence(file, document, sources.official, problems)
    bodies = _bodies(file, document, register, problems)
    _hold_areas(file, document, bodies, problems)
    _hold_baselines(file, document, problems)
    return Annex(
        title=file.title,
        years=file.years,
        ids=tuple(entry.id for entry in file.indicators),
        indicators=tuple(_indicator(entry, file, bodies) for entry in file.indicators),
        notes=tuple(Note(note.number, note.text) for note in file.notes),
    )


def known_row(id: str, annex: Annex | None, place: Place, problems: Problems) -> bool:
    """Say whether the annex has a row; report it where it has none, if its file could be read."""
    if annex is None:
        return False
    if id not in annex.ids:
        message = f"附件里没有指标 {id}，"
        problems.add(place, Code.E304, message, _known(annex.ids))
    return id in annex.ids


def _known(ids: Sequence[str]) -> str:
    return f"编号是 {min(ids)} 到 {max(ids)}。" if ids else "这份文件没有指标。"


def _bodies(
    file: IndicatorsFile, document: Document, register: Register | None, problems: Problems
) -> Mapping[str, Unit]:
    """Return the bodies that can report by every spelling; report a reporter that is none."""
    if register is None:
        return {}
    bodies = register.by_name
    spots: list[tuple[str, str, Location]] = []
    if file.reporter:
        spots.append(("报送单位", file.reporter, ("reporter",)))
    for i, entry in enumerate(file.indicators):
        at: Location = ("indicators", i)
        spots += [("报送单位", n, (*at, "reporters", j)) for j, n in enumerate(entry.reporters)]
        areas = enumerate(entry.breakdown.areas if entry.breakdown else ())
        spots += [("地区", name, (*at, "breakdown", "areas", j)) for j, name in areas]
    for what, name, location in spots:
        if name not in bodies:
            message = f"{what}「{name}」不在 data/units.yml，"
            problems.add(document.place(*location), Code.E301, message, closest(name, bodies))
    return bodies


def _indicator(
    entry: IndicatorEntry, file: IndicatorsFile, bodies: Mapping[str, Unit]
) -> Indicator:
    reporters = entry.reporters or (file.reporter,)
    joined = {
        "targets": tuple(_target(year, entry, file) for year in sorted(set(file.years))),
        "notes": tuple(Note(n.number, n.text) for n in file.notes if entry.id in n.applies_to),
        "reporters": tuple(bodies[name] for name in reporters if name in bodies),
        "reporters_basis": Basis.EXPLICIT if entry.reporters else Basis.INFERRED,
        "breakdown": _breakdown(entry, bodies),
    }
    fields = dict(entry)
    del fields["printed"]
    return Indicator(**fields | joined)


def _breakdown(entry: IndicatorEntry, bodies: Mapping[str, Unit]) -> Breakdown | None:
    if entry.breakdown is None:
        return None
    areas = (bodies[name] for name in entry.breakdown.areas if name in bodies)
    return Breakdown(tuple(areas), entry.breakdown.kind)


def _hold_areas(
    file: IndicatorsFile, document: Document, bodies: Mapping[str, Unit], problems: Problems
) -> None:
    """Report an area that is named twice, by whatever spelling."""
    for i, entry in enumerate(file.indicators):
        names = entry.breakdown.areas if entry.breakdown else ()
        units = [bodies[name].id if name in bodies else name for name in names]
        for j, unit in enumerate(units):
            if unit in units[:j]:
                place = document.place("indicators", i, "breakdown", "areas", j)
                message = f"指标 {entry.id} 的地区「{names[j]}」写了两次，"
                problems.add(place, Code.E303, message, "请删去一处。")


def _hold_baselines(file: IndicatorsFile, document: Document, problems: Problems) -> None:
    """Report a 基期 that is not before the first year."""
    for i, entry in enumerate(file.indicators):
        if entry.baseline and file.years and entry.baseline.year >= file.years[0]:
            place = document.place("indicators", i, "baseline", "year")
            message = f"指标 {entry.id} 的基期{entry.baseline.year}年不在第一个年份{file.years[0]}年之前，"
            problems.add(place, Code.E307, message, "请核对年份。")


def _target(year: int, entry: IndicatorEntry, file: IndicatorsFile) -> Target | NoTarget:
    """Return a year's cell as printed; one that cannot be read has been reported."""
    cell, listed = entry.targets.get(year, ""), year in file.listed_before_issue
    read = None if cell in _marks(file) else target(year, cell, entry.unit, listed=listed)
    return read or NoTarget(year, listed, cell)


def _marks(file: IndicatorsFile) -> tuple[str, ...]:
    return NO_TARGET if file.no_target is None else (file.no_target,)


def _hold_columns(file: IndicatorsFile, document: Document, problems: Problems) -> None:
    """Report years that do not rise, those listed that are none of them, and foreign cells."""
    if not file.years or any(later <= year for year, later in pairwise(file.years)):
        message, hint = "「years」要从早到晚，一年一个，", "例如 [2026, 2027, 2028]。"
        problems.add(document.place("years"), Code.E307, message, hint)
    for year in (year for year in file.listed_before_issue if year not in file.years):
        message, hint = f"「years」里没有{year}年，", "请核对哪些年份在印发时已经过去。"
        problems.add(document.place("listed_before_issue"), Code.E307, message, hint)


def _hold_cells(file: IndicatorsFile, document: Document, problems: Problems) -> None:
    """Report cells that hold no target that could be read, and no mark for none."""
    marks = _marks(file)
    for i, entry in enumerate(file.indicators):
        for year, cell in entry.targets.items():
            if cell not in marks and target(year, cell, entry.unit, listed=False) is None:
                place = document.place("indicators", i, "targets", str(year))
                message = f"指标 {entry.id} {year}年的目标值「{shortened(cell)}」读不成数，"
                hint = "可以写 95、≥95、≤5、10—15 或文字；没有目标写附件印的记号。"
                problems.add(place, Code.E349, message, hint)


def _hold_years(
    file: IndicatorsFile, document: Document, plan: PlanFile | None, problems: Problems
) -> None:
    """Report years that are not those before the year of issue, and cells of other years."""
    if plan:
        before = tuple(year for year in file.years if year < plan.issued.year)
        if file.listed_before_issue != before:
            message = "「listed_before_issue」与附件的列和印发年份不符，"
            hint = f"应是 [{', '.join(map(str, before))}]。"
            problems.add(document.place("listed_before_issue"), Code.E307, message, hint)
    heading = "".join(file.heading)
    for i, year in enumerate(file.years):
        if file.heading and str(year) not in heading:
            message = f"附件的表头里没有{year}年，"
            problems.add(document.place("years", i), Code.E307, message, "请照附件的列写。")
    for i, entry in enumerate(file.indicators):
        for year in sorted(set(entry.targets) - set(file.years)):
            place = document.yaml.key_place("indicators", i, "targets", str(year))
            problems.add(place, Code.E307, f"附件没有{year}年这一列，", "请删去。")


def _hold_ids(file: IndicatorsFile, document: Document, problems: Problems) -> None:
    """Report a row, a note or a note's row that is written twice, and rows out of order."""
    ids = [entry.id for entry in file.indicators]
    numbers = [note.number for note in file.notes]
    for i, id in enumerate(ids):
        if id in ids[:i]:
            place = document.place("indicators", i, "id")
            problems.add(place, Code.E303, f"指标 {id} 写了两次，", "请删去一处。")
    for i, note in enumerate(file.notes):
        if note.number in numbers[:i]:
            place = document.place("notes", i, "number")
            problems.add(place, Code.E303, f"注{note.number}写了两次，", "请删去一处。")
        for j, id in enumerate(note.applies_to):
            if id not in ids:
                place = document.place("notes", i, "applies_to", j)
                problems.add(place, Code.E304, f"附件里没有指标 {id}，", _known(ids))


def _hold_evidence(
    file: IndicatorsFile, document: Document, official: str, problems: Problems
) -> None:
    """Report explicit evidence, and parts of an indicator, that are not the text's own words."""
    for i, entry in enumerate(file.indicators):
        if entry.nature.basis == "explicit":
            spot = document.at("indicators", i, "nature", "evidence")
            quoted(entry.nature.evidence, official, spot, problems)
        for j, part in enumerate(entry.parts):
            quoted(part, official, document.at("indicators", i, "parts", j), problems)
