"""Forms in, from files to changes: read, compare, hold the outcome to every rule, say it, write it."""

import datetime as dt
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from reportsite.check import check
from reportsite.forms.additions import CSV, Additions, NewRow, additions
from reportsite.forms.returned import Return, returned
from reportsite.forms.words import (
    NewEntry,
    NewStage,
    StageLayoutError,
    lacking,
    with_entry,
    with_rows,
    with_stage,
)
from reportsite.plan.judge import Actual
from reportsite.plan.model import Report
from reportsite.plan.register import Unit
from reportsite.plan.words import date
from reportsite.problems import Code, ContentError, Place, Problem, Problems, closest
from reportsite.source import workbook, writing
from reportsite.source.characters import shortened
from reportsite.source.files import handed_in, load, named
from reportsite.source.ledger import TEXTS

SOURCES = ("content", "data")
Changes = Mapping[str, tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What collecting is asked for: files or folders, a day in place of the forms', preferred units."""

    root: Path
    files: tuple[Path, ...]
    on: dt.date | None = None
    prefer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Collected:
    """What the forms add, file by file (old and new bytes), and who handed them in."""

    returns: tuple[Return, ...]
    additions: Additions
    changes: Changes


def collect(asked: Asked, problems: Problems) -> Collected:
    """Return what would change; ContentError with every fault of every form when there is one."""
    report = check(load(asked.root, problems), problems)
    before = set(problems.found)
    prefer = tuple(_preferred(asked.prefer, report, problems))
    files = list(handed_in(asked.files, asked.root, problems))
    found = [_returned(file, asked, report, problems) for file in files]
    returns = tuple(form for form in found if form)
    added = additions(returns, report, prefer, problems)
    problems.stop_on_errors()
    changes = _changes(asked.root, added, problems)
    problems.stop_on_errors()
    _hold_outcome(asked.root, changes, before, problems)
    return Collected(returns, added, changes)


def write(root: Path, collected: Collected) -> None:
    """Write the changes, all or none; ContentError when a file was saved in the meantime."""
    try:
        if collected.changes:
            writing.commit(root, collected.changes)
    except writing.ChangedMeanwhileError as error:
        message = "收表的时候这个文件被改动了，什么也没有登记。"
        place = Place(str(error))
        raise ContentError((Problem(place, Code.E378, message, "请再运行一次。"),)) from error


def _preferred(names: Iterable[str], report: Report, problems: Problems) -> Iterator[Unit]:
    known = report.register.by_name
    for name in names:
        if name not in known:
            message = f"--prefer 后面的「{shortened(name)}」不在登记表里。"
            problems.add(Place("data/units.yml"), Code.E379, message, closest(name, known))
        else:
            yield known[name]


def _returned(file: Path, asked: Asked, report: Report, problems: Problems) -> Return | None:
    """Return a form without faults; one with faults is not held against the others."""
    before = len(problems.errors)
    name = named(file, asked.root)
    try:
        data = file.read_bytes()
    except OSError:
        hint = "请核对文件名；如果它在 WPS 里开着，请先关闭。"
        problems.add(Place(name), Code.E350, "读不出这个文件，", hint)
        return None
    book = workbook.read(data, name, problems)
    form = returned(book, name, report, asked.on, problems) if book else None
    return form if len(problems.errors) == before else None


def _changes(root: Path, added: Additions, problems: Problems) -> Changes:
    """Return old and new bytes of every file that gets something added."""
    changes: dict[str, tuple[bytes, bytes]] = {}
    if added.rows:
        raw = (root / CSV).read_bytes()
        rows = [row.cells for row in added.rows]
        for name in lacking(raw, rows):
            message = f"缺少「{name}」这一列，表里填的没有地方写。"
            problems.add(Place(CSV), Code.E130, message, f"请在第一行末尾加上「,{name}」。")
        problems.stop_on_errors()
        changes[CSV] = raw, with_rows(raw, rows)
    for source, entries in _by_file(added.entries):
        raw = changed = (root / source).read_bytes()
        for new in entries:
            changed = with_entry(changed, new.said.kind, new.heading, new.body)
        changes[source] = raw, changed
    for stage in added.stages:
        raw, changed = changes[stage.measure.source]
        changes[stage.measure.source] = raw, _staged(changed, stage, problems)
    return changes


def _by_file(entries: Iterable[NewEntry]) -> Iterator[tuple[str, Iterator[NewEntry]]]:
    def source(new: NewEntry) -> str:
        return new.measure.source

    return groupby(sorted(entries, key=source), key=source)


def _staged(raw: bytes, new: NewStage, problems: Problems) -> bytes:
    try:
        return with_stage(raw, new.before, new.stage)
    except StageLayoutError:
        message = f"文件头里「stage」的写法特别，不能自动改成「{new.stage.name}」，"
        hint = f"请先手工改好（stage_since 写 {new.stage.since}），再收一次。"
        problems.add(Place(new.measure.source), Code.E377, message, hint)
        return raw


def _hold_outcome(root: Path, changes: Changes, before: set[Problem], problems: Problems) -> None:
    """Load and check the project as it would be; what is new there is told, an error refuses."""
    if not changes:
        return
    outcome = Problems()
    with TemporaryDirectory() as folder:
        for name in SOURCES:
            aside = shutil.ignore_patterns(writing.ASIDE.name)
            shutil.copytree(root / name, Path(folder) / name, ignore=aside)
        for path, (_, new) in changes.items():
            (Path(folder) / path).write_bytes(new)
        with suppress(ContentError):
            check(load(Path(folder), outcome), outcome)
    problems.extend(problem for problem in outcome.found if problem not in before)
    problems.stop_on_errors()


def as_text(collected: Collected) -> str:
    """Say who handed in what, and every line that would be added, file by file."""
    return "".join(f"{line}\n" for line in _lines(collected))


def summary(collected: Collected, *, is_done: bool) -> str:
    """Say what was or would be done, in a sentence or two."""
    added = collected.additions
    known = f"{added.known}格以前已经登记过，不再登记。" if added.known else ""
    if not collected.changes:
        return f"没有要登记的内容，什么也没有改。{known}"
    stages = f"、{len(added.stages)}个阶段" if added.stages else ""
    counts = f"{len(added.rows)}个数、{len(added.entries)}段文字{stages}"
    files = f"{len(collected.changes)}个文件"
    if is_done:
        return f"登记了{counts}，写进{files}。{known}"
    return f"将登记{counts}，写进{files}。{known}核对无误后加 --yes 再运行一次。"


def _lines(collected: Collected) -> Iterator[str]:
    added = collected.additions
    for form in collected.returns:
        by = f"，填报人{form.by}" if form.by else ""
        counts = f"{len(form.figures)}个数、{len(form.words)}段文字"
        yield f"{form.path}：{form.unit.name}，{form.period.words}，{date(form.on)}填报{by}，{counts}"
    if added.rows:
        yield f"\n{CSV}"
        yield from map(_row, added.rows)
    for source, group in _by_file(added.entries):
        yield f"\n{source}"
        for new in group:
            yield f"+ ## {new.said.kind.value}  ### {new.heading}"
            yield from (f"+   {line}" for line in new.body.split("\n") if line)
        yield from (_stage(new) for new in added.stages if new.measure.source == source)
    yield from (f"\n{words}" for words in added.passed_over)


def _stage(new: NewStage) -> str:
    before = f"（原来是“{new.before.name}”，移到 earlier_stages）" if new.before else ""
    return f"+ 阶段：{new.stage.name}，{new.stage.since} 起{before}"


def _row(row: NewRow) -> str:
    reported, before = row.reported, row.before
    change = f"（原来是 {before.value:f}，更正）" if isinstance(before, Actual) else ""
    told = zip(TEXTS, reported.texts, strict=True)
    said = "；".join(f"{own.title}：{text}" for own, text in told if text)
    return (
        f"+ {reported.name} {row.period.words} {reported.value:f}{change}　"
        f"{row.unit.name}，{row.on} 登记；{said}"
    )
