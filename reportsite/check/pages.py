"""Free pages, and the table of pages that prose may link to."""

from pathlib import PurePosixPath

from reportsite import paths
from reportsite.load import Document, Sources
from reportsite.markup import Context, prose
from reportsite.model import Page
from reportsite.problems import Place, Problems
from reportsite.schema import PageFile
from reportsite.validation import validate

FIXED = (
    paths.OVERVIEW,
    paths.MEASURES,
    paths.INDICATORS,
    paths.UNITS,
    paths.BULLETINS,
    paths.PLAN,
    paths.ASSURANCE,
    paths.DEFINITIONS,
    paths.SITEMAP,
)


def free_pages(
    documents: tuple[Document, ...], context: Context, problems: Problems
) -> tuple[Page, ...]:
    found = (_page(document, context, problems) for document in documents)
    return tuple(page for page in found if page)


def _page(document: Document, context: Context, problems: Problems) -> Page | None:
    file = validate(PageFile, document, problems)
    start = Place(document.path, document.body_line)
    blocks = prose(document.body, start, context, problems)
    if file is None:
        return None
    return Page(_stem(document), file.title, file.summary, blocks, document.path)


def _stem(document: Document) -> str:
    return PurePosixPath(document.path).stem


def known_pages(sources: Sources) -> dict[str, str]:
    """Map every source file and every site URL an editor may link to onto its page's path."""
    by_source = {
        "content/plan.md": paths.PLAN,
        "content/assurance.md": paths.ASSURANCE,
        **{d.path: paths.measure(_stem(d)[:2]) for d in sources.measures},
        **{d.path: paths.bulletin(_stem(d)) for d in sources.bulletins},
        **{d.path: paths.free_page(_stem(d)) for d in sources.pages},
    }
    pages = {*by_source.values(), *FIXED, *_registered(sources)}
    return by_source | {paths.url(page): page for page in pages}


def _registered(sources: Sources) -> set[str]:
    """Return the pages of units and indicators by the ids as typed (validated elsewhere)."""
    units, indicators = sources.units.yaml.data, sources.indicators.yaml.data
    found = {paths.indicator(id) for id in _ids(indicators.get("indicators"))}
    for part in ("units", "groups"):
        found |= {paths.unit(id) for id in _ids(units.get(part))}
    return found


def _ids(entries: object) -> set[str]:
    """Return the ids in a list of records and in their members."""
    found: set[str] = set()
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, dict) and entry.get("id"):
            found |= {str(entry["id"])} | _ids(entry.get("members"))
    return found
