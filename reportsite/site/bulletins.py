"""The list of bulletins, and each as a page with the same text as its PDF."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportsite.facts.page import HOME, Article, Fact, View
from reportsite.facts.tables import IssueText, issue_text
from reportsite.plan import paths, words
from reportsite.plan.model import Report
from reportsite.plan.snapshot import Snapshot, snapshot
from reportsite.plan.written import Bulletin
from reportsite.site.frame import column, page, section_link


@dataclass(frozen=True, slots=True)
class BulletinCard:
    """A bulletin in a list."""

    issue: str
    title: str
    summary: str
    date: str
    is_draft: bool
    path: str
    pdf: str


@dataclass(frozen=True, slots=True)
class BulletinPage:
    """A bulletin's own page; `tail` is the 报尾 or 版记."""

    bulletin: Bulletin
    text: IssueText
    tail: tuple[Fact, ...]


def views(now: Snapshot) -> Iterator[View]:
    report = now.report
    yield page("bulletins", cards(report), report)
    for bulletin in report.bulletins:
        yield _page(bulletin, report)


def cards(report: Report) -> tuple[BulletinCard, ...]:
    return tuple(map(_card, report.bulletins))


def _card(bulletin: Bulletin) -> BulletinCard:
    return BulletinCard(
        issue=bulletin.issue,
        title=bulletin.title,
        summary=bulletin.summary,
        date=words.date(bulletin.date),
        is_draft=bulletin.is_draft,
        path=paths.bulletin(bulletin.id),
        pdf=paths.bulletin_pdf(bulletin.id),
    )


def _page(bulletin: Bulletin, report: Report) -> View:
    published = bulletin.date if isinstance(bulletin.date, str) else f"{bulletin.date} 00:00"
    text = issue_text(bulletin, snapshot(report, bulletin.as_of))
    return View(
        path=paths.bulletin(bulletin.id),
        template="site/bulletin.html",
        title=bulletin.title,
        description=bulletin.summary,
        column=column("bulletins", report),
        record=BulletinPage(bulletin, text, tuple(fact for fact in _tail(bulletin) if fact.text)),
        crumbs=(HOME, section_link("bulletins", report)),
        article=Article(published, bulletin.issuer),
        source=bulletin.source,
    )


def _tail(bulletin: Bulletin) -> tuple[Fact, ...]:
    """Return what either kind of issue says at its foot; the other kind's fields are ''."""
    copies = bulletin.copies
    return (
        Fact("签发", bulletin.signer),
        Fact("报", bulletin.report_to),
        Fact("送", bulletin.send_to),
        Fact("发", bulletin.distribute_to),
        Fact("抄送", bulletin.copy_to),
        Fact("印发机关", bulletin.printed_by),
        Fact("印发日期", words.date(bulletin.printed_on)),
        Fact("印数", f"{copies}份" if isinstance(copies, int) else copies),
    )
