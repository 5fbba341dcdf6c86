"""Progress in words: `## 进展` / `## 存在问题` / `## 下一步`, each with `### 2024年上半年` entries.

A heading of an entry may name the unit and the day: `### 2024年上半年（某局，2024年7月20日）`.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from reportsite.check.register import body_named
from reportsite.plan.period import Period, late, spoken
from reportsite.plan.register import Register, Unit
from reportsite.plan.written import Entry, EntryKind, Nobody
from reportsite.problems import Code, Place, Problems, closest
from reportsite.source.characters import shortened
from reportsite.source.kinds import DAY, day
from reportsite.source.markdown import Context, prose
from reportsite.source.markdown_faults import without_comments

HEADING = re.compile(r"(#{1,3})(?!#)\s*(.*?)\s*#*\s*")
ENTRY = re.compile(r"(.*?)\s*(?:[（(](.*)[）)])?")
KINDS = {kind.value: kind for kind in EntryKind}
COLUMN, PERIOD = 2, 3  # levels of headings
EXAMPLE = "例如「### 2024年上半年（某局）」。"


@dataclass(frozen=True, slots=True)
class EntrySection:
    """A heading and the text below it; level 0 is what stands before the first heading."""

    level: int
    heading: str
    place: Place
    text: str

    @property
    def start(self) -> Place:
        return Place(self.place.path, self.place.line + (self.level > 0))

    @property
    def first_words(self) -> Place:
        """Return the place of the first line that says something."""
        blank = len(self.text) - len(self.text.lstrip())
        return Place(self.start.path, self.start.line + self.text[:blank].count("\n"))


@dataclass(frozen=True, slots=True)
class EntryHead:
    """What the heading of an entry says."""

    period: Period
    unit: Unit | Nobody
    on: dt.date | None


@dataclass(frozen=True, slots=True)
class Unknown:
    """A column that measures do not have: it has been told, and what is below it is left out."""


def check(
    text: str, start: Place, register: Register | None, context: Context, problems: Problems
) -> tuple[Entry, ...]:
    """Return the entries in the order of the file; every fault of them is a problem."""
    found: list[Entry] = []
    kind: EntryKind | Unknown | None = None
    for section in _sections(without_comments(text), start):
        blocks = prose(section.text, section.start, context, problems, below=PERIOD)
        if not _is_entry(section):
            kind = _kind(section, problems)
            continue
        head = _head(section, register, problems)
        if kind is None:
            message = f"「{section.heading}」上面没有写这是哪一栏，"
            hint = f"请在上面加一行：{'、'.join(f'## {name}' for name in KINDS)}。"
            problems.add(section.place, Code.E414, message, hint)
        elif head and isinstance(kind, EntryKind):
            body, line = section.text.strip(), section.place.line
            found.append(Entry(kind, head.period, head.unit, head.on, blocks, body, line))
    return tuple(found)


def _sections(text: str, start: Place) -> Iterator[EntrySection]:
    """Split at headings of the first three levels; deeper ones belong to what is said."""
    lines = text.split("\n")
    heads = [i for i, line in enumerate(lines) if HEADING.fullmatch(line)]
    if before := "\n".join(lines[: heads[0] if heads else None]).strip():
        yield EntrySection(0, "", start, before)
    for at, end in pairwise([*heads, len(lines)]):
        match = HEADING.fullmatch(lines[at])
        assert match
        place = Place(start.path, start.line + at)
        yield EntrySection(len(match[1]), match[2], place, "\n".join(lines[at + 1 : end]))


def _is_entry(section: EntrySection) -> bool:
    """Say whether a heading begins an entry: by its level, or by its words at a wrong one."""
    if section.heading in KINDS:
        return False
    typed = _taken_apart(section)[0]
    return section.level == PERIOD or bool(spoken(typed) or late(typed))


def _taken_apart(section: EntrySection) -> tuple[str, str]:
    """Return the period and what stands in the brackets, as typed."""
    match = ENTRY.fullmatch(section.heading)
    assert match
    return match[1], match[2] or ""


def _hold_level(section: EntrySection, level: int, problems: Problems) -> None:
    if section.level != level:
        message = f"「{section.heading}」前面有{section.level}个井号，应有{level}个，"
        problems.add(
            section.place, Code.E410, message, f"请写「{'#' * level} {section.heading}」。"
        )


def _kind(section: EntrySection, problems: Problems) -> EntryKind | Unknown | None:
    """Return the column that a section opens."""
    name, columns = section.heading, "、".join(f"## {name}" for name in KINDS)
    if section.level and name not in KINDS:
        hint = closest(name, KINDS) or f"可以写：{columns}。"
        message = f"措施里没有「{shortened(name) or '（空）'}」这一栏。"
        problems.add(section.place, Code.E410, message, hint)
        return Unknown()
    if words := section.text.strip():
        message = f"「{shortened(words.splitlines()[0])}」没有写明是什么时期的，"
        problems.add(section.first_words, Code.E411, message, f"请在上面先写一行时期，{EXAMPLE}")
    if not section.level:
        return None
    _hold_level(section, COLUMN, problems)
    return KINDS[name]


def _head(section: EntrySection, register: Register | None, problems: Problems) -> EntryHead | None:
    """Return what the heading of an entry says; nothing where it, or the text below, is missing."""
    typed, inside = _taken_apart(section)
    period = spoken(typed)
    if period is None:
        message = f"「{shortened(typed) or '（空）'}」不是时期，"
        hint = "请写成「### 2024年上半年（某局）」这样，括号可以不写。"
        if meant := late(typed):
            message = f"「{typed}」不从1月算起，"
            hint = f"请写「### {meant.words}」，是哪几个月的事写在正文里。"
        problems.add(section.place, Code.E412, message, hint)
        return None
    _hold_level(section, PERIOD, problems)
    if not section.text.strip():
        message = f"「{section.heading}」下面没有内容，"
        problems.add(section.place, Code.E413, message, "没有可写的就删去这一行。")
        return None
    days, names = _said(inside)
    if len(days) > 1 or len(names) > 1:
        message = f"「{inside}」里的单位或日期不止一个，"
        hint = "一条写一个单位、一个日期；几个单位各写一条，或者不写单位。"
        problems.add(section.place, Code.E415, message, hint)
        return None
    unit = body_named(names[0], register, "单位", section.place, problems) if names else None
    return EntryHead(period, unit or Nobody(), _day(days, period, section, problems))


def _said(inside: str) -> tuple[list[str], list[str]]:
    """Return the days and the names that stand in the brackets, in either order."""
    plain = unicodedata.normalize("NFKC", inside)
    days = [match[0] for match in DAY.finditer(plain)]
    words = re.split(r"[,、;\s]+", DAY.sub(",", plain))
    names = [word.removesuffix("报送") for word in words]
    days += [name for name in names if re.match("[0-9]", name)]
    return days, [name for name in names if name and not re.match("[0-9]", name)]


def _day(
    days: list[str], period: Period, section: EntrySection, problems: Problems
) -> dt.date | None:
    if not days:
        return None
    try:
        on = day(days[0])
    except ValueError as error:
        problems.add(section.place, Code.E205, f"「{days[0]}」{error}。")
        return None
    if on.year < period.year:
        message = f"{on} 的时候，{period.words}还没有开始，"
        problems.add(section.place, Code.E335, message, "请核对时期和报送日期。")
    return on
