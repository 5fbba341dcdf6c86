"""Additions to the editors' own files as bytes: pure insertions, the rest stays byte for byte.

The mark at the file's beginning, its encoding and its line ends are kept.
"""

import codecs
import csv
import io
import re
from collections.abc import Mapping, Sequence

from reportsite import csvtext
from reportsite.model import EntryKind

ORDER = [kind.value for kind in EntryKind]
KIND = re.compile(r"## +(.+?)\s*#*$")


def with_rows(raw: bytes, rows: Sequence[Mapping[str, str]]) -> bytes:
    """Return a CSV file with rows added at its end, in the file's own order of columns."""
    found = csvtext.decoded(raw)
    assert found, "it has been read before"
    text, encoding = found
    names, end = csvtext.columns(text), line_end(text)
    lines = io.StringIO()
    writer = csv.DictWriter(lines, names, lineterminator=end)
    writer.writerows(rows)
    before = "" if text.endswith(("\n", "\r")) else end
    return raw + (before + lines.getvalue()).encode(_plain(encoding, raw))


def _plain(encoding: str, raw: bytes) -> str:
    """Return the encoding without a mark of its own, to append with."""
    if encoding == "utf-16":
        return "utf-16-le" if raw.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
    return "utf-8" if encoding == "utf-8-sig" else encoding


def with_entry(raw: bytes, kind: EntryKind, heading: str, body: str) -> bytes:
    """Return a measure's file with an entry at the end of its section, which is made if missing.

    `raw` is UTF-8 and `body` Markdown; sections stand in the order 进展、存在问题、下一步.
    """
    text = raw.decode()
    end = line_end(text)
    entry = [f"### {heading}", "", *body.split("\n")]
    at, is_there = _place(text, kind.value)
    if not is_there:
        entry = [f"## {kind.value}", "", *entry]
    before = text[:at].rstrip("\r\n \t")
    gap = text[len(before) : at]
    missing = max(0, 2 - len(re.findall(r"\r\n|\r|\n", gap)))
    after = "" if at == len(text) else end
    return (text[:at] + end * missing + end.join(entry) + end + after + text[at:]).encode()


def _place(text: str, kind: str) -> tuple[int, bool]:
    """Return where an entry of a kind belongs, and whether the section is there already."""
    heads = _heads(text)
    own = [i for i, (name, _) in enumerate(heads) if name == kind]
    if own:
        after = heads[own[-1] + 1 : own[-1] + 2]
        return (after[0][1] if after else len(text)), True
    later = ORDER[ORDER.index(kind) + 1 :]
    return next((at for name, at in heads if name in later), len(text)), False


def _heads(text: str) -> list[tuple[str, int]]:
    """Return name and offset of every heading of the second level below the official text."""
    found: list[tuple[str, int]] = []
    offset, fences = 0, 0
    for line in text.splitlines(keepends=True):
        bare = line.rstrip("\r\n").removeprefix("\ufeff")
        fences += fences < 2 and bare.rstrip() == "---"
        if fences == 2 and (match := KIND.match(bare)):
            found.append((match[1], offset))
        offset += len(line)
    return found


def line_end(text: str) -> str:
    """Return the line end a text uses most."""
    counts = {"\r\n": text.count("\r\n")}
    counts["\n"] = text.count("\n") - counts["\r\n"]
    counts["\r"] = text.count("\r") - counts["\r\n"]
    return max(("\n", "\r\n", "\r"), key=lambda end: counts[end])
