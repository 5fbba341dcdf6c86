"""The measures joined to chapters, units and indicators, and held against the official text.

Who answers for a measure are the units of its bracket, spelt and ordered as there.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePosixPath

from reportsite.check import entries as progress_entries
from reportsite.check.fields import validate
from reportsite.check.indicators import known_row
from reportsite.check.official_text import hold, prose_below, same
from reportsite.check.schema import MeasureFile, ReportedFile, StageFields
from reportsite.plan.model import Chapter, Indicator, IndicatorLink, Measure
from reportsite.plan.register import Register, Responsible
from reportsite.plan.written import Entry, Stage
from reportsite.problems import Code, Place, Problems, nearest
from reportsite.source.characters import chinese
from reportsite.source.files import Document
from reportsite.source.markdown import Context
from reportsite.source.official_text import Official, OfficialItem

FOLDER = "content/measures"


@dataclass(frozen=True, slots=True)
class Joins:
    """What measures are joined to; a part whose file is broken is absent and not joined.

    `reports` is what was reported where that stands apart from the measures (the demo).
    """

    text: Official
    register: Register | None
    indicators: tuple[Indicator, ...]
    context: Context
    reports: tuple[Document, ...] | None = None

    @property
    def official(self) -> Mapping[int, OfficialItem]:
        return {item.number: item for item in self.text.measures}


@dataclass(frozen=True, slots=True)
class Account:
    """What was reported about a measure: the document it stands in, its stages, its entries."""

    document: Document
    file: StageFields | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A file and the numbers it claims: in its name (0: none), and inside where that is sound."""

    document: Document
    file: MeasureFile | None
    named: int

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers a file may mean, the likelier first."""
        return (self.file.number, self.named) if self.file else (self.named,)

    @property
    def is_plain(self) -> bool:
        return len(set(self.numbers)) == 1


def check(documents: tuple[Document, ...], joins: Joins, problems: Problems) -> tuple[Measure, ...]:
    """Return the measures in the plan's order."""
    claims = [Claim(d, validate(MeasureFile, d, problems), number_in(d.path)) for d in documents]
    official = joins.official
    owners = _owners(claims)
    for claim in claims:
        _hold_number(claim, owners, official, problems)
    found = dict(_measures(claims, owners, joins, problems))
    claimed = {number for claim in claims for number in claim.numbers}
    for number in sorted(set(official) - claimed):
        item = official[number]
        message = f"措施（{chinese(number)}）「{item.title}」没有文件，"
        hint = f"{FOLDER}/ 里应有一个以「{number:02}-」开头的 .md 文件。"
        problems.add(item.paragraph.place, Code.E311, message, hint)
    return tuple(found[number] for number in sorted(found))


def number_in(path: str) -> int:
    """Return the number a file's name begins with, 0 where there is none."""
    match = re.match(r"[0-9]{1,9}", PurePosixPath(path).name)
    return int(match[0]) if match else 0


def _owners(claims: list[Claim]) -> Mapping[int, Claim]:
    """Return whose each number is: the file that bears it inside and in its name comes first."""
    owners: dict[int, Claim] = {}
    for claim in sorted(claims, key=lambda claim: not claim.is_plain):
        for number in claim.numbers:
            owners.setdefault(number, claim)
    return owners


def _hold_number(
    claim: Claim,
    owners: Mapping[int, Claim],
    official: Mapping[int, OfficialItem],
    problems: Problems,
) -> None:
    if claim.file is None:
        return
    number, place = claim.file.number, claim.document.place("number")
    owner = owners[number].document.path
    if number not in official:
        hint = f"是不是「{claim.named}」？" if claim.named in official else ""
        message = f"没有第{number}项措施，编号应是1到{len(official)}。"
        problems.add(place, Code.E312, message, hint)
    elif claim.is_plain and owner != claim.document.path:
        message = f"措施（{chinese(number)}）已经写在 {owner} 里，"
        problems.add(place, Code.E313, message, "一项措施只能有一个文件，请删去一个。")
    elif not claim.is_plain:
        message = f"编号是{number}，文件名却不以「{number:02}-」开头，"
        problems.add(place, Code.E314, message, "请改编号或文件名，让两处一致。")


def _measures(
    claims: list[Claim], owners: Mapping[int, Claim], joins: Joins, problems: Problems
) -> Iterator[tuple[int, Measure]]:
    for claim in claims:
        told = _told(claim, joins, problems)
        item = _item(claim, owners, joins.official)
        if item is None:
            continue
        hold(claim.document, [item.paragraph], problems)
        if claim.file:
            yield item.number, _measure(claim, item, told, joins, problems)


def _told(claim: Claim, joins: Joins, problems: Problems) -> Account:
    document = claim.document
    file: StageFields | None = claim.file
    below, line = prose_below(document)
    if joins.reports is not None:
        apart = [report for report in joins.reports if number_in(report.path) == claim.named]
        if not apart:
            return Account(document, None, ())
        document = apart[-1]
        file = validate(ReportedFile, document, problems)
        below, line = document.body, document.body_line
    start = Place(document.path, line)
    entries = progress_entries.check(below, start, joins.register, joins.context, problems)
    return Account(document, file, entries)


def _item(
    claim: Claim, owners: Mapping[int, Claim], official: Mapping[int, OfficialItem]
) -> OfficialItem | None:
    """Return the official item a file is to be held against; none where that is anyone's guess."""
    items = [official[number] for number in claim.numbers if number in official]
    if claim.file and not claim.is_plain:
        return next((item for item in items if item.title == claim.file.title), None)
    return next((item for item in items if owners[item.number] is claim), None)


