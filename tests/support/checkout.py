"""Copies of the whole project to run, break and serve, each a folder of its own."""

import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from reportsite.cli import main

ROOT = Path(__file__).resolve().parent.parent.parent
PARTS = ("build.py", "requirements.txt", "reportsite", "templates", "content", "data")
PATIENCE = 30  # seconds until a condition that should come true at once counts as failed

Tree = dict[str, bytes]


def checkout(folder: Path, *, cold: bool = False) -> Path:
    """Copy the program and the real content into a folder; the fonts are only linked.

    What was made before comes along, unless `cold`; printed documents never do.
    """
    for part in PARTS:
        source, target = ROOT / part, folder / part
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
    (folder / ".cache").mkdir()
    (folder / ".cache" / "fonts").symlink_to(ROOT / ".cache" / "fonts")
    made = ROOT / ".cache" / "made"
    if made.is_dir() and not cold:
        shutil.copytree(
            made, folder / ".cache" / "made", ignore=shutil.ignore_patterns("*.pdf", ".*")
        )
    return folder


def command(*arguments: str) -> int:
    """Run this project's command line in this process."""
    return main([*arguments], ROOT)


def run(
    folder: Path, *arguments: str, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a checkout's build.py in a process of its own."""
    return subprocess.run(
        [sys.executable, "build.py", *arguments],
        cwd=folder,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def tree(folder: Path) -> Tree:
    """Return every file below a folder with its bytes."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def edit(file: Path, old: str, new: str) -> None:
    """Exchange a text that occurs in a file, in one write as an editor saves."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def eventually(holds: Callable[[], object]) -> None:
    """Wait until a condition holds."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.02)


def opened(pipe: Path) -> int:
    """Open a named pipe for writing as soon as somebody reads from it."""
    ends: list[int] = []

    def tried() -> list[int]:
        with suppress(OSError):
            ends.append(os.open(pipe, os.O_WRONLY | os.O_NONBLOCK))
        return ends

    eventually(tried)
    return ends[0]


@dataclass(frozen=True, slots=True)
class Served:
    """A running `build.py serve`: its process, the address it said and the lines it printed."""

    process: subprocess.Popen[str]
    lines: queue.SimpleQueue[str] = field(default_factory=queue.SimpleQueue)

    def line_with(self, text: str) -> str:
        """Return the next printed line that holds a text."""
        while text not in (line := self.lines.get(timeout=PATIENCE)):
            pass
        return line

    def stop(self) -> int:
        """Press Ctrl-C and return the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=PATIENCE)


@contextmanager
def serving(folder: Path, *arguments: str) -> Iterator[tuple[Served, str]]:
    """Serve a checkout on a free port; yield the server and its address without final slash."""
    hear_control_c()
    process = subprocess.Popen(
        [sys.executable, "build.py", "serve", "--port", "0", *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    served = Served(process)
    reader = threading.Thread(target=_read, args=(served,))
    reader.start()
    try:
        said = re.search(r"http://[\d.]+:\d+", served.line_with("http://"))
        assert said
        yield served, said[0]
    finally:
        process.kill()
        process.wait()
        reader.join()
        assert process.stdout
        process.stdout.close()


def hear_control_c() -> None:
    """Let children be interrupted, which a shell's background job and its children ignore."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _read(served: Served) -> None:
    assert served.process.stdout
    for line in served.process.stdout:
        served.lines.put(line.rstrip("\n"))


@contextmanager
def kept(folder: Path, address: str) -> Iterator[None]:
    """Put back what is edited of a served checkout, and wait until the preview is as before."""
    preview = folder / "output" / "preview"
    before, shown = _edited(folder), (_home(address), tree(preview))
    yield
    for path in _edited(folder).keys() - before.keys():
        path.unlink()
    for path, data in before.items():
        if not path.exists() or path.read_bytes() != data:
            path.write_bytes(data)
    eventually(lambda: (_home(address), tree(preview)) == shown)


def _edited(folder: Path) -> dict[Path, bytes]:
    parts = (folder / part for part in ("content", "data", "templates"))
    files = (path for part in parts for path in part.rglob("*") if path.is_file())
    return {path: path.read_bytes() for path in files}


def _home(address: str) -> tuple[int, str]:
    """Return the home page without the version it tells its script."""
    status, text = get(f"{address}/")
    return status, re.sub(r"snipver=[\d-]+", "", text)


def get(url: str) -> tuple[int, str]:
    """Return status and text of a page as a browser that follows redirects gets it."""
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()
