"""Every page is HTML to the letter, and none is heavy."""

from collections import Counter

import html5lib
import pytest

from reportsite.pipeline import Options, build
from reportsite.problems import Problems
from tests.checkout import ROOT, Tree, tree

HEAVIEST_PAGE = 500_000


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """Return the pages of the real site."""
    site = tmp_path_factory.mktemp("html") / "site"
    build(Options(ROOT, site, pdfs=False), Problems())
    return {path: data for path, data in tree(site).items() if path.endswith(".html")}


def errors(html: bytes) -> list[str]:
    parser = html5lib.HTMLParser()
    parser.parse(html)
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
