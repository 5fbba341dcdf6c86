"""By when a task is to be done, how far it is, and what shows it: dates, steps, and files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePosixPath

from reportsite.check.official_text import quoted
from reportsite.check.schema import EvidenceEntry, MilestoneEntry, StageFields, TaskFields
from reportsite.plan.model import Task
from reportsite.plan.words import filesize
from reportsite.plan.written import Evidence, Milestone, Stage, StageName
from reportsite.problems import Code, Place, Problems, closest
from reportsite.source.files import EVIDENCE, KINDS, LARGEST, Document, Enclosure
from reportsite.source.yaml_text import Location


@dataclass(frozen=True, slots=True)
class TaskReport:
    """What was reported of a task, None where nothing was, and where in which file."""

    document: Document
    fields: StageFields | None
    location: Location = ()


@dataclass(frozen=True, slots=True)
class Dates:
    """What reads when tasks of a file are to be done, and how far they are.

    `files` are those of content/evidence/. Where what was reported stands apart from what was issued
    (the demo), what the issued file says was done counts for nothing.
    """

    document: Document
    files: Mapping[str, Enclosure]
    is_apart: bool
    problems: Problems

    def limit(self, fields: TaskFields, location: Location, passage: tuple[str, ...]) -> None:
        """Report words that set no limit, or that the task's own text does not have."""
        spot = self.document.at(*location, "due_quote")
        if fields.due_quote and not fields.due:
            message, hint = (
                "写了「due_quote」，没有写「due」，",
                "请照引文写完成时限，例如 due: 2026。",
            )
            self.problems.add(spot.place, Code.E326, message, hint)
        if fields.due_quote and passage:
            quoted(fields.due_quote, "\n".join(passage), spot, self.problems)

    def milestones(
        self, entries: tuple[MilestoneEntry, ...], location: Location, told: TaskReport
    ) -> Iterator[Milestone]:
        for i, entry in enumerate(entries):
            at = (*location, "milestones", i)
            proofs = tuple(self.evidence(entry.evidence, at, self.document))
            if not self.is_apart:
                yield Milestone(entry.title, entry.due, entry.done, proofs)
            else:
                yield self._apart(entry, told)

    def _apart(self, entry: MilestoneEntry, told: TaskReport) -> Milestone:
        """Return a milestone with what is said of it apart, if anything is."""
        steps = getattr(told.fields, "milestones", ())
        for i, own in enumerate(steps):
            if own.title == entry.title:
                at = (*told.location, "milestones", i)
                proofs = tuple(self.evidence(own.evidence, at, told.document))
                return Milestone(entry.title, entry.due, own.done, proofs)
        return Milestone(entry.title, entry.due)

    def reported(self, told: TaskReport) -> tuple[tuple[Stage, ...], tuple[Evidence, ...]]:
        """Return the stages that were set, the oldest first, and the evidence."""
        if told.fields is None:
            return (), ()
        proofs = tuple(self.evidence(told.fields.evidence, told.location, told.document))
        return stages(told, self.problems), proofs

    def evidence(
        self, entries: tuple[EvidenceEntry, ...], location: Location, document: Document
    ) -> Iterator[Evidence]:
        for i, entry in enumerate(entries):
            at = (*location, "evidence", i)
            if bool(entry.href) == bool(entry.file):
                what = (
                    "只能写网址（href）或文件（file）中的一样"
                    if entry.file
                    else "没有写网址（href），也没有写文件（file）"
                )
                place = document.place(*at)
                self.problems.add(
                    place, Code.E328, f"佐证材料「{entry.title}」{what}，", "请写一样。"
                )
            elif entry.file:
                self._hold_file(entry.file, document.place(*at, "file"))
            yield Evidence(entry.title, entry.href or "", entry.file or "", entry.on)

    def _hold_file(self, name: str, place: Place) -> None:
        """Report what cannot be published: not there, no plain file, too large, not what it is named."""
        if fault := file_fault(name, self.files):
            message, hint = fault
            self.problems.add(place, Code.E327, f"佐证材料的文件「{name}」{message}", hint)


def file_fault(name: str, files: Mapping[str, Enclosure]) -> tuple[str, str] | None:
    """Return what keeps a file from being published, and how that is mended; None where nothing."""
    kind = PurePosixPath(name).suffix.lower()
    found = files.get(name)
    if any(sign in name for sign in '/\\:*?"<>|#%') or name.startswith("."):
        return (
            "应是一个文件名，不带文件夹和特别的符号，",
            f"文件放在 {EVIDENCE}/ 里，例如 file: 验收报告.pdf。",
        )
    if kind not in KINDS:
        return "的种类不能公开，", f"可以是：{'、'.join(KINDS)}。"
    if found is None:
        hint = closest(name, files) or "请把文件放进去，或删去这一条。"
        return f"在 {EVIDENCE}/ 里没有，", hint
    if not found.is_regular:
        return "不是普通的文件（是文件夹、快捷方式或链接），", "请放文件本身。"
    if found.size > LARGEST:
        limit = filesize(LARGEST)
        return f"有{filesize(found.size)}，太大，", f"最多{limit}，请压缩或拆开。"
    if not found.head.startswith(KINDS[kind]):
        return f"打开来不是{kind}文件，", "请用原来的程序另存，不要只改文件名。"
    return None


def stages(told: TaskReport, problems: Problems) -> tuple[Stage, ...]:
    """Return the stages of a task, the oldest first."""
    fields, document, at = told.fields, told.document, told.location
    if fields is None:
        return ()
    if bool(fields.stage) != bool(fields.stage_since):
        place = document.place(*at, "stage" if fields.stage else "stage_since")
        message = "「stage」和「stage_since」要一起写，"
        problems.add(place, Code.E343, message, "前者是阶段，后者是确定这个阶段的日期。")
    _hold_done(fields, document.place(*at, "done"), problems)
    found = [Stage(entry.stage, entry.since) for entry in fields.earlier_stages]
    if fields.stage and fields.stage_since:
        found.append(Stage(fields.stage, fields.stage_since, fields.done))
    for i, (one, other) in enumerate(pairwise(found)):
        if other.since <= one.since:
            place = document.place(*at, "earlier_stages", i, "since")
            message = f"「{one.name}」从 {one.since} 起，不早于后面的「{other.name}」，"
            problems.add(place, Code.E322, message, "请从早到晚写，核对日期。")
    return tuple(found)


def _hold_done(fields: StageFields, place: Place, problems: Problems) -> None:
    if fields.done and fields.stage is not StageName.DONE:
        message, hint = "写了完成日期（done），阶段却不是“已完成”，", "请核对阶段，或删去完成日期。"
        problems.add(place, Code.E326, message, hint)
    elif fields.done and fields.stage_since and fields.done > fields.stage_since:
        message = f"完成日期 {fields.done} 晚于登记“已完成”的 {fields.stage_since}，"
        problems.add(place, Code.E326, message, "没有完成不能登记完成，请核对这两个日期。")


def unused(files: Mapping[str, Enclosure], tasks: Iterator[Task]) -> Iterator[str]:
    """Yield the files that nobody names; they are not published."""
    named = {proof.file for task in tasks for proof in task.proofs}
    yield from (name for name in files if name not in named and not name.startswith((".", "~")))
