"""Words and stages that returned forms add to the measures' files; a changed text is a new entry.

Additions are pure insertions: the rest stays byte for byte, with the mark at the file's beginning,
its encoding and its line ends. A measure has many units and the plan names none as the lead, so its
stage changes where all its bodies say the same, or one of them is preferred by name; else that is
left to the editor.
"""

import codecs
import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from reportsite.forms.returned import STAGE_LINE, STAGES, Return, ReturnedWords
from reportsite.plan.model import Measure, Report
from reportsite.plan.period import Period
from reportsite.plan.register import Unit
from reportsite.plan.responsibility import bodies_of
from reportsite.plan.words import date
from reportsite.plan.written import Entry, EntryKind, Stage, StageName
from reportsite.problems import Code, Problems
from reportsite.source import csv_text, markdown

ORDER = [kind.value for kind in EntryKind]
KIND = re.compile(r"## +(.+?)\s*#*$")


def lacking(raw: bytes, rows: Sequence[Mapping[str, str]]) -> list[str]:
    """Return the columns that a file does not have though the rows have something to put there."""
    found = csv_text.decoded(raw)
    names = csv_text.columns(found[0]) if found else []
    filled = dict.fromkeys(name for row in rows for name, cell in row.items() if cell)
    return [name for name in filled if name not in names]


def with_rows(raw: bytes, rows: Sequence[Mapping[str, str]]) -> bytes:
    """Return a CSV file with rows added at its end, in the file's own order of columns."""
    found = csv_text.decoded(raw)
    assert found, "it has been read before"
    text, encoding = found
    names, end = csv_text.columns(text), line_end(text)
    lines = io.StringIO()
    csv.writer(lines, lineterminator=end).writerows(_in_order(row, names) for row in rows)
    before = "" if text.endswith(("\n", "\r")) else end
    return raw + (before + lines.getvalue()).encode(_plain(encoding, raw))


def _in_order(row: Mapping[str, str], names: Sequence[str]) -> list[str]:
    """Return a row's cells by the file's columns; what stands in no column would be lost."""
    if lost := {name for name, cell in row.items() if cell} - set(names):
        raise KeyError(f"columns of the file: {names}, no column for {sorted(lost)}")
    return [row[name] for name in names]


def _plain(encoding: str, raw: bytes) -> str:
    """Return the encoding without a mark of its own, to append with."""
    if encoding == "utf-16":
        return "utf-16-le" if raw.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
    return "utf-8" if encoding == "utf-8-sig" else encoding


def with_entry(raw: bytes, kind: EntryKind, heading: str, body: str) -> bytes:
    """Return a measure's file with an entry at the end of its section, which is made if missing.

    `raw` is UTF-8 and `body` Markdown; sections stand in the order 进展、存在问题、下一步.
    """
    text = raw.decode()
    end = line_end(text)
    entry = [f"### {heading}", "", *body.split("\n")]
    at, is_there = _place(text, kind.value)
    if not is_there:
        entry = [f"## {kind.value}", "", *entry]
    before = text[:at].rstrip("\r\n \t")
    gap = text[len(before) : at]
    missing = max(0, 2 - len(re.findall(r"\r\n|\r|\n", gap)))
    after = "" if at == len(text) else end
    return (text[:at] + end * missing + end.join(entry) + end + after + text[at:]).encode()


def _place(text: str, kind: str) -> tuple[int, bool]:
    """Return where an entry of a kind belongs, and whether the section is there already."""
    heads = _heads(text)
    own = [i for i, (name, _) in enumerate(heads) if name == kind]
    if own:
        after = heads[own[-1] + 1 : own[-1] + 2]
        return (after[0][1] if after else len(text)), True
    later = ORDER[ORDER.index(kind) + 1 :]
    return next((at for name, at in heads if name in later), len(text)), False


def _heads(text: str) -> list[tuple[str, int]]:
    """Return name and offset of every heading of the second level below the official text."""
    found: list[tuple[str, int]] = []
    offset, fences = 0, 0
    for line in text.splitlines(keepends=True):
        bare = line.rstrip("\r\n").removeprefix("\ufeff")
        fences += fences < 2 and bare.rstrip() == "---"
        if fences == 2 and (match := KIND.match(bare)):
            found.append((match[1], offset))
        offset += len(line)
    return found


def line_end(text: str) -> str:
    """Return the line end a text uses most."""
    counts = {"\r\n": text.count("\r\n")}
    counts["\n"] = text.count("\n") - counts["\r\n"]
    counts["\r"] = text.count("\r") - counts["\r\n"]
    return max(("\n", "\r\n", "\r"), key=lambda end: counts[end])


