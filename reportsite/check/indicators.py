"""The annex: 20 indicators, 100 cells, notes; each as printed, held against the official text."""

from decimal import Decimal, InvalidOperation

from reportsite.check.official_text import same
from reportsite.load import Document
from reportsite.model import Accumulation, Basis, Indicator, Nature, NoTarget, Note, Target
from reportsite.official import NO_TARGET, Official, OfficialIndicator
from reportsite.problems import Problems
from reportsite.schema import IndicatorEntry, IndicatorsFile
from reportsite.validation import validate


def check(document: Document, text: Official, problems: Problems) -> tuple[Indicator, ...]:
    file = validate(IndicatorsFile, document, problems)
    if file is None:
        return ()
    same(file.title, text.annex_title, document.place("title"), "附件标题", problems)
    _hold_rows(file, document, text, problems)
    _hold_notes(file, document, text, problems)
    return tuple(_indicator(entry, file) for entry in file.indicators)


def _indicator(entry: IndicatorEntry, file: IndicatorsFile) -> Indicator:
    nature = entry.nature
    return Indicator(
        id=entry.id,
        name=entry.name,
        unit=entry.unit,
        unit_presumed=entry.unit_presumed,
        nature=Nature(Accumulation(nature.accumulation), Basis(nature.basis), nature.evidence),
        targets=tuple(
            _target(year, text, year in file.listed_before_issue)
            for year, text in sorted(entry.targets.items())
        ),
        notes=tuple(Note(n.number, n.text) for n in file.notes if entry.id in n.applies_to),
        parts=entry.parts,
    )


def _target(year: int, text: str, listed: bool) -> Target | NoTarget:
    try:
        return Target(year, Decimal(text), listed)
    except InvalidOperation:
        return NoTarget(year, listed)


def _hold_rows(
    file: IndicatorsFile, document: Document, text: Official, problems: Problems
) -> None:
    official = {f"{row.number:02}": row for row in text.indicators}
    seen: set[str] = set()
    for i, entry in enumerate(file.indicators):
        place = document.place("indicators", i, "id")
        if entry.id in seen:
            problems.add(place, "E303", f"指标 {entry.id} 写了两次。")
        elif entry.id not in official:
            problems.add(place, "E304", f"附件里没有第 {entry.id} 行。")
        else:
            _hold_row(document, i, entry, official[entry.id], problems)
        seen.add(entry.id)
    for id, row in official.items():
        if id not in seen:
            problems.add(row.place, "E305", f"data/indicators.yml 里缺少指标 {id}「{row.name}」。")


def _hold_row(
    document: Document,
    i: int,
    entry: IndicatorEntry,
    row: OfficialIndicator,
    problems: Problems,
) -> None:
    same(entry.name, row.name, document.place("indicators", i, "name"), "指标名称", problems)
    same(entry.unit, row.unit, document.place("indicators", i, "unit"), "指标单位", problems)
    for year in sorted({*row.cells, *entry.targets}):
        where = document.place("indicators", i, "targets", str(year))
        typed, cell = entry.targets.get(year), row.cells.get(year)
        if cell is None:
            problems.add(where, "E307", f"附件没有{year}年这一列。")
        elif typed is None:
            message = f"指标 {entry.id} 缺少{year}年的目标值，附件印的是「{cell}」。"
            problems.add(where, "E306", message)
        elif typed != cell:
            hint = "「一」表示未设目标，不能写成数字。" if cell == NO_TARGET else ""
            message = f"指标 {entry.id} {year}年的目标值是「{typed}」，附件印的是「{cell}」。"
            problems.add(where, "E404", message, hint)


def _hold_notes(
    file: IndicatorsFile, document: Document, text: Official, problems: Problems
) -> None:
    ids = {entry.id for entry in file.indicators}
    for i, note in enumerate(file.notes):
        place = document.place("notes", i, "text")
        if 1 <= note.number <= len(text.notes):
            same(note.text, text.notes[note.number - 1].text, place, f"注{note.number}", problems)
        else:
            problems.add(document.place("notes", i, "number"), "E308", f"附件没有注{note.number}。")
        for j, id in enumerate(note.applies_to):
            if id not in ids:
                where = document.place("notes", i, "applies_to", j)
                problems.add(where, "E304", f"附件里没有第 {id} 行。")
    missing = set(range(1, len(text.notes) + 1)) - {note.number for note in file.notes}
    for number in sorted(missing):
        problems.add(
            text.notes[number - 1].place, "E309", f"data/indicators.yml 里缺少注{number}。"
        )
