"""The rows of a returned sheet, found by their numbers, every label held against the form's key.

A place is the file's: its line is the row and its column the column; the words name the cell.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reportsite.forms.layout import GUIDE, HEAD, HEADER, KEY, Key, Labels, Sheet, column
from reportsite.problems import Code, Place, Problems, closest
from reportsite.source.characters import shortened, visible
from reportsite.source.workbook import Book, Cell, Grid

RESERVED = "wps"  # sheets WPS adds by itself begin so
ALTERED = "印好的内容不能改；如果有误，请在交回时说明。"


@dataclass(frozen=True, slots=True)
class FormCell:
    """A cell of a returned file."""

    path: str
    sheet: str
    row: int
    column: int

    @property
    def place(self) -> Place:
        return Place(self.path, self.row, self.column)

    def __str__(self) -> str:
        letter = column(self.column) if self.column <= 26 else f"第{self.column}列"
        return f"「{self.sheet}」表 {letter}{self.row} 格"

    def tell(self, problems: Problems, code: Code, message: str, hint: str = "") -> None:
        """Report a fault of this cell."""
        problems.add(self.place, code, f"{self}{message}", hint)


@dataclass(frozen=True, slots=True)
class ReturnedSheet:
    """A sheet of rows in a returned file: where each row is, by id."""

    path: str
    sheet: Sheet
    grid: Grid
    rows: Mapping[str, int]

    def spot(self, id: str, head: str) -> FormCell:
        """Return the cell of a row under a head."""
        place = self.sheet.heads.index(head) + 1
        return FormCell(self.path, self.sheet.name, self.rows[id], place)

    def cell(self, id: str, head: str) -> Cell | None:
        """Return what stands there."""
        return self.grid.cells.get((self.rows[id], self.sheet.heads.index(head) + 1))


def page(book: Book, sheet: Sheet, key: Key, path: str, problems: Problems) -> ReturnedSheet | None:
    """Return an issued sheet whose heads are where they were, with the rows that can be read."""
    issued = key.rows_of(sheet.name)
    grid = _issued(sheet.name, book, key, path, problems) if issued else None
    if grid is None or not _hold_heads(grid, issued[HEAD], path, problems):
        return None
    rows = dict(_found(grid, sheet, issued, path, problems))
    for id, labels in issued.items():
        if id not in rows and id != HEAD:
            message = f"「{sheet.name}」表少了{sheet.row_name(id)}「{labels[1]}」这一行。"
            problems.add(Place(path), Code.E358, message, "不能删行；请用原来的表重填。")
    merged = {id for id, row in rows.items() if _is_merged(grid, sheet, row, path, problems)}
    whole = ReturnedSheet(path, sheet, grid, {id: rows[id] for id in rows if id not in merged})
    _hold_hidden(whole, problems)
    for id in whole.rows:
        _hold_labels(whole, id, issued[id], problems)
    return whole


def guide(book: Book, key: Key, path: str, problems: Problems) -> Grid | None:
    """Return the first sheet; none where it names another body or period than the key."""
    grid = _issued(GUIDE, book, key, path, problems)
    if grid is None:
        return None
    is_same = True
    for cell, (label,) in key.rows_of(GUIDE).items():
        spot = FormCell(path, GUIDE, int(cell[1:]), ord(cell[0]) - ord("A") + 1)
        found = grid.text(spot.row, spot.column)
        if found != label:
            is_same = False
            message = f"是「{_quoted(found)}」，发出时是「{label}」。"
            spot.tell(problems, Code.E357, message, "一份表只能由发给的单位填写，不能改成别的。")
    return grid if is_same else None


def _issued(name: str, book: Book, key: Key, path: str, problems: Problems) -> Grid | None:
    if name not in book:
        others = [other for other in book if other != KEY and not key.rows_of(other)]
        hint = closest(name, others) or "如果是删掉了，请用原来的表重填。"
        problems.add(Place(path), Code.E356, f"缺少「{name}」表，请把表名改回来。", hint)
    return book.get(name)


def hold_sheets(book: Book, key: Key, path: str, problems: Problems) -> None:
    """Warn of a sheet with content that no form has: nothing on it will be taken."""
    known = {KEY, *(name for name, _, _ in key.rows)}
    if known - set(book):
        return  # a sheet with another name is told as that
    for name, grid in book.items():
        if name not in known and grid.cells and not name.lower().startswith(RESERVED):
            message = f"多了一张「{name}」表，上面的内容没有登记。"
            problems.add(Place(path), Code.W383, message, "要登记的请写进原有的格。")


def _hold_heads(grid: Grid, heads: Labels, path: str, problems: Problems) -> bool:
    found = [grid.text(HEADER, place) for place in range(1, len(heads) + 1)]
    if not set(found) & set(heads):
        spot = FormCell(path, grid.name, HEADER, 1)
        message = f"「{grid.name}」表第{HEADER}行不是表头，"
        problems.add(spot.place, Code.E357, message, "不能在上面增删行；请用原来的表重填。")
        return False
    for place, (is_now, was) in enumerate(zip(found, heads, strict=True), 1):
        if is_now != was:
            spot = FormCell(path, grid.name, HEADER, place)
            message = f"的表头是「{_quoted(is_now)}」，应是「{was}」。"
            spot.tell(problems, Code.E357, message, ALTERED)
    return found == list(heads)


def _found(
    grid: Grid, sheet: Sheet, issued: Mapping[str, Labels], path: str, problems: Problems
) -> Iterator[tuple[str, int]]:
    """Yield id and row of every row that was issued; report what is on other rows."""
    numbers = {sheet.row_name(id): id for id in issued if id != HEAD}
    seen: dict[str, int] = {}
    for row in grid.rows:
        if row <= HEADER:
            continue
        typed = grid.text(row, 1)
        id = numbers.get(typed)
        spot = FormCell(path, sheet.name, row, 1)
        if id is None:
            message = f"「{sheet.name}」表第{row}行不是发出的表里有的行"
            what = f"（编号「{_quoted(typed)}」）。" if typed else "（没有编号）。"
            problems.add(spot.place, Code.E359, message + what, "不能增行；内容请写进原有的格。")
        elif typed in seen:
            message = f"「{sheet.name}」表{typed}有两行：第{seen[typed]}行和第{row}行。"
            problems.add(spot.place, Code.E360, message, "请删去一行。")
        else:
            seen[typed] = row
            _hold_width(grid, sheet, row, path, problems)
            yield id, row


def _hold_width(grid: Grid, sheet: Sheet, row: int, path: str, problems: Problems) -> None:
    """Report what is written beside the table, where nobody would take it."""
    for number, place in grid.cells:
        if number == row and place > len(sheet.heads):
            spot = FormCell(path, sheet.name, row, place)
            spot.tell(problems, Code.E359, "在表的外面，不会登记。", "请写进黄色的格。")


def _is_merged(grid: Grid, sheet: Sheet, row: int, path: str, problems: Problems) -> bool:
    """Say whether cells of a row are merged with others of the table; report it where it begins."""
    width = len(sheet.heads)
    for area in grid.merged:
        (top, bottom), (left, right) = area.rows, area.columns
        if top <= row <= bottom and left <= width and (top < bottom or min(right, width) > left):
            spot = FormCell(path, sheet.name, max(top, HEADER + 1), left)
            spot.tell(problems, Code.E361, "与别的格合并了，分不清是谁的内容。", "请取消合并再填。")
            return True
    return False


def _hold_hidden(page: ReturnedSheet, problems: Problems) -> None:
    name, hidden = page.sheet.name, page.grid.hidden_rows
    for row in sorted(hidden & set(page.rows.values())):
        message, hint = f"「{name}」表第{row}行隐藏了，", "请取消隐藏（或筛选），核对后再交。"
        problems.add(Place(page.path, row), Code.E362, message, hint)
    for number in range(1, len(page.sheet.heads) + 1):
        if number in page.grid.hidden_columns:
            message, hint = f"「{name}」表 {column(number)} 列隐藏了，", "请取消隐藏，核对后再交。"
            problems.add(Place(page.path, 1, number), Code.E362, message, hint)


def _hold_labels(page: ReturnedSheet, id: str, labels: Labels, problems: Problems) -> None:
    for head, label in zip(page.sheet.labels, labels, strict=True):
        spot = page.spot(id, head)
        found = page.grid.text(spot.row, spot.column)
        if found != label:
            message = f"（{head}）是「{_quoted(found)}」，发出时是「{shortened(label)}」。"
            spot.tell(problems, Code.E357, message, ALTERED)


def _quoted(text: str) -> str:
    return visible(shortened(text)) if text else "空的"
