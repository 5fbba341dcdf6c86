"""Print: manuscripts to PDF artifacts, memoised by what they are made of, on several processes.

Cheap to import: WeasyPrint is loaded only where a document is really printed.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from reportsite.press import Printed, Shop
from reportsite.press.fonts import fingerprint, missing, private_fonts
from reportsite.problems import Code, Place, Problem, Problems
from reportsite.source.cache import digest
from reportsite.source.writing import Artifact, Manuscript

LIBRARIES = ("weasyprint", "pydyf", "tinyhtml5", "tinycss2", "cssselect2", "fonttools", "pyphen")
SYSTEM_LIBRARIES = (
    ("libpango-1.0.so.0", "pango_version_string"),
    ("libharfbuzz.so.0", "hb_version_string"),
)
IN_PROCESS = 2
DOCUMENTS_PER_WORKER = 4

Watch = Callable[[int, Iterator[Printed]], Iterable[Printed]]


@dataclass(frozen=True, slots=True)
class Job:
    """A document to be printed and where."""

    manuscript: Manuscript
    shop: Shop


def unwatched(_count: int, printed: Iterator[Printed]) -> Iterable[Printed]:
    """Let documents pass as they are printed; another watch shows a person how far it is."""
    return printed


def print_documents(
    manuscripts: Sequence[Manuscript],
    shop: Shop,
    problems: Problems,
    *,
    executor: Executor | None = None,
    watch: Watch = unwatched,
) -> list[Artifact]:
    """Return each manuscript as a PDF, in order; one that could not be printed is a problem.

    What was printed before from the same HTML, attachments, styles, fonts, libraries and code is
    taken from the shop's cache; the rest is printed on `executor`, or on processes of our own.
    """
    if lacking := missing(shop.typecase):
        message = f"印刷用的字体不齐，缺{'、'.join(lacking)}。"
        problems.add(Place("Makefile"), Code.E706, message, "请运行 make，它会准备好字体。")
        return []
    edition, cache = _edition(shop), shop.cache
    keys = {manuscript.path: _key(edition, manuscript) for manuscript in manuscripts}
    made = {key: data for key in keys.values() if (data := cache.get(key)) is not None}
    jobs = {keys[m.path]: Job(m, shop) for m in manuscripts if keys[m.path] not in made}

    def printed() -> Iterator[Printed]:
        for key, one in _printed(jobs, executor):
            problems.extend(one.faults)
            if not one.faults:
                cache.put(key, one.data)
                made[key] = one.data
            yield one

    for _ in watch(len(jobs), printed()):
        pass
    return [Artifact(path, made[key]) for path, key in keys.items() if key in made]


def _edition(shop: Shop) -> str:
    """Return a hash of all that shapes a document besides its own HTML."""
    package = Path(__file__).parent
    own = (*sorted(shop.styles.rglob("*.css")), *sorted(shop.styles.rglob("*.svg")))
    files = (*own, *sorted(package.glob("*.py")))
    contents = (f"{file.name} {digest(file.read_bytes())}" for file in files)
    manner = f"duplex={shop.duplex} ends_even={shop.ends_even}"
    return digest(fingerprint(shop.typecase), manner, *_versions(), *contents)


def _key(edition: str, manuscript: Manuscript) -> str:
    """Return the name under which a document is kept: a hash of all that it is made of."""
    carried = (
        part
        for one in manuscript.attachments
        for part in (one.name, one.description, one.media_type, one.data)
    )
    return f"{digest(edition, manuscript.html, *carried)}.pdf"


def _versions() -> Iterator[str]:
    import ctypes

    for name in LIBRARIES:
        yield f"{name} {version(name)}"
    for name, function in SYSTEM_LIBRARIES:
        try:
            said = getattr(ctypes.CDLL(name), function)
        except OSError:  # another system names its libraries otherwise; printing will tell
            continue
        said.restype = ctypes.c_char_p
        yield f"{name} {said().decode()}"


def _printed(jobs: dict[str, Job], executor: Executor | None) -> Iterator[tuple[str, Printed]]:
    """Yield the results as they come: here when there is little to do, else on several processes."""
    if executor:
        yield from _on(executor, jobs)
    elif len(jobs) <= IN_PROCESS:
        yield from ((key, _print(job)) for key, job in jobs.items())
    else:
        with _workers(len(jobs)) as pool:
            yield from _on(pool, jobs)


def _on(executor: Executor, jobs: dict[str, Job]) -> Iterator[tuple[str, Printed]]:
    """Yield results of an executor; what a worker that died was printing is tried again alone."""
    futures = {executor.submit(_print, job): key for key, job in jobs.items()}
    dead: list[str] = []
    for future in as_completed(futures):
        try:
            yield futures[future], future.result()
        except BrokenProcessPool:
            dead.append(futures[future])
    yield from ((key, _alone(jobs[key])) for key in dead)


def _alone(job: Job) -> Printed:
    """Print one document on a process of its own; if that dies too, it is the document's fault."""
    with _workers(1) as pool:
        future: Future[Printed] = pool.submit(_print, job)
        try:
            return future.result()
        except BrokenProcessPool:
            path, place = job.manuscript.path, Place(job.manuscript.source)
            message = f"印{path}的进程中途没有了，可能是内存不够。"
            return Printed(b"", 0, (Problem(place, Code.E708, message, "请把这份文件拆成几份。"),))


def _workers(jobs: int) -> ProcessPoolExecutor:
    """Return processes that start afresh: a fork of a process with threads may lock up."""
    return ProcessPoolExecutor(
        max_workers=min(os.cpu_count() or 1, -(-jobs // DOCUMENTS_PER_WORKER)),
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_serve,
    )


def _serve() -> None:
    """Leave Ctrl-C to the parent, and end with it: a killed build leaves no process behind."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent

    def end_with_parent() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=end_with_parent, daemon=True).start()


def _print(job: Job) -> Printed:
    """Print one document with the shop's fonts."""
    with private_fonts(job.shop.typecase, job.shop.cache.folder):
        from reportsite.press.layout import press

        return press(job.manuscript, job.shop)
