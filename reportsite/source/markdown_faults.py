"""What Markdown would silently misread: each trap named on its line, with how it is written."""

import re
from collections.abc import Iterator

from reportsite.problems import Code, Place, Problem
from reportsite.source.characters import shortened

Fault = tuple[int, Code, str, str]  # column from 0, code, message, hint

TARGET = r"(?:https?:|mailto:|\.{0,2}/|#|site:)[^()（）\s]*|[\w./-]+\.md[^()（）\s]*"
LINK_AS_TYPED = re.compile(
    rf"(!?)([\[【])([^\[\]【】]+)([\]】])(\s*)([(（])\s*({TARGET})\s*([)）])"
)
IMAGE = re.compile(r"!\[[^\]]*\]\s*[(\[]")
HTML = re.compile(r"(?<!\]\()</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>|<!--")
HEADING = re.compile(r"(#{1,6})\s*\S")
LIST_ITEM = re.compile(r"\s*(?:[-*+]|\d+\.)\s+\S")
SHALLOW_ITEM = re.compile(r" {1,3}(?:[-*+]|\d+\.)\s+\S")
NUMBERED = re.compile(r"(\d+)(?:、|．|\.(?=[^\d\s.]))")
NEW_PARAGRAPH = re.compile(
    r"\u3000\u3000\S|（[一二三四五六七八九十\d]+）|[一二三四五六七八九十]+、"
)
TABLE_ROW = re.compile(r"\s*\|")
TABLE_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(\||$)")
INDENTED = re.compile(r"(?: {4}|\t)\s*\S")
CONTINUED = re.compile(r"(?:[-*+]|\d+\.|!!!|\[\^|:)")  # what may own indented lines below it
RULE = re.compile(r"\s*([*_-])(?:\s*\1){2,}\s*")
UNDERLINE = re.compile(r"[=-]+\s*")
BOLD = re.compile(r"\*\*(.*?)\*\*")
UNDERSCORES = re.compile(r"(?<=\w)__[^_\s][^_]*__|__[^_]*[^_\s]__(?=\w)")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
CODE = re.compile(r"(?<!`)`[^`\n]+`(?!`)")


def without_comments(text: str) -> str:
    """Return the text with its HTML comments blanked, every line where it was."""
    return COMMENT.sub(_blanked, text)


