"""A laid-out document to a file for the archive and for every reader: PDF/A-3a and PDF/UA-1 in one.

WeasyPrint writes one variant at a time; what the other asks beyond it is added here, where its
own interface lets one finish a file (GB/T 23286.3 = ISO 19005-3; ISO 14289-1). A reader by ear gets
one table however many pages it runs over, and heads that say of what (ISO 14289-1 7.5).
"""

import datetime as dt
import warnings
from collections.abc import Iterable, Iterator
from typing import Any

import pydyf
from weasyprint import Attachment as Carried
from weasyprint.document import Document
from weasyprint.formatting_structure.boxes import TableBox, TableCellBox
from weasyprint.urls import URLFetcher

from reportsite.source.writing import Attachment

VARIANT = "pdf/a-3a"
# PDF/A allows a property of another standard only beside a description of it (ISO 19005-3 6.6.2.3).
UA_1 = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
END = b"</rdf:RDF>"
PAGINATION = {"Type": "/Pagination"}


def archived(document: Document, attachments: Iterable[Attachment], fetcher: URLFetcher) -> bytes:
    """Return a document, rendered as VARIANT, as a PDF that carries its attachments.

    Attachments bear the document's own date (`dcterms.created`); without one none can be carried.
    """
    carried = list(_carried(document, attachments, fetcher))
    with warnings.catch_warnings():  # WeasyPrint leaves its colour profile's file open
        warnings.simplefilter("ignore", ResourceWarning)
        data: bytes = document.write_pdf(pdf_variant=VARIANT, attachments=carried, finisher=_finish)
    return data


def _carried(
    document: Document, attachments: Iterable[Attachment], fetcher: URLFetcher
) -> Iterator[Carried]:
    for one in sorted(attachments, key=lambda attachment: attachment.name):
        date = dt.datetime.fromisoformat(document.metadata.created)
        yield Carried(
            url=f"attached:{one.name}",
            url_fetcher=fetcher,
            name=one.name,
            description=one.description,
            created=date,
            modified=date,
            relationship="Data",
        )


def _finish(document: Document, pdf: pydyf.PDF) -> None:
    _say_ua(pdf)
    join_tables(document, pdf)
    _hoist(pdf)
    _set_apart(pdf)
    _drop_empty(pdf)
    if "AF" in pdf.catalog:  # each attachment is named there twice
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))


def _say_ua(pdf: pydyf.PDF) -> None:
    """Claim PDF/UA-1 in the metadata, beside PDF/A."""
    metadata = object_of(pdf, pdf.catalog["Metadata"])
    before, end, after = b"".join(metadata.stream).partition(END)
    metadata.stream = [before + UA_1 + end + after]


def _hoist(pdf: pydyf.PDF) -> None:
    """Take out of lists the groups around their items, and out of links the empty links in them.

    HTML groups the items of a list of terms (`dl` `div`) and a stylesheet ends a link with the page
    it leads to; a list of PDF has nothing but items, and its links have text (ISO 32000-1 14.8.4).
    """
    root = object_of(pdf, pdf.catalog["StructTreeRoot"])
    numbers = object_of(pdf, root["ParentTree"])["Nums"]
    for reference in list(_tree(pdf, root["K"][0])):
        element = object_of(pdf, reference)
        outer = object_of(pdf, element["P"])
        kids = [object_of(pdf, kid) for kid in element["K"] if isinstance(kid, bytes)]
        is_group = (outer.get("S"), element["S"]) == ("/L", "/Div")
        has_text = len(kids) < len(element["K"]) or any("S" in kid for kid in kids)
        if is_group or ((outer.get("S"), element["S"]) == ("/Link", "/Link") and not has_text):
            at = outer["K"].index(reference)
            outer["K"][at : at + 1] = element["K"]
            for kid in kids:
                if "S" in kid:
                    kid["P"] = outer.reference
            numbers[:] = [outer.reference if one == reference else one for one in numbers]


def _set_apart(pdf: pydyf.PDF) -> None:
    """Make what belongs to no element an artifact (ISO 14289-1 7.1): margins, repeated heads."""
    root = object_of(pdf, pdf.catalog["StructTreeRoot"])
    within = set(_tree(pdf, root["K"][0]))
    numbers = object_of(pdf, root["ParentTree"])["Nums"]
    for page, elements in zip(pdf.page_references, numbers[1::2], strict=False):
        stray = {mark for mark, element in enumerate(elements) if element not in within}
        contents = object_of(pdf, object_of(pdf, page)["Contents"])
        _make_artifacts(contents.stream, stray)
        elements[:] = ["null" if n in stray else element for n, element in enumerate(elements)]


def _tree(pdf: pydyf.PDF, reference: Any) -> Iterator[Any]:
    """Yield the references of an element of structure and of all below it."""
    yield reference
    for kid in object_of(pdf, reference).get("K", ()):
        if isinstance(kid, bytes) and "S" in object_of(pdf, kid):
            yield from _tree(pdf, kid)


def _make_artifacts(stream: list[Any], stray: set[int]) -> None:
    for at, part in enumerate(stream):
        if isinstance(part, pydyf.Dictionary) and part.get("MCID") in stray:
            stream[at - 1] = "/Artifact"
            stream[at] = pydyf.Dictionary(PAGINATION)


def _drop_empty(pdf: pydyf.PDF) -> None:
    """Drop dictionaries of patterns and shadings that hold none: checkers stumble over them."""
    for item in pdf.objects:
        for resources in (item, getattr(item, "extra", {}).get("Resources", {})):
            if isinstance(resources, dict):
                for kind in ("Pattern", "Shading"):
                    if resources.get(kind) == {}:
                        del resources[kind]


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
