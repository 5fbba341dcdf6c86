"""The bulletins as they are printed: 报头, 要目 and 按语, text, and a 报尾 or a 版记."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from reportsite.facts.indicator import figure_files
from reportsite.facts.page import View, about
from reportsite.facts.tables import Heading, IssueText, contents, issue_text
from reportsite.plan import paths, words
from reportsite.plan.snapshot import Snapshot
from reportsite.plan.written import Bulletin, BulletinKind
from reportsite.source.calls import Insert
from reportsite.source.kinds import GAP
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
class BulletinDocument:
    """An issue of a bulletin; only a 简报 has contents, only a 通报 sends copies.

    In the 报头 the name's letters are `width` pt wide and `stretch` times as tall, the line of
    issuer and date is set in `size` pt: 16, or what fits.
    """

    bulletin: Bulletin
    contents: tuple[Heading, ...]
    text: IssueText
    width: str
    stretch: str
    size: str

    @property
    def issue(self) -> str:
        return f"第{self.bulletin.number}期"

    @property
    def copies_to(self) -> str:
        """Return the bodies of a 抄送 with the full stop it ends with (GB/T 9704 7.4.2)."""
        names = self.bulletin.copy_to
        return f"{names.rstrip('。')}。" if names not in ("", GAP) else names


def paper(bulletin: Bulletin, on_its_day: Snapshot) -> View:
    """Return the view of an issue as of its own day."""
    issued = bulletin.date if isinstance(bulletin.date, dt.date) else bulletin.as_of
    return View(
        path=paths.bulletin_pdf(bulletin.id),
        template=TEMPLATES[bulletin.kind],
        title=f"{bulletin.name}{bulletin.issue}：{bulletin.title}",
        description=bulletin.summary,
        record=_issue(bulletin, on_its_day),
        source=bulletin.source,
        about=about(
            on_its_day.report.site,
            author=bulletin.issuer,
            date=issued,
            is_draft=bulletin.is_draft,
        ),
        attachments=_figures(bulletin, on_its_day),
    )


def _figures(bulletin: Bulletin, on_its_day: Snapshot) -> tuple[Attachment, ...]:
    """Return the figures as of the issue's day where it prints a table of them."""
    tables = {block.name for block in bulletin.prose if isinstance(block, Insert)}
    if not tables & FIGURE_TABLES:
        return ()
    return figure_files(on_its_day, on_its_day.report.indicators)


def _issue(bulletin: Bulletin, on_its_day: Snapshot) -> BulletinDocument:
    text = issue_text(bulletin, on_its_day)
    width = min(NAME_HEIGHT, NAME_WIDTH / len(bulletin.name))
    letters = _width(bulletin.issuer + words.date(bulletin.date)) + BESIDE
    return BulletinDocument(
        bulletin=bulletin,
        contents=contents(text),
        text=text,
        width=f"{width:.1f}",
        stretch=f"{NAME_HEIGHT / width:.3f}",
        size=f"{min(TEXT_SIZE, LINE_WIDTH / letters):.1f}",
    )


def _width(line: str) -> Decimal:
    """Return how many letters wide a line is; digits are half as wide."""
    return Decimal(sum(1 if ord(letter) > 127 else 0.5 for letter in line))
