"""Words that returned forms add to the measures' files; a changed text is a new entry.

Additions to the editors' own files are pure insertions: the rest stays byte for byte, with the
mark at the file's beginning, its encoding and its line ends.
"""

import codecs
import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportsite.forms.returned import Return, ReturnedWords
from reportsite.plan.model import Measure, Report
from reportsite.plan.period import Period
from reportsite.plan.register import Unit
from reportsite.plan.written import Entry, EntryKind, Nobody, Undated
from reportsite.problems import Code, Problems
from reportsite.source import csv_text, markdown

ORDER = [kind.value for kind in EntryKind]
KIND = re.compile(r"## +(.+?)\s*#*$")


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
    """Return a row's cells by the file's columns; one without a cell, or a cell without one, is a bug."""
    if set(row) != set(names):
        raise KeyError(f"columns of the file: {names}, cells of the row: {sorted(row)}")
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
        day = f"{self.on.year}年{self.on.month}月{self.on.day}日"
        return f"{self.period.words}（{self.unit.name}，{day}）"

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
    if any(not isinstance(entry.on, Undated) and entry.on >= new.on for entry in earlier):
        message = f"：{new.measure.source} 里已经有同一天或更晚登记的「{new.heading}」，内容不同，"
        hint = (
            "如果是收过以后在这里改了文字，请把这份表移走；"
            "如果是单位更正，请用 --on 写更正的日期，要晚于那一天。"
        )
        new.said.spot.tell(problems, Code.E375, message, hint)
        return False
    return True


def _is_about(entry: Entry, new: NewEntry) -> bool:
    return (
        entry.kind is new.said.kind
        and entry.period == new.period
        and not isinstance(entry.unit, Nobody)
        and entry.unit.id == new.unit.id
    )
