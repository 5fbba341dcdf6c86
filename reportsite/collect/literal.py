"""Plain words as Markdown that shows exactly them: what Markdown would read as a sign is escaped."""

import re

from reportsite.prosefaults import LINK_AS_TYPED

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
