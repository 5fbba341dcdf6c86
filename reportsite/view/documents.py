"""The documents that are printed: the bulletins, and a sheet for each measure."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from reportsite import paths
from reportsite.markup import SITE
from reportsite.model import GAP, Block, Bulletin, IndicatorLink, Insert, Measure, Report
from reportsite.standing import standing
from reportsite.view import words
from reportsite.view.inserts import Inserts, TargetRow, YearHead, inserts, target_row, year_heads
from reportsite.view.page import Column, View

NO_COLUMN = Column("", "", "", "")
LINK = re.compile(rf'<a href="{SITE}([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
DRAFT = "草稿"
TITLE_WIDTH = 19
NAME_HEIGHT = Decimal(56)  # pt; letters are narrowed, as a masthead's are, to fit one line
NAME_WIDTH = Decimal(437)  # pt, of the 442 of the 版心
PHRASE_ENDS = "、，；：的"
BREAK_REACH = 4


@dataclass(frozen=True, slots=True)
class About:
    """What a document says of itself in its properties."""

    title: str
    author: str
    subject: str
    keywords: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text: prose, or the table an insert names with its number in this document."""

    prose: Markup
    table: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Masthead:
    """The 报头: the name's letters are `width` pt wide and `stretch` times as tall.

    `total` is the number counted from the first issue ever, or the gap.
    """

    name: str
    width: str
    stretch: str
    issue: str
    total: str
    issuer: str
    date: str


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
    """An issue of a bulletin. `watermark` is '' on an issued one."""

    about: About
    watermark: str
    masthead: Masthead
    title: tuple[str, ...]
    parts: tuple[Part, ...]
    inserts: Inserts
    tail: Tail


@dataclass(frozen=True, slots=True)
class LinkedTargets:
    """An indicator's row and the basis of its link to the measure."""

    row: TargetRow
    basis: str


@dataclass(frozen=True, slots=True)
class MeasureDocument:
    """A measure on one sheet: its official paragraph whole, and what is registered about it."""

    about: About
    plan: str
    chapter: str
    title: tuple[str, ...]
    paragraph: str
    units: tuple[str, ...]
    responsibility: str
    years: tuple[YearHead, ...]
    indicators: tuple[LinkedTargets, ...]
    no_indicators: str
    prose: tuple[Markup, ...]
    progress: str
    as_of: str
    organiser: str
    source: str


def documents(report: Report) -> tuple[View, ...]:
    """Return a view for every PDF."""
    bulletins = (_bulletin(bulletin, report) for bulletin in report.bulletins)
    return (*bulletins, *(_measure(measure, report) for measure in report.measures))


def _bulletin(bulletin: Bulletin, report: Report) -> View:
    name = f"{bulletin.name}{bulletin.year}年第{bulletin.number}期"
    about = About(
        title=f"{name}：{bulletin.title}",
        author=bulletin.issuer,
        subject=bulletin.summary,
        keywords=",".join(report.site.keywords),
    )
    return View(
        path=paths.bulletin_pdf(bulletin.id),
        template="print/bulletin.html",
        title=about.title,
        description=about.subject,
        column=NO_COLUMN,
        record=_issue(bulletin, about, report),
        source=bulletin.source,
    )


def _issue(bulletin: Bulletin, about: About, report: Report) -> BulletinDocument:
    return BulletinDocument(
        about=about,
        watermark=DRAFT if bulletin.is_draft else "",
        masthead=_masthead(bulletin),
        title=title_lines(bulletin.title),
        parts=tuple(_parts(bulletin.prose, _root(report))),
        inserts=inserts(report),
        tail=Tail(
            report_to=bulletin.report_to,
            send_to=bulletin.send_to,
            distribute_to=bulletin.distribute_to,
            signer=bulletin.signer,
            copies=str(bulletin.copies),
        ),
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
    )


