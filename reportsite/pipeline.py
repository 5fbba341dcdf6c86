"""The straight line: load, check, view, render, print, audit, publish."""

from collections.abc import Iterable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from reportsite import journal
from reportsite.artifact import Artifact, Manuscript
from reportsite.audit import audit
from reportsite.check import check
from reportsite.fonts import ROLE_NAMES, Typecase
from reportsite.freshness import FONTS
from reportsite.load import load
from reportsite.model import Paper, Report
from reportsite.print_ import Watch, print_documents, unwatched
from reportsite.printshop import Shop
from reportsite.problems import Problems
from reportsite.publish import publish
from reportsite.release import gaps, refuse_demo, refuse_gaps, released
from reportsite.render import assets, render
from reportsite.selection import selected, standing
from reportsite.typefaces import FOLDER, faults
from reportsite.view import documents, frame, site
from reportsite.view.page import View

PROGRAM = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Options:
    """What a build is asked for; `only` is a pattern of the PDFs to print, '' for all."""

    root: Path
    site: Path
    pdfs: bool = True
    release: bool = False
    strict: bool = False
    demo: bool = False
    only: str = ""


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
    problems.extend(faults(report.site.paper.typefaces, options.root))
    problems.stop_on_errors(strict=options.strict)
    return (released(report) if options.release else report), len(list(gaps(sources)))


def build(
    options: Options,
    problems: Problems,
    executor: Executor | None = None,
    watch: Watch = unwatched,
) -> Outcome:
    """Turn what editors typed into what the public reads; nothing is written when anything is wrong.

    `executor` is where documents are printed, `watch` what is told of each.
    """
    report, open_gaps = inspect(options, problems)
    shared = frame.shared(report, pdfs=options.pdfs, release=options.release)
    views = site.views(report, preview=not options.release)
    pages = _pages(views, shared, problems)
    prints: list[Artifact] = []
    if options.pdfs:
        manuscripts = _manuscripts(report, shared, problems)
        wanted, others = selected(manuscripts, options.only, problems)
        problems.stop_on_errors()
        shop = _shop(report.site.paper, options.root)
        prints += print_documents(wanted, shop, problems, executor=executor, watch=watch)
        prints += standing(others, options.site, problems)
    problems.stop_on_errors(strict=options.strict)
    artifacts = [*pages, *assets(PROGRAM / "templates"), *prints]
    audit(artifacts, _shown(options), report.site.base_path, problems)
    problems.stop_on_errors(strict=options.strict)
    changed = publish(artifacts, options.site)
    return Outcome(len(pages), len(prints), changed, open_gaps, report.site.base_path)


def _pages(
    views: Iterable[View], shared: Mapping[str, object], problems: Problems
) -> list[Artifact]:
    rendered = render(views, shared, PROGRAM / "templates", problems)
    return [Artifact(view.path, html.encode()) for view, html in rendered]


def _manuscripts(
    report: Report, shared: Mapping[str, object], problems: Problems
) -> list[Manuscript]:
    rendered = render(documents.documents(report), shared, PROGRAM / "templates", problems)
    return [Manuscript(view.path, html, view.source, view.attachments) for view, html in rendered]


def _shop(paper: Paper, root: Path) -> Shop:
    own = ((ROLE_NAMES[face.role], root / FOLDER / face.file) for face in paper.typefaces)
    return Shop(
        styles=PROGRAM / "templates" / "print",
        typecase=Typecase(PROGRAM / FONTS, tuple(own)),
        cache=PROGRAM / ".cache" / "print",
        paper=paper,
    )


def _shown(options: Options) -> str:
    """Return the site's folder as problems name it: relative to the project where it is below it."""
    site = options.site
    return (
        site.relative_to(options.root) if site.is_relative_to(options.root) else site
    ).as_posix()
