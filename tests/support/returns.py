"""Forms as offices hand them in: filled in, and spoilt in every way seen."""

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from openpyxl import Workbook, load_workbook

from reportsite.forms import forms
from reportsite.forms.book import xlsx
from reportsite.plan.model import Report
from reportsite.plan.period import Period

Change = Callable[[Any], object]
MARKET = "shichang-jianguan"
DAY = "2024-07-20"
FIGURES = {"H5": 0.7, "I5": "知识产权统计年报", "H10": 4.75, "I10": "质押登记台账"}
H1 = Period(2024, 6)
MADE: dict[tuple[int, str], tuple[Report, list[bytes]]] = {}
WORDS = {"D5": "推进中", "E5": "完成了办法修订。", "F5": "人手不足。", "G5": "下半年推开。"}


def form(report: Report, unit: str = MARKET) -> bytes:
    """Return a unit's empty form for the first half of 2024; made once per report."""
    whose, made = MADE.setdefault((id(report), unit), (report, []))
    assert whose is report
    if not made:
        made.append(xlsx(next(form for form in forms(report, H1) if form.unit == unit)))
    return made[0]


def changed(data: bytes, change: Change) -> bytes:
    """Return a form in which something was changed and saved."""
    book = load_workbook(io.BytesIO(data))
    change(book)
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def filled(data: bytes, *changes: Change) -> bytes:
    """Return a form filled in as asked (as far as it has these sheets), then changed."""

    def fill(book: Any) -> None:
        put(book, "填报说明", {"B7": "张三", "B8": DAY})
        put(book, "措施", WORDS)
        if "指标" in book:
            put(book, "指标", FIGURES)
        for change in changes:
            change(book)

    return changed(data, fill)


def put(book: Any, sheet: str, cells: Mapping[str, object]) -> None:
    for place, value in cells.items():
        book[sheet][place].value = value


def cell(sheet: str, place: str, value: object, number_format: str | None = None) -> Change:
    """Return the change of one cell."""

    def change(book: Any) -> None:
        book[sheet][place].value = value
        if number_format:
            book[sheet][place].number_format = number_format

    return change


def swap(sheet: str, one: int, other: int) -> Change:
    """Return the change that lets two rows change places, as sorting does."""

    def change(book: Any) -> None:
        for first, second in zip(book[sheet][one], book[sheet][other], strict=True):
            first.value, second.value = second.value, first.value

    return change


def repacked(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """Return the file with its parts changed, or left out where the change gives None."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
    return out.getvalue()
