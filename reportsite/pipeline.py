"""The straight line: load, check, view, print, render, index, audit, publish."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from reportsite import journal
from reportsite.artifact import Artifact, Manuscript
from reportsite.audit import audit
from reportsite.check import check
from reportsite.fonts import Typecase
from reportsite.freshness import FONTS
from reportsite.load import load
from reportsite.model import Report
from reportsite.print_ import print_documents
from reportsite.printshop import Shop
from reportsite.problems import Problems
from reportsite.publish import publish
from reportsite.release import gaps, refuse_demo, refuse_gaps, released
from reportsite.render import assets, render
from reportsite.search import index
from reportsite.view import documents, frame, site

PROGRAM = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Options:
    """What a build is asked for."""

    root: Path
    site: Path
    pdfs: bool = True
    search: bool = True
    release: bool = False
    strict: bool = False
    demo: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did: files in the site, files that changed, gaps the office must fill.

    `base_path` is where on its host the site expects to stand.
    """

    pages: int
    pdfs: int
    changed: int
    gaps: int
    base_path: str


def inspect(options: Options, problems: Problems) -> tuple[Report, int]:
    """Return the checked report and its number of gaps; ContentError when there are errors."""
    journal.recover(options.root)
    sources = load(options.root, problems, demo=options.demo)
    if options.release:
        refuse_demo(sources, problems)
        refuse_gaps(sources, problems)
    report = check(sources, problems)
    problems.stop_on_errors(strict=options.strict)
    return (released(report) if options.release else report), len(list(gaps(sources)))


def build(options: Options, problems: Problems, executor: Executor | None = None) -> Outcome:
    """Turn what editors typed into what the public reads; nothing is written when anything is wrong."""
    report, open_gaps = inspect(options, problems)
    prints = _prints(report, options, problems, executor) if options.pdfs else []
    problems.stop_on_errors(strict=options.strict)
    pages = _pages(report, _shared(report, options, prints), problems)
    problems.stop_on_errors(strict=options.strict)
    indexed = index(pages) if options.search else []
    artifacts = [*pages, *assets(PROGRAM / "templates"), *prints, *indexed]
    audit(artifacts, _shown(options), report.site.base_path, problems)
    problems.stop_on_errors(strict=options.strict)
    changed = publish(artifacts, options.site)
    html = [page for page in pages if page.path.endswith(".html")]
    return Outcome(len(html), len(prints), changed, open_gaps, report.site.base_path)


def _pages(report: Report, shared: Mapping[str, object], problems: Problems) -> list[Artifact]:
    rendered = render(site.views(report), shared, PROGRAM / "templates", problems)
    return [Artifact(view.path, html.encode()) for view, html in rendered]


def _shared(
    report: Report, options: Options, prints: Sequence[Artifact] = ()
) -> Mapping[str, object]:
    sizes = {artifact.path: len(artifact.data) for artifact in prints}
    return frame.shared(report, pdfs=sizes, search=options.search, release=options.release)


def _prints(
    report: Report, options: Options, problems: Problems, executor: Executor | None
) -> list[Artifact]:
    shared = _shared(report, options)
    rendered = render(documents.documents(report), shared, PROGRAM / "templates", problems)
    manuscripts = [
        Manuscript(view.path, html, view.source, view.attachments) for view, html in rendered
    ]
    shop = Shop(
        styles=PROGRAM / "templates" / "print",
        typecase=Typecase(PROGRAM / FONTS),
        cache=PROGRAM / ".cache" / "print",
    )
    return print_documents(manuscripts, shop, problems, executor=executor)


def _shown(options: Options) -> str:
    """Return the site's folder as problems name it: relative to the project where it is below it."""
    site = options.site
    return (
        site.relative_to(options.root) if site.is_relative_to(options.root) else site
    ).as_posix()
