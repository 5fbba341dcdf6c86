"""The plan around the measures: notice, preamble, goals, the aim, 组织保障, and known tensions."""

import re
from collections.abc import Sequence

from reportsite.check.fields import validate
from reportsite.check.indicators import known_row
from reportsite.check.official_text import hold, quoted, same
from reportsite.check.schema import AssuranceFile, GoalEntry, PlanFile, TensionsFile
from reportsite.plan import model
from reportsite.plan.model import Goal, Indicator, Plan, Target, Tension, scale
from reportsite.plan.words import date
from reportsite.problems import Code, Problems, closest
from reportsite.source.characters import chinese
from reportsite.source.files import Document
from reportsite.source.official_text import Official


def check(
    document: Document, text: Official, indicators: tuple[Indicator, ...], problems: Problems
) -> Plan | None:
    """Return the plan, held against the official text; the goals joined to the annex's rows."""
    hold(document, [text.preamble], problems)
    file = validate(PlanFile, document, problems)
    if file is None:
        return None
    _hold_front(file, document, text, problems)
    _hold_chapters(file, document, text, problems)
    _hold_goals(file, document, text, problems)
    goals = tuple(_goal(entry, indicators) for entry in file.goals)
    for i, goal in enumerate(goals):
        if goal.quote in text.preamble.text:
            _agrees(goal, document, i, problems)
    chapters = ((c.number, chinese(c.number), c.title) for c in text.chapters[:-1])
    joined = {"goals": goals, "chapters": tuple(model.Chapter(*c) for c in chapters)}
    return Plan(
        **dict(file) | joined | {"aim": file.aim.quote},
        aim_due=file.aim.due,
        preamble=text.preamble.text,
        annex_title=text.annex_title,
        years=text.years,
        notes=tuple(model.Note(i, note.text) for i, note in enumerate(text.notes, 1)),
    )


def _hold_front(file: PlanFile, document: Document, text: Official, problems: Problems) -> None:
    for key, official, what in (
        ("title", text.title.text, "标题"),
        ("notice_title", text.notice_title, "通知标题"),
        ("issuer", text.issuer, "落款"),
        ("disclosure", text.disclosure, "公开属性"),
        ("recipients", text.recipients.text, "主送机关"),
        ("notice", text.notice.text, "通知正文"),
    ):
        same(getattr(file, key), official, what, document.at(key), problems)
    if (issued := date(file.issued)) != text.issued:
        message = f"成文日期与正式文本不一致：原文是{text.issued}，"
        problems.add(document.place("issued"), Code.E401, message, f"这里写的是{issued}。")


def _hold_chapters(file: PlanFile, document: Document, text: Official, problems: Problems) -> None:
    titles = {chapter.number: chapter.title for chapter in text.chapters[:-1]}
    numbers = [entry.number for entry in file.chapters]
    if numbers != list(titles):
        message = f"应依次写第1章到第{len(titles)}章，现在写的是{'、'.join(map(str, numbers))}。"
        problems.add(document.place("chapters"), Code.E310, message)
        return
    for i, entry in enumerate(file.chapters):
        spot = document.at("chapters", i, "title")
        same(entry.title, titles[entry.number], "章标题", spot, problems)


def _hold_goals(file: PlanFile, document: Document, text: Official, problems: Problems) -> None:
    """Report goals and an aim that the preamble does not set, or not for the year they say."""
    preamble = text.preamble.text
    quoted(file.aim.quote, preamble, document.at("aim", "quote"), problems)
    if f"到{file.aim.due}年" not in file.aim.quote:
        message = f"期限{file.aim.due}年不在引文里，"
        problems.add(document.place("aim", "due"), Code.E408, message, "请照引文写年份。")
    _hold_ids(file.goals, "goals", ("目标", "每项目标"), document, problems)
    for i, entry in enumerate(file.goals):
        quoted(entry.quote, preamble, document.at("goals", i, "quote"), problems)
        if f"到{entry.due}年" not in preamble:
            message = f"期限{entry.due}年不在首段里，"
            problems.add(document.place("goals", i, "due"), Code.E408, message, "请照原文写年份。")
        if entry.indicator:
            known_row(entry.indicator, text, document.place("goals", i, "indicator"), problems)


