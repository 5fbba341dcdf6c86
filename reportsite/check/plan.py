"""The plan around the measures: notice, preamble, goals, the aim, what assures it, and known tensions."""

import re
from collections.abc import Iterator, Sequence

from reportsite.check.fields import validate
from reportsite.check.indicators import Annex, known_row
from reportsite.check.official_text import Behind, Quotation, paragraphs, quoted
from reportsite.check.schema import AssuranceFile, GoalEntry, PlanFile, TensionsFile
from reportsite.plan import model
from reportsite.plan.model import Assurance, Goal, Indicator, Plan, Tension, scale
from reportsite.plan.target import Target
from reportsite.plan.words import date
from reportsite.problems import Code, Place, Problems, closest
from reportsite.source.files import Document, Sources
from reportsite.source.official_text import letters

PRINTED = {
    "notice_title": "通知标题",
    "doc_no": "发文字号",
    "recipients": "主送机关",
    "notice": "通知正文",
    "issuer": "落款",
    "issued": "成文日期",
    "disclosure": "公开属性",
    "title": "标题",
}
OF_NOTICE = ("issuer", "issued", "disclosure")  # printed below a notice, and nowhere without one


def opening(file: PlanFile | None, document: Document) -> Iterator[Quotation]:
    """Yield what is quoted before the first chapter: the notice, the title, the preamble."""
    yield from _front(file, document) if file else (Quotation(""),)
    yield from paragraphs(document, "正文开头")


def _front(file: PlanFile, document: Document) -> Iterator[Quotation]:
    for key in _printed(file):
        own = "issued_printed" if key == "issued" and file.issued_printed else key
        words = getattr(file, own)
        said = words if isinstance(words, str) else date(words)
        mark = 0 if isinstance(words, str) else len(said)  # no character of it is typed as printed
        yield Quotation(said, PRINTED[key], Behind(mark, document.at(own)))


def _printed(file: PlanFile) -> Iterator[str]:
    """Yield the fields that are printed in the text, in its order."""
    if file.opening:
        yield from file.opening
        return
    for key in PRINTED:
        if getattr(file, key) and (file.notice or key not in OF_NOTICE):
            yield key


def chapters_to(
    file: PlanFile | None, document: Document, start: int, end: int | None
) -> Iterator[Quotation]:
    """Yield the headings of some chapters, and what is said below each."""
    for i, entry in enumerate(file.chapters[start:end] if file else (), start):
        title = Behind(len(entry.mark), document.at("chapters", i, "title"))
        yield Quotation(entry.mark + entry.title, "章标题", title)
        if entry.text:
            yield Quotation(entry.text, "章的引言", document.at("chapters", i, "text"))


def closing(file: PlanFile | None, document: Document) -> Iterator[Quotation]:
    """Yield what stands behind the last chapter."""
    if file and file.closing:
        yield Quotation(file.closing, "正文结尾", document.at("closing"))


def check(
    file: PlanFile | None,
    document: Document,
    preamble: tuple[str, ...],
    annex: Annex | None,
    problems: Problems,
) -> Plan | None:
    """Return the plan; its goals are quotations of the preamble, joined to the annex's rows."""
    if file is None:
        return None
    said = "\n".join(preamble)
    _hold_goals(file, document, said, annex, problems)
    indicators = annex.indicators if annex else ()
    goals = tuple(_goal(entry, indicators) for entry in file.goals)
    for i, goal in enumerate(goals):
        if letters(goal.quote) in letters(said):
            _agrees(goal, document, i, problems)
    fields = dict(file)
    for key in ("opening", "closing", "for_all", "issued_printed"):
        del fields[key]
    aim = (file.aim.quote, file.aim.due) if file.aim else ("", 0)
    joined = {
        "goals": goals,
        "chapters": chapters(file),
        "disclosure": file.disclosure.strip("（）"),
        "aim": aim[0],
    }
    return Plan(
        **fields | joined,
        aim_due=aim[1],
        preamble=preamble,
        annex_title=annex.title if annex else "",
        years=annex.years if annex else (),
        notes=annex.notes if annex else (),
    )


