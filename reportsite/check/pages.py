"""Free pages, and the table of pages that prose may link to."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from reportsite import paths
from reportsite.check import typedfigures
from reportsite.check.measures import number_in
from reportsite.functions import Setting, bound, unbound
from reportsite.load import Document, Sources
from reportsite.markup import Context, prose
from reportsite.model import Block, Page, Report
from reportsite.official import Official
from reportsite.problems import Place, Problems
from reportsite.schema import PageFile
from reportsite.standing import standing
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
    paths.METHOD,
    paths.CORRECTIONS,
    paths.SITEMAP,
)
TAKEN = {path.split("/")[0] for path in (*FIXED, paths.STYLESHEET, paths.measure_pdf("01"))}
SLUG = re.compile("[a-z0-9]+(-[a-z0-9]+)*")


def free_pages(
    documents: tuple[Document, ...], report: Report | None, context: Context, problems: Problems
) -> tuple[Page, ...]:
    """Return the pages; their figures are the site's, or not judged where there is no report."""
    at = Setting(standing(report, report.site.as_of)) if report else None
    found = [_page(document, at, context, problems) for document in documents]
    return tuple(page for page in found if page)


def _page(
    document: Document, at: Setting | None, context: Context, problems: Problems
) -> Page | None:
    file = validate(PageFile, document, problems)
    blocks = bound_prose(document, at, context, problems)
    slug = _stem(document)
    if slug in TAKEN or not SLUG.fullmatch(slug):
        message = f"文件名「{slug}.md」会成为网址，不能用，"
        hint = "请用小写字母、数字和减号，且不与已有栏目同名，例如 contact.md。"
        problems.add(Place(document.path), "E323", message, hint)
    return Page(slug, file.title, file.summary, blocks, document.path) if file else None


def _stem(document: Document) -> str:
    return PurePosixPath(document.path).stem


def bound_prose(
    document: Document, at: Setting | None, context: Context, problems: Problems
) -> tuple[Block, ...]:
    """Return a document's prose with its figures, and warn of those typed by hand that differ."""
    functions = bound(at) if at else unbound()
    start = Place(document.path, document.body_line)
    if at:
        problems.extend(typedfigures.faults(document.body, start, at.standing))
    return prose(document.body, start, replace(context, functions=functions), problems)


def context(sources: Sources, text: Official) -> Context:
    """Return what prose may link to; links to a part whose file is unreadable are not judged."""
    by_source = dict(_by_source(sources))
    pages = {*by_source.values(), *FIXED, *_registered(sources)}
    pages |= {paths.measure(f"{item.number:02}") for item in text.measures}
    pages |= {paths.indicator(f"{row.number:02}") for row in text.indicators}
    by_url = {paths.url(page): page for page in sorted(pages)}
    unjudged = () if sources.units.readable else (paths.url(paths.UNITS),)
    return Context(by_source | by_url, {}, unjudged)


def _by_source(sources: Sources) -> Iterator[tuple[str, str]]:
    """Yield every source file an editor may link to with its page's path."""
    yield "content/plan.md", paths.PLAN
    yield "content/assurance.md", paths.ASSURANCE
    for document in sources.measures:
        yield document.path, paths.measure(f"{number_in(document.path):02}")
    for document in sources.bulletins:
        yield document.path, paths.bulletin(_stem(document))
    for document in sources.pages:
        yield document.path, paths.free_page(_stem(document))


def _registered(sources: Sources) -> set[str]:
    """Return the pages of units by the ids as typed (validated elsewhere)."""
    register = sources.units.yaml.data
    ids = _ids(register.get("units")) | _ids(register.get("groups"))
    return {paths.unit(id) for id in ids}


def _ids(entries: object) -> set[str]:
    """Return the ids in a list of records and in their members."""
    found: set[str] = set()
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, dict) and isinstance(entry.get("id"), str):
            found |= {str(entry["id"])} | _ids(entry.get("members"))
    return found
