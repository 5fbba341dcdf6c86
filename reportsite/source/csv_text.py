"""CSV read as text with positions, from whatever an office program saves.

UTF-8 (with or without its mark), UTF-16 with its mark, GBK: tried in this order, strictly; the
known header decides whether the guess was right. Charset detectors call short GBK Korean.
"""

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportsite.problems import Code, Place, Problem, closest
from reportsite.source.characters import shortened
from reportsite.source.yaml_faults import invisible

CELL = re.compile(r'[ \t]*"((?:[^"]|"")*)"[ \t]*(?=,|\n|\Z)|([^,\n]*)')
SAVE_AS = "请在 WPS 或 Excel 里「另存为」，类型选「CSV UTF-8（逗号分隔）」。"


@dataclass(frozen=True, slots=True)
class CsvCell:
    """A cell's text, stripped; `is_open`: it begins with a quote that is not closed at its end."""

    text: str
    place: Place
    is_open: bool


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its cells by column name, stripped, and the place of each."""

    line: int
    cells: dict[str, str]
    places: dict[str, Place]

    def with_empty(self, names: Sequence[str]) -> "Record":
        """Return the record with an empty cell in columns that the file does not have."""
        place = next(iter(self.places.values()))
        cells, places = dict.fromkeys(names, ""), dict.fromkeys(names, place)
        return Record(self.line, self.cells | cells, self.places | places)


@dataclass(frozen=True, slots=True)
class CsvTable:
    """The records of a file; `is_whole` is false when it could not be read."""

    path: str
    rows: tuple[Record, ...]
    problems: tuple[Problem, ...] = ()
    is_whole: bool = True


def parse(raw: bytes, path: str, header: Sequence[str], optional: Sequence[str] = ()) -> CsvTable:
    """Read a CSV file that must have exactly the columns of `header`, in any order.

    Those of `optional` may be absent, or stand there beside the header, and are then empty. Empty columns at the right of all rows,
    and a missing last cell, are Excel's doing.
    """
    found = decoded(raw)
    if found is None or "\0" in found[0]:
        return _refused(
            Place(path), Code.E102, "文件不是 UTF-8 也不是 GBK 编码，读不出来，", SAVE_AS
        )
    text = found[0].replace("\r\n", "\n").replace("\r", "\n")
    if unseen := tuple(invisible(text, Place(path))):
        return CsvTable(path, (), unseen, is_whole=False)
    records = [record for record in _records(text, path) if any(cell.text for cell in record)]
    expected = f"第一行应是：{','.join(header)}。"
    if not records:
        return _refused(Place(path), Code.E107, "文件是空的，", expected)
    names = _names(records[0])
    absent = [name for name in optional if name not in names]
    known = tuple(dict.fromkeys((*header, *optional)))
    if fault := _header_fault([*names, *absent], known, expected):
        return _refused(records[0][0].place, Code.E130, *fault)
    made = [_row(record, names, len(records[0])) for record in records[1:]]
    rows = tuple(row.with_empty(absent) for row in made if isinstance(row, Record))
    return CsvTable(path, rows, tuple(fault for fault in made if isinstance(fault, Problem)))


def _refused(place: Place, code: Code, message: str, hint: str) -> CsvTable:
    return CsvTable(place.path, (), (Problem(place, code, message, hint),), is_whole=False)


def decoded(raw: bytes) -> tuple[str, str] | None:
    """Return the text with its line ends and the encoding; None when none reads all of it."""
    is_utf16 = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encodings = ["utf-16"] if is_utf16 else ["utf-8-sig", *([] if _is_torn(raw) else ["gb18030"])]
    for encoding in encodings:
        try:
            return raw.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return None


def _is_torn(raw: bytes) -> bool:
    """Say whether most of a text is UTF-8 汉字: GBK would read it, as other 汉字."""
    lenient = raw.decode("utf-8", "replace")
    return sum("\u0800" <= letter < "\ufffd" for letter in lenient) > lenient.count("\ufffd")


def columns(text: str) -> list[str]:
    """Return the names in the first line of a decoded table that has one."""
    records = _records(text.replace("\r\n", "\n").replace("\r", "\n"), "")
    return next([cell.text for cell in record] for record in records if any(c.text for c in record))


def _names(record: list[CsvCell]) -> list[str]:
    names = [cell.text for cell in record]
    while not names[-1]:
        names.pop()
    return names


def _header_fault(names: list[str], header: Sequence[str], expected: str) -> tuple[str, str] | None:
    if len(names) == 1 and len(header) > 1 and re.search(r"[\t;，；]", names[0]):
        return f"列之间要用半角逗号分开，{expected}", SAVE_AS
    unknown = [name for name in names if name not in header]
    missing = [name for name in header if name not in names]
    if unknown:
        hint = closest(unknown[0], missing) or expected
        return f"不认识的列「{shortened(unknown[0]) or '（空）'}」。", hint
    if missing:
        return f"缺少「{missing[0]}」这一列。", expected
    if len(set(names)) != len(names):
        return "第一行有重复的列。", expected
    return None


def _row(record: list[CsvCell], names: list[str], width: int) -> Record | Problem:
    """Return a record by column; empty cells beyond the names only as far as the header has them."""
    place, count = record[0].place, len(record)
    if open_cell := next((cell for cell in record if cell.is_open), None):
        message = f"「{shortened(open_cell.text)}」的半角引号没有配对，"
        hint = "引号要括住整格；文字里的引号请用“”。"
        return Problem(open_cell.place, Code.E131, message, hint)
    if count > width or any(cell.text for cell in record[len(names) :]):
        hint = "多余的逗号请删去；文字里有逗号的，整格用半角引号括起来，或改用“，”。"
        return Problem(place, Code.E131, f"这一行有{count}格，应有{len(names)}格。", hint)
    if wide := _wide_comma(record, len(names)):
        message = f"「{shortened(wide.text)}」里是全角逗号，"
        return Problem(wide.place, Code.E131, message, "格与格之间请用半角逗号。")
    if count < len(names) - 1:
        hint = "格与格之间用半角逗号，空着的格也要留逗号。"
        return Problem(place, Code.E131, f"这一行只有{count}格，应有{len(names)}格。", hint)
    missing = CsvCell("", record[-1].place, is_open=False)
    named = list(zip(names, [*record, missing], strict=False))
    return Record(place.line, {n: c.text for n, c in named}, {n: c.place for n, c in named})


def _wide_comma(record: list[CsvCell], width: int) -> CsvCell | None:
    """Return the cell in which a row that is too short was not parted, where there is one.

    The last but one may be the last that is filled in, and hold a sentence with commas.
    """
    last = len(record) - (len(record) == width - 1)
    cells = record[:last] if len(record) < width else []
    return next((cell for cell in cells if "，" in cell.text), None)


def _records(text: str, path: str) -> Iterator[list[CsvCell]]:
    """Yield each record's cells; quoted ones may hold commas, quotes and line ends."""
    position = 0
    record: list[CsvCell] = []
    line, line_start = 1, 0
    while position < len(text) or record:
        match = CELL.match(text, position)
        assert match
        quoted, plain = match.groups()
        cell = (plain if quoted is None else quoted.replace('""', '"')).strip()
        is_open = quoted is None and cell.startswith('"')
        record.append(CsvCell(cell, Place(path, line, position - line_start + 1), is_open))
        breaks = match[0].count("\n")
        if breaks:
            line, line_start = line + breaks, match.start() + match[0].rfind("\n") + 1
        position = match.end() + 1
        if text[match.end() : position] != ",":
            yield record
            record, line, line_start = [], line + 1, position
