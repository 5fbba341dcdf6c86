"""How a form looks: named styles, widths, heights and the page it is printed on."""

from typing import TYPE_CHECKING

from reportsite.forms.layout import STAGE
from reportsite.model import EntryKind

if TYPE_CHECKING:
    from openpyxl.styles import NamedStyle
    from openpyxl.worksheet.worksheet import Worksheet

WIDTHS = {
    "编号": 9, "措施": 15, "正式文本和责任分工": 50, STAGE: 10,
    **{kind.value: 30 for kind in EntryKind},
    "指标": 28, "单位": 11, "上次报送": 17, "序时应达": 11, "说明": 28,
    "本期数": 13, "来源": 26, "备注": 24,
}  # fmt: skip
USUAL_WIDTH = 13
STYLES = {"措施": "已印", "正式文本和责任分工": "已印", "指标": "已印居左", "说明": "已印居左"}
LINE = 15.5  # points a line of 10.5 pt type takes
TALLEST = 400  # points; 409 is the most a row can have
YELLOW, BLUE = "FFF9DB", "DCE6F1"
A4 = 9


def styles() -> "list[NamedStyle]":
    """Return the named styles, for the office to change in one place."""
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side

    thin = Side(style="thin", color="A6A6A6")
    border = Border(left=thin, right=thin, top=thin, bottom=thin)
    top = Alignment(wrap_text=True, vertical="top")
    middle = Alignment(wrap_text=True, vertical="center", horizontal="center")
    left = Alignment(wrap_text=True, vertical="center")
    song, hei = Font(name="宋体", size=10.5), Font(name="黑体", size=10.5)
    yellow, blue = PatternFill("solid", YELLOW), PatternFill("solid", BLUE)
    free = Protection(locked=False)
    centred = Alignment(horizontal="center")
    return [
        NamedStyle("大标题", Font(name="黑体", size=16), alignment=centred),
        NamedStyle("小标题", Font(name="黑体", size=12)),
        NamedStyle("提示", Font(name="宋体", size=10.5, color="808080"), alignment=left),
        NamedStyle("列名", hei, blue, border, middle),
        NamedStyle("已印", song, border=border, alignment=top),
        NamedStyle("已印居左", song, border=border, alignment=left),
        NamedStyle("已印居中", song, border=border, alignment=middle),
        NamedStyle("填写", song, yellow, border, top, "@", free),
        NamedStyle("填写居中", song, yellow, border, middle, "@", free),
    ]


def set_up(sheet: "Worksheet", area: str) -> None:
    """Lock the labels and prepare the printing: A4 landscape, one page wide."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.protection.sheet = True
    sheet.protection.formatRows = sheet.protection.formatColumns = False  # not locked
    sheet.print_area = area
    sheet.page_setup.paperSize = A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom, margins.footer = 0.6, 0.8, 0.4
    footer = sheet.oddFooter
    assert footer is not None
    footer.center.text = "第 &P 页，共 &N 页"
    sheet.sheet_view.showGridLines = False


def height(cells: list[tuple[str, int]], least: int = 1) -> float:
    """Return the height a row needs in points: a 汉字 takes two of a column's units."""
    lines = max(-(-2 * len(text) // (width - 2)) for text, width in cells)
    return min(max(lines, least) * LINE + 6, TALLEST)
