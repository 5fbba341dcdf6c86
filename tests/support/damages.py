"""The ways in which returned forms are spoilt, each by its name; damages.txt holds what is told."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.formula import ArrayFormula

from reportsite.forms import forms
from reportsite.forms.book import xlsx
from reportsite.plan.model import Report
from reportsite.plan.period import Period
from tests.support.returns import H1, cell, changed, filled, form, put, repacked, saved

Damage = Callable[[bytes, Report], bytes]
FILLED: dict[int, tuple[Report, bytes]] = {}


def spoilt(name: str, report: Report) -> bytes:
    """Return the market regulator's filled-in form, spoilt."""
    if id(report) not in FILLED:
        FILLED[id(report)] = report, filled(form(report))
    return DAMAGES[name](FILLED[id(report)][1], report)


def told(name: str) -> str:
    """Return what damages.txt says of a damage."""
    text = (Path(__file__).parent / "damages.txt").read_text("utf-8")
    return text.split(f"# {name}\n")[1].split("\n\n# ")[0].rstrip("\n") + "\n"


def typed(place: str, value: object, number_format: str | None = None) -> Damage:
    """Return the damage of typing something wrong into a cell of 指标."""
    return lambda data, _: changed(data, cell("指标", place, value, number_format))


def said(place: str, value: object) -> Damage:
    return lambda data, _: changed(data, cell("措施", place, value))


def done(change: Callable[[Any], object]) -> Damage:
    return lambda data, _: changed(data, change)


def key(place: str, value: str) -> Damage:
    return done(cell("_key", place, value))


def instead(data: bytes) -> Damage:
    return lambda *_: data


def foreign() -> bytes:
    book = Workbook()
    book.worksheets[0].append(["序号", "指标名称", "数值"])
    return saved(book)


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in parts.items():
            file.writestr(name.replace("__", "/"), part)
    return out.getvalue()


