"""Index the pages for search: what Pagefind's script in the reader's browser looks things up in.

Pagefind cuts Chinese into words and a browser cuts the query into words of its own, so a part of a
word is missed and a word's characters are found apart. Here every Chinese character is a word: what
stands on a page in a row is found as a phrase, whichever part of it is asked for.
"""

import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from lxml import etree
from lxml.html import HtmlElement, document_fromstring

from reportsite.source.writing import Artifact

FOLDER = "pagefind"
BODY = "data-pagefind-body"
MAIN = re.compile(r'<main [^>]*data-facets="([^"]*)"(?: data-also="([^"]*)")?')
SPOKEN = re.compile(r"(?<=>)[^<>]+(?=<)")
ALONE = re.compile("[\u3400-\u9fff—～·/（）()〔〕《》“”]")
BLOCK_END = re.compile(r"</(?:p|li|dt|dd|td|th|h[1-6]|caption|summary|figcaption)>")
BREAK = "\ue000"  # a word nobody types: no phrase reaches from one block of text into the next
RECORD = "data-record"
LIGHT = 'data-pagefind-weight="0.2"'  # what it is about weighs more than what was said of it
UNSEEN = "\ue001"  # what follows is searched and never shown
NOT_SHIPPED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
# A language without rules: nothing is cut or stemmed but by us, in any browser.
OPTIONS = ("--keep-index-url", "--force-language", "und", "--quiet")


def index(pages: Iterable[Artifact]) -> list[Artifact]:
    """Return the files of the index over all pages that are marked for search."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for page in pages:
            for path, html in searched(page):
                file = folder / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(split(html), encoding="utf-8")
        _run(folder)
        return list(_made(folder))


def searched(page: Artifact) -> Iterator[tuple[str, str]]:
    """Yield a page that is searched and its path; or else its records, which are found one by one."""
    html = page.data.decode() if page.path.endswith(".html") else ""
    found = document_fromstring(html).findall(f".//*[@{RECORD}]") if RECORD in html else []
    if found:
        folder = page.path.removesuffix(".html")
        yield from ((f"{folder}/{one.get('id')}.html", record(one, page.path)) for one in found)
    elif BODY in html:
        yield page.path, html


def record(element: HtmlElement, path: str) -> str:
    """Return a part of a page as a page of its own; `at` says where a reader finds it."""
    facets, title = element.attrib[RECORD], escape(element.attrib["data-title"])
    body = etree.tostring(element, encoding="unicode", method="html", with_tail=False)
    return (
        f'<!doctype html><html lang="zh-CN"><title>{title}</title>'
        f'<main id="main" {BODY} data-facets="{facets}">'
        f'<h1 {LIGHT} data-pagefind-meta="title, at:{path}#{element.get("id")}">{title}</h1>'
        f"<div {LIGHT}>{body}</div></main></html>"
    )


def split(html: str) -> str:
    """Return a page as it is indexed: every Chinese character alone, blocks apart, facets as words.

    Pagefind has filters of its own; their files are other bytes on every run.
    """
    main = MAIN.search(html)
    if not main:
        return html
    facets = main[1].replace("|", " ")
    unseen = f'<p data-pagefind-weight="0.1">{UNSEEN} {main[2] or ""} {facets}</p></main>'
    parted = BLOCK_END.sub(lambda end: f" {BREAK} {end[0]}", html.replace("</main>", unseen))
    return SPOKEN.sub(lambda text: ALONE.sub(r" \g<0> ", text[0]), parted)


def _run(folder: Path) -> None:
    from pagefind_bin_extended import get_executable

    command = [str(get_executable()), "--site", str(folder), "--output-subdir", FOLDER, *OPTIONS]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 -- the library's own


def _made(folder: Path) -> Iterator[Artifact]:
    for file in sorted((folder / FOLDER).rglob("*")):
        if file.is_file() and not file.name.startswith(NOT_SHIPPED):
            yield Artifact(file.relative_to(folder).as_posix(), file.read_bytes())
