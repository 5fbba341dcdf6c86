"""Editors' Markdown to safe HTML blocks, Chinese text handled as Chinese.

The traps of Python-Markdown that editors fall into are warned of on their line; values from data
come in through a sandbox with named functions; links are checked against the known pages.
"""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import nh3
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment
from markdown import Markdown
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.admonition import AdmonitionExtension
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension
from markupsafe import Markup

from reportsite.model import Block, Insert
from reportsite.problems import Place, Problems, closest

CJK = r"[\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\u2014\u2018-\u201d\u2026]"
JOINED_LINES = re.compile(rf"(?<={CJK})\n(?={CJK})")
LINK = re.compile(r"\]\(\s*<?([^)\s>]+)>?[^)]*\)")
FULL_WIDTH_LINK = re.compile(r"\[[^\]\n]+\]（[^）\n]*）")
HTML_TAG = re.compile(r"</?[A-Za-z][\w-]*[^>\n]*>")
LIST_ITEM = re.compile(r"^\s*(?:[-*+]|\d+\.)\s+\S")
TABLE_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(\||$)")
TOKEN_OPEN, TOKEN_CLOSE = "\ufdd0", "\ufdd1"
TOKEN = re.compile(rf"<p>\s*{TOKEN_OPEN}(\d+){TOKEN_CLOSE}\s*</p>")
SITE = "site:"
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
Function = Callable[..., str | Insert]


@dataclass(frozen=True, slots=True)
class Context:
    """What prose may name: page paths by source file and by site URL, and functions by name."""

    pages: Mapping[str, str]
    functions: Mapping[str, Function]


def prose(text: str, start: Place, context: Context, problems: Problems) -> tuple[Block, ...]:
    """Return Markdown as blocks of safe HTML and inserts; `start` is the place of its first line."""
    for line, code, message, hint in _line_faults(text):
        problems.add(Place(start.path, start.line + line), code, message, hint)
    inserts: list[Insert] = []
    expanded = _expand(text, start, context.functions, inserts, problems)
    html = _resolve_links(_convert(expanded), text, start, context.pages, problems)
    return tuple(_blocks(html, inserts))


def slugify(text: str, _separator: str = "-") -> str:
    """Return a heading's id: its letters, digits and 汉字, other runs as one hyphen."""
    return re.sub(r"[^\w]+", "-", text.strip()).strip("-").lower()


def _convert(text: str) -> str:
    markdown = Markdown(
        extensions=[
            TableExtension(),
            FootnoteExtension(BACKLINK_TITLE="回到正文第{}处引用", BACKLINK_TEXT="↩"),
            AttrListExtension(),
            AdmonitionExtension(),
            TocExtension(slugify=slugify),
            DefListExtension(),
            SaneListExtension(),
            AbbrExtension(),
        ]
    )
    return JOINED_LINES.sub("", markdown.convert(text))


def _clean(html: str) -> Markup:
    """Keep what Markdown makes and nothing that runs, loads or styles."""
    schemes = {"http", "https", "mailto", "tel", SITE.removesuffix(":")}
    return Markup(
        nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=schemes, link_rel=None)
    )


def _line_faults(text: str) -> Iterator[tuple[int, str, str, str]]:
    """Yield (line from 0, code, message, hint) for what Markdown would silently misread."""
    lines = text.split("\n")
    for i, line in enumerate(lines):
        before = lines[i - 1] if i else ""
        yield from ((i, *fault) for fault in _faults_of(line))
        yield from ((i, *fault) for fault in _faults_between(before, line, lines[i + 1 : i + 2]))


def _faults_of(line: str) -> Iterator[tuple[str, str, str]]:
    if match := FULL_WIDTH_LINK.search(line):
        yield "E502", f"链接「{match[0]}」的圆括号是全角的，", "请改成半角 ( )。"
    if re.match(r"\d+、", line):
        yield "W511", "「1、」不会成为编号列表，", "要编号请写「1. 」，句点是半角、后面空一格。"
    if re.match(r"#{1,6}[^#\s]", line):
        yield "W512", "「#」后面要空一格才是标题。", ""
    if match := re.search(rf"{CJK}__[^_]+__|__[^_]+__{CJK}", line):
        yield "W513", f"「{match[0]}」不会变成粗体，", "请用两个星号 **粗体**。"
    if match := HTML_TAG.search(line):
        yield "W514", f"这里的「{match[0]}」是 HTML，不会被采用。", "请用 Markdown 的写法。"


