"""A measure's stage in the head of its file: changed in place, the one before kept below it.

Only these values change; quotes, comments and line ends stay.
"""

import re

from reportsite.collect.insertion import line_end
from reportsite.model import Stage

EARLIER = "earlier_stages"


class StageLayoutError(Exception):
    """The stage is not written as the handbook has it, a key and its value on one line."""


def with_stage(raw: bytes, before: Stage | None, after: Stage) -> bytes:
    """Return a measure's file with another stage, and the one before last of `earlier_stages`."""
    text = raw.decode()
    end, lines = line_end(text), text.splitlines(keepends=True)
    marks = [i for i, line in enumerate(lines) if line.removeprefix("\ufeff").rstrip() == "---"]
    first, last = marks[0] + 1, marks[1]
    head = _changed(lines[first:last], before, after, end)
    return "".join([*lines[:first], *head, *lines[last:]]).encode()


def _changed(head: list[str], before: Stage | None, after: Stage, end: str) -> list[str]:
    if before is None:
        return [*head, f"stage: {after.name}{end}", f"stage_since: {after.since}{end}"]
    name = _line_of(head, "stage", before.name)
    since = _line_of(head, "stage_since", str(before.since))
    changed = list(head)
    changed[name] = head[name].replace(before.name, after.name, 1)
    changed[since] = head[since].replace(str(before.since), str(after.since), 1)
    item = f"{{stage: {before.name}, since: {before.since}}}"
    return _with_earlier(changed, item, end, default=max(name, since) + 1)


def _line_of(head: list[str], key: str, value: str) -> int:
    """Return the line on which a key has a value, in quotes or not, a comment behind it or not."""
    line = re.compile(rf"""{key}:[ \t]+(["']?){value}\1\s*(?:[ \t]#.*)?\s*""")
    found = [i for i, typed in enumerate(head) if line.fullmatch(typed)]
    if len(found) != 1:
        raise StageLayoutError
    return found[0]


def _with_earlier(head: list[str], item: str, end: str, *, default: int) -> list[str]:
    """Return the head with an item last of the earlier stages, on new lines where there are none."""
    at = next((i for i, line in enumerate(head) if line.startswith(EARLIER)), None)
    if at is None:
        return [*head[:default], f"{EARLIER}:{end}", f"  - {item}{end}", *head[default:]]
    if flow := re.fullmatch(rf"({EARLIER}:[ \t]*\[)([^\]#]*)(\].*\s*)", head[at]):
        opening, inside, rest = flow.groups()
        others = f"{inside.rstrip()}, " if inside.strip() else ""
        return [*head[:at], f"{opening}{others}{item}{rest}", *head[at + 1 :]]
    if not re.fullmatch(rf"{EARLIER}:\s*(?:#.*)?\s*", head[at]):
        raise StageLayoutError
    last = _last_of_block(head, at)
    dash = re.match(r"[ \t]*", head[at + 1])
    indent = dash[0] if dash and last > at else "  "
    return [*head[: last + 1], f"{indent}- {item}{end}", *head[last + 1 :]]


def _last_of_block(head: list[str], at: int) -> int:
    """Return the last line of a key's items; comments and blank lines below them are not theirs."""
    last = at
    for i, line in enumerate(head[at + 1 :], at + 1):
        if line.strip() and not line.startswith((" ", "\t", "-", "#")):
            break
        if line.strip() and not line.lstrip().startswith("#"):
            last = i
    return last
