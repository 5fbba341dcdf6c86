"""Bulletins and free pages: front matter, name of the file, and prose with figures of its own day."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from reportsite.check import wording
from reportsite.check.fields import validate
from reportsite.check.functions import Setting, bound
from reportsite.check.indicators import Annex
from reportsite.check.measures import Claim, number_in
from reportsite.check.schema import PageFile
from reportsite.plan import paths
from reportsite.plan.model import Report
from reportsite.plan.snapshot import snapshot
from reportsite.plan.written import Bulletin, BulletinFront, Page
from reportsite.problems import Code, Place, Problems
from reportsite.source.calls import Insert
from reportsite.source.files import Document, Sources
from reportsite.source.kinds import values
from reportsite.source.markdown import Block, Context, prose

Issued = tuple[Document, BulletinFront | None]
# fmt: off
NEEDED = {
    "简报": {"report_to": "报", "send_to": "送", "distribute_to": "发", "copies": "印数"},
    "通报": {"addressees": "主送", "signature": "落款", "printed_by": "印发机关", "printed_on": "印发日期"},
}
# fmt: on
ALLOWED = {"简报": {"editors_note": "按语"}, "通报": {"doc_no": "发文字号", "copy_to": "抄送"}}
OTHER = {"简报": "通报", "通报": "简报"}


def check(
    documents: tuple[Document, ...], report: Report | None, context: Context, problems: Problems
) -> tuple[Bulletin, ...]:
    """Return the bulletins, newest first; without a report, calls are checked for form alone."""
    claims = [(document, validate(BulletinFront, document, problems)) for document in documents]
    found = [
        bulletin
        for claim in claims
        if (bulletin := _bulletin(claim, _setting(claim, claims, report), context, problems))
    ]
    if report:
        for bulletin in found:
            _hold_dated(bulletin, report, problems)
    return tuple(sorted(found, key=lambda bulletin: bulletin.id, reverse=True))


def _hold_dated(bulletin: Bulletin, report: Report, problems: Problems) -> None:
    """Warn of an entry without a day that an issue prints: one added later would get into it."""
    blocks = (block for block in bulletin.prose if isinstance(block, Insert))
    asked = {block.arguments[0] for block in blocks if block.name == "progress"}
    for measure in report.measures:
        for entry in measure.entries:
            if entry.on is None and str(entry.period) in asked:
                message = f"这一条没有写报送日期，印在{bulletin.issue}里，"
                hint = f"以后补写的也会印进那一期。请写明，例如「{entry.period.words}（…，2024年7月20日）」。"
                problems.add(Place(measure.source, entry.line), Code.W521, message, hint)


def _setting(claim: Issued, claims: list[Issued], report: Report | None) -> Setting | None:
    file = claim[1]
    if report is None or file is None:
        return None
    return Setting(snapshot(report, file.as_of), _previous(file, claims))


def _previous(file: BulletinFront, claims: list[Issued]) -> tuple[str, str] | None:
    """Return the issue before one, by year and number, and its day."""
    issues = {(other.year, other.number): other for _, other in claims if other}
    before = [issue for issue in issues if issue < (file.year, file.number)]
    last = issues[max(before)] if before else None
    return (last.issue, last.as_of.isoformat()) if last else None


def _bulletin(
    claim: Issued, at: Setting | None, context: Context, problems: Problems
) -> Bulletin | None:
    document, file = claim
    blocks = bound_prose(document, at, context, problems)
    if file is None:
        return None
    if _stem(document) != file.id:
        message = f"这是{file.issue}，文件名应是 {file.id}.md。"
        problems.add(document.place("number"), Code.E321, message)
    for key, message, hint in _kind_faults(file):
        problems.add(document.place(key), Code.E324, message, hint)
    return Bulletin(prose=blocks, source=document.path, **values(file))


def _kind_faults(file: BulletinFront) -> Iterator[tuple[str, str, str]]:
    """Yield what an issue of its kind lacks, and what only the other kind has."""
    for key, name in NEEDED[file.kind].items():
        if getattr(file, key) == "":
            yield "kind", f"{file.kind}要写{name}，", f"请加上「{key}: …」。"
    other = OTHER[file.kind]
    for key, name in (NEEDED[other] | ALLOWED[other]).items():
        if getattr(file, key) != "":
            hint = f"请删去这一行；要发{other}，「kind」写{other}。"
            yield key, f"{file.kind}没有{name}，", hint


FIXED = (
    *(paths.OVERVIEW, paths.MEASURES, paths.INDICATORS, paths.UNITS, paths.BULLETINS, paths.PLAN),
    *(paths.ASSURANCE, paths.DEFINITIONS, paths.METHOD, paths.CORRECTIONS, paths.SITEMAP),
)
TAKEN = {path.split("/")[0] for path in (*FIXED, paths.STYLESHEET, paths.measure_pdf("01"))}
SLUG = re.compile("[a-z0-9]+(-[a-z0-9]+)*")


def free_pages(
    documents: tuple[Document, ...], report: Report | None, context: Context, problems: Problems
) -> tuple[Page, ...]:
    """Return the pages; their figures are the site's, or not judged where there is no report."""
    at = Setting(snapshot(report, report.site.as_of)) if report else None
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
        problems.add(Place(document.path), Code.E323, message, hint)
    return Page(slug, file.title, file.summary, blocks, document.path) if file else None


def _stem(document: Document) -> str:
    return PurePosixPath(document.path).stem


def bound_prose(
    document: Document, at: Setting | None, context: Context, problems: Problems
) -> tuple[Block, ...]:
    """Return a document's prose with its figures, and warn of those typed by hand that differ."""
    start = Place(document.path, document.body_line)
    if at:
        problems.extend(wording.figure_faults(document.body, start, at.snapshot))
    return prose(document.body, start, replace(context, functions=bound(at)), problems)


def context(
    sources: Sources, claims: Iterable[Claim], annex: Annex | None, *, is_whole: bool
) -> Context:
    """Return what prose may link to; links to a part whose file is unreadable are not judged.

    Nor are those to measures where a file may be missing: where not all of the text `is_whole`.
    """
    by_source = dict(_by_source(sources))
    pages = {*by_source.values(), *FIXED, *_registered(sources)}
    pages |= {paths.measure(f"{claim.number:02}") for claim in claims}
    pages |= {paths.indicator(id) for id in annex.ids} if annex else set()
    by_url = {paths.url(page): page for page in sorted(pages)}
    unjudged = [] if sources.units.readable else [paths.url(paths.UNITS)]
    unjudged += [] if is_whole else [paths.url(paths.MEASURES)]
    unjudged += [] if annex else [paths.url(paths.INDICATORS)]
    return Context(by_source | by_url, {}, tuple(unjudged))


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
