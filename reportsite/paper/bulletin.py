"""The bulletins as they are printed: 报头, 要目 and 按语, text, and a 报尾 or a 版记."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from reportsite.facts.edition import Heading, IssueText, contents, issue_text
from reportsite.facts.indicator import figure_files
from reportsite.facts.page import NO_COLUMN, About, Marks, View, marks, root, title_lines
from reportsite.plan import paths, words
from reportsite.plan.snapshot import Snapshot
from reportsite.plan.written import GAP, Bulletin, BulletinKind
from reportsite.source.calls import Insert
from reportsite.source.writing import Attachment

NAME_HEIGHT = Decimal(56)  # pt; letters are narrowed, as a masthead's are, to fit one line
NAME_WIDTH = Decimal(437)  # pt, of the 442 of the 版心
LINE_WIDTH = Decimal(442)
TEXT_SIZE = Decimal(16)
BESIDE = Decimal(3)  # letters of white: one on either side, one between issuer and date
FIGURE_TABLES = {"goals", "targets", "indicators", "changes"}
TEMPLATES = {
    BulletinKind.BRIEF: "paper/bulletin.html",
    BulletinKind.NOTICE: "paper/notice.html",
}


@dataclass(frozen=True, slots=True)
class Masthead:
    """The 报头: the name's letters are `width` pt wide and `stretch` times as tall.

    The line of issuer and date is set in `size` pt: 16, or what fits.
    `total` is the number counted from the first issue ever, or the gap; `doc_no` is the 发文字号 of
    a 通报, '' where it has none.
    """

    name: str
    width: str
    stretch: str
    issue: str
    total: str
    issuer: str
    date: str
    size: str
    doc_no: str


@dataclass(frozen=True, slots=True)
class Tail:
    """The 报尾: whom the issue goes to, who signed it, how many were printed; any may be the gap."""

    report_to: str
    send_to: str
    distribute_to: str
    signer: str
    copies: str


@dataclass(frozen=True, slots=True)
class Imprint:
    """The 版记 of a 通报 (GB/T 9704 7.4): copies go to ('' = nobody), printed by whom and when."""

    copy_to: str
    printed_by: str
    printed_on: str


@dataclass(frozen=True, slots=True)
class BulletinDocument:
    """An issue of a bulletin, with the foot of its kind.

    Only a 简报 has contents and a note of its editors, only a 通报 addressees and a signature.
    """

    about: About
    marks: Marks
    masthead: Masthead
    contents: tuple[Heading, ...]
    editors_note: str
    title: tuple[str, ...]
    addressees: str
    text: IssueText
    signature: str
    foot: Tail | Imprint
    root: str


def paper(bulletin: Bulletin, on_its_day: Snapshot) -> View:
    """Return the view of an issue as of its own day."""
    site = on_its_day.report.site
    name = f"{bulletin.name}{bulletin.year}年第{bulletin.number}期"
    about = About(
        title=f"{name}：{bulletin.title}",
        author=bulletin.issuer,
        subject=bulletin.summary,
        keywords=",".join(site.keywords),
        date=bulletin.date if isinstance(bulletin.date, dt.date) else bulletin.as_of,
    )
    return View(
        path=paths.bulletin_pdf(bulletin.id),
        template=TEMPLATES[bulletin.kind],
        title=about.title,
        description=about.subject,
        column=NO_COLUMN,
        record=_issue(bulletin, about, on_its_day),
        source=bulletin.source,
        attachments=_figures(bulletin, on_its_day),
    )


def _figures(bulletin: Bulletin, on_its_day: Snapshot) -> tuple[Attachment, ...]:
    """Return the figures as of the issue's day where it prints a table of them."""
    tables = {block.name for block in bulletin.prose if isinstance(block, Insert)}
    if not tables & FIGURE_TABLES:
        return ()
    return figure_files(on_its_day, on_its_day.report.indicators)


def _issue(bulletin: Bulletin, about: About, on_its_day: Snapshot) -> BulletinDocument:
    text, site = issue_text(bulletin, on_its_day), on_its_day.report.site
    return BulletinDocument(
        about=about,
        marks=marks(site, is_draft=bulletin.is_draft),
        masthead=_masthead(bulletin),
        contents=contents(text),
        editors_note=bulletin.editors_note,
        title=title_lines(bulletin.title),
        addressees=bulletin.addressees.rstrip("：:"),
        text=text,
        signature=bulletin.signature,
        foot=FEET[bulletin.kind](bulletin),
        root=root(site),
    )


def _masthead(bulletin: Bulletin) -> Masthead:
    width = min(NAME_HEIGHT, NAME_WIDTH / len(bulletin.name))
    date = words.date(bulletin.date)
    return Masthead(
        name=bulletin.name,
        width=f"{width:.1f}",
        stretch=f"{NAME_HEIGHT / width:.3f}",
        issue=f"第{bulletin.number}期",
        total=str(bulletin.total_number),
        issuer=bulletin.issuer,
        date=date,
        size=f"{min(TEXT_SIZE, LINE_WIDTH / (_width(bulletin.issuer + date) + BESIDE)):.1f}",
        doc_no=bulletin.doc_no,
    )


def _width(line: str) -> Decimal:
    """Return how many letters wide a line is; digits are half as wide."""
    return Decimal(sum(1 if ord(letter) > 127 else 0.5 for letter in line))


def _tail(bulletin: Bulletin) -> Tail:
    return Tail(
        report_to=bulletin.report_to,
        send_to=bulletin.send_to,
        distribute_to=bulletin.distribute_to,
        signer=bulletin.signer,
        copies=str(bulletin.copies),
    )


def _imprint(bulletin: Bulletin) -> Imprint:
    return Imprint(
        copy_to=_stopped(bulletin.copy_to),
        printed_by=bulletin.printed_by,
        printed_on=words.date(bulletin.printed_on),
    )


def _stopped(names: str) -> str:
    """Return the bodies of a 抄送 with the full stop it ends with (GB/T 9704 7.4.2)."""
    return f"{names.rstrip('。')}。" if names not in ("", GAP) else names


FEET: Mapping[BulletinKind, Callable[[Bulletin], Tail | Imprint]] = {
    BulletinKind.BRIEF: _tail,
    BulletinKind.NOTICE: _imprint,
}