def _parts(prose: tuple[Block, ...], root: str) -> Iterator[Part]:
    tables = 0
    for block in prose:
        if isinstance(block, Insert):
            tables += 1
            yield Part(Markup(), block.name, tables)
        else:
            yield Part(printable(block, root))


def printable(html: Markup, root: str) -> Markup:
    """Return prose whose internal links lead to the public site, or are plain text without one.

    A link to a place in the build would name a folder of the machine that printed it.
    """
    kept = rf'<a href="{root}\1">\2</a>' if root else r"\2"
    return Markup(LINK.sub(kept, str(html)))  # noqa: S704 -- sanitised in markup; only links were changed


def _root(report: Report) -> str:
    site = report.site
    return "" if site.base_url == GAP else site.base_url + site.base_path


def title_lines(title: str) -> tuple[str, ...]:
    """Return a title in lines that are about equal and keep phrases whole.

    GB/T 9704 7.3.1: a title in several lines is broken by sense and shaped evenly.
    """
    lines = math.ceil(len(title) / TITLE_WIDTH)
    if lines <= 1:
        return (title,)
    ideal = round(len(title) / lines)
    at = _phrase_end(title, ideal)
    return title[:at], *title_lines(title[at:])


def _phrase_end(title: str, ideal: int) -> int:
    """Return the end of a phrase nearest to the ideal place of a break, or that place itself."""
    near = range(ideal - BREAK_REACH, min(ideal + BREAK_REACH, TITLE_WIDTH) + 1)
    ends = [at for at in near if title[at - 1] in PHRASE_ENDS]
    return min(ends, key=lambda at: abs(at - ideal), default=ideal)


def _measure(measure: Measure, report: Report) -> View:
    name = words.measure(measure.number)
    about = About(
        title=f"{name}：{measure.title}",
        author=report.site.organiser,
        subject=measure.summary,
        keywords=",".join((*report.site.keywords, name)),
    )
    return View(
        path=paths.measure_pdf(measure.id),
        template="print/measure.html",
        title=about.title,
        description=about.subject,
        column=NO_COLUMN,
        record=_sheet(measure, about, report),
        source=measure.source,
    )


def _sheet(measure: Measure, about: About, report: Report) -> MeasureDocument:
    as_of = words.date(report.site.as_of)
    now = standing(report, report.site.as_of)
    blocks = (b for entry in now.entries(measure) for b in entry.prose)
    prose = (printable(b, _root(report)) for b in blocks if not isinstance(b, Insert))
    return MeasureDocument(
        about=about,
        plan=report.plan.title,
        chapter=f"{measure.chapter.numeral}、{measure.chapter.title}",
        title=title_lines(f"（{words.count(measure.number)}）{measure.title}"),
        paragraph=measure.paragraph,
        units=tuple(unit.spelt for unit in measure.units),
        responsibility=_responsibility(measure),
        years=year_heads(report.indicators),
        indicators=tuple(map(_linked, measure.indicators)),
        no_indicators="附件没有写明与本项措施对应的指标，编者也未作推定。",
        prose=tuple(prose),
        progress="" if now.entries(measure) else f"截至{as_of}，尚无单位报送进展。",
        as_of=as_of,
        organiser=report.site.organiser,
        source=_source(report),
    )


def _responsibility(measure: Measure) -> str:
    if measure.is_sole:
        return "由一个单位负责"
    if len(measure.units) == 1:
        return "按职责分工负责"
    return "按职责分工负责；次序照原文，不表示牵头"


def _linked(link: IndicatorLink) -> LinkedTargets:
    return LinkedTargets(target_row(link.indicator), words.BASIS[link.basis])


def _source(report: Report) -> str:
    plan = report.plan
    return f"{cited(plan.title)}，{plan.issuer}{words.date(plan.issued)}印发"


def cited(title: str) -> str:
    """Return a title between 《》, with the marks inside it one step down (GB/T 15834 4.15.3.4)."""
    return f"《{title.translate(str.maketrans('《》', '〈〉'))}》"
