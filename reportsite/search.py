"""Index the pages for search: what Pagefind's script in the reader's browser looks things up in.

Pagefind cuts Chinese into words and a browser cuts the query into words of its own, so a part of a
word is missed and a word's characters are found apart. Here every Chinese character is a word: what
stands on a page in a row is found as a phrase, whichever part of it is asked for.
"""

import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from reportsite.artifact import Artifact

FOLDER = "pagefind"
BODY = "data-pagefind-body"
MAIN = re.compile(r'<main [^>]*data-facets="([^"]*)"(?: data-also="([^"]*)")?')
SPOKEN = re.compile(r"(?<=>)[^<>]+(?=<)")
ALONE = re.compile("[\u3400-\u9fff—～·/（）()〔〕《》“”]")
BLOCK_END = re.compile(r"</(?:p|li|dt|dd|td|th|h[1-6]|caption|summary|figcaption)>")
BREAK = "\ue000"  # a word nobody types: no phrase reaches from one block of text into the next
UNSEEN = "\ue001"  # what follows is searched and never shown
NOT_SHIPPED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
# A language without rules: nothing is cut or stemmed but by us, in any browser.
OPTIONS = ("--keep-index-url", "--force-language", "und", "--quiet")


def index(pages: Iterable[Artifact]) -> list[Artifact]:
    """Return the files of the index over all pages that are marked for search."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for page in pages:
            html = page.data.decode()
            if page.path.endswith(".html") and BODY in html:
                file = folder / page.path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(split(html), encoding="utf-8")
        _run(folder)
        return list(_made(folder))


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
