"""The 17 measures joined to chapters, units and indicators, and held against the official text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from reportsite.check.official_text import hold, prose_below, same
from reportsite.load import Document
from reportsite.markup import Context, prose
from reportsite.model import (
    Basis,
    Chapter,
    Indicator,
    IndicatorLink,
    Measure,
    Plan,
    Register,
    Responsible,
)
from reportsite.official import Official, OfficialItem, chinese
from reportsite.problems import Place, Problems, closest
from reportsite.schema import MeasureFile
from reportsite.validation import validate

FOLDER = "content/measures"


@dataclass(frozen=True, slots=True)
class Joins:
    """What measures are joined to; a part whose file is broken is absent and not joined."""

    text: Official
    plan: Plan | None
    register: Register | None
    indicators: tuple[Indicator, ...]
    context: Context


def check(documents: tuple[Document, ...], joins: Joins, problems: Problems) -> tuple[Measure, ...]:
    """Return the measures in the plan's order."""
    official = {item.number: item for item in joins.text.measures}
    found: dict[int, Measure] = {}
    claimed: dict[int, str] = {}
    for document in documents:
        file = validate(MeasureFile, document, problems)
        if file is None:
            claimed.setdefault(_number_in_name(document.path), document.path)
            continue
        _number(file, document, official, claimed, problems)
        if file.number in official and file.number not in found:
            item = official[file.number]
            found[file.number] = _measure(file, document, item, joins, problems)
    for number in sorted(set(official) - set(claimed)):
        item = official[number]
        problems.add(
            item.paragraph.place,
            "E311",
            f"措施（{chinese(number)}）「{item.title}」没有文件，{FOLDER}/ 里应有 {number:02}-….md。",
        )
    return tuple(found[number] for number in sorted(found))


def _number_in_name(path: str) -> int:
    match = re.match(r"\d+", PurePosixPath(path).name)
    return int(match[0]) if match else 0


def _number(
    file: MeasureFile,
    document: Document,
    official: dict[int, OfficialItem],
    claimed: dict[int, str],
    problems: Problems,
) -> None:
    place = document.place("number")
    if file.number not in official:
        problems.add(place, "E312", f"没有第{file.number}项措施，编号应是1到{len(official)}。")
    elif file.number in claimed:
        problems.add(place, "E313", f"措施{file.number}已经在 {claimed[file.number]} 里写过。")
    elif file.number != _number_in_name(document.path):
        expected = f"{file.number:02}-"
        problems.add(place, "E314", f"编号是{file.number}，文件名却不以「{expected}」开头。")
    claimed.setdefault(file.number, document.path)


def _measure(
    file: MeasureFile, document: Document, item: OfficialItem, joins: Joins, problems: Problems
) -> Measure:
    same(file.title, item.title, document.place("title"), "标题", problems)
    hold(document, [item.paragraph], problems)
    _hold_bracket(file, document, item, joins, problems)
    below, line = prose_below(document)
    return Measure(
        id=f"{file.number:02}",
        title=item.title,
        chapter=_chapter(file, document, item, joins, problems),
        paragraph=item.paragraph.text,
        bracket=item.bracket,
        units=tuple(_responsible(file, document, joins.register, problems)),
        is_sole=item.is_sole,
        indicators=tuple(_links(file, document, joins.indicators, problems)),
        summary=file.summary,
        prose=prose(below, Place(document.path, line), joins.context, problems),
        source=document.path,
    )


def _chapter(
    file: MeasureFile, document: Document, item: OfficialItem, joins: Joins, problems: Problems
) -> Chapter:
    if file.chapter != item.chapter:
        place = document.place("chapter")
        problems.add(place, "E315", f"这项措施在第{item.chapter}章，写成了第{file.chapter}章。")
    chapter = joins.text.chapters[item.chapter - 1]
    return Chapter(chapter.number, chinese(chapter.number), chapter.title)


def _hold_bracket(
    file: MeasureFile, document: Document, item: OfficialItem, joins: Joins, problems: Problems
) -> None:
    """Report units that are not the bracket's, in the bracket's order, spelt as there."""
    responsibility = "sole" if item.is_sole else "joint"
    if file.responsibility != responsibility:
        words = "一个单位负责（sole）" if item.is_sole else "按职责分工负责（joint）"
        problems.add(document.place("responsibility"), "E316", f"原文写的是{words}。")
    known = _spellings(joins.register)
    unknown = {name for name in file.units if joins.register and name not in known}
    if unknown or file.units == item.units:
        return
    for i, name in enumerate(file.units):
        if name not in item.units:
            place = document.place("units", i)
            problems.add(
                place, "E317", f"「{name}」不在这项措施的括号里。", closest(name, item.units)
            )
    missing = [name for name in item.units if name not in file.units]
    if missing:
        names = "、".join(missing)
        problems.add(document.place("units"), "E318", f"少写了责任单位：{names}。")
    elif set(file.units) == set(item.units):
        order = "、".join(item.units)
        problems.add(document.place("units"), "E319", f"责任单位应照括号里的次序写：{order}。")


def _spellings(register: Register | None) -> dict[str, Responsible]:
    if register is None:
        return {}
    groups = {group.unit.id for group in register.groups}
    return {
        spelt: Responsible(spelt, unit, unit.id in groups)
        for unit in register.responsible
        for spelt in (unit.name, *unit.aliases)
    }


def _responsible(
    file: MeasureFile, document: Document, register: Register | None, problems: Problems
) -> Iterator[Responsible]:
    known = _spellings(register)
    for i, name in enumerate(file.units):
        if name in known:
            yield known[name]
        elif register is not None:
            place = document.place("units", i)
            message = f"责任单位「{name}」不在 data/units.yml。"
            problems.add(place, "E301", message, closest(name, known))


def _links(
    file: MeasureFile,
    document: Document,
    indicators: tuple[Indicator, ...],
    problems: Problems,
) -> Iterator[IndicatorLink]:
    known = {indicator.id: indicator for indicator in indicators}
    seen: set[str] = set()
    for i, link in enumerate(file.indicators):
        place = document.place("indicators", i, "id")
        if link.id in seen:
            problems.add(place, "E303", f"指标 {link.id} 写了两次。")
        elif link.id in known:
            yield IndicatorLink(known[link.id], Basis(link.basis))
        elif known:
            problems.add(place, "E304", f"附件里没有指标 {link.id}，编号应是01到{len(known):02}。")
        seen.add(link.id)
