"""Every page is HTML to the letter, and none is heavy."""

from collections import Counter
from pathlib import Path

import html5lib
import pytest

from tests.support.checkout import Tree, tree
from tests.support.websites import REAL

HEAVIEST_PAGE = 500_000


@pytest.fixture(scope="module")
def pages(finished: Path) -> Tree:
    """Return the pages of the real site."""
    site = REAL.below(finished)
    return {path: data for path, data in tree(site).items() if path.endswith(".html")}


def errors(html: bytes) -> list[str]:
    parser = html5lib.HTMLParser()
    parser.parse(html.decode())
    return [f"{line}:{column}: {code}" for (line, column), code, _ in parser.errors]


def test_every_page_parses_without_an_error(pages: Tree) -> None:
    assert len(pages) >= 70
    assert {path: found for path, html in pages.items() if (found := errors(html))} == {}


@pytest.mark.parametrize(
    "slip", [b"<p><div></div></p>", b"<b><i></b></i>", b"<p id=a id=b>", b"<ul></p></ul>"]
)
def test_slip_is_an_error(slip: bytes) -> None:
    assert errors(b'<!doctype html><html lang="zh-CN"><title>\xe9\xa2\x98</title>' + slip)


def test_no_page_is_heavy(pages: Tree) -> None:
    assert {path: len(html) for path, html in pages.items() if len(html) > HEAVIEST_PAGE} == {}


def test_no_two_pages_have_one_title(pages: Tree) -> None:
    titles = {path: title(html) for path, html in pages.items()}
    often = Counter(titles.values())
    assert {path: title for path, title in titles.items() if often[title] > 1} == {}


def title(html: bytes) -> str:
    return html.decode().partition("<title>")[2].partition("</title>")[0]