def locked() -> bytes:
    data = bytearray(zipped(**{"xl__workbook.xml": b"x"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def cached(data: bytes, _: Report) -> bytes:
    """Put a formula with its value into H5, as Excel saves it."""
    old = b"<v>0.7</v>"
    return repacked(data, lambda _, part: part.replace(old, b"<f>0.35*2</f><v>0.7</v>"))


def dtd(data: bytes, _: Report) -> bytes:
    head = b'<!DOCTYPE x [<!ENTITY a "b">]>'
    return repacked(data, lambda name, part: head + part if name == "xl/workbook.xml" else part)


def without_part(data: bytes, _: Report) -> bytes:
    gone = "xl/worksheets/sheet2.xml"
    return repacked(data, lambda name, part: None if name == gone else part)


def issued(**changes: Any) -> Damage:
    """Return the damage of handing in a form that was never issued like this."""

    def made(_: bytes, report: Report) -> bytes:
        own = next(form for form in forms(report, H1) if form.figures)
        return filled(xlsx(replace(own, **changes)))

    return made


def rows_of_another(book: Any) -> None:
    book["措施"]["A5"].value = "措施11"


def key_of_another(data: bytes, report: Report) -> bytes:
    other = load_workbook(io.BytesIO(form(report, "nongmu")))["_key"]

    def change(book: Any) -> None:
        for row in book["_key"].iter_rows():
            for one in row:
                one.value = other[one.coordinate].value

    return changed(data, change)


def unit_of_another(book: Any) -> None:
    book["_key"]["B3"].value = "nongmu"


def column_hidden(book: Any) -> None:
    book["措施"].column_dimensions["E"].hidden = True


def row_hidden(book: Any) -> None:
    book["指标"].row_dimensions[10].hidden = True


def row_copied(book: Any) -> None:
    put(book, "指标", {"A25": "指标06", "H25": 5})


DAMAGES: dict[str, Damage] = {
    # not a form at all
    "empty file": instead(b""),
    "CSV renamed": instead(b"indicator,period\n06,2024-H1\n"),
    "GBK CSV renamed": instead("指标,时期,数值\n质押融资,2024年上半年,4.75\n".encode("gbk")),
    "web page renamed": instead("<html><body>表</body></html>".encode()),
    "picture renamed": instead(b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe\x81"),
    "old xls": instead(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    "password": instead(
        b"\xd0\xcf\x11\xe0" + bytes(64) + "EncryptedPackage".encode("utf-16-le") + bytes(64)
    ),
    "encrypted zip": instead(locked()),
    "Word document": instead(zipped(**{"word__document.xml": b"<w/>"})),
    "ods": instead(zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet")),
    "zip of forms": instead(zipped(**{"a.xlsx": b"x"})),
    "cut short": lambda data, _: data[: len(data) // 2],
    "part missing": without_part,
    "zip bomb": instead(zipped(**{"xl__workbook.xml": b"<x/>", "xl__bomb.xml": bytes(9_000_000)})),
    "entity bomb": dtd,
    "a million rows": typed("A3000", "指标01"),
    "foreign workbook": instead(foreign()),
    # not this form
    "key sheet gone": done(lambda book: book.remove(book["_key"])),
    "unknown version": key("B1", "0"),
    "other plan": issued(plan="0" * 16),
    "unit unknown by now": issued(unit="nobody"),
    "period outside the plan": issued(period=Period(2031, 6)),
    "future period": issued(period=Period(2025, 6)),
    "key altered": done(unit_of_another),
    "key of another unit": key_of_another,
    "period altered in the key": key("B4", "2023-H1"),
    "period altered on the page": done(cell("填报说明", "B5", "2023年上半年")),
    "unit altered on the page": done(cell("填报说明", "B4", "市农牧局")),
    # the sheets
    "renamed sheet": done(lambda book: setattr(book["指标"], "title", "指标表")),
    "guide gone": done(lambda book: book.remove(book["填报说明"])),
    "deleted row": done(lambda book: book["指标"].delete_rows(10)),
    "inserted row": done(cell("指标", "B25", "新指标")),
    "row above the heads": done(lambda book: book["指标"].insert_rows(2)),
    "row copied": done(row_copied),
    "row of another unit": done(rows_of_another),
    "altered label": typed("B10", "知识产权质押融资总额"),
    "altered unit": typed("C10", "万元"),
    "altered head": typed("H4", "全年数"),
    "columns changed places": done(lambda book: put(book, "指标", {"H4": "来源", "I4": "本期数"})),
    "merged cells": done(lambda book: book["指标"].merge_cells("H10:H11")),
    "merged across": done(lambda book: book["措施"].merge_cells("E5:F5")),
    "hidden row": done(row_hidden),
    "hidden column": done(column_hidden),
    "beside the table": typed("L10", "见附件"),
    # the cells
    "words for a number": typed("H10", "比去年多"),
    "3万": typed("H10", "3万"),
    "①": typed("H10", "①"),
    "约3": typed("H10", "约3"),
    "≥98": typed("H10", "≥98"),
    "3-5": typed("H10", "3-5"),
    "98.5%": typed("H10", "98.5%"),
    "1,20": typed("H10", "1,20"),
    "very long number": typed("H10", "1" * 40),
    "formula": typed("H10", "=SUM(1,2)"),
    "array formula": typed("H10", ArrayFormula("H10", "=SUM(1,2)")),
    "formula with its value": cached,
    "error value": typed("H10", "#DIV/0!"),
    "TRUE": typed("H10", True),
    "negative": typed("H10", -4.75),
    "date for a number": typed("H10", dt.date(2024, 3, 5)),
    "percent format": typed("H10", 0.985, "0.0%"),
    "thousands format": typed("H10", 47500, "0.00,"),
    "unit in the format": typed("H10", 4.75, '0.00"亿元"'),
    "no source": typed("I10", None),
    "formula for a source": typed("I10", "=A1"),
    "would-be formula": typed("J10", "@SUM(1)"),
    "long source": typed("I10", "长" * 201),
    "long text": said("E5", "长" * 2001),
    "control character": said("E5", "完成了_x0007_办法"),
    "zero-width space": said("E5", "完成了\u200b办法"),
    "date for words": said("E5", dt.date(2024, 3, 5)),
    "unknown stage": said("D5", "推进"),
    # who and when
    "no day": done(cell("填报说明", "B8", None)),
    "no such day": done(cell("填报说明", "B8", "2024年6月31日")),
    "number for a day": done(cell("填报说明", "B8", 45493, "General")),
    "day before the period's end": done(cell("填报说明", "B8", "2024-06-20")),
}