def chapters(file: PlanFile | None) -> tuple[model.Chapter, ...]:
    """Return the chapters, numbered from 1."""
    entries = enumerate(file.chapters, 1) if file else ()
    return tuple(model.Chapter(at, entry.mark, entry.title, entry.text) for at, entry in entries)


def _hold_goals(
    file: PlanFile, document: Document, preamble: str, annex: Annex | None, problems: Problems
) -> None:
    """Report goals and an aim that the preamble does not set, or not for the year they say."""
    if file.aim:
        quoted(file.aim.quote, preamble, document.at("aim", "quote"), problems)
    if file.aim and str(file.aim.due) not in file.aim.quote:
        message = f"期限{file.aim.due}年不在引文里，"
        problems.add(document.place("aim", "due"), Code.E408, message, "请照引文写年份。")
    _hold_ids(file.goals, "goals", ("目标", "每项目标"), document, problems)
    for i, entry in enumerate(file.goals):
        quoted(entry.quote, preamble, document.at("goals", i, "quote"), problems)
        if str(entry.due) not in preamble:
            message = f"期限{entry.due}年不在首段里，"
            problems.add(document.place("goals", i, "due"), Code.E408, message, "请照原文写年份。")
        if entry.indicator:
            place = document.place("goals", i, "indicator")
            known_row(entry.indicator, annex, place, problems)


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
            ends = [end * scale(row.unit) for end in target.ends]
            if ends and goal.value * scale(goal.unit) not in ends:
                annex = f"附件第{row.number}行{goal.due}年的{target.amount(row.unit)}"
                hint = "请核对这个目标对应的是不是这项指标。"
                problems.add(place, Code.E409, f"目标值{value}与{annex}不相等。", hint)


def assurance_heading(file: AssuranceFile | None, document: Document) -> Quotation:
    """Return the heading of what is to ensure the plan."""
    if file is None:
        return Quotation("")
    return Quotation(file.mark + file.title, "标题", Behind(len(file.mark), document.at("title")))


def assurance(file: AssuranceFile | None, paragraphs: tuple[str, ...]) -> Assurance:
    """Return what is to ensure the plan: its heading, and its paragraphs by their own headings."""
    if file is None:
        return Assurance("", "", ())
    items = (model.AssuranceItem(text.partition("。")[0], text) for text in paragraphs)
    return Assurance(file.mark, file.title, tuple(items))


def check_tensions(
    sources: Sources,
    measures: Sequence[str] | None,
    annex: Annex | None,
    plan: Plan | None,
    problems: Problems,
) -> tuple[Tension, ...]:
    """Return the tensions; their goals are joined only where the plan's file is sound.

    `measures` are the ids there are; None where a file may be missing.
    """
    document = sources.tensions
    file = validate(TensionsFile, document, problems)
    if file is None:
        return ()
    _hold_ids(file.tensions, "tensions", ("", "每条"), document, problems)
    for i, entry in enumerate(file.tensions):
        for j, statement in enumerate(entry.statements):
            spot = document.at("tensions", i, "statements", j, "quote")
            quoted(statement.quote, sources.official, spot, problems)
        for j, measure in enumerate(entry.measures):
            place = document.place("tensions", i, "measures", j)
            known_measure(
                measure, entry.measures if measures is None else measures, place, problems
            )
        for j, indicator in enumerate(entry.indicators):
            known_row(indicator, annex, document.place("tensions", i, "indicators", j), problems)
        if plan:
            _hold_tension_goals(document, i, entry, plan, problems)
    return file.tensions


def known_measure(id: str, known: Sequence[str], place: Place, problems: Problems) -> None:
    if id not in known:
        hint = f"编号是 {known[0]} 到 {known[-1]}。" if known else "这份文件没有措施。"
        problems.add(place, Code.E312, f"没有措施 {id}，", hint)


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
