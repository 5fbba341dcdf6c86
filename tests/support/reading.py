"""A PDF as a reader by ear has it: the text of its tags in their order, artifacts left out."""

import io
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pikepdf
import tinyhtml5

from tests.support.printing import pages

UNREAD = {"title", "style", "script", "head", "{http://www.w3.org/2000/svg}title"}
# Between two pieces of marked content stands END. What a stylesheet writes at the end of a link of
# a table of contents: dots and the page, in pieces of their own.
END = "\0"
PAGE = re.compile(f"{END}[…{END}]*\\d+{END}$")


def heard(data: bytes) -> str:
    """Return the text of a document's tags, without white space and what a stylesheet wrote."""
    marked = _marked(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        said = "".join(_said(pdf.Root.StructTreeRoot.K, None, numbers, marked))
    return said.replace(END, "")


def _marked(data: bytes) -> dict[tuple[int, int], str]:
    """Return the text of each piece of marked content, by page and mark."""
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    for number, page in enumerate(pages(data)):
        for char in page.chars:
            if char["mcid"] is not None and char["text"].strip():
                found[number, char["mcid"]].append(char["text"])
    return {key: "".join(letters) for key, letters in found.items()}


def _said(
    element: Any, page: Any, numbers: dict[Any, int], marked: dict[tuple[int, int], str]
) -> Iterator[str]:
    if isinstance(element, int):
        yield END + marked.get((numbers[page.objgen], element), "") + END
    elif isinstance(element, pikepdf.Array):
        for kid in element:
            yield from _said(kid, page, numbers, marked)
    elif "/K" in element:
        said = "".join(_said(element.K, element.get("/Pg", page), numbers, marked))
        yield PAGE.sub("", said) if element.get("/S") == "/Link" else said


def written(html: str) -> str:
    """Return the text of a document's HTML that is to be read, without white space."""
    tree = tinyhtml5.parse(html, namespace_html_elements=False)
    return re.sub(r"\s", "", "".join(_words(tree))).replace("\N{WORD JOINER}", "")


def _words(element: Any) -> Iterator[str]:
    if element.tag in UNREAD or element.get("aria-hidden") == "true" or _is_running(element):
        return
    yield element.text or ""
    for child in element:
        yield from _words(child)
        yield child.tail or ""


def _is_running(element: Any) -> bool:
    """Say whether an element is taken out of the text into the margins: an artifact."""
    return "banner" in element.get("class", "").split()
