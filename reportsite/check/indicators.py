"""The annex: 20 indicators, 100 cells, notes; each as printed, held against the official text."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from reportsite.check.fields import validate
from reportsite.check.official_text import quoted, same
from reportsite.check.schema import IndicatorEntry, IndicatorsFile
from reportsite.plan.model import Basis, Indicator, NoTarget, Note, Target
from reportsite.plan.register import Register, Unit
from reportsite.problems import Code, Place, Problems, closest
from reportsite.source.files import Document
from reportsite.source.official_text import NO_TARGET, Official, OfficialIndicator
from reportsite.source.yaml_text import Location


def check(
    document: Document, official: str, text: Official, register: Register | None, problems: Problems
) -> tuple[Indicator, ...]:
    """Return the indicators in the annex's order; none where the file cannot be used."""
    file = validate(IndicatorsFile, document, problems)
    if file is None:
        return ()
    same(file.title, text.annex_title, "附件标题", document.at("title"), problems)
    _hold_years(file, document, text, problems)
    _hold_rows(file, document, text, problems)
    _hold_evidence(file, document, official, problems)
    _hold_notes(file, document, text, problems)
    bodies = _bodies(file, document, register, problems)
    entries = sorted(file.indicators, key=lambda entry: entry.id)
    return tuple(_indicator(entry, file, bodies) for entry in entries)


def known_row(id: str, text: Official, place: Place, problems: Problems) -> bool:
    """Say whether the annex has a row; report it where it has none."""
    rows = [f"{row.number:02}" for row in text.indicators]
    if id not in rows:
        message = f"附件里没有指标 {id}，"
        problems.add(place, Code.E304, message, f"编号是 {rows[0]} 到 {rows[-1]}。")
    return id in rows


def _bodies(
    file: IndicatorsFile, document: Document, register: Register | None, problems: Problems
) -> Mapping[str, Unit]:
    """Return the bodies that can report by every spelling; report a reporter that is none."""
    if register is None:
        return {}
    bodies = register.by_name
    spots: list[tuple[str, Location]] = [(file.reporter, ("reporter",))]
    for i, entry in enumerate(file.indicators):
        spots += [(n, ("indicators", i, "reporters", j)) for j, n in enumerate(entry.reporters)]
    for name, location in spots:
        if name not in bodies:
            message = f"报送单位「{name}」不在 data/units.yml，"
            problems.add(document.place(*location), Code.E301, message, closest(name, bodies))
    return bodies


def _indicator(
    entry: IndicatorEntry, file: IndicatorsFile, bodies: Mapping[str, Unit]
) -> Indicator:
    reporters = entry.reporters or (file.reporter,)
    cells = sorted(entry.targets.items())
    joined = {
        "targets": tuple(_target(y, cell, y in file.listed_before_issue) for y, cell in cells),
        "notes": tuple(Note(n.number, n.text) for n in file.notes if entry.id in n.applies_to),
        "reporters": tuple(bodies[name] for name in reporters if name in bodies),
        "reporters_basis": Basis.EXPLICIT if entry.reporters else Basis.INFERRED,
    }
    return Indicator(**dict(entry) | joined)


def _target(year: int, cell: str, listed: bool) -> Target | NoTarget:
    """Return a cell as printed; what is not a number is either 一 or already reported."""
    try:
        return Target(year, Decimal(cell), listed)
    except InvalidOperation:
        return NoTarget(year, listed)


def _hold_years(
    file: IndicatorsFile, document: Document, text: Official, problems: Problems
) -> None:
    """Report columns that are not the annex's, or not those before the year of issue."""
    issued = int(text.issued.partition("年")[0])
    before = tuple(year for year in text.years if year < issued)
    for key, typed, years in (
        ("years", file.years, text.years),
        ("listed_before_issue", file.listed_before_issue, before),
    ):
        if typed != years:
            listed = ", ".join(map(str, years))
            message = f"「{key}」与附件的列和印发年份不符，"
            problems.add(document.place(key), Code.E307, message, f"应是 [{listed}]。")


def _hold_rows(
    file: IndicatorsFile, document: Document, text: Official, problems: Problems
) -> None:
    official = {f"{row.number:02}": row for row in text.indicators}
    ids = [entry.id for entry in file.indicators]
    for i, entry in enumerate(file.indicators):
        place = document.place("indicators", i, "id")
        if entry.id in ids[:i]:
            problems.add(place, Code.E303, f"指标 {entry.id} 写了两次，", "请删去一处。")
        elif known_row(entry.id, text, place, problems):
            _hold_row(document, i, entry, official[entry.id], problems)
    for id, row in official.items():
        if id not in ids:
            message = f"{document.path} 里缺少指标 {id}「{row.name}」，"
            problems.add(row.place, Code.E305, message, "请照附件的这一行补上。")


def _hold_row(
    document: Document,
    i: int,
    entry: IndicatorEntry,
    row: OfficialIndicator,
    problems: Problems,
) -> None:
    same(entry.name, row.name, "指标名称", document.at("indicators", i, "name"), problems)
    same(entry.unit, row.unit, "指标单位", document.at("indicators", i, "unit"), problems)
    for year in sorted({*row.cells, *entry.targets}):
        place = document.place("indicators", i, "targets", str(year))
        typed, cell = entry.targets.get(year), row.cells.get(year)
        if cell is None:
            key = document.yaml.key_place("indicators", i, "targets", str(year))
            problems.add(key, Code.E307, f"附件没有{year}年这一列，", "请删去。")
        elif typed is None:
            message = f"指标 {entry.id} 缺少{year}年的目标值，"
            problems.add(place, Code.E306, message, f"附件印的是「{cell}」。")
        elif typed != cell:
            hint = "请照印出的样子写。"
            if cell == NO_TARGET:
                hint = "「一」表示未设目标，不能写成数字。"
            message = f"指标 {entry.id} {year}年的目标值是「{typed}」，附件印的是「{cell}」。"
            problems.add(place, Code.E404, message, hint)


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


def _hold_notes(
    file: IndicatorsFile, document: Document, text: Official, problems: Problems
) -> None:
    official = {number: note.text for number, note in enumerate(text.notes, 1)}
    numbers = [note.number for note in file.notes]
    for i, note in enumerate(file.notes):
        place = document.place("notes", i, "number")
        if note.number in numbers[:i]:
            problems.add(place, Code.E303, f"注{note.number}写了两次，", "请删去一处。")
        elif note.number not in official:
            hint = f"只有注1到注{len(official)}。"
            problems.add(place, Code.E308, f"附件没有注{note.number}，", hint)
        else:
            spot = document.at("notes", i, "text")
            same(note.text, official[note.number], f"注{note.number}", spot, problems)
        for j, id in enumerate(note.applies_to):
            known_row(id, text, document.place("notes", i, "applies_to", j), problems)
    for number in sorted(set(official) - set(numbers)):
        place = text.notes[number - 1].place
        problems.add(place, Code.E309, f"{document.path} 里缺少注{number}，", "请照原文补上。")
