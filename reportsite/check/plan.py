"""The plan around the measures: notice, preamble, six goals, the 2035 aim, 组织保障."""

import hashlib
import re
from collections.abc import Iterator

from reportsite.check.official_text import hold, same
from reportsite.load import Document
from reportsite.model import (
    AssuranceItem,
    Basis,
    Chapter,
    Goal,
    Indicator,
    NoRow,
    NoTarget,
    Note,
    Plan,
)
from reportsite.official import Official, chinese
from reportsite.problems import Problems
from reportsite.schema import AssuranceFile, GoalEntry, PlanFile
from reportsite.validation import validate

PREFIX = {"万": 10000, "亿": 100000000}


def check(
    document: Document,
    official: str,
    text: Official,
    indicators: tuple[Indicator, ...],
    problems: Problems,
) -> Plan | None:
    file = validate(PlanFile, document, problems)
    if file is None:
        return None
    _hold_checksum(file, document, official, problems)
    _hold_front(file, document, text, problems)
    hold(document, [text.preamble], problems)
    return Plan(
        title=file.title,
        notice_title=file.notice_title,
        issuer=file.issuer,
        issued=file.issued,
        doc_no=file.doc_no,
        disclosure=file.disclosure,
        sha256=file.sha256,
        recipients=file.recipients,
        notice=file.notice,
        preamble=text.preamble.text,
        chapters=tuple(Chapter(c.number, chinese(c.number), c.title) for c in file.chapters),
        goals=tuple(_goals(file, document, text, indicators, problems)),
        aim_due=file.aim.due,
        aim=file.aim.quote,
        annex_title=text.annex_title,
        years=text.years,
        notes=tuple(Note(i, note.text) for i, note in enumerate(text.notes, 1)),
    )


def _hold_front(file: PlanFile, document: Document, text: Official, problems: Problems) -> None:
    same(file.title, text.title.text, document.place("title"), "标题", problems)
    place = document.place("notice_title")
    same(file.notice_title, text.notice_title, place, "通知标题", problems)
    same(file.recipients, text.recipients.text, document.place("recipients"), "主送机关", problems)
    same(file.notice, text.notice.text, document.place("notice"), "通知正文", problems)
    _quoted(file.aim.quote, text.preamble.text, document, ("aim", "quote"), problems)
    titles = [chapter.title for chapter in text.chapters if chapter.number < 7]
    numbers = [entry.number for entry in file.chapters]
    if numbers != list(range(1, len(titles) + 1)):
        problems.add(document.place("chapters"), "E310", f"应依次写第1章到第{len(titles)}章。")
        return
    for i, (entry, title) in enumerate(zip(file.chapters, titles, strict=True)):
        same(entry.title, title, document.place("chapters", i, "title"), "章标题", problems)


def _hold_checksum(file: PlanFile, document: Document, official: str, problems: Problems) -> None:
    """Report when data/plan.txt itself is not the text whose checksum was registered."""
    if hashlib.sha256(official.encode()).hexdigest() != file.sha256:
        problems.add(
            document.place("sha256"),
            "E405",
            "data/plan.txt 的校验值与登记的不符，正式文本被改动过。",
            "请恢复印发时的原文件。",
        )


def _quoted(
    quote: str, whole: str, document: Document, location: tuple[str | int, ...], problems: Problems
) -> None:
    if quote not in whole:
        place = document.place(*location)
        problems.add(place, "E406", f"引文「{quote[:20]}…」在正式文本里找不到。")


def _goals(
    file: PlanFile,
    document: Document,
    text: Official,
    indicators: tuple[Indicator, ...],
    problems: Problems,
) -> Iterator[Goal]:
    rows = {indicator.id: indicator for indicator in indicators}
    for i, entry in enumerate(file.goals):
        _quoted(entry.quote, text.preamble.text, document, ("goals", i, "quote"), problems)
        if indicators and entry.indicator and entry.indicator not in rows:
            place = document.place("goals", i, "indicator")
            problems.add(place, "E304", f"附件里没有第 {entry.indicator} 行。")
        goal = _goal(entry, rows.get(entry.indicator or "", NoRow()))
        _agrees(goal, document, i, problems)
        yield goal


def _goal(entry: GoalEntry, row: Indicator | NoRow) -> Goal:
    return Goal(
        id=entry.id,
        name=entry.name,
        quote=entry.quote,
        value=entry.value,
        unit=entry.unit,
        due=entry.due,
        cumulative=entry.cumulative,
        indicator=row,
        basis=Basis(entry.basis),
        remark=entry.remark,
    )


def _agrees(goal: Goal, document: Document, i: int, problems: Problems) -> None:
    """Report a value that is not in its quote, or not its annex row's (1000件 = 0.1万件)."""
    place = document.place("goals", i, "value")
    if not re.search(rf"(?<![\d.]){re.escape(str(goal.value))}(?![\d.]){goal.unit}", goal.quote):
        problems.add(place, "E407", f"目标值「{goal.value}{goal.unit}」不在引文里。")
    row = goal.indicator
    if isinstance(row, NoRow):
        return
    for target in row.targets:
        if target.year != goal.due or isinstance(target, NoTarget):
            continue
        if goal.value * _scale(goal.unit) != target.value * _scale(row.unit):
            annex = f"附件第{row.number}行{goal.due}年的{target.printed}{row.unit}"
            problems.add(place, "E408", f"目标值{goal.value}{goal.unit}与{annex}不相等。")


def _scale(unit: str) -> int:
    return PREFIX.get(unit[:1], 1)


def assurance(
    document: Document, text: Official, problems: Problems
) -> tuple[str, tuple[AssuranceItem, ...]]:
    """Return the title and items of 组织保障, held against the official text."""
    file = validate(AssuranceFile, document, problems)
    if file is None:
        return "", ()
    same(file.title, text.assurance_title, document.place("title"), "标题", problems)
    hold(document, [item.paragraph for item in text.assurance], problems)
    items = (AssuranceItem(chinese(i.number), i.title, i.paragraph.text) for i in text.assurance)
    return file.title, tuple(items)
