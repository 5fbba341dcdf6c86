"""A form as a spreadsheet: its sheets, rules and hidden key, and how it looks and is printed."""

import io
import zipfile
from typing import TYPE_CHECKING

from reportsite.forms.layout import (
    BY_CELL,
    FIGURES,
    GUIDE,
    HEADER,
    KEY,
    LONGEST,
    LONGEST_NOTE,
    ON_CELL,
    PERIOD_CELL,
    STAGE,
    UNIT_CELL,
    VALUE,
    Form,
    FormRow,
    Sheet,
    column,
    key,
)
from reportsite.plan.period import Period
from reportsite.plan.words import date
from reportsite.plan.written import EntryKind, StageName
from reportsite.source.ledger import TEXTS
from reportsite.source.workbook import CORE_PART, fit, height, saved

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.styles import NamedStyle
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

WIDTHS = {
    "编号": 9, "措施": 15, "正式文本和责任分工": 50, STAGE: 10,
    **{kind.value: 30 for kind in EntryKind},
    "指标": 28, "单位": 11, "上次报送": 17, "序时应达": 11, "说明": 28,
    VALUE: 13, **{own.title: own.width for own in TEXTS},
}  # fmt: skip
USUAL_WIDTH = 13
STYLES = {"措施": "已印", "正式文本和责任分工": "已印", "指标": "已印居左", "说明": "已印居左"}
YELLOW, BLUE = "FFF9DB", "DCE6F1"


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
    sheet.protection.sheet = True
    sheet.protection.formatRows = sheet.protection.formatColumns = False  # not locked
    sheet.print_area = area
    fit(sheet, "landscape")
    sheet.page_setup.fitToWidth = 1
    sheet.sheet_view.showGridLines = False
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom, margins.footer = 0.6, 0.8, 0.4
    footer = sheet.oddFooter
    assert footer is not None
    footer.center.text = "第 &P 页，共 &N 页"


CORE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    b'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    b'xmlns:dcterms="http://purl.org/dc/terms/" '
    b'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>reportsite</dc:creator>'
    b'<dcterms:created xsi:type="dcterms:W3CDTF">1980-01-01T00:00:00Z</dcterms:created>'
    b"</cp:coreProperties>"
)


def xlsx(form: Form) -> bytes:
    """Return the form as an XLSX file without a clock in it."""
    from openpyxl import Workbook

    book = Workbook()
    for style in styles():
        book.add_named_style(style)
    _guide(book, form)
    for sheet, rows in form.sheets:
        _sheet(book, form, sheet, rows)
    _key(book, form)
    return saved(book, CORE)


