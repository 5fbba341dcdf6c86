"""Progress in words: `## 进展` / `## 存在问题` / `## 下一步`, each with `### 2024年上半年` entries.

A heading of an entry may name the unit and the day: `### 2024年上半年（市农牧局，2024年7月20日）`.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from reportsite.fields import day
from reportsite.markup import Context, prose
from reportsite.model import Entry, EntryKind, Nobody, Register, Undated, Unit
from reportsite.period import Period, spoken
from reportsite.problems import Place, Problems, closest

KIND = re.compile(r"## +(.+?)\s*#*$")
ENTRY = re.compile(r"### +(.+?)(?:[（(](.*)[）)])?\s*#*$")
KINDS = {kind.value: kind for kind in EntryKind}
EXAMPLE = "例如「### 2024年上半年（市农牧局）」。"


@dataclass(frozen=True, slots=True)
class Section:
    """The text under one heading, and where heading and text begin."""

    heading: str
    place: Place
    text: str
    start: Place


def check(
    text: str, start: Place, register: Register | None, context: Context, problems: Problems
) -> tuple[Entry, ...]:
    """Return the entries in the order of the file; every fault of them is a problem."""
    found: list[Entry] = []
    kind: EntryKind | None = None
    for section in _sections(text, start):
        blocks = prose(section.text, section.start, context, problems)
        if match := ENTRY.match(section.heading):
            entry = _heading(match, section, register, problems)
            if kind and entry:
                period, unit, on = entry
                body = section.text.strip()
                found.append(Entry(kind, period, unit, on, blocks, body, section.place.line))
        else:
            kind = _kind(section, problems)
    return tuple(found)


def _sections(text: str, start: Place) -> Iterator[Section]:
    """Split at headings of the second and third level."""
    lines = text.split("\n")
    heads = [i for i, line in enumerate(lines) if re.match(r"#{2,3} ", line)]
    for at, end in pairwise([*heads, len(lines)]):
        place = Place(start.path, start.line + at)
        below = Place(start.path, start.line + at + 1)
        yield Section(lines[at], place, "\n".join(lines[at + 1 : end]), below)


def _kind(section: Section, problems: Problems) -> EntryKind | None:
    match = KIND.match(section.heading)
    name = match[1] if match else section.heading
    if name not in KINDS:
        hint = closest(name, KINDS) or f"可以写：{'、'.join(f'## {kind}' for kind in KINDS)}。"
        problems.add(section.place, "E410", f"措施里没有「{name}」这一栏。", hint)
        return None
    if section.text.strip():
        message = f"「{name}」下面的内容没有写明时期，"
        problems.add(section.start, "E411", message, f"请先写一行时期，{EXAMPLE}")
    return KINDS[name]


def _heading(
    match: re.Match[str], section: Section, register: Register | None, problems: Problems
) -> tuple[Period, Unit | Nobody, dt.date | Undated] | None:
    period = spoken(match[1])
    if period is None:
        problems.add(section.place, "E412", f"「{match[1]}」不是时期，", EXAMPLE)
        return None
    unit: Unit | Nobody = Nobody()
    on: dt.date | Undated = Undated()
    for word in re.split("[，,]", match[2] or ""):
        found = _unit_or_day(word.strip(), section.place, register, problems)
        if isinstance(found, dt.date):
            on = found
        elif found:
            unit = found
    if not section.text.strip():
        message = f"「{match[1]}」下面没有内容，"
        problems.add(section.place, "E413", message, "没有可写的就删去这一行。")
        return None
    return period, unit, on


def _unit_or_day(
    word: str, place: Place, register: Register | None, problems: Problems
) -> Unit | dt.date | None:
    if not word:
        return None
    if re.match(r"[0-9０-９]", word):
        try:
            return day(word)
        except ValueError as error:
            problems.add(place, "E205", f"「{word}」{error}。")
            return None
    bodies = register.by_name if register else {}
    if register and word not in bodies:
        message = f"单位「{word}」不在 data/units.yml。"
        problems.add(place, "E301", message, closest(word, bodies))
    return bodies.get(word)
