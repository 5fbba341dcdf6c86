"""What every page and document has: where it stands, what it is called, the record its template prints.

Documents share properties, marks, titles in lines, and links that lead outside.
"""

import datetime as dt
import hashlib
import math
import posixpath
import re
from dataclasses import dataclass

from reportsite.plan import paths, words
from reportsite.plan.model import Plan
from reportsite.plan.written import Site
from reportsite.source.kinds import GAP
from reportsite.source.writing import Attachment

KIND = "类型"
SETTINGS = "content/site.yml"


@dataclass(frozen=True, slots=True)
class Link:
    """A text and the page path (with #anchor, if any) it leads to."""

    text: str
    path: str


@dataclass(frozen=True, slots=True)
class SiteColumn:
    """The column (栏目) a page belongs to, as the page meta of 国办发〔2017〕47号 name it."""

    name: str
    description: str
    keywords: str
    type: str


NO_COLUMN = SiteColumn("", "", "", "")


@dataclass(frozen=True, slots=True)
class Article:
    """Publication time (YYYY-MM-DD HH:MM or 待填) and source of a page that is an article."""

    published: str
    source: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled fact, in words; its text may be the gap 待填."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A name and a value by which the search narrows down what it found: 责任单位, 某局."""

    name: str
    value: str

    @property
    def word(self) -> str:
        """Return the word, which nobody types, that stands for the facet in the index."""
        return f"facet{hashlib.sha256(f'{self.name}:{self.value}'.encode()).hexdigest()[:8]}"


@dataclass(frozen=True, slots=True)
class View:
    """One page or document: path, template below templates/, h1, description and record.

    `article` is None where a page has no publication time of its own, as a list has none;
    `crumbs` lead from the home page to the page above this one; `source` is the editor's file;
    `base` is the site's base path where the page may be served at any depth, else empty;
    `about` and `attachments` are what a printed document has beside; `facets` narrow down a search, and `also` are
    words the page is found by though it spells them otherwise.
    """

    path: str
    template: str
    title: str
    description: str
    record: object
    column: SiteColumn = NO_COLUMN
    crumbs: tuple[Link, ...] = ()
    article: Article | None = None
    source: str = SETTINGS
    base: str = ""
    about: "About | None" = None
    attachments: tuple[Attachment, ...] = ()
    facets: tuple[Facet, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def searched(self) -> tuple[Facet, ...]:
        """Return all facets; none where search does not know the page, as it knows no mere list."""
        if not self.facets and not self.article:
            return ()
        return (Facet(KIND, self.column.name), *self.facets)

    @property
    def kind(self) -> str:
        """Return what kind of page this is, by its template: `indicator`."""
        return posixpath.splitext(posixpath.basename(self.template))[0]

    @property
    def share_image(self) -> str:
        """Return the path of the image shown where the page is shared; an indicator has its own."""
        own = posixpath.basename(posixpath.dirname(self.path))
        return paths.share_image(f"indicator-{own}" if self.kind == "indicator" else self.kind)

    def href(self, target: str) -> str:
        """Return the link from here to another page's path, relative so that any base works."""
        if self.base:
            return self.base + target
        path, hash_, anchor = target.partition("#")
        if path == self.path and anchor:
            return f"#{anchor}"
        return posixpath.relpath(path, posixpath.dirname(self.path) or ".") + hash_ + anchor


HOME = Link("首页", paths.OVERVIEW)
TITLE_WIDTH = 19
PHRASE_ENDS, OPENING = "、，；：/的", "《〈（"
BREAK_REACH = 4
UNBROKEN = re.compile(r"[0-9—][0-9—年]|[《〈（“].|.[》〉）”]")
DEMO = "演示数据"
DRAFT = "征求意见稿"


@dataclass(frozen=True, slots=True)
class About:
    """What a document says of itself in its properties; `date` is its own, or its figures' day.

    `watermark` is drawn behind every page, `banner` said above it; '' on a paper that is in force.
    """

    author: str
    keywords: str
    date: dt.date
    watermark: str
    banner: str


@dataclass(frozen=True, slots=True)
class RunIn:
    """A paragraph of the plan: `lead` is the heading it runs on from, '' where it has none."""

    lead: str
    rest: str

    def __str__(self) -> str:
        return self.lead + self.rest


def paragraph(text: str, heading: str) -> RunIn:
    """Return a paragraph with its heading and the mark behind that; the words stay the same."""
    rest = text.removeprefix(heading) if heading else text
    if rest == text:
        return RunIn("", text)
    end = len(heading) + rest.startswith(("。", "：", "．", "；"))
    return RunIn(text[:end], text[end:])


def about(
    site: Site,
    *keywords: str,
    author: str = "",
    date: dt.date | None = None,
    is_draft: bool = False,
) -> About:
    """Return a document's properties: the organiser's, of `as_of` and in force unless told otherwise.

    An invented one says so before anything else.
    """
    mark = DEMO if site.is_demo else DRAFT if is_draft else ""
    banner = f"{mark}　尚未签发" if mark else ""
    if site.is_demo:
        draft = f"　{DRAFT}" if is_draft else ""
        banner = f"{DEMO}{draft}　数字和进展均为虚构　不得引用"
    said = ",".join((*site.keywords, *keywords))
    return About(author or site.organiser, said, date or site.as_of, mark, banner)


def source_of(plan: Plan) -> str:
    """Return where the official words come from: title, issuer and day."""
    return f"{cited(plan.title)}，{plan.issuer}{words.date(plan.issued)}印发"


def root(site: Site) -> str:
    """Return the address of the public site, '' while it is a gap."""
    return "" if site.base_url == GAP else site.base_url + site.base_path


def title_lines(title: str, width: int = TITLE_WIDTH) -> tuple[str, ...]:
    """Return a title in lines of at most `width` letters, about equal, that keep phrases whole.

    GB/T 9704 7.3.1: a title in several lines is broken by sense and shaped evenly.
    """
    lines = math.ceil(len(title) / width)
    if lines <= 1:
        return (title,)
    at = _phrase_end(title, round(len(title) / lines), width)
    return title[:at], *title_lines(title[at:], width)


def _phrase_end(title: str, ideal: int, width: int) -> int:
    """Return the end of a phrase nearest to the ideal place of a break, or of no number or 《》."""
    near = range(ideal - BREAK_REACH, min(ideal + BREAK_REACH, width) + 1)
    ends = [at for at in near if title[at - 1] in PHRASE_ENDS or title[at : at + 1] in OPENING]
    whole = [at for at in near if not UNBROKEN.match(title[at - 1 : at + 1])]
    return min(ends or whole, key=lambda at: abs(at - ideal), default=ideal)


def cited(title: str) -> str:
    """Return a title between 《》, with the marks inside it one step down (GB/T 15834 4.15.3.4)."""
    return f"《{title.translate(str.maketrans('《》', '〈〉'))}》"