def is_untouched(data: bytes) -> bool:
    """Say whether a form is as it was written: every office program renews the properties."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            return file.read(CORE_PART) == CORE
    except (zipfile.BadZipFile, KeyError, OSError):
        return False


def _guide(book: "Workbook", form: Form) -> None:
    sheet = book.active
    assert sheet is not None
    sheet.title = GUIDE
    sheet.column_dimensions["A"].width = 14
    sheet.column_dimensions["B"].width = 96
    _put(sheet, "A1", form.title, "大标题")
    sheet.merge_cells("A1:B1")
    sheet.row_dimensions[1].height = 34
    _put(sheet, "A3", "这是谁的、哪一期的表", "小标题")
    for cell, name, value, style in (
        (UNIT_CELL, "填报单位", form.unit_name, "已印"),
        (PERIOD_CELL, "报送时期", form.period.words, "已印"),
        (BY_CELL, "填报人", None, "填写"),
        (ON_CELL, "填报日期", None, "填写"),
    ):
        _put(sheet, f"A{cell[1:]}", name, "列名")
        _put(sheet, cell, value, style)
    sheet[ON_CELL].number_format = 'yyyy"年"m"月"d"日"'
    _day_rule(sheet, form.period)
    _put(sheet, "A10", "怎样填", "小标题")
    for number, line in enumerate(form.guide, 1):
        _put(sheet, f"A{10 + number}", f"{number}.", "已印居中")
        _put(sheet, f"B{10 + number}", line, "已印")
        sheet.row_dimensions[10 + number].height = height([(line, 96)])
    set_up(sheet, f"A1:B{10 + len(form.guide)}")


def _day_rule(sheet: "Worksheet", period: Period) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    end = period.end
    rule = DataValidation("date", f"DATE({end.year},{end.month},{end.day})")
    rule.operator = "greaterThanOrEqual"
    rule.promptTitle, rule.prompt = "填报日期", "例如 2024-7-20。不能早于报送时期的最后一天。"
    rule.errorTitle = "请核对日期"
    rule.error = f"应是日期，例如 2024-7-20，而且不早于{date(end)}。"
    _hold(sheet, ON_CELL, rule)


def _hold(sheet: "Worksheet", cells: str, rule: "DataValidation") -> None:
    """Let a rule hold for cells, which may be empty, and be told to who fills them in."""
    rule.allow_blank = rule.showErrorMessage = True
    rule.showInputMessage = bool(rule.prompt)
    rule.add(cells)
    sheet.add_data_validation(rule)


def _sheet(book: "Workbook", form: Form, form_sheet: Sheet, rows: tuple[FormRow, ...]) -> None:
    sheet = book.create_sheet(form_sheet.name)
    last = column(len(form_sheet.heads))
    _put(sheet, "A1", f"{form.title}（{form_sheet.name}）", "大标题")
    sheet.merge_cells(f"A1:{last}1")
    sheet.row_dimensions[1].height = 30
    whose = f"填报单位：{form.unit_name}　　报送时期：{form.period.words}　　"
    _put(sheet, "A2", f"{whose}只填黄色的格，没有的空着。", "提示")
    sheet.merge_cells(f"A2:{last}2")
    for number, head in enumerate(form_sheet.heads, 1):
        _put(sheet, f"{column(number)}{HEADER}", head, "列名")
        sheet.column_dimensions[column(number)].width = WIDTHS.get(head, USUAL_WIDTH)
    sheet.row_dimensions[HEADER].height = 30
    for number, row in enumerate(rows, HEADER + 1):
        _row(sheet, form_sheet, row, number)
    (_figure_rules if form_sheet.name == FIGURES else _word_rules)(sheet, form_sheet, rows)
    sheet.freeze_panes = f"C{HEADER + 1}"
    sheet.print_title_rows = f"{HEADER}:{HEADER}"
    set_up(sheet, f"A1:{last}{HEADER + len(rows)}")


def _row(sheet: "Worksheet", form_sheet: Sheet, row: FormRow, number: int) -> None:
    labels = (form_sheet.row_name(row.id), *row.labels)
    for place, label in enumerate(labels, 1):
        style = STYLES.get(form_sheet.heads[place - 1], "已印居中")
        _put(sheet, f"{column(place)}{number}", label, style)
    for place, head in enumerate(form_sheet.inputs, len(labels) + 1):
        style = "填写居中" if head in (VALUE, STAGE) else "填写"
        cell = _put(sheet, f"{column(place)}{number}", None, style)
        if head == VALUE:
            cell.number_format = f"0.{'0' * row.decimals}####" if row.decimals else "General"
    wide = [
        (label, WIDTHS.get(head, USUAL_WIDTH))
        for head, label in zip(form_sheet.heads, labels, strict=False)
    ]
    least = 2 if row.most else 4
    sheet.row_dimensions[number].height = height(wide, least)


def _figure_rules(sheet: "Worksheet", form_sheet: Sheet, rows: tuple[FormRow, ...]) -> None:
    """Let a figure be a number from 0 to what it can be, and mark a needed word that is missing."""
    from openpyxl.formatting.rule import Rule
    from openpyxl.styles import PatternFill
    from openpyxl.styles.differential import DifferentialStyle
    from openpyxl.worksheet.datavalidation import DataValidation

    first = len(form_sheet.labels) + 1
    value, *words = (column(first + i) for i in range(1 + len(TEXTS)))
    last = HEADER + len(rows)
    for number, row in enumerate(rows, HEADER + 1):
        rule = DataValidation("decimal", "0", str(row.most))
        rule.errorTitle = "请核对这个数"
        rule.error = f"应是0到{row.most}之间的数字，不带单位、不写公式。如果确实超出，请先核对单位（例如件和万件）。"
        rule.promptTitle, rule.prompt = VALUE, "只写数字，单位见“单位”一列；没有数就空着。"
        _hold(sheet, f"{value}{number}", rule)
    _length_rule(sheet, f"{words[0]}{HEADER + 1}:{words[-1]}{last}", LONGEST_NOTE)
    red = DifferentialStyle(fill=PatternFill(bgColor="F8CBAD"))
    for letter in (letter for letter, own in zip(words, TEXTS, strict=True) if not own.empty):
        missing = f"AND(LEN({value}{HEADER + 1})>0,LEN({letter}{HEADER + 1})=0)"
        mark = Rule("expression", dxf=red, formula=[missing])
        sheet.conditional_formatting.add(f"{letter}{HEADER + 1}:{letter}{last}", mark)


def _word_rules(sheet: "Worksheet", form_sheet: Sheet, rows: tuple[FormRow, ...]) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    first, last = len(form_sheet.labels) + 1, HEADER + len(rows)
    stages = ",".join(stage.value for stage in StageName)
    rule = DataValidation("list", f'"{stages}"')
    rule.errorTitle, rule.error = "请从下拉表里选", f"只能是：{stages.replace(',', '、')}。"
    rule.promptTitle, rule.prompt = STAGE, "本单位承担的任务到了哪一步；说不准就空着。"
    _hold(sheet, f"{column(first)}{HEADER + 1}:{column(first)}{last}", rule)
    end = column(len(form_sheet.heads))
    _length_rule(sheet, f"{column(first + 1)}{HEADER + 1}:{end}{last}", LONGEST)


def _length_rule(sheet: "Worksheet", cells: str, longest: int) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation("textLength", str(longest))
    rule.operator = "lessThanOrEqual"
    rule.errorTitle, rule.error = "写得太长", f"这一格最多{longest}字。"
    _hold(sheet, cells, rule)


def _key(book: "Workbook", form: Form) -> None:
    sheet = book.create_sheet(KEY)
    sheet.sheet_state = "veryHidden"
    issued = key(form)
    facts = [
        ("format", issued.version), ("plan", issued.plan), ("unit", issued.unit),
        ("period", issued.period), ("digest", issued.digest),
    ]  # fmt: skip
    lines = [*facts, *((name, id, *labels) for name, id, labels in issued.rows)]
    for number, line in enumerate(lines, 1):
        for place, text in enumerate(line, 1):
            cell = sheet[f"{column(place)}{number}"]
            cell.number_format, cell.value = "@", text
            cell.data_type = "s"
    sheet.protection.sheet = True


def _put(sheet: "Worksheet", place: str, text: str | None, style: str) -> "Cell":
    cell: Cell = sheet[place]
    cell.value = text
    if text is not None:
        cell.data_type = "s"  # a label is never a formula
    cell.style = style
    return cell
