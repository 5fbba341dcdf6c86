"""What one filled-in cell of a form says, or the fault that keeps it from saying it."""

from decimal import Decimal

from reportsite.characters import INVISIBLE, named, shortened
from reportsite.collect.rows import Spot
from reportsite.figures import NotAFigureError, figure
from reportsite.forms.layout import LONGEST_NOTE
from reportsite.problems import Problems
from reportsite.progress import Unreported
from reportsite.workbook import Cell, Grid, Kind

LONGEST_FIGURE = 30


def is_nothing(cell: Cell) -> bool:
    try:
        return cell.kind is Kind.TEXT and isinstance(figure(cell.text), Unreported)
    except NotAFigureError:
        return False


def value_of(cell: Cell, spot: Spot, problems: Problems) -> Decimal | None:
    """Return a cell's figure with its decimals as shown; None where there is none."""
    typed = f"「{shortened(cell.text, LONGEST_FIGURE)}」"
    if not _is_plain(cell, spot, problems):
        return None
    if len(cell.text) > LONGEST_FIGURE:
        spot.tell(problems, "E365", f"{typed}太长，不是一个数。")
        return None
    try:
        value = figure(cell.text)
    except NotAFigureError as error:
        spot.tell(problems, "E365", f"{typed}{error}。")
        return None
    if isinstance(value, Unreported):
        return None
    if value.is_signed():
        spot.tell(problems, "E366", f"是负数 {value}，", "附件的指标没有负数，请核对。")
        return None
    return value


FAULTS = {
    Kind.FORMULA: ("E363", "是公式", "请选中它，复制，再「选择性粘贴」成数值。"),
    Kind.BROKEN: ("E363", "是出错的值或真假值", "请重新输入。"),
    Kind.DATE: (
        "E364",
        "变成了日期",
        "请把格式改成「常规」，再输入一次；不要写「3-5」这样的范围。",
    ),
    Kind.PERCENT: ("E364", "是百分比格式", "请把格式改成「常规」，按「单位」一列只写数字。"),
    Kind.DISGUISED: ("E364", "显示的数与存的数不同", "请把格式改成「常规」，再输入一次。"),
}


def _is_plain(cell: Cell, spot: Spot, problems: Problems) -> bool:
    if cell.kind not in FAULTS:
        return True
    code, what, hint = FAULTS[cell.kind]
    spot.tell(problems, code, f"{what}（{shortened(cell.text, 40)}），", hint)
    return False


def note_of(grid: Grid, spot: Spot, problems: Problems) -> str:
    """Return a source or note on one line."""
    text = text_of(grid, spot, LONGEST_NOTE, problems)
    if text[:1] in "=+@" and text:
        spot.tell(problems, "E363", f"「{shortened(text)}」会被办公软件当成公式，", "请改成文字。")
    return " ".join(text.split("\n"))


def text_of(grid: Grid, spot: Spot, longest: int, problems: Problems) -> str:
    """Return a cell's words, or '' and a problem."""
    cell = grid.cells.get((spot.row, spot.column))
    if cell is None or not _is_plain(cell, spot, problems):
        return ""
    if match := INVISIBLE.search(cell.text):
        message = f"里有看不见的字符或乱码（{named(match[0])}），"
        spot.tell(problems, "E368", message, "请把它前后的字删掉重新输入。")
    if len(cell.text) > longest:
        spot.tell(problems, "E367", f"有{len(cell.text)}字，最多{longest}字。", "请写短些。")
    return cell.text