@dataclass(frozen=True, slots=True)
class NewEntry:
    """Words to be added to a measure's file, as Markdown."""

    said: ReturnedWords
    measure: Measure
    unit: Unit
    period: Period
    on: dt.date

    @property
    def heading(self) -> str:
        return f"{self.period.words}（{self.unit.name}，{date(self.on)}）"

    @property
    def body(self) -> str:
        return markdown.markdown(self.said.words)


def new_entries(
    returns: Iterable[Return], report: Report, problems: Problems
) -> Iterator[NewEntry]:
    """Yield what is not registered yet, in the order of the forms."""
    measures = {measure.id: measure for measure in report.measures}
    seen: set[tuple[object, ...]] = set()
    for form in returns:
        for said in form.words:
            key = (form.unit.id, form.period, said.measure, said.kind)
            new = NewEntry(said, measures[said.measure], form.unit, form.period, form.on)
            if key not in seen and _is_news(new, problems):
                yield new
            seen.add(key)


def _is_news(new: NewEntry, problems: Problems) -> bool:
    earlier = [entry for entry in new.measure.entries if _is_about(entry, new)]
    if any(entry.text == new.body for entry in earlier):
        return False
    if any(entry.on and entry.on >= new.on for entry in earlier):
        message = f"：{new.measure.source} 里已经有同一天或更晚登记的「{new.heading}」，内容不同，"
        hint = (
            "如果是收过以后在这里改了文字，请把这份表移走；"
            "如果是单位更正，请用 --on 写更正的日期，要晚于那一天。"
        )
        new.said.spot.tell(problems, Code.E375, message, hint)
        return False
    return True


def _is_about(entry: Entry, new: NewEntry) -> bool:
    said = (entry.kind, entry.period, entry.unit.id)
    return said == (new.said.kind, new.period, new.unit.id)


EARLIER = "earlier_stages"


class StageLayoutError(Exception):
    """The stage is not written as the handbook has it, a key and its value on one line."""


def with_stage(raw: bytes, before: Stage | None, after: Stage) -> bytes:
    """Return a measure's file with another stage, and the one before last of `earlier_stages`."""
    text = raw.decode()
    end, lines = line_end(text), text.splitlines(keepends=True)
    marks = [i for i, line in enumerate(lines) if line.removeprefix("\ufeff").rstrip() == "---"]
    first, last = marks[0] + 1, marks[1]
    head = _changed(lines[first:last], before, after, end)
    return "".join([*lines[:first], *head, *lines[last:]]).encode()


def _changed(head: list[str], before: Stage | None, after: Stage, end: str) -> list[str]:
    if before is None:
        return [*head, f"stage: {after.name}{end}", f"stage_since: {after.since}{end}"]
    name = _line_of(head, "stage", before.name)
    since = _line_of(head, "stage_since", str(before.since))
    changed = list(head)
    changed[name] = head[name].replace(before.name, after.name, 1)
    changed[since] = head[since].replace(str(before.since), str(after.since), 1)
    item = f"{{stage: {before.name}, since: {before.since}}}"
    return _with_earlier(changed, item, end, default=max(name, since) + 1)


def _line_of(head: list[str], key: str, value: str) -> int:
    """Return the line on which a key has a value, in quotes or not, a comment behind it or not."""
    line = re.compile(rf"""{key}:[ \t]+(["']?){value}\1\s*(?:[ \t]#.*)?\s*""")
    found = [i for i, typed in enumerate(head) if line.fullmatch(typed)]
    if len(found) != 1:
        raise StageLayoutError
    return found[0]


def _with_earlier(head: list[str], item: str, end: str, *, default: int) -> list[str]:
    """Return the head with an item last of the earlier stages, on new lines where there are none."""
    at = next((i for i, line in enumerate(head) if line.startswith(EARLIER)), None)
    if at is None:
        return [*head[:default], f"{EARLIER}:{end}", f"  - {item}{end}", *head[default:]]
    if flow := re.fullmatch(rf"({EARLIER}:[ \t]*\[)([^\]#]*)(\].*\s*)", head[at]):
        opening, inside, rest = flow.groups()
        others = f"{inside.rstrip()}, " if inside.strip() else ""
        return [*head[:at], f"{opening}{others}{item}{rest}", *head[at + 1 :]]
    if not re.fullmatch(rf"{EARLIER}:\s*(?:#.*)?\s*", head[at]):
        raise StageLayoutError
    last = _last_of_block(head, at)
    dash = re.match(r"[ \t]*", head[at + 1])
    indent = dash[0] if dash and last > at else "  "
    return [*head[: last + 1], f"{indent}- {item}{end}", *head[last + 1 :]]


