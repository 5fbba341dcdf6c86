"""A checkout's `build.py serve`, running: what it says, what it shows, and all as it was before."""

import queue
import re
import signal
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.checkout import hear_control_c, tree


@dataclass(slots=True)
class Served:
    """A running preview: its process, its address without final slash, and the lines it printed.

    None stands after the last line, once the process has ended.
    """

    process: subprocess.Popen[str]
    address: str = ""
    lines: queue.SimpleQueue[str | None] = field(default_factory=queue.SimpleQueue)

    def line_with(self, text: str) -> str:
        """Return the next printed line that holds a text."""
        while (line := self.lines.get()) is not None:
            if text in line:
                return line
        raise AssertionError(f"the preview ended and never said {text}")

    def until(self, holds: Callable[[], object]) -> object:
        """Look again after every build, which says a line, until a condition holds; return it."""
        while not (found := holds()):
            self.line_with("更新")
        return found

    def shows(self, path: str, text: str) -> None:
        """Wait until a page holds a text."""
        self.until(lambda: text in self.get(path)[1])

    def answers(self, path: str, status: int) -> None:
        """Wait until an address is answered with a status."""
        self.until(lambda: self.get(path)[0] == status)

    def get(self, path: str) -> tuple[int, str]:
        """Return status and text of a page as a browser that follows redirects gets it."""
        try:
            with urllib.request.urlopen(self.address + path) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def stop(self) -> int:
        """Press Ctrl-C and return the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait()


@contextmanager
def serving(folder: Path, *arguments: str) -> Iterator[Served]:
    """Serve a checkout on a free port."""
    hear_control_c()
    command = [sys.executable, "build.py", "serve", "--port", "0", *arguments]
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    )
    served = Served(process)
    reader = threading.Thread(target=_read, args=(served,))
    reader.start()
    try:
        said = re.search(r"http://[\d.]+:\d+", served.line_with("http://"))
        assert said
        served.address = said[0]
        yield served
    finally:
        process.kill()
        process.wait()
        reader.join()
        assert process.stdout
        process.stdout.close()


def _read(served: Served) -> None:
    assert served.process.stdout
    for line in served.process.stdout:
        served.lines.put(line.rstrip("\n"))
    served.lines.put(None)


@contextmanager
def kept(folder: Path, served: Served) -> Iterator[None]:
    """Put back what is edited of a served checkout, and wait until the preview is as before."""
    before, shown = _edited(folder), served.until(lambda: _shown(folder, served))
    yield
    for path in _edited(folder).keys() - before.keys():
        path.unlink()
    for path, data in before.items():
        if not path.exists() or path.read_bytes() != data:
            path.write_bytes(data)
    served.until(lambda: _shown(folder, served) == shown)


def _edited(folder: Path) -> dict[Path, bytes]:
    parts = (folder / part for part in ("content", "data", "templates"))
    files = (path for part in parts for path in part.rglob("*") if path.is_file())
    return {path: path.read_bytes() for path in files}


def _shown(folder: Path, served: Served) -> object:
    """Return the home page without the version it tells its script, and the files behind it.

    Nothing while they change under the eye that reads them: the build that changes them says so.
    """
    status, text = served.get("/")
    try:
        return status, re.sub(r"snipver=[\d-]+", "", text), tree(folder / "output" / "preview")
    except FileNotFoundError:
        return None
