"""What printed documents say: read from the tables and the words of their pages."""

import datetime as dt
import re
from collections.abc import Iterator

from reportsite.source.kinds import day as day_of
from tests.support.printing import copied, pages
from tests.whole.facts import (
    MARK,
    Fact,
    Said,
    correction,
    counts,
    figure,
    goal,
    ids,
    moved,
    on,
    row,
)

Table = list[list[str]]
BY_HAND = "人工评定"
FIRST = "2021年"


def read(path: str, data: bytes, day: dt.date) -> Said:
    """Yield the facts of a document; a bulletin's are as known on its own day."""
    tables = list(_tables(data))
    for table in tables:
        yield from _table(table, day)
    if path == "pdf/report.pdf":
        yield from _volume(tables, day)
    yield from counts("".join(copied(data)), day)


def _tables(data: bytes) -> Iterator[Table]:
    for page in pages(data):
        for table in page.extract_tables():
            yield [[re.sub(r"\s", "", cell or "") for cell in line] for line in table]


def _table(table: Table, day: dt.date) -> Said:
    """Yield what a table says, which its head tells: of many indicators, or of a few in words."""
    head, *lines = table
    match head:
        case ["序号", _, _, "目标值", actual, *_]:
            yield from _figures(lines, actual.removeprefix("实际值"), day)
        case ["序号", _, _, *years, state] if state.startswith("状态"):
            yield from _annex(lines, years, state.removeprefix("状态"), day)
        case [_, _, "时期", "更正前", *_]:
            for line in lines:
                yield from correction(ids()[line[0]], line[2:], day)
        case ["项目", before, after] if before.startswith("截至"):
            yield from _changes(lines, [before, after])
        case ["状态", "项数", "指标序号", _]:
            yield from _cases(lines, day)
        case _:
            yield from _words(table, day)


def _words(table: Table, day: dt.date) -> Said:
    """Yield what a table says of a few indicators, named with their numbers."""
    head, *lines = table
    match head:
        case ["指标" | "对应指标", target, "最近报送", "状态", _]:
            year = target.removesuffix("目标") if target[0] == "2" else f"{on(day).year}年"
            yield from _newest(lines, year, day)
        case ["目标", _, "最近报送", *_]:
            yield from _goals(lines, day)
        case _:
            yield from _sheet(table, day)


def _figures(lines: Table, part: str, day: dt.date) -> Said:
    year = str(on(day).year)
    for number, _, _, target, actual, rate, _, status in lines:
        match = re.fullmatch(r"(-?[\d.]+)(.*)", actual)
        spoken = f"{year}年{match[2] or part}" if match else ""
        said = [target, match[1] if match else actual, rate, status.replace(BY_HAND, "")]
        yield from row(f"{int(number):02}", year, spoken, said, day)


def _annex(lines: Table, heads: list[str], year: str, day: dt.date) -> Said:
    """Yield what the annex, or a part of it in a ledger, says of five years."""
    for number, _, _, *cells, status in lines:
        id = f"{int(number):02}"
        yield Fact("状态", id, year, day), status.replace(BY_HAND, "")
        for head, cell in zip(heads, cells, strict=True):
            if not head.endswith("实际值"):
                yield Fact("目标值", id, head[:5], day), cell
            elif match := re.fullmatch(rf"({MARK})(-?[\d.]+)(.*)", cell):
                yield Fact("实际值", id, head[:5] + match[3].replace(BY_HAND, ""), day), match[2]
                yield Fact("记号", id, head[:5], day), match[1]


def _changes(lines: Table, heads: list[str]) -> Said:
    days = [day_of(head.removeprefix("截至")) for head in heads]
    for name, *sides in lines:
        for day, text in zip(days, sides, strict=True):
            yield from moved(ids().get(name, ""), text, day)


def _newest(lines: Table, year: str, day: dt.date) -> Said:
    """Yield target, newest figure and status of indicators that are named with their numbers."""
    for name, target, newest, status, _ in lines:
        id, number = _id(name), re.match(r"[\d.]+", target)
        yield Fact("目标值", id, year, day), number[0] if number else "—"
        yield Fact("状态", id, year, day), status.replace(BY_HAND, "")
        if match := re.fullmatch(r"(\d{4}年\D*?)([\d.]+)\D*", newest):
            yield Fact("实际值", id, match[1], day), match[2]


def _goals(lines: Table, day: dt.date) -> Said:
    for _, target, newest, rate, place in lines:
        of, figured = (
            re.search(r"第(\d+)行", place),
            re.fullmatch(r"([\d.]+)(\D+)(\d{4}年\D*)", newest),
        )
        number = re.search(r"[\d.]+", target)
        if of and figured and number:
            value, unit, period = figured.groups()
            yield from goal(f"{int(of[1]):02}", number[0], (value, unit, period), rate, day)


def _sheet(table: Table, day: dt.date) -> Said:
    """Yield what stands on a measure's sheet, whose two tables may meet and be read as one."""
    years: list[str] = []
    for cells in ([cell for cell in line if cell] for line in table):
        match cells:
            case ["指标进度", text]:
                yield from _progress(text, day)
            case ["对应指标", *heads, "对应的依据"]:
                years = heads
            case [name, *targets, _] if years:
                for year, target in zip(years, targets, strict=True):
                    yield Fact("目标值", _id(name), year[:5], day), target


def _progress(text: str, day: dt.date) -> Said:
    """Yield what a measure's sheet says of its indicators, one after the other."""
    for part in re.split(r"(?<=\D)(?=\d+\.\D)", text):
        name, _, said = part.partition("：")
        yield from moved(_id(name), said, day)


def _id(name: str) -> str:
    """Return the number of `6.知识产权质押融资金额`."""
    return f"{int(name.split('.')[0]):02}"


def _cases(lines: Table, day: dt.date) -> Said:
    year = f"{on(day).year}年"
    for status, count, numbers, _ in lines:
        yield Fact("项数", status[1:], year, day), count
        for number in numbers.split("、"):
            yield Fact("状态", f"{int(number):02}", year, day), status


def _volume(tables: list[Table], day: dt.date) -> Said:
    """Yield what stands under each indicator's name: its years, then what was reported."""
    at = 0
    for head, *lines in tables:
        for line in lines:
            if head == ["年份", "目标", "实际", "状态"]:
                at += line[0] == FIRST
                yield from _year(f"{at:02}", line, day)
            elif head[:2] == ["时期", "报送的数"] and line[0] and line[-1] != "已更正":
                yield Fact("实际值", f"{at:02}", line[0], day), line[1]


def _year(id: str, line: list[str], day: dt.date) -> Said:
    year, target, actual, status = line
    yield Fact("目标值", id, year, day), target
    yield Fact("状态", id, year, day), status.replace(BY_HAND, "")
    yield from figure(id, year, actual, day)