def _last_of_block(head: list[str], at: int) -> int:
    """Return the last line of a key's items; comments and blank lines below them are not theirs."""
    last = at
    for i, line in enumerate(head[at + 1 :], at + 1):
        if line.strip() and not line.startswith((" ", "\t", "-", "#")):
            break
        if line.strip() and not line.lstrip().startswith("#"):
            last = i
    return last


@dataclass(frozen=True, slots=True)
class NewStage:
    """A measure's new stage; the one before it, if there is one, becomes an earlier stage."""

    measure: Measure
    stage: Stage

    @property
    def before(self) -> Stage | None:
        return current(self.measure)


def current(measure: Measure) -> Stage | None:
    """Return the stage that was set last."""
    return measure.stages[-1] if measure.stages else None


def new_stages(
    entries: Iterable[NewEntry], report: Report, prefer: tuple[Unit, ...], problems: Problems
) -> tuple[tuple[NewStage, ...], tuple[str, ...]]:
    """Return the stages to set, and in words those that nobody has decided on."""
    said = sorted((new for new in entries if new.said.stage), key=lambda new: new.measure.id)
    stages: list[NewStage] = []
    undecided: list[str] = []
    for _, group in groupby(said, key=lambda new: new.measure):
        news = list(group)
        if news[0].measure.has_parts:
            undecided.append(_of_tasks(news))
            continue
        deciding = _preferred(news, prefer, problems) or _all_agreeing(news, report)
        if deciding:
            stages += _set(deciding, problems)
        else:
            undecided += _undecided(news)
    return tuple(stages), tuple(undecided)


def _preferred(
    news: list[NewEntry], prefer: tuple[Unit, ...], problems: Problems
) -> NewEntry | None:
    """Return what the preferred unit says last; two of them must not differ."""
    wanted = [new for new in news if new.unit in prefer]
    for other in wanted:
        if other.said.stage != wanted[0].said.stage and other.unit != wanted[0].unit:
            message = f"报的阶段是「{other.said.stage}」，{wanted[0].unit.name}报的是「{wanted[0].said.stage}」，"
            hint = "请只写一个 --prefer。"
            other.said.stage_spot.tell(problems, Code.E373, message, hint)
    return wanted[-1] if wanted else None


def _all_agreeing(news: list[NewEntry], report: Report) -> NewEntry | None:
    """Return what was said last where every body of the measure says the same."""
    measure = news[0].measure
    said = _registered(measure) | {new.unit.id: new.said.stage for new in news}
    asked = {body.id for body in bodies_of(report, measure)}
    is_agreed = asked <= set(said) and len(set(said.values())) == 1
    return news[-1] if is_agreed else None


def _registered(measure: Measure) -> dict[str, str]:
    """Return the stage that each unit reported last."""
    said: dict[str, str] = {}
    dated = (entry for entry in measure.entries if entry.on)
    for entry in sorted(dated, key=lambda entry: str(entry.on)):
        stage = entry.text.split("\n")[0].removeprefix(STAGE_LINE)
        if entry.unit.id and entry.kind is EntryKind.PROGRESS and stage in STAGES:
            said[entry.unit.id] = stage
    return said


def _set(new: NewEntry, problems: Problems) -> Iterator[NewStage]:
    """Yield the stage where it is another one, and later than the one it follows."""
    before = current(new.measure)
    if before and before.name == new.said.stage:
        return
    if before and before.since >= new.on:
        message = f"：从 {before.since} 起登记的阶段是「{before.name}」（{new.measure.source}），"
        hint = "如果阶段又变了，请用 --on 写变的日期，要晚于那一天。"
        new.said.stage_spot.tell(problems, Code.E375, message, hint)
        return
    yield NewStage(new.measure, Stage(StageName(new.said.stage), new.on))


def _of_tasks(news: list[NewEntry]) -> str:
    """Say that a stage is its tasks' to have, where a measure has several."""
    said = "、".join(f"{new.unit.name}报“{new.said.stage}”" for new in news)
    return f"措施{news[0].measure.id}有几个任务，阶段没有改：{said}。请在文件头的任务里登记。"


def _undecided(news: list[NewEntry]) -> Iterator[str]:
    """Yield one sentence where what units say of a stage is not what is registered."""
    before = current(news[0].measure)
    others = [new for new in news if not before or new.said.stage != before.name]
    if others:
        now = f"现在是“{before.name}”" if before else "还没有确定"
        said = "、".join(f"{new.unit.name}报“{new.said.stage}”" for new in others)
        yield (
            f"措施{news[0].measure.id}的阶段没有改（{now}）：{said}。"
            f"要采用哪个单位的，写明 --prefer，例如 --prefer {others[0].unit.name}。"
        )