def _blanked(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def faults(text: str, start: Place, below: int = 1) -> Iterator[Problem]:
    """Yield what would be misread; `start` is the place of the text's first line.

    `below` is the level of the heading above it.
    """
    lines = CODE.sub(_blanked, text).split("\n")
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        before = lines[number - 1] if number else ""
        after = lines[number + 1] if number + 1 < len(lines) else ""
        for column, code, message, hint in (
            *_refused(line),
            *_emphasis(line),
            *_structure(before, line, after),
            *_indent(lines[:number], line),
        ):
            yield Problem(Place(start.path, start.line + number, column + 1), code, message, hint)
    yield from _headings(lines, start, below)
    yield from _open_bold(lines, start)


def _refused(line: str) -> Iterator[Fault]:
    for match in LINK_AS_TYPED.finditer(line):
        mark, opening, label, closing, gap, left, target, right = match.groups()
        if not mark and (opening + closing, left + right, gap) != ("[]", "()", ""):
            message = f"链接「{shortened(match[0], 40)}」的括号要用半角的，中间不空格，"
            yield match.start(), Code.E502, message, f"应写成 [{label}]({target})。"
    for match in IMAGE.finditer(line):
        message = "这里插了图片，正文里不能放图片，"
        yield match.start(), Code.E505, message, "请删去，改用文字说明。"
    html = HTML.search(line)
    if html and html[0] == "<!--":
        message = "这里打开的注释「<!--」没有关上，"
        yield html.start(), Code.E506, message, "请在末尾加上「-->」。"
    elif html:
        message = f"「{shortened(html[0])}」是 HTML，本站只用 Markdown，"
        hint = "请删去；粗体写 **粗体**，换段空一行，小标题写「## 标题」。"
        yield html.start(), Code.E506, message, hint


def _emphasis(line: str) -> Iterator[Fault]:
    for match in BOLD.finditer(line):
        if match[1] != match[1].strip():
            message = f"「{shortened(match[0])}」不会变成粗体，"
            yield match.start(), Code.W513, message, f"星号里边不要空格：**{match[1].strip()}**。"
    for match in UNDERSCORES.finditer(line):
        word = match[0].strip("_")
        message = f"「{shortened(match[0])}」紧挨着文字，不会变成粗体，"
        yield match.start(), Code.W513, message, f"请用两个星号：**{word}**。"


def _structure(before: str, line: str, after: str) -> Iterator[Fault]:
    follows_text = bool(before.strip()) and not (
        LIST_ITEM.match(before) or HEADING.match(before) or before[:1] in " \t"
    )
    if (match := NUMBERED.match(line)) and (before.strip() or after.strip()):
        if NUMBERED.match(before):
            return
        message = f"「{match[0]}」不会成为编号列表，会与上下行连成一段，"
        yield 0, Code.W511, message, f"请写成「{match[1]}. 」（半角句点加空格），或在行间空一行。"
    elif follows_text and LIST_ITEM.match(line):
        yield 0, Code.W515, "列表接在了上一段里，不会成为列表，", "请在列表前面空一行。"
    elif follows_text and NEW_PARAGRAPH.match(line):
        yield 0, Code.W518, "这一行会与上一行连成一段，", "要另起一段，请在上面空一行。"
    if before.strip() and UNDERLINE.fullmatch(line) and not HEADING.match(before):
        message = "这一行会把上一行变成小标题，"
        yield 0, Code.W512, message, "请在上面空一行；小标题写「## 标题」。"
    is_table = TABLE_ROW.match(line) and TABLE_RULE.match(after)
    if follows_text and is_table:
        yield 0, Code.W516, "表格接在了上一段里，不会成为表格，", "请在表格前面空一行。"


def _indent(before: list[str], line: str) -> Iterator[Fault]:
    owner = next((text for text in reversed(before) if text[:1] not in ("", " ", "\t")), "")
    if SHALLOW_ITEM.match(line) and LIST_ITEM.match(owner) and (before and before[-1].strip()):
        message = "下一级列表要比上一级多空四格，现在会与上一级并排，"
        yield 0, Code.W519, message, "请改成空四格。"
    is_first = not before or not before[-1].strip()
    if is_first and INDENTED.match(line) and not CONTINUED.match(owner):
        message = "行首空了四格（或一个制表符），会印成代码，"
        yield 0, Code.W517, message, "请删去行首的空格；段落不用自己缩进。"


def _headings(lines: list[str], start: Place, level: int) -> Iterator[Problem]:
    for number, line in enumerate(lines):
        match = HEADING.match(line)
        if not match:
            continue
        place, found = Place(start.path, start.line + number), len(match[1])
        if found == 1:
            message = "「#」是页面的大标题，页面已经有了，"
            yield Problem(place, Code.W512, message, "正文里的小标题请从「## 」起。")
        elif found > level + 1:
            message = f"标题从{level}级跳到了{found}级，"
            yield Problem(place, Code.W512, message, f"这里请用「{'#' * (level + 1)} 」。")
        level = max(found, 2)


def _open_bold(lines: list[str], start: Place) -> Iterator[Problem]:
    """Yield the stars of a bold text that does not end on its line; their other half is passed."""
    is_open = False
    for number, line in enumerate(lines):
        rest = BOLD.sub(_blanked, line)
        is_open = is_open and bool(line.strip())
        if "**" not in rest or RULE.fullmatch(line):
            continue
        if not is_open:
            place = Place(start.path, start.line + number, rest.index("**") + 1)
            message = "这里的「**」没有配对，会照样印出来，"
            yield Problem(place, Code.W513, message, "粗体的两头要在同一行，例如 **粗体**。")
        is_open = not is_open
