"""Editors' Markdown to safe HTML blocks, Chinese text handled as Chinese; and plain words to Markdown.

What Markdown would misread is told on its line (markdown_faults), calls bring in values from data
(calls), links are resolved against the known pages, and nh3 has the last word on the HTML.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from reportsite.problems import Code, Place, Problems, closest
from reportsite.source import markdown_faults
from reportsite.source.calls import MARK, Expansion, Function, Insert
from reportsite.source.markdown_faults import LINK_AS_TYPED

CJK = r"[\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\u2014\u2018-\u201d\u2026]"
PHRASE = r"(?:</?(?:a|abbr|code|del|em|strong|sub|sup)\b[^>]*>)*"
LINE_AFTER_CJK = re.compile(rf"({CJK}{PHRASE}) *\n({PHRASE})(?=[^\s<])")
LINE_BEFORE_CJK = re.compile(rf"([^\s>]{PHRASE}) *\n({PHRASE})(?={CJK})")
WIDE_INDENT = re.compile("^[\u3000\u00a0]+", re.MULTILINE)
ELSEWHERE = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
SITE = "site:"
SITE_LINK = re.compile(rf'<a href="{SITE}([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
SCHEMES = {"http", "https", "mailto", "tel", SITE.removesuffix(":")}
BLOCKS = (
    "p h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote div table caption thead tbody tr th td hr pre"
)
PHRASES = "a abbr br code del em strong sub sup"
TAGS = {*BLOCKS.split(), *PHRASES.split()}
ATTRIBUTES = {
    "a": {"href", "title", "class", "id"},
    "abbr": {"title"},
    "div": {"class"},
    "li": {"id"},
    "p": {"class"},
    "sup": {"id"},
    "ol": {"start"},
    "th": {"scope", "class"},
    "td": {"class"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
}

Block = Markup | Insert


@dataclass(frozen=True, slots=True)
class Context:
    """What prose may name: page paths by source file and by site URL, and functions by name.

    Links below an URL of `unjudged` are let pass: the file that would tell is unreadable.
    """

    pages: Mapping[str, str]
    functions: Mapping[str, Function]
    unjudged: tuple[str, ...] = ()


def prose(
    text: str, start: Place, context: Context, problems: Problems, *, below: int = 1
) -> tuple[Block, ...]:
    """Return Markdown as blocks of safe HTML and inserts; `start` is the place of its first line.

    `below` is the level of the heading above it.
    """
    text = markdown_faults.without_comments(text)
    if not text.strip():
        return ()
    problems.extend(markdown_faults.faults(text, start, below))
    expansion = Expansion(context.functions, problems)
    expanded = WIDE_INDENT.sub("", expansion.expand(text, start))
    links = _Links(start.path, context)
    html = _convert(expanded, links)
    _report_links(links.dead, text, start, context, problems)
    return tuple(_blocks(html, expansion.inserts))


def printable(html: Markup, root: str) -> Markup:
    """Return prose whose internal links lead to the public site, or are plain text without one.

    A link to a place in the build would name a folder of the machine that printed it.
    """
    kept = rf'<a href="{root}\1">\2</a>' if root else r"\2"
    return Markup(SITE_LINK.sub(kept, str(html)))  # noqa: S704 -- sanitised in markup; only links were changed


def slugify(text: str, _separator: str = "-") -> str:
    """Return a heading's id: its letters, digits and 汉字, other runs as one hyphen.

    Templates' own ids are ASCII words; a heading without 汉字 gets `s-` and never meets them.
    """
    slug = re.sub(r"[^\w]+", "-", text.strip()).strip("-").lower()
    return slug if not slug.isascii() else f"s-{slug}"


class _Links(Treeprocessor):
    """Points links at page paths (scheme `site:`) and notes those that lead nowhere."""

    def __init__(self, source: str, context: Context) -> None:
        super().__init__()
        self.folder = posixpath.dirname(source)
        self.context = context
        self.dead: list[str] = []

    def run(self, root: Element) -> None:
        anchors = {element.get("id") for element in root.iter()}
        for element in root.iter():
            if element.tag == "h1":
                element.tag = "h2"
            target = element.get("href")
            if element.tag == "a" and target is not None:
                element.set("href", self._resolved(target, anchors))

    def _resolved(self, target: str, anchors: set[str | None]) -> str:
        if target.startswith("#") and not target.isascii() and target[1:] not in anchors:
            self.dead.append(target)
        if ELSEWHERE.match(target) or target.startswith(("#", "\x02")):
            return target
        path, _, anchor = target.partition("#")
        if not path.startswith("/"):
            path = posixpath.normpath(posixpath.join(self.folder, path))
        page = self.context.pages.get(path)
        if page is None:
            if not path.startswith(self.context.unjudged or ("\0",)):
                self.dead.append(target)
            return ""
        return f"{SITE}{page}#{anchor}" if anchor else f"{SITE}{page}"


EXTENSIONS: dict[str, dict[str, object]] = {
    "tables": {},
    "footnotes": {"BACKLINK_TITLE": "回到正文第{}处引用", "BACKLINK_TEXT": "↩"},
    "attr_list": {},
    "admonition": {},
    "toc": {"slugify": slugify},
    "def_list": {},
    "sane_lists": {},
    "abbr": {},
}


def _convert(text: str, links: _Links) -> str:
    markdown = Markdown(extensions=[*EXTENSIONS], extension_configs=EXTENSIONS)
    markdown.preprocessors.deregister("html_block")  # HTML is shown as text, never believed
    markdown.inlinePatterns.deregister("html")
    markdown.treeprocessors.register(links, "site links", -1)  # when ids and escapes are done
    html = LINE_AFTER_CJK.sub(r"\1\2", markdown.convert(text))
    return LINE_BEFORE_CJK.sub(r"\1\2", html)


def _report_links(
    dead: list[str], text: str, start: Place, context: Context, problems: Problems
) -> None:
    """Report every link to nothing where it stands: the first of its kind first."""
    for number, target in enumerate(dead):
        place = _typed_at(target, dead[:number].count(target), text, start)
        what = "小标题本页没有" if target.startswith("#") else "页面不存在"
        problems.add(place, Code.E501, f"链接「{target}」指向的{what}。", _meant(target, context))


def _typed_at(target: str, nth: int, text: str, start: Place) -> Place:
    pattern = re.compile(rf"(?:\]\(\s*<?|\]:\s*<?|<){re.escape(target)}")
    found = list(pattern.finditer(text))
    if not found:
        return start
    match = found[min(nth, len(found) - 1)]
    index = match.end() - len(target)
    line = text.count("\n", 0, index)
    return Place(start.path, start.line + line, index - text.rfind("\n", 0, index))


def _meant(target: str, context: Context) -> str:
    if target.startswith("#"):
        return "请照小标题的原文写，标点写成减号。"
    if re.match(r"www\.|[\w-]+(\.[\w-]+)+(/|$)", target) and not target.endswith(".md"):
        return f"外部网址要写完整，例如 https://{target}。"
    known = [page for page in context.pages if page.startswith("/")]
    return closest(target, known) or "站内的网页写成 /measures/07/ 这样，外部的写完整网址。"


def _clean(html: str) -> Markup:
    """Keep what Markdown makes and nothing that runs, loads or styles."""
    return Markup(
        nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)
    )


def _blocks(html: str, inserts: list[Insert]) -> Iterator[Block]:
    pieces = MARK.split(html)
    for text, number in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        if text.strip():
            yield _clean(text.strip())
        if number:
            yield inserts[int(number)]


BLANK = " \t\u00a0\u3000"
SIGNS = re.compile(r"[\\`*_\[\]]")
ENTITY = re.compile(r"&(?=#?\w+;)")
BRACES = str.maketrans(
    {"{": "&#123;", "}": "&#125;", "｛": "&#65371;", "｝": "&#65373;", "<": "&lt;"}
)
AT_START = re.compile(r"([#+-]|!(?=!!))|([>:=])")
NUMBER = re.compile(r"([0-9]+)\.(?=\s|$)")


def markdown(text: str) -> str:
    """Return a text as Markdown, each of its lines a paragraph; blank lines go."""
    lines = (line.strip(BLANK) for line in text.split("\n"))
    return "\n\n".join(_line(line) for line in lines if line)


def _line(line: str) -> str:
    escaped = SIGNS.sub(r"\\\g<0>", ENTITY.sub("&amp;", line).translate(BRACES))
    escaped = LINK_AS_TYPED.sub(_no_link, escaped)
    escaped = NUMBER.sub(r"\1\\.", escaped, count=1) if NUMBER.match(escaped) else escaped
    if match := AT_START.match(escaped):
        sign = f"\\{match[1]}" if match[1] else f"&#{ord(match[2])};"
        escaped = sign + escaped[1:]
    return escaped


def _no_link(match: re.Match[str]) -> str:
    """Return what looks like a link with its round bracket as an entity."""
    bracket = match.start(6) - match.start()
    return f"{match[0][:bracket]}&#{ord(match[6])};{match[0][bracket + 1 :]}"