def _goal(entry: GoalEntry, indicators: tuple[Indicator, ...]) -> Goal:
    row = next((row for row in indicators if row.id == entry.indicator), None)
    return Goal(**dict(entry) | {"indicator": row})


def _agrees(goal: Goal, document: Document, i: int, problems: Problems) -> None:
    """Report a value that is not in its quote, or not its annex row's (1000件 = 0.1万件)."""
    place, value = document.place("goals", i, "value"), f"{goal.value}{goal.unit}"
    if not re.search(rf"(?<![\d.]){re.escape(value)}", goal.quote):
        problems.add(place, Code.E408, f"目标值「{value}」不在引文里，", "请照引文写数和单位。")
    elif row := goal.indicator:
        due = (t for t in row.targets if isinstance(t, Target) and t.year == goal.due)
        for target in due:
            if goal.value * scale(goal.unit) != target.value * scale(row.unit):
                annex = f"附件第{row.number}行{goal.due}年的{target.printed}{row.unit}"
                hint = "请核对这个目标对应的是不是这项指标。"
                problems.add(place, Code.E409, f"目标值{value}与{annex}不相等。", hint)


def assurance(
    document: Document, text: Official, problems: Problems
) -> tuple[str, tuple[model.AssuranceItem, ...]]:
    """Return the title and items of 组织保障, held against the official text."""
    hold(document, [item.paragraph for item in text.assurance], problems)
    file = validate(AssuranceFile, document, problems)
    if file is None:
        return "", ()
    same(file.title, text.assurance_title, "标题", document.at("title"), problems)
    items = ((chinese(i.number), i.title, i.paragraph.text) for i in text.assurance)
    return file.title, tuple(model.AssuranceItem(*item) for item in items)


def check_tensions(
    document: Document, official: str, text: Official, plan: Plan | None, problems: Problems
) -> tuple[Tension, ...]:
    """Return the tensions; their goals are joined only where the plan's file is sound."""
    file = validate(TensionsFile, document, problems)
    if file is None:
        return ()
    _hold_ids(file.tensions, "tensions", ("", "每条"), document, problems)
    for i, entry in enumerate(file.tensions):
        for j, statement in enumerate(entry.statements):
            spot = document.at("tensions", i, "statements", j, "quote")
            quoted(statement.quote, official, spot, problems)
        _subjects(document, i, entry, text, problems)
        if plan:
            _hold_tension_goals(document, i, entry, plan, problems)
    return file.tensions


def _subjects(
    document: Document, i: int, entry: Tension, text: Official, problems: Problems
) -> None:
    known = [f"{item.number:02}" for item in text.measures]
    for j, measure in enumerate(entry.measures):
        if measure not in known:
            place = document.place("tensions", i, "measures", j)
            hint = f"编号是 {known[0]} 到 {known[-1]}。"
            problems.add(place, Code.E312, f"没有措施 {measure}，", hint)
    for j, indicator in enumerate(entry.indicators):
        known_row(indicator, text, document.place("tensions", i, "indicators", j), problems)


def _hold_tension_goals(
    document: Document, i: int, entry: Tension, plan: Plan, problems: Problems
) -> None:
    known = [goal.id for goal in plan.goals]
    for j, goal in enumerate(entry.goals):
        if goal not in known:
            place = document.place("tensions", i, "goals", j)
            message = f"content/plan.md 里没有名为「{goal}」的目标。"
            problems.add(place, Code.E320, message, closest(goal, known))


def _hold_ids(
    entries: Sequence[GoalEntry | Tension],
    key: str,
    words: tuple[str, str],
    document: Document,
    problems: Problems,
) -> None:
    ids = [entry.id for entry in entries]
    for i, id in enumerate(ids):
        if id in ids[:i]:
            message, hint = f"{words[0]}「{id}」写了两次，", f"{words[1]}的 id 要不同。"
            problems.add(document.place(key, i, "id"), Code.E302, message, hint)
