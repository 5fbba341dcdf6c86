"""The measures: a file each, joined to chapters, tasks and indicators, and what was reported."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from reportsite.check import entries as progress_entries
from reportsite.check import plan
from reportsite.check.deadlines import TaskReport
from reportsite.check.fields import validate
from reportsite.check.indicators import Annex, known_row
from reportsite.check.official_text import prose_below, quoted
from reportsite.check.schema import MeasureFile, PlanFile, ReportedFile, StageFields
from reportsite.check.tasks import tasks
from reportsite.plan.model import Chapter, IndicatorLink, Measure, bare
from reportsite.plan.register import Register
from reportsite.plan.written import Entry
from reportsite.problems import Code, Place, Problems
from reportsite.source.characters import chinese
from reportsite.source.files import Document, Enclosure
from reportsite.source.markdown import Context

FOLDER = "content/measures"


@dataclass(frozen=True, slots=True)
class Joins:
    """What measures are joined to; a part whose file is broken is absent and not joined.

    `passages` are the paragraphs of the official text that each file quotes; `for_all` is said once
    for all; `evidence` are the files of content/evidence/; `reports` is what was reported where that
    stands apart from the measures (the demo).
    """

    plan: PlanFile | None
    register: Register | None
    annex: Annex | None
    passages: Mapping[str, tuple[str, ...]]
    context: Context
    evidence: Mapping[str, Enclosure]
    reports: tuple[Document, ...] | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """What was reported about a measure: the document it stands in, its stages, its entries."""

    document: Document
    file: StageFields | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A file and the numbers it claims: in its name (0: none), and inside where that is sound.

    `number` is the one it is taken for, and `is_owner` that no other file comes before it.
    """

    document: Document
    file: MeasureFile | None
    named: int
    number: int = 0
    is_owner: bool = True

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers a file may mean, the likelier first."""
        return (self.file.number, self.named) if self.file else (self.named,)

    @property
    def is_plain(self) -> bool:
        return len(set(self.numbers)) == 1


def claims(documents: tuple[Document, ...], problems: Problems) -> list[Claim]:
    """Return the files by the number each is of, and report numbers that are not one each."""
    found = [Claim(d, validate(MeasureFile, d, problems), number_in(d.path)) for d in documents]
    owners = _owners(found)
    for claim in found:
        _hold_number(claim, owners, problems)
    ordered = ((_number(claim, owners), claim) for claim in found)
    numbered = [replace(c, number=n, is_owner=owners[n] is c) for n, c in ordered]
    return sorted(numbered, key=lambda claim: claim.number)


def _number(claim: Claim, owners: Mapping[int, Claim]) -> int:
    """Return the number a file is taken for: that of its name, unless another file has both."""
    is_free = claim.file is None or owners[claim.named] is claim
    return claim.named if is_free or not claim.file else claim.file.number


def check(claims: list[Claim], joins: Joins, problems: Problems) -> tuple[Measure, ...]:
    """Return the measures in the plan's order."""
    found = [_measure(claim, joins, problems) for claim in claims]
    measures = [measure for measure in found if measure]
    numerals = [bare(measure.mark) for measure in measures]
    if "" in numerals or len(set(numerals)) < len(numerals):
        numerals = [chinese(measure.number) for measure in measures]
    pairs = zip(measures, numerals, strict=True)
    return tuple(replace(measure, numeral=numeral) for measure, numeral in pairs)


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


def _hold_number(claim: Claim, owners: Mapping[int, Claim], problems: Problems) -> None:
    if claim.file is None:
        return
    number, place = claim.file.number, claim.document.place("number")
    owner = owners[number].document.path
    if claim.is_plain and owner != claim.document.path:
        message = f"第{number}项措施已经写在 {owner} 里，"
        problems.add(place, Code.E313, message, "一项措施只能有一个文件，请删去一个。")
    elif not claim.is_plain:
        message = f"编号是{number}，文件名却不以「{number:02}-」开头，"
        problems.add(place, Code.E314, message, "请改编号或文件名，让两处一致。")


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


def _measure(claim: Claim, joins: Joins, problems: Problems) -> Measure | None:
    told, file, document = _told(claim, joins, problems), claim.file, claim.document
    if file is None:
        return None
    passage = joins.passages.get(document.path, ())
    mark, _, _ = "".join(passage).partition(file.title)
    if passage:
        quoted(file.title, "\n".join(passage), document.at("title"), problems)
    return Measure(
        id=f"{file.number:02}",
        mark=mark,
        numeral="",
        title=file.title,
        chapter=_chapter(file, document, joins, problems),
        paragraphs=passage,
        tasks=tuple(tasks(file, TaskReport(told.document, told.file), document, joins, problems)),
        indicators=tuple(_links(file, document, joins, problems)),
        summary=file.summary,
        entries=told.entries,
        source=document.path,
    )


def _chapter(file: MeasureFile, document: Document, joins: Joins, problems: Problems) -> Chapter:
    """Return the chapter a measure stands in; a plan without chapters has one without a title."""
    chapters = plan.chapters(joins.plan)
    if file.chapter in range(bool(chapters), len(chapters) + 1):
        return chapters[file.chapter - 1] if file.chapter else Chapter(0, "", "")
    if joins.plan:
        message, hint = f"没有第{file.chapter}章，", f"content/plan.md 里有{len(chapters)}章。"
        problems.add(document.place("chapter"), Code.E310, message, hint)
    return Chapter(file.chapter, "", "")


def _links(
    file: MeasureFile, document: Document, joins: Joins, problems: Problems
) -> Iterator[IndicatorLink]:
    indicators = joins.annex.indicators if joins.annex else ()
    known = {indicator.id: indicator for indicator in indicators}
    ids = [link.id for link in file.indicators]
    for i, link in enumerate(file.indicators):
        place = document.place("indicators", i, "id")
        if link.id in ids[:i]:
            problems.add(place, Code.E303, f"指标 {link.id} 写了两次，", "请删去一处。")
        elif known_row(link.id, joins.annex, place, problems) and link.id in known:
            yield IndicatorLink(known[link.id], link.basis)
