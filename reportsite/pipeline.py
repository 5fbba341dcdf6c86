"""The straight line: load, check, view, print, render, index, audit, publish."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from reportsite import opendata, paper, site
from reportsite.check import check
from reportsite.check.settings import FOLDER, faults, gaps, refuse_demo, refuse_gaps, released
from reportsite.facts.page import View
from reportsite.opendata import calendar
from reportsite.plan import paths
from reportsite.plan.model import Report
from reportsite.plan.snapshot import Snapshot, snapshot
from reportsite.plan.written import Paper
from reportsite.press import Shop
from reportsite.press.fonts import ROLE_NAMES, Typecase
from reportsite.press.printing import Watch, print_documents, unwatched
from reportsite.problems import Problems
from reportsite.render.pictures import ICON, Drawing, draw
from reportsite.render.templates import assets, render
from reportsite.site import frame, handover, share
from reportsite.site.audit import audit
from reportsite.site.handover import pack
from reportsite.site.search import index
from reportsite.source import writing
from reportsite.source.cache import FONTS, Cache
from reportsite.source.files import enclosed, load
from reportsite.source.writing import Artifact, Manuscript, alongside, publish

PROGRAM = Path(__file__).resolve().parent.parent
TEMPLATES = PROGRAM / "templates"
CACHE = PROGRAM / ".cache" / "made"


@dataclass(frozen=True, slots=True)
class Options:
    """What a build is asked for; `only` is a pattern of the PDFs to print, '' for all."""

    root: Path
    site: Path
    pdfs: bool = True
    search: bool = True
    release: bool = False
    strict: bool = False
    demo: bool = False
    only: str = ""
    zip: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did: files in the site, files that changed, gaps the office must fill.

    `base_path` is where on its host the site expects to stand; `made` are the files made beside it.
    """

    pages: int
    pdfs: int
    changed: int
    gaps: int
    base_path: str
    made: tuple[Path, ...]


Stage = Callable[[str], object]


def untold(_stage: str) -> None:
    """Let a stage begin and tell nobody."""


def inspect(options: Options, problems: Problems) -> tuple[Report, int]:
    """Return the checked report and its number of gaps; ContentError when there are errors."""
    writing.recover(options.root)
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
    stage: Stage = untold,
) -> Outcome:
    """Turn what editors typed into what the public reads; nothing is written when anything is wrong.

    `executor` is where documents are printed; `watch` is told of each, `stage` of every stage's name.
    """
    stage("检查")
    report, open_gaps = inspect(options, problems)
    stage("内容")
    now = snapshot(report, report.site.as_of)
    tables = opendata.dataset(now)
    views = site.views(now, tables, preview=not options.release)
    shared = frame.shared(report, pdfs=options.pdfs, search=options.search, release=options.release)
    prints, cache, base = list[Artifact](), Cache(CACHE), report.site.base_path
    if options.pdfs:
        stage("印刷")
        texts = _manuscripts(report, shared, problems)
        wanted, others = paper.selected(texts, options.only, problems)
        prints += paper.left_as_printed(others, options.site, problems)
        problems.stop_on_errors()
        shop = _shop(report.site.paper, options.root, cache)
        prints += print_documents(wanted, shop, problems, executor=executor, watch=watch)
    stage("数据")
    data = (*opendata.downloads(tables, cache), *calendar.calendars(now))
    stage("配图")
    drawn = _pictures(now, views, shared, cache, problems)
    files = [*prints, *data, *_enclosed(report, options.root), *drawn]
    cache.trim()
    stage("网页")
    pages = _pages(views, {**shared, "files": _sizes(files)}, problems, strict=options.strict)
    stage("搜索")
    files += index(pages) if options.search else []
    stage("核对")
    artifacts = [*pages, *files, *assets(TEMPLATES)]
    audit(artifacts, _shown(options), base, problems)
    problems.stop_on_errors(strict=options.strict)
    stage("发布")
    beside = dict(_bundle(artifacts, report, shared, options))
    changed = _published(artifacts, beside, options.site)
    return Outcome(_html(pages), len(prints), changed, open_gaps, base, tuple(beside))


def _html(pages: Sequence[Artifact]) -> int:
    return sum(page.path.endswith(".html") for page in pages)


def _manuscripts(
    report: Report, shared: Mapping[str, object], problems: Problems
) -> list[Manuscript]:
    rendered = render(paper.documents(report), shared, TEMPLATES, problems)
    return [Manuscript(view.path, html, view.source, view.attachments) for view, html in rendered]


def _enclosed(report: Report, root: Path) -> Iterator[Artifact]:
    """Yield the files of evidence that tasks name, each once."""
    tasks = (task for measure in report.measures for task in measure.tasks)
    names = dict.fromkeys(proof.file for task in tasks for proof in task.proofs if proof.file)
    for name in names:
        yield Artifact(paths.evidence(name), enclosed(root, name))


def _shop(paper: Paper, root: Path, cache: Cache) -> Shop:
    own = ((ROLE_NAMES[face.role], root / FOLDER / face.file) for face in paper.typefaces)
    return Shop(
        styles=TEMPLATES / "paper",
        typecase=Typecase(PROGRAM / FONTS, tuple(own)),
        cache=cache,
        duplex=paper.duplex,
        ends_even=paper.ends_even,
    )


def _sizes(files: Sequence[Artifact]) -> Mapping[str, int]:
    return {file.path: len(file.data) for file in files}


def _pictures(
    now: Snapshot,
    views: Sequence[View],
    shared: Mapping[str, object],
    cache: Cache,
    problems: Problems,
) -> list[Artifact]:
    """Return every chart as SVG and PNG, the share images, and the site's icons."""
    drawn = render([*share.charts(now), *share.cards(views, now)], shared, TEMPLATES, problems)
    return draw(
        [Drawing(view.path, svg) for view, svg in drawn],
        icon=(TEMPLATES / "site" / ICON).read_text(encoding="utf-8"),
        fonts=PROGRAM / FONTS,
        cache=cache,
        problems=problems,
    )


def _pages(
    views: Sequence[View], shared: Mapping[str, object], problems: Problems, *, strict: bool
) -> list[Artifact]:
    rendered = render(views, shared, TEMPLATES, problems)
    pages = [Artifact(view.path, html.encode()) for view, html in rendered]
    problems.stop_on_errors(strict=strict)
    return pages


def _bundle(
    artifacts: Sequence[Artifact], report: Report, shared: Mapping[str, object], options: Options
) -> Iterator[tuple[Path, bytes]]:
    """Yield the zip of the site and where it goes, where one is asked for."""
    if options.zip:
        view = handover.bundle(report, release=options.release)
        ((_, readme),) = render([view], shared, TEMPLATES, Problems())
        yield options.site.parent / f"{view.path}.zip", pack(artifacts, view.path, readme)


def _published(artifacts: Sequence[Artifact], made: Mapping[Path, bytes], site: Path) -> int:
    """Publish the site, and with it the files beside it; return how many of the site changed."""
    with ExitStack() as waiting:
        for file, data in made.items():
            waiting.enter_context(alongside(file, data))
        return publish(artifacts, site)


def _shown(options: Options) -> str:
    """Return the site's folder as problems name it: relative to the project where it is below it."""
    site = options.site
    return (
        site.relative_to(options.root) if site.is_relative_to(options.root) else site
    ).as_posix()
