"""Tables for a reader by ear: one table however many pages it runs over, and heads that say of what.

WeasyPrint tags the part of a table on each page as a table of its own, with its head again, and
does not say whether a head is a row's or a column's (ISO 14289-1 7.5).
"""

from collections.abc import Iterable, Iterator
from typing import Any

import pydyf
from weasyprint.document import Document
from weasyprint.formatting_structure.boxes import TableBox, TableCellBox

Box = Any


def join_tables(document: Document, pdf: pydyf.PDF) -> None:
    """Give each head its scope, and join the parts of each table to its first.

    The heads repeated on later pages are then part of no table: they are drawn, not read.
    """
    for parts in _tables(document):
        _scope(parts)
        first, *others = (_table(pdf, cells[0].mark) for cells in parts)
        for other in others:
            _append(pdf, first, other)


def object_of(pdf: pydyf.PDF, reference: bytes) -> Any:
    """Return the object that a reference of a PDF leads to."""
    return pdf.objects[int(reference.split()[0])]


def _tables(document: Document) -> Iterable[list[list[Box]]]:
    """Return for each table the cells of its part on each page."""
    found: dict[Any, list[list[Box]]] = {}
    for page in document.pages:
        for box in page._page_box.descendants():
            if isinstance(box, TableBox) and (cells := list(_cells(box))):
                found.setdefault(box.element, []).append(cells)
    return found.values()


def _cells(table: Box) -> Iterator[Box]:
    """Yield the cells of a table that were tagged."""
    for box in table.descendants():
        if isinstance(box, TableCellBox) and hasattr(box, "mark"):
            yield box


def _scope(parts: list[list[Box]]) -> None:
    """Say of each head of a table what it is the head of, and which of them are none.

    A title that parts the rows heads no column. Where the names of rows would leave a table with
    more heads than cells (a row or two, or two columns), they are cells like the rest: read in
    turn, each stands before what it names, and is not said again before each of them.
    """
    cells = [box for part in parts for box in part]
    names = [box for box in cells if _heads_what(box) == "row"]
    columns = [box for box in parts[0] if _heads_what(box) == "col"]
    data = [box.mark for box in cells if box.mark["S"] == "/TD"]
    none = {id(box.mark["ID"]) for box in cells if _heads_what(box) == "rowgroup"}
    if len(columns) + len(names) > len(data):
        none |= {id(box.mark["ID"]) for box in names}
    for box in cells:
        if box.mark["S"] == "/TH" and id(box.mark["ID"]) in none:
            box.mark["S"] = "/TD"
            box.mark.pop("ID")
        elif box.mark["S"] == "/TH":
            box.mark["A"]["Scope"] = "/Row" if _heads_what(box) == "row" else "/Column"
    for mark in data:
        if headers := mark["A"].get("Headers"):
            headers[:] = [name for name in headers if id(name) not in none]


def _heads_what(box: Box) -> str:
    return str(box.element.get("scope", "col")) if box.mark["S"] == "/TH" else ""


def _table(pdf: pydyf.PDF, element: pydyf.Dictionary) -> pydyf.Dictionary:
    while element["S"] != "/Table":
        element = object_of(pdf, element["P"])
    return element


def _append(pdf: pydyf.PDF, first: pydyf.Dictionary, other: pydyf.Dictionary) -> None:
    """Hang the rows of a later part into the first, its cells below the first part's head."""
    heads = zip(_heads(pdf, other), _heads(pdf, first), strict=False)
    names = {id(own["ID"]): ours["ID"] for own, ours in heads}
    for kid in other["K"]:
        part = object_of(pdf, kid)
        if part["S"] != "/THead":
            part["P"] = first.reference
            first["K"].append(kid)
            for cell in _below(pdf, part, "/TD"):
                if headers := cell["A"].get("Headers"):
                    headers[:] = [names.get(id(name), name) for name in headers]
    object_of(pdf, other["P"])["K"].remove(other.reference)


def _heads(pdf: pydyf.PDF, table: pydyf.Dictionary) -> Iterator[pydyf.Dictionary]:
    """Yield the heads of columns: the cells of a table's head in order."""
    for kid in table["K"]:
        part = object_of(pdf, kid)
        if part["S"] == "/THead":
            yield from _below(pdf, part, "/TH")


def _below(pdf: pydyf.PDF, element: pydyf.Dictionary, tag: str) -> Iterator[pydyf.Dictionary]:
    for kid in element.get("K", ()):
        if isinstance(kid, bytes) and "S" in (part := object_of(pdf, kid)):
            if part["S"] == tag:
                yield part
            else:
                yield from _below(pdf, part, tag)
