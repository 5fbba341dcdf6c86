"""The finished pages as readers of a file see them: parsed once, with their visible text."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html

from tests.support.checkout import ROOT
from tests.support.websites import Website

OFFICIAL = re.sub(r"\s", "", (ROOT / "data" / "plan.txt").read_text("utf-8"))
QUOTED = re.compile("“([^”]*)”")
APART = "\ufffc"  # what stands before and after is not one text
UNREAD = {"script", "style", "template", "code", "pre"}
BLOCKS = {
    *[
        "address",
        "article",
        "aside",
        "blockquote",
        "caption",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
    ],
    *[
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "section",
        "summary",
        "svg",
        "table",
    ],
    *["tbody", "td", "tfoot", "th", "text", "thead", "title", "tr", "ul"],
}
LISTS = {
    "index.html",
    "404.html",
    *(f"{name}/index.html" for name in ("measures", "indicators", "units", "bulletins", "updates")),
    *(f"{name}/index.html" for name in ("sitemap", "search")),
}


@dataclass(frozen=True, slots=True, repr=False)
class Page:
    """A page of a finished site: its path below the site's base, its tree and what is read in it.

    `lines` are the words of each block, without those of the blocks in it.
    """

    website: Website
    path: str
    tree: html.HtmlElement
    lines: tuple[str, ...]

    def __str__(self) -> str:
        return self.website.base + self.path

    __repr__ = __str__

    @property
    def is_list(self) -> bool:
        return self.path in LISTS

    def metas(self) -> dict[str, list[str]]:
        """Return every named meta with what it says, as often as it is said to all readers."""
        found: dict[str, list[str]] = {}
        for meta in self.tree.xpath("//meta[@name and not(@media)]"):
            found.setdefault(meta.get("name"), []).append(meta.get("content", "").strip())
        return found

    def text(self, xpath: str) -> list[str]:
        """Return the words of every element found, spaces run together."""
        found = (element.text_content() for element in self.tree.xpath(xpath))
        return [re.sub(r"\s+", " ", words).strip() for words in found]

    def links(self) -> Iterator[tuple[html.HtmlElement, str]]:
        """Yield every link with the path below the base it leads to, '' where it leaves the site."""
        for link in self.tree.xpath("//a[@href]"):
            yield link, self.resolved(link.get("href"))

    def resolved(self, target: str) -> str:
        parts = urlsplit(target)
        if parts.scheme or parts.netloc:
            return ""
        if parts.path.startswith("/"):
            assert parts.path.startswith(self.website.base), f"{self}: {target} is outside the base"
            return unquote(parts.path).removeprefix(self.website.base) or "index.html"
        folder = posixpath.dirname(self.path)
        path = posixpath.normpath(posixpath.join(folder, unquote(parts.path) or self.path))
        return path if parts.path else self.path


def page(website: Website, path: str, text: bytes | str) -> Page:
    """Return a page as parsed from its HTML."""
    tree = html.fromstring(text)
    return Page(website, path, tree, tuple(_lines(tree)))


def _lines(tree: html.HtmlElement) -> Iterator[str]:
    for element in tree.iter():
        if element.tag in BLOCKS and (words := "".join(_own(element)).strip()):
            yield re.sub(r"[ \t\n]+", " ", words)


def _own(element: html.HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == "br":
            yield APART
        elif isinstance(child.tag, str) and child.tag not in UNREAD | BLOCKS:
            yield from _own(child)
        else:
            yield APART
        yield child.tail if child.tail and child.tail.strip() else APART if child.tail else ""


def read(web: Path, website: Website) -> list[Page]:
    """Return every page of a finished site."""
    site = website.below(web)
    return [
        page(website, path.relative_to(site).as_posix(), path.read_bytes())
        for path in sorted(site.rglob("*.html"))
    ]


def _blanked(quote: re.Match[str]) -> str:
    return f"“{APART * len(quote[1])}”" if quote[1] in OFFICIAL else quote[0]


def slips(pages: list[Page], pattern: str) -> list[str]:
    """Return where a pattern stands in visible text that is not quoted from the official text."""
    slip = re.compile(pattern)
    found: dict[str, str] = {}
    for page in pages:
        for line in page.lines:
            for match in slip.finditer(QUOTED.sub(_blanked, line)):
                near = line[max(0, match.start() - 3) : match.end() + 3]
                if near not in OFFICIAL:
                    found.setdefault(near, f"{page}: 「{match[0]}」 in {line[:80]}")
    return list(found.values())
