"""Characters no reader can see and no editor meant, named by number; and Chinese numerals."""

import re

INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters, Word's line break (vertical tab) among them
    "\u00ad\u200b\u2060\ufeff"  # soft hyphen, zero-width space, word joiner, stray byte-order mark
    "\u200e\u200f\u2028-\u202e\u2066-\u2069"  # directions, line and paragraph separators
    "\ud800-\udfff\ufdd0-\ufdef\ufffd-\uffff"  # what is left of a broken file
    "]"
)
BLANKS = {
    " ": "空格",
    "\t": "制表符（Tab 键）",
    "\n": "换行",
    "\u00a0": "不换行空格",
    "\u3000": "全角空格",
}


def named(character: str) -> str:
    """Return how to speak of a character that cannot be shown: `U+200B`, 空格."""
    return BLANKS.get(character) or f"U+{ord(character):04X}"


def shortened(text: str, length: int = 20) -> str:
    """Return the text, its end cut off where it is too long to be quoted in a message."""
    return text if len(text) <= length else text[:length] + "…"


def visible(text: str) -> str:
    """Return the text with every character that cannot be seen named in brackets."""
    if text.strip(" \t\n\u00a0\u3000") == "":
        return "、".join(named(character) for character in text)
    return INVISIBLE.sub(lambda match: f"（{named(match[0])}）", text.replace("\n", " "))


DIGITS = "一二三四五六七八九"


def chinese(number: int) -> str:
    """Return the Chinese numeral of a number from 1 to 99: `chinese(17) == "十七"`."""
    if not 1 <= number <= 99:
        raise ValueError(f"no numeral for {number}")
    tens, ones = divmod(number, 10)
    many = DIGITS[tens - 1] if tens > 1 else ""
    return many + ("十" if tens else "") + (DIGITS[ones - 1] if ones else "")


VALUES = {chinese(number): number for number in range(1, 100)}


def numeral(text: str) -> int:
    """Return the value of a Chinese numeral from 一 to 九十九; ValueError for anything else."""
    if text not in VALUES:
        raise ValueError(f"not a numeral: {text}")
    return VALUES[text]
