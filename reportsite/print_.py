"""Print: manuscripts to PDF artifacts, memoised by what they are made of, on several processes.

Cheap to import: WeasyPrint is loaded only where a document is really printed.
"""

import ctypes
import hashlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from reportsite.artifact import Artifact, Manuscript
from reportsite.fonts import fingerprint, missing, private_fonts
from reportsite.problems import Place, Problem, Problems

LIBRARIES = ("weasyprint", "pydyf", "tinyhtml5", "tinycss2", "cssselect2", "fonttools", "pyphen")
SYSTEM_LIBRARIES = (
    ("libpango-1.0.so.0", "pango_version_string"),
    ("libharfbuzz.so.0", "hb_version_string"),
)
CODE = ("print_", "press", "proofs", "fonts", "watermark", "weasyprint_repairs")
IN_PROCESS = 2
DOCUMENTS_PER_WORKER = 4
KEPT = 1000

Printed = tuple[bytes, tuple[Problem, ...]]


@dataclass(frozen=True, slots=True)
class Job:
    """A document to be printed and where its styles, fonts and scratch folder are."""

    manuscript: Manuscript
    styles: Path
    fonts: Path
    cache: Path


def print_documents(  # noqa: PLR0913 -- the edge of the stage: its three folders
    manuscripts: Sequence[Manuscript],
    *,
    styles: Path,
    fonts: Path,
    cache: Path,
    problems: Problems,
    executor: Executor | None = None,
) -> list[Artifact]:
    """Return each manuscript as a PDF, in order; one that could not be printed is a problem.

    What was printed before from the same HTML, styles, fonts, libraries and code is taken from
    `cache`; the rest is printed on `executor`, or on processes of our own.
    """
    if lacking := missing(fonts):
        message = f"印刷用的字体不齐，缺{'、'.join(lacking)}。"
        problems.add(Place("Makefile"), "E706", message, "请运行 make，它会准备好字体。")
        return []
    edition = _edition(styles, fonts)
    files = {m.path: cache / f"{_digest(edition, m.html)}.pdf" for m in manuscripts}
    jobs = [Job(m, styles, fonts, cache) for m in manuscripts if not files[m.path].exists()]
    for job, (data, faults) in zip(jobs, _printed(jobs, executor), strict=True):
        problems.extend(faults)
        if not faults:
            _keep(files[job.manuscript.path], data)
    _forget_oldest(cache, used=files.values())
    return [Artifact(path, file.read_bytes()) for path, file in files.items() if file.exists()]


def _edition(styles: Path, fonts: Path) -> str:
    """Return a hash of all that shapes a document besides its own HTML."""
    package = Path(__file__).parent
    own = (*sorted(styles.rglob("*.css")), *sorted(styles.rglob("*.svg")))
    files = (*own, *(package / f"{name}.py" for name in CODE))
    contents = (f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()}" for file in files)
    return _digest(fingerprint(fonts), *_versions(), *contents)


def _versions() -> Iterator[str]:
    for name in LIBRARIES:
        yield f"{name} {version(name)}"
    for name, function in SYSTEM_LIBRARIES:
        try:
            said = getattr(ctypes.CDLL(name), function)
        except OSError:  # another system names its libraries otherwise; printing will tell
            continue
        said.restype = ctypes.c_char_p
        yield f"{name} {said().decode()}"


def _digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def _printed(jobs: Sequence[Job], executor: Executor | None) -> Iterator[Printed]:
    """Yield the results in order: here when there is little to do, else on several processes."""
    if executor:
        yield from executor.map(_print, jobs)
    elif len(jobs) <= IN_PROCESS:
        yield from map(_print, jobs)
    else:
        with _workers(len(jobs)) as pool:
            yield from pool.map(_print, jobs)


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
    """Print one document with the private fonts."""
    with private_fonts(job.fonts, job.cache):
        from reportsite.press import press

        manuscript = job.manuscript
        return press(manuscript.html, Place(manuscript.source), job.styles, job.fonts)


def _keep(file: Path, data: bytes) -> None:
    """Write under another name first: half a file never passes for a whole one."""
    fresh = file.with_name(f"{file.name}.{os.getpid()}")
    fresh.write_bytes(data)
    fresh.replace(file)


def _forget_oldest(cache: Path, used: Iterable[Path]) -> None:
    """Keep the documents used last; litter of a killed build goes too."""
    for file in used:
        if file.exists():
            os.utime(file)
    kept = sorted(cache.glob("*.pdf*"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in kept[KEPT:]:
        file.unlink(missing_ok=True)
