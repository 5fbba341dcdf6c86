"""Figures typed by hand beside an indicator's name, held against the data as of the document.

Only a number with the indicator's own unit (or a cell of a table) in the name's sentence is judged.
It agrees when any figure known on that day, target or actual, is the same; after a year is named,
only that year's. Amounts of change are passed: `增加0.5亿元` is no level.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from reportsite.plan import words
from reportsite.plan.judge import Actual, Unset, completion, increment
from reportsite.plan.model import Goal, Indicator, NoRow, Target, scale
from reportsite.plan.snapshot import Snapshot
from reportsite.problems import Code, Place, Problem
from reportsite.source.calls import BRACES
from reportsite.source.markdown_faults import CODE, without_comments

REACH = 20  # characters between the name and the number
SENTENCE = re.compile(r"[^。！？；;\n]+")
NUMBER = re.compile(r"(?<![\d.\-—〔第])(\d+(?:\.\d+)?)\s*([%％]|[万亿]?[件个家元项])?(?![\d.])")
YEAR = re.compile(r"(?<!\d)(20\d\d)年")
CHANGE = re.compile(r"(?:增加|增长|减少|下降|降低|提高|新增|新建|多|少|高|低|比.{0,6})了?\s*$")
TAIL = re.compile("数量|金额|拥有量")
OTHER_NOUN = "(?!商标|产品|工作|保护|运用|标志|项目|示范|试点|企业|园区|基地|宣传|培训)"


@dataclass(frozen=True, slots=True)
class Subject:
    """A name that prose may speak of, with its indicator or goal."""

    name: str
    unit: str
    of: Indicator | Goal


@dataclass(frozen=True, slots=True)
class Mention:
    """A number that stands beside a name: where in the line, as typed, and the year named last."""

    subject: Subject
    column: int
    typed: str
    unit: str
    year: int | None


def faults(text: str, start: Place, snapshot: Snapshot) -> Iterator[Problem]:
    """Yield a warning for every number that disagrees; `start` is the place of the first line."""
    subjects = tuple(_subjects(snapshot))
    plain = BRACES.sub(_blanked, CODE.sub(_blanked, without_comments(text)))
    for number, line in enumerate(plain.split("\n")):
        for mention in _mentions(line, subjects):
            if not _agrees(mention, snapshot):
                place = Place(start.path, start.line + number, mention.column + 1)
                yield Problem(place, Code.W520, *_words(mention, snapshot))


def _blanked(match: re.Match[str]) -> str:
    return "\0" * len(match[0])


def _subjects(snapshot: Snapshot) -> Iterator[Subject]:
    """Yield every name, the longest first, so that a name inside a longer one is not found."""
    report = snapshot.report
    found = [Subject(i.name, i.unit or i.unit_presumed, i) for i in report.indicators]
    goals = (goal for goal in report.plan.goals if goal.name not in {s.name for s in found})
    found += (Subject(goal.name, goal.unit, goal) for goal in goals)
    short = {TAIL.sub("", subject.name): subject for subject in found}
    named = {subject.name for subject in found}
    found += (Subject(n, s.unit, s.of) for n, s in short.items() if n not in named and len(n) > 4)
    yield from sorted(found, key=lambda subject: -len(subject.name))


def _mentions(line: str, subjects: Iterable[Subject]) -> Iterator[Mention]:
    for sentence in SENTENCE.finditer(line):
        text = sentence[0]
        names = _names(text, subjects)
        for number in NUMBER.finditer(text):
            subject = _beside(number, names, text)
            if subject and _is_level(number, text, subject):
                column = sentence.start() + number.start()
                years = YEAR.findall(text[: number.start()])
                last = int(years[-1]) if years else None
                yield Mention(subject, column, number[1], number[2] or "", last)


def _names(text: str, subjects: Iterable[Subject]) -> list[tuple[int, int, Subject]]:
    found: list[tuple[int, int, Subject]] = []
    for subject in subjects:
        for match in re.finditer(re.escape(subject.name) + OTHER_NOUN, text):
            if all(match.end() <= start or match.start() >= end for start, end, _ in found):
                found.append((match.start(), match.end(), subject))
    return found


def _beside(
    number: re.Match[str], names: list[tuple[int, int, Subject]], text: str
) -> Subject | None:
    """Return the nearest name before the number within reach, or the one right behind it."""
    before = [name for name in names if 0 <= number.start() - name[1] <= REACH]
    if before:
        return max(before, key=lambda name: name[1])[2]
    behind = [name for name in names if 0 <= name[0] - number.end() <= 2]
    is_near = behind and "，" not in text[number.end() : behind[0][0]]
    return behind[0][2] if is_near else None


def _is_level(number: re.Match[str], text: str, subject: Subject) -> bool:
    unit, is_cell = number[2] or "", text.lstrip().startswith("|")
    if CHANGE.search(text[: number.start()]):
        return False
    if unit in ("%", "％"):
        return "完成率" in text[max(0, number.start() - REACH) : number.start()]
    if not unit:
        return is_cell and not re.fullmatch(r"20\d\d", number[1])
    return unit[-1] == subject.unit[-1]


def _agrees(mention: Mention, snapshot: Snapshot) -> bool:
    typed = Decimal(mention.typed)
    if mention.unit in ("%", "％"):
        places = Decimal(1).scaleb(typed.as_tuple().exponent)  # type: ignore[arg-type]
        return any(words.rounded(r, str(places)) == typed for r in _rates(mention, snapshot))
    unit = mention.unit or mention.subject.unit
    return any(
        typed * scale(unit) == value * scale(own) for value, own in _levels(mention, snapshot)
    )


def _levels(mention: Mention, snapshot: Snapshot) -> Iterator[tuple[Decimal, str]]:
    """Yield all figures a name may stand with, and their unit."""
    of = mention.subject.of
    if isinstance(of, Goal):
        yield of.value, of.unit
        if isinstance(of.indicator, NoRow):
            return
        of = of.indicator
    unit = of.unit or of.unit_presumed
    for target in of.targets:
        if isinstance(target, Target) and mention.year in (None, target.year):
            yield target.value, unit
    for row in _actuals(of, mention, snapshot):
        yield row.value, unit


def _actuals(of: Indicator, mention: Mention, snapshot: Snapshot) -> Iterator[Actual]:
    for row in snapshot.actuals(of.id):
        if mention.year in (None, row.period.year):
            yield row


def _rates(mention: Mention, snapshot: Snapshot) -> Iterator[Decimal]:
    of = mention.subject.of
    if isinstance(of, Goal):
        if isinstance(of.indicator, NoRow):
            return
        of = of.indicator
    for row in _actuals(of, mention, snapshot):
        goalpost = snapshot.verdict(of.id, row.period.year).judgement.goalpost
        rate = completion(goalpost.target, row.value)
        grown = increment(goalpost.base, goalpost.target, row.value)
        yield from (found for found in (rate, grown) if not isinstance(found, Unset))


def _words(mention: Mention, snapshot: Snapshot) -> tuple[str, str]:
    name, typed = mention.subject.name, f"{mention.typed}{mention.unit}"
    day = words.date(snapshot.as_of)
    message = f"「{name}」旁边的「{typed}」与截至{day}的数据不一致，"
    of = mention.subject.of
    id = of.id if isinstance(of, Indicator) else getattr(of.indicator, "id", "")
    call = _call(id, mention.year or snapshot.year, snapshot) if id else "{{ 六项目标() }}"
    return message, f"请核对；数字最好由函数写出，例如 {call}。"


def _call(id: str, year: int, snapshot: Snapshot) -> str:
    """Return the call for the year's longest figure, or for its target while there is none."""
    reported = [row.period for row in snapshot.actuals(id) if row.period.year == year]
    if reported:
        return f'{{{{ 实际值("{id}", "{reported[-1]}") }}}}'
    return f'{{{{ 目标值("{id}", {year}) }}}}'