def _faults_between(before: str, line: str, after: list[str]) -> Iterator[tuple[str, str, str]]:
    in_text = bool(before.strip()) and not LIST_ITEM.match(before) and not before.startswith("#")
    if in_text and LIST_ITEM.match(line) and not before.startswith(" "):
        yield "W515", "列表前面要空一行，否则会接在上一段里。", ""
    is_table = line.lstrip().startswith("|") and after and TABLE_RULE.match(after[0])
    if in_text and is_table:
        yield "W516", "表格前面要空一行，否则不会成为表格。", ""
    if not before.strip() and re.match(r"    (?![-*+\d])\S", line):
        yield "W517", "行首空了四格会变成代码，", "请去掉空格；段落不用自己缩进。"


def _expand(
    text: str,
    start: Place,
    functions: Mapping[str, Function],
    inserts: list[Insert],
    problems: Problems,
) -> str:
    """Replace `{{ … }}` by what its function gives; an Insert becomes a token on its own line."""
    if "{{" not in text and "{%" not in text:
        return text
    environment = SandboxedEnvironment(undefined=StrictUndefined, keep_trailing_newline=True)

    def finalize(value: str | Insert) -> str:
        if not isinstance(value, Insert):
            return str(value)
        inserts.append(value)
        return f"{TOKEN_OPEN}{len(inserts) - 1}{TOKEN_CLOSE}"

    environment.finalize = finalize
    try:
        return environment.from_string(text, globals=dict(functions)).render()
    except (TemplateError, TypeError, ValueError, ArithmeticError) as error:
        line = _line_of(error)
        place = Place(start.path, start.line + line - 1)
        problems.add(place, "E503", *_misuse(error, functions))
        return ""


def _line_of(error: Exception) -> int:
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    trace, line = error.__traceback__, 1
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _misuse(error: Exception, functions: Mapping[str, Function]) -> tuple[str, str]:
    if isinstance(error, UndefinedError):
        match = re.search(r"'([^']+)'", str(error))
        name = match[1] if match else ""
        return f"「{{{{ }}}}」里不认识「{name}」。", closest(name, functions)
    if isinstance(error, TemplateSyntaxError):
        return "「{{ … }}」没有写完整，", "请检查两边的双花括号和里面的引号、括号。"
    if isinstance(error, SecurityError):
        return "「{{ … }}」里只能用规定的几个函数。", ""
    return f"「{{{{ }}}}」里的函数用法不对：{error}。", ""


def _resolve_links(
    html: str, text: str, start: Place, pages: Mapping[str, str], problems: Problems
) -> str:
    """Point internal links at page paths (scheme `site:`); a link to nothing is a problem."""
    for number, line in enumerate(text.split("\n")):
        for match in LINK.finditer(line):
            target = match[1]
            if re.match(r"(https?|mailto|tel):|#", target):
                continue
            resolved = _page(target, start.path, pages)
            if resolved:
                html = html.replace(f'href="{_escaped(target)}"', f'href="{SITE}{resolved}"')
                continue
            place = Place(start.path, start.line + number, match.start(1) + 1)
            hint = closest(target, [key for key in pages if key.startswith("/")])
            problems.add(place, "E501", f"链接「{target}」指向的页面不存在。", hint)
    return html


def _escaped(target: str) -> str:
    return target.replace("&", "&amp;")


def _page(target: str, source: str, pages: Mapping[str, str]) -> str:
    path, _, anchor = target.partition("#")
    if not path.startswith("/"):
        path = posixpath.normpath(posixpath.join(posixpath.dirname(source), path))
    page = pages.get(path, "")
    return f"{page}#{anchor}" if page and anchor else page


def _blocks(html: str, inserts: list[Insert]) -> Iterator[Block]:
    pieces = TOKEN.split(html)
    for text, token in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        if text.strip():
            yield _clean(text.strip())
        if token:
            yield inserts[int(token)]