def _measure(
    claim: Claim, item: OfficialItem, told: Account, joins: Joins, problems: Problems
) -> Measure:
    file, document = claim.file, claim.document
    assert file
    same(file.title, item.title, "标题", document.at("title"), problems)
    return Measure(
        id=f"{item.number:02}",
        title=item.title,
        chapter=_chapter(file, document, item, joins, problems),
        paragraph=item.paragraph.text,
        bracket=item.bracket,
        units=responsible_units(file, document, item, joins.register, problems),
        is_sole=item.is_sole,
        indicators=tuple(_links(file, document, joins, problems)),
        summary=file.summary,
        stages=_stages(told.file, told.document, problems),
        entries=told.entries,
        source=document.path,
    )


def _stages(file: StageFields | None, document: Document, problems: Problems) -> tuple[Stage, ...]:
    """Return the stages, the oldest first."""
    if file is None:
        return ()
    if bool(file.stage) != bool(file.stage_since):
        place = document.place("stage" if file.stage else "stage_since")
        message = "「stage」和「stage_since」要一起写，"
        problems.add(place, Code.E343, message, "前者是阶段，后者是确定这个阶段的日期。")
    found = [Stage(entry.stage, entry.since) for entry in file.earlier_stages]
    if file.stage and file.stage_since:
        found.append(Stage(file.stage, file.stage_since))
    for i, (one, other) in enumerate(pairwise(found)):
        if other.since <= one.since:
            place = document.place("earlier_stages", i, "since")
            message = f"「{one.name}」从 {one.since} 起，不早于后面的「{other.name}」，"
            problems.add(place, Code.E322, message, "请从早到晚写，核对日期。")
    return tuple(found)


def _chapter(
    file: MeasureFile, document: Document, item: OfficialItem, joins: Joins, problems: Problems
) -> Chapter:
    if file.chapter != item.chapter:
        message = f"这项措施在第{item.chapter}章，写成了第{file.chapter}章。"
        problems.add(document.place("chapter"), Code.E315, message)
    chapter = joins.text.chapters[item.chapter - 1]
    return Chapter(chapter.number, chinese(chapter.number), chapter.title)


def _links(
    file: MeasureFile, document: Document, joins: Joins, problems: Problems
) -> Iterator[IndicatorLink]:
    known = {indicator.id: indicator for indicator in joins.indicators}
    ids = [link.id for link in file.indicators]
    for i, link in enumerate(file.indicators):
        place = document.place("indicators", i, "id")
        if link.id in ids[:i]:
            problems.add(place, Code.E303, f"指标 {link.id} 写了两次，", "请删去一处。")
        elif known_row(link.id, joins.text, place, problems) and link.id in known:
            yield IndicatorLink(known[link.id], link.basis)


KINDS = {True: ("sole", "负责"), False: ("joint", "按职责分工负责")}


def responsible_units(
    file: MeasureFile,
    document: Document,
    item: OfficialItem,
    register: Register | None,
    problems: Problems,
) -> tuple[Responsible, ...]:
    """Return the bodies a measure names; without a readable register there is none to join."""
    kind, words = KINDS[item.is_sole]
    if file.responsibility != kind:
        message = f"原文括号的末尾是「{words}」，这里应写 {kind}。"
        problems.add(document.place("responsibility"), Code.E316, message)
    known = dict(_spelt(register)) if register else {}
    if _hold_names(file, document, item, known, problems):
        _hold_order(file, document, item, problems)
    return tuple(known[name] for name in file.units if name in known)


def _spelt(register: Register) -> Iterator[tuple[str, Responsible]]:
    groups = {group.id for group in register.groups}
    for unit in register.responsible:
        for spelt in (unit.name, *unit.aliases):
            yield spelt, Responsible(spelt, unit, unit.id in groups)


def _hold_names(
    file: MeasureFile,
    document: Document,
    item: OfficialItem,
    known: dict[str, Responsible],
    problems: Problems,
) -> bool:
    """Report unknown, foreign, repeated and missing units; say whether all are the bracket's."""
    missing = [name for name in item.units if name not in file.units]
    wrong = [name for name in file.units if name not in item.units]
    meant = _meant(wrong, missing)
    for i, name in enumerate(file.units):
        place = document.place("units", i)
        hint = f"是不是「{meant[name]}」？" if name in meant else "如果是多写的，请删去。"
        if name in file.units[:i]:
            problems.add(place, Code.E303, f"责任单位「{name}」写了两次，", "请删去一处。")
        elif name in wrong and known and name not in known:
            problems.add(place, Code.E301, f"责任单位「{name}」不在 data/units.yml。", hint)
        elif name in wrong:
            problems.add(place, Code.E317, f"「{name}」不在这项措施原文的括号里。", hint)
    left_out = [name for name in missing if name not in meant.values()]
    if left_out:
        message = f"少写了责任单位：{'、'.join(left_out)}，"
        problems.add(document.place("units"), Code.E318, message, "请照原文的括号补上。")
    return sorted(file.units) == sorted(item.units)


def _meant(wrong: list[str], missing: list[str]) -> dict[str, str]:
    """Return which missing unit each wrong one was probably meant to be: the alike, then the rest."""
    found: dict[str, str] = {}
    for name in wrong:
        if word := nearest(name, [other for other in missing if other not in found.values()]):
            found[name] = word
    rest = [name for name in wrong if name not in found]
    left = [name for name in missing if name not in found.values()]
    return found | dict(zip(rest, left, strict=False))


def _hold_order(
    file: MeasureFile, document: Document, item: OfficialItem, problems: Problems
) -> None:
    pairs = zip(file.units, item.units, strict=True)
    for i, (typed, official) in enumerate(pairs):
        if typed != official:
            message = f"责任单位的次序与原文不同：这里应是「{official}」，"
            hint = f"原文的次序是：{'、'.join(item.units)}。"
            problems.add(document.place("units", i), Code.E319, message, hint)
            return
