"""What every page has: where it stands, what it is called, and the record its template prints."""

import hashlib
import posixpath
from dataclasses import dataclass

from reportsite.plan import paths
from reportsite.source.writing import Attachment

KIND = "类型"


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


@dataclass(frozen=True, slots=True)
class Article:
    """Publication time (YYYY-MM-DD HH:MM or 待填) and source of a page that is an article."""

    published: str
    source: str


@dataclass(frozen=True, slots=True)
class NotAnArticle:
    """The page is a list or the home page: it has no publication time of its own."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A name and a value by which the search narrows down what it found: 责任单位, 市农牧局."""

    name: str
    value: str

    @property
    def word(self) -> str:
        """Return the word, which nobody types, that stands for the facet in the index."""
        return f"facet{hashlib.sha256(f'{self.name}:{self.value}'.encode()).hexdigest()[:8]}"


@dataclass(frozen=True, slots=True)
class View:
    """One page or document: path, template below templates/, h1, description and record.

    `crumbs` lead from the home page to the page above this one; `source` is the editor's file;
    `base` is the site's base path where the page may be served at any depth, else empty;
    `attachments` are what a printed document carries; `facets` narrow down a search, and `also` are
    words the page is found by though it spells them otherwise.
    """

    path: str
    template: str
    title: str
    description: str
    column: SiteColumn
    record: object
    crumbs: tuple[Link, ...] = ()
    article: Article | NotAnArticle = NotAnArticle()
    source: str = "content/site.yml"
    base: str = ""
    attachments: tuple[Attachment, ...] = ()
    facets: tuple[Facet, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def searched(self) -> tuple[Facet, ...]:
        """Return all facets; none where search does not know the page, as it knows no mere list."""
        if not self.facets and isinstance(self.article, NotAnArticle):
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
