"""What was made before: kept under the hash of what it was made from, and whether anything changed at all.

Whether a build is needed is told by names, sizes and dates, before heavy imports.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from reportsite.source.writing import alone, put

LIMIT = 10**9  # bytes of all entries together
LOCK = ".lock"
PROOF = hashlib.sha256().digest_size


@dataclass(frozen=True, slots=True)
class Cache:
    """The folder of the entries, how much may be in it, and the entries that this run has used."""

    folder: Path
    limit: int = LIMIT
    used: set[str] = field(default_factory=set, compare=False)

    def get(self, key: str) -> bytes | None:
        """Return what is kept under a key, if it is there as it was made."""
        file = self.folder / key
        try:
            entry = file.read_bytes()
        except OSError:  # not there, or nothing that can be read
            return None
        content, proof = entry[:-PROOF], entry[-PROOF:]
        if proof != _proof(key, content):
            return None
        self.used.add(key)
        with suppress(OSError):  # gone meanwhile, or another user's
            os.utime(file)
        return content

    def put(self, key: str, content: bytes) -> None:
        """Keep a result, whatever lies in its place."""
        self.used.add(key)
        self.folder.mkdir(parents=True, exist_ok=True)
        with alone(self.folder / LOCK):
            if (self.folder / key).is_dir():
                shutil.rmtree(self.folder / key)
            put(self.folder / key, content + _proof(key, content))

    def made(self, key: str, make: Callable[[], bytes]) -> bytes:
        """Return what was made under a key before, or make it now."""
        content = self.get(key)
        if content is None:
            content = make()
            self.put(key, content)
        return content

    def trim(self) -> None:
        """Remove what goes beyond the limit, used longest ago first, but nothing that this run used.

        Since nobody writes meanwhile, a file written aside is what a killed run left: it goes as well.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with alone(self.folder / LOCK):
            room = self.limit
            for _, size, file in sorted(self._files(), reverse=True):
                room -= size
                if file.name.startswith(".") or (room < 0 and file.name not in self.used):
                    file.unlink(missing_ok=True)

    def _files(self) -> Iterator[tuple[tuple[bool, int], int, Path]]:
        """Yield how lately each file was used, its size, and where it is."""
        with os.scandir(self.folder) as entries:
            for entry in entries:
                if entry.is_file(follow_symlinks=False) and entry.name != LOCK:
                    stat = entry.stat()
                    lately = entry.name in self.used, stat.st_mtime_ns
                    yield lately, stat.st_size, Path(entry.path)


def digest(*parts: str | bytes) -> str:
    """Return a hash of the parts, each under its own length: no two lists look alike."""
    found = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        found.update(f"{len(data)} ".encode() + data)
    return found.hexdigest()


def _proof(key: str, content: bytes) -> bytes:
    return hashlib.sha256(key.encode() + b"\0" + content).digest()


Stamps = dict[str, list[int]]
INPUTS = ("content", "data", "fonts")
PROGRAM_INPUTS = ("build.py", "reportsite", "templates", "requirements.txt")
FONTS = Path(".cache/fonts")
PASSING = (".", "~$", "__pycache__")  # what editors and systems leave about begins so


@dataclass(frozen=True, slots=True)
class Printout:
    """What a build printed: its problems on stdout, its summary on stderr."""

    problems: str
    summary: str


@dataclass(frozen=True, slots=True)
class Memory:
    """The note a build leaves beside its output: what it read, wrote and said."""

    file: Path
    program: Path
    root: Path
    site: Path
    options: str

    def inputs(self) -> Mapping[str, object]:
        """Return all a build depends on; ask before it starts, so that no later save is missed."""
        content = (self.root / name for name in INPUTS)
        program = (self.program / name for name in PROGRAM_INPUTS)
        return {"options": self.options} | stamps(*content, *program, self.program / FONTS)

    def recall(self, inputs: Mapping[str, object]) -> Printout | None:
        """Return what the last build said if it read the same and its site stands, else None."""
        try:
            note = json.loads(self.file.read_text(encoding="utf-8"))
            stands = note["made"] == stamps(self.site, *map(Path, note["beside"]))
            same = note["inputs"] == inputs and stands
            return Printout(**note["said"]) if same else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(
        self, inputs: Mapping[str, object], said: Printout, beside: Iterable[Path] = ()
    ) -> None:
        """Remember the build that read these inputs and has just been published.

        `beside` are files it made beside the site.
        """
        words = {"problems": said.problems, "summary": said.summary}
        files = [str(file) for file in beside]
        made = stamps(self.site, *map(Path, files))
        note = {"said": words, "inputs": inputs, "beside": files, "made": made}
        put(self.file, json.dumps(note).encode())


def stamps(*places: Path) -> Stamps:
    """Map every file at or below the places onto its date in ns and its size."""
    found: Stamps = {}
    for path in (path for place in places for path in _files(place)):
        with suppress(OSError):  # gone since its name was read
            stat = Path(path).stat()
            found[path] = [stat.st_mtime_ns, stat.st_size]
    return found


def _files(place: Path) -> Iterator[str]:
    if place.is_file():
        yield str(place)
    for folder, folders, files in os.walk(place):
        folders[:] = [name for name in folders if not name.startswith(PASSING)]
        yield from (f"{folder}/{name}" for name in files if not name.startswith(PASSING))
