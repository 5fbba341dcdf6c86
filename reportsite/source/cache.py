"""What was made before, under a hash of all it was made from: nothing is made twice.

One folder for results of every kind, limited in bytes. Each entry ends with a hash of its key and its
content: one that was cut off, altered or laid under another name is none, and is made again.
"""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
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
