"""An issue's text as page and print share it: prose with its tables, then the attachments (附件)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from reportsite.facts.tables import Table, blocks
from reportsite.plan.snapshot import Snapshot
from reportsite.plan.written import Bulletin

Part = Markup | Table

TITLE = re.compile(r'<h2 id="([^"]*)">(.*?)</h2>', re.DOTALL)
HEADING = re.compile(r'<h2 id="(附件[^"]*)">(.*?)</h2>', re.DOTALL)
LABEL = re.compile(r"^附件\s*\d*[：:、.．\s\u3000]*")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a text as its 要目 lists it, and the id it leads to."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class IssueAttachment:
    """What follows the signature on a page of its own; `label` is 附件, or 附件1 of several."""

    id: str
    label: str
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class IssueText:
    """The text of an issue and its attachments."""

    parts: tuple[Part, ...]
    attachments: tuple[IssueAttachment, ...]


def issue_text(bulletin: Bulletin, on_its_day: Snapshot) -> IssueText:
    """Return an issue's text with its tables as of its own day.

    A heading `## 附件1：…` begins an attachment, which reaches to the next one.
    """
    sections = list(_sections(blocks(bulletin.prose, on_its_day)))
    attached = sections[1:]
    return IssueText(
        parts=tuple(sections[0][2]),
        attachments=tuple(
            IssueAttachment(id, f"附件{number if len(attached) > 1 else ''}", title, tuple(parts))
            for number, (id, title, parts) in enumerate(attached, 1)
        ),
    )


def contents(text: IssueText) -> tuple[Heading, ...]:
    """Return the headings of the first level, then the attachments; one alone needs no list."""
    prose = (str(part) for part in text.parts if not isinstance(part, Table))
    found = (title for html in prose for title in TITLE.findall(html))
    own = (Heading(id, Markup(title).striptags()) for id, title in found)  # noqa: S704 -- its text
    attached = (Heading(a.id, f"{a.label}　{a.title}") for a in text.attachments)
    headings = (*own, *attached)
    return headings if len(headings) > 1 else ()


def _sections(parts: tuple[Part, ...]) -> Iterator[tuple[str, str, list[Part]]]:
    """Yield the id, title and parts of the text, then of every attachment."""
    id, title, own = "", "", list[Part]()
    for part in parts:
        if isinstance(part, Table):
            own.append(part)
            continue
        text, *rest = HEADING.split(str(part))
        own += _kept(text)
        for next_id, heading, text in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
            yield id, title, own
            id, title, own = next_id, LABEL.sub("", heading), list(_kept(text))
    yield id, title, own


def _kept(html: str) -> list[Part]:
    return [Markup(html.strip())] if html.strip() else []  # noqa: S704 -- sanitised in markup; only cut
