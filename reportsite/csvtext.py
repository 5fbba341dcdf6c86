"""CSV read as text with positions, from whatever an office program saves.

UTF-8 (with or without its mark), UTF-16 with its mark, GBK: tried in this order, strictly; the
known header decides whether the guess was right. Charset detectors call short GBK Korean.
"""

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportsite.characters import shortened
from reportsite.problems import Place, Problem, closest

CELL = re.compile(r'[ \t]*"((?:[^"]|"")*)"[ \t]*(?=,|\n|\Z)|([^,\n]*)')


@dataclass(frozen=True, slots=True)
class Row:
    """One record: its cells by column name, stripped, and the place of each."""

    line: int
    cells: dict[str, str]
    places: dict[str, Place]


@dataclass(frozen=True, slots=True)
class Table:
    """The records of a file; `is_whole` is false when it could not be read."""

    path: str
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()
    is_whole: bool = True


def parse(raw: bytes, path: str, header: Sequence[str]) -> Table:
    """Read a CSV file that must have exactly the columns of `header`, in any order."""
    found = decoded(raw)
    if found is None:
        return _refused(path, 1, "E102", "文件不是 UTF-8 也不是 GBK 编码，读不出来。")
    records = list(_records(_lines(found[0]), path))
    if not records:
        return _refused(path, 1, "E107", f"文件是空的，第一行应是：{','.join(header)}。")
    names = [cell for cell, _ in records[0]]
    if fault := _header_fault(names, header):
        return _refused(path, 1, "E130", *fault)
    rows: list[Row] = []
    problems: list[Problem] = []
    for record in records[1:]:
        if not any(cell for cell, _ in record):
            continue
        if len(record) != len(names):
            message = f"这一行有{len(record)}格，应有{len(names)}格。"
            hint = "文字里有逗号的，整格要用半角引号括起来。"
            problems.append(Problem(record[0][1], "E131", message, hint))
            continue
        cells = {name: cell for name, (cell, _) in zip(names, record, strict=True)}
        places = {name: place for name, (_, place) in zip(names, record, strict=True)}
        rows.append(Row(record[0][1].line, cells, places))
    return Table(path, tuple(rows), tuple(problems))


def _refused(path: str, line: int, code: str, message: str, hint: str = "") -> Table:
    return Table(path, (), (Problem(Place(path, line), code, message, hint),), is_whole=False)


def decoded(raw: bytes) -> tuple[str, str] | None:
    """Return the text with its line ends and the encoding; None when none reads all of it."""
    is_utf16 = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encodings = ["utf-16"] if is_utf16 else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return raw.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return None


def columns(text: str) -> list[str]:
    """Return the names in the first line of a decoded table."""
    return [cell for cell, _ in next(_records(_lines(text), ""))]


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _header_fault(names: list[str], header: Sequence[str]) -> tuple[str, str] | None:
    expected = ",".join(header)
    if len(names) == 1 and len(header) > 1 and re.search(r"[\t;，；]", names[0]):
        return f"列之间要用半角逗号分开，第一行应是：{expected}。", ""
    unknown = [name for name in names if name not in header]
    missing = [name for name in header if name not in names]
    if unknown:
        hint = closest(unknown[0], missing) or f"第一行应是：{expected}。"
        return f"不认识的列「{shortened(unknown[0])}」。", hint
    if missing:
        return f"缺少「{missing[0]}」这一列。", f"第一行应是：{expected}。"
    if len(set(names)) != len(names):
        return "第一行有重复的列。", f"第一行应是：{expected}。"
    return None


def _records(text: str, path: str) -> Iterator[list[tuple[str, Place]]]:
    """Yield each record as (cell, place); quoted cells may hold commas, quotes and line ends."""
    position = 0
    record: list[tuple[str, Place]] = []
    line, line_start = 1, 0
    while position < len(text) or record:
        match = CELL.match(text, position)
        assert match
        quoted, plain = match.groups()
        cell = quoted.replace('""', '"') if quoted is not None else plain
        record.append((cell.strip(), Place(path, line, position - line_start + 1)))
        breaks = match[0].count("\n")
        if breaks:
            line, line_start = line + breaks, match.start() + match[0].rfind("\n") + 1
        position = match.end() + 1
        if text[match.end() : position] != ",":
            yield record
            record, line, line_start = [], line + 1, position
