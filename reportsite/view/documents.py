"""The documents that are printed: the bulletins, and a sheet for each measure."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from reportsite import paths, words
from reportsite.model import Bulletin, BulletinKind, Report
from reportsite.view.issues import IssueText, issue_text
from reportsite.view.page import View
from reportsite.view.sheets import sheet
from reportsite.view.typeset import NO_COLUMN, About, Marks, marks, root, title_lines

NAME_HEIGHT = Decimal(56)  # pt; letters are narrowed, as a masthead's are, to fit one line
NAME_WIDTH = Decimal(437)  # pt, of the 442 of the 版心
TEMPLATES = {
    BulletinKind.BRIEF: "print/bulletin.html",
    BulletinKind.NOTICE: "print/notice.html",
}


@dataclass(frozen=True, slots=True)
class Masthead:
    """The 报头: the name's letters are `width` pt wide and `stretch` times as tall.

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
class BulletinDocument:
    """An issue of a bulletin; `addressees` and `signature` are '' but on a 通报."""

    about: About
    marks: Marks
    masthead: Masthead
    title: tuple[str, ...]
    addressees: str
    text: IssueText
    signature: str
    tail: Tail
    root: str


def documents(report: Report) -> tuple[View, ...]:
    """Return a view for every PDF."""
    bulletins = (_bulletin(bulletin, report) for bulletin in report.bulletins)
    return (*bulletins, *(sheet(measure, report) for measure in report.measures))


def _bulletin(bulletin: Bulletin, report: Report) -> View:
    name = f"{bulletin.name}{bulletin.year}年第{bulletin.number}期"
    about = About(
        title=f"{name}：{bulletin.title}",
        author=bulletin.issuer,
        subject=bulletin.summary,
        keywords=",".join(report.site.keywords),
        date=bulletin.date if isinstance(bulletin.date, dt.date) else bulletin.as_of,
    )
    return View(
        path=paths.bulletin_pdf(bulletin.id),
        template=TEMPLATES[bulletin.kind],
        title=about.title,
        description=about.subject,
        column=NO_COLUMN,
        record=_issue(bulletin, about, report),
        source=bulletin.source,
    )


def _issue(bulletin: Bulletin, about: About, report: Report) -> BulletinDocument:
    return BulletinDocument(
        about=about,
        marks=marks(report.site, is_draft=bulletin.is_draft),
        masthead=_masthead(bulletin),
        title=title_lines(bulletin.title),
        addressees=bulletin.addressees.rstrip("：:"),
        text=issue_text(bulletin, report),
        signature=bulletin.signature,
        tail=Tail(
            report_to=bulletin.report_to,
            send_to=bulletin.send_to,
            distribute_to=bulletin.distribute_to,
            signer=bulletin.signer,
            copies=str(bulletin.copies),
        ),
        root=root(report.site),
    )


def _masthead(bulletin: Bulletin) -> Masthead:
    width = min(NAME_HEIGHT, NAME_WIDTH / len(bulletin.name))
    return Masthead(
        name=bulletin.name,
        width=f"{width:.1f}",
        stretch=f"{NAME_HEIGHT / width:.3f}",
        issue=f"第{bulletin.number}期",
        total=str(bulletin.total_number),
        issuer=bulletin.issuer,
        date=words.date(bulletin.date),
        doc_no=bulletin.doc_no,
    )
