"""Site map, search, and the page for a wrong address."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportsite import paths
from reportsite.view.facets import CHAPTER, UNIT
from reportsite.view.frame import COLUMNS, MENU, PLACES, SECTIONS, column, section_link
from reportsite.view.page import HOME, KIND, Facet, Link, View


@dataclass(frozen=True, slots=True)
class SiteMap:
    """All pages by column; columns of one page stand below the home page."""

    parts: tuple[tuple[Link, tuple[Link, ...]], ...]


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """The facets of one name."""

    name: str
    facets: tuple[Facet, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """All that is searched, by column, and what a search is narrowed down by."""

    parts: tuple[tuple[Link, tuple[Link, ...]], ...]
    groups: tuple[FacetGroup, ...]


@dataclass(frozen=True, slots=True)
class NotFound:
    """Where a reader who came to a wrong address may go."""

    links: tuple[Link, ...]


def site_map(views: Sequence[View]) -> View:
    """Return the page that lists every other page under its column."""
    return View(
        path=paths.SITEMAP,
        template="pages/sitemap.html",
        title="网站地图",
        description="本站全部页面。",
        column=replace(column("about"), name="网站地图"),
        record=_parts(views),
        crumbs=(HOME,),
    )


def search(views: Sequence[View]) -> View:
    """Return the page that searches; what it searches stands on it as a list, for want of a script."""
    known = [view for view in views if view.searched]
    return View(
        path=paths.SEARCH,
        template="pages/search.html",
        title="搜索",
        description="在措施、指标、责任单位、简报和进展里查找。",
        column=replace(column("about"), name="搜索"),
        record=Search(_parts(known).parts, tuple(_facets(known))),
        crumbs=(HOME,),
    )


def _facets(views: Sequence[View]) -> Iterator[FacetGroup]:
    """Yield the facets by name, each in the order of the pages."""
    found = dict.fromkeys(facet for view in views for facet in view.searched)
    for name in (KIND, UNIT, CHAPTER):
        yield FacetGroup(name, tuple(facet for facet in found if facet.name == name))


def _parts(views: Sequence[View]) -> SiteMap:
    columns = [_part(section, views) for section in SECTIONS if _names(section, views)]
    home = Link(COLUMNS["overview"][0], PLACES["overview"])
    alone = tuple(top for top, links in columns if not links and top != home)
    return SiteMap(((home, alone), *(part for part in columns if part[1])))


def _names(section: str, views: Sequence[View]) -> bool:
    return any(view.column.name == COLUMNS[section][0] for view in views)


def _has(section: str, views: Sequence[View]) -> bool:
    return any(view.path == PLACES[section] for view in views)


def _part(section: str, views: Sequence[View]) -> tuple[Link, tuple[Link, ...]]:
    name = COLUMNS[section][0]
    own = (v for v in views if v.column.name == name and v.path != PLACES[section])
    return Link(name, PLACES[section]), tuple(Link(view.title, view.path) for view in own)


def not_found(views: Sequence[View], base: str) -> View:
    """Return 404.html; served at any depth, so its links start at the site's base."""
    return View(
        path=paths.NOT_FOUND,
        template="pages/404.html",
        title="没有找到这个页面",
        description="网址有误，或者页面已经移走。",
        column=replace(column("overview"), name="提示"),
        record=NotFound(tuple(section_link(name) for name in MENU if _has(name, views))),
        base=base,
    )
