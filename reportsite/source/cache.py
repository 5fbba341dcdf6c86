"""A folder of results under the hash of what they were made from: nothing is made twice."""

import hashlib
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from reportsite.source.writing import put

KEPT = 1000


@dataclass(frozen=True, slots=True)
class Cache:
    """Where results of one kind are kept, and all that shapes them besides their own input."""

    folder: Path
    edition: str

    def get(self, made_from: bytes, make: Callable[[], bytes]) -> bytes:
        """Return what was made from this before, or make it now."""
        file = self.folder / hashlib.sha256(self.edition.encode() + made_from).hexdigest()
        try:
            data = file.read_bytes()
            os.utime(file)
        except FileNotFoundError:
            data = make()
            self._put(file, data)
        return data

    def _put(self, file: Path, data: bytes) -> None:
        put(file, data)
        _forget_oldest(self.folder.iterdir())


def _forget_oldest(files: Iterable[Path]) -> None:
    """Keep what was used last; another build may have taken a file away meanwhile."""
    dated = ((file.stat().st_mtime, file) for file in files if file.exists())
    for _, file in sorted(dated, reverse=True)[KEPT:]:
        file.unlink(missing_ok=True)


def edition(*sources: Path, versions: Iterable[str] = ()) -> str:
    """Return a hash of the programs and library versions that shape a result."""
    digest = hashlib.sha256("\0".join(versions).encode())
    for source in sources:
        digest.update(source.read_bytes())
    return digest.hexdigest()
