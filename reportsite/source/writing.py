"""What is written, and the ways it gets on the disk: all of it or none, the same bytes every time.

A site is made beside the old one, then the two folders change places in one step where the system
can (Linux), so a reader or a copying program sees either the old site whole or the new. Editors'
files are changed as one: killed at any moment, the next run finds all old or all new, since the new
files are written aside before a journal that names them is put in place in one step. Light to import.
"""

import errno
import io
import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file of the site: posix path below its root, and its bytes."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a document carries: the figures it prints, for a machine to read.

    `name` is ASCII, which every reader's program writes to disk right, and ends as the media type
    asks (`indicators.csv`, text/csv); `description` is what is shown beside it.
    """

    name: str
    description: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A document to be printed: the PDF's path below the site, its HTML, and who can mend it.

    `source` is the editor's file a problem of this document is reported at.
    """

    path: str
    html: str
    source: str
    attachments: tuple[Attachment, ...] = ()


AT_FDCWD = -100
RENAME_EXCHANGE = 2


def publish(artifacts: Iterable[Artifact], site: Path) -> int:
    """Make `site` hold exactly the artifacts; return how many files changed or went.

    Unchanged files keep their date, so that a copy to the portal moves only what is new.
    """
    site.parent.mkdir(parents=True, exist_ok=True)
    with alone(site.with_name(f".{site.name}.lock")):
        clear_leftovers(site)
        return _replace(list(artifacts), site)


def put(file: Path, data: bytes) -> None:
    """Put a file in place in one step: whoever looks, and whatever stops us, it is old or new."""
    with alongside(file, data):
        pass


@contextmanager
def alongside(file: Path, data: bytes) -> Iterator[None]:
    """Put a file in place when what is done meanwhile went well; it is written whole before that."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        _write(fresh, data)
        yield
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)


def _write(file: Path, data: bytes) -> None:
    with file.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


@contextmanager
def alone(place: Path) -> Iterator[None]:
    """Let one run at a time past a lock file or a folder; a killed one lets go by itself."""
    if sys.platform == "win32" and place.is_dir():  # where a folder cannot be opened
        place /= ".lock"
    descriptor = os.open(place, os.O_RDONLY if place.is_dir() else os.O_RDWR | os.O_CREAT, 0o666)
    try:
        _lock(descriptor)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX)


def clear_leftovers(site: Path) -> None:
    """Clear away what an earlier run left when it was killed, keeping the last good site."""
    fresh, old = _beside(site)
    if old.exists() and not site.exists():
        old.rename(site)
    for folder in (fresh, old):
        shutil.rmtree(folder, ignore_errors=True)


def _beside(site: Path) -> tuple[Path, Path]:
    return site.with_name(f".{site.name}.new"), site.with_name(f".{site.name}.old")


def _replace(artifacts: list[Artifact], site: Path) -> int:
    before = {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()}
    gone = before - {artifact.path for artifact in artifacts}
    kept = {artifact.path for artifact in artifacts if _stands(artifact, site)}
    if changes := len(artifacts) - len(kept) + len(gone):
        fresh, old = _beside(site)
        for artifact in artifacts:
            target = fresh / artifact.path
            target.parent.mkdir(parents=True, exist_ok=True)
            if artifact.path in kept:
                _link(site / artifact.path, target)
            else:
                target.write_bytes(artifact.data)
        _swap(fresh, site, old)
    return changes


def _stands(artifact: Artifact, site: Path) -> bool:
    current = site / artifact.path
    return current.is_file() and current.read_bytes() == artifact.data


def _link(current: Path, target: Path) -> None:
    try:
        target.hardlink_to(current)
    except OSError:  # a file system without links
        shutil.copy2(current, target)


def _swap(fresh: Path, site: Path, old: Path) -> None:
    if not site.exists():
        fresh.rename(site)
    elif _exchange(fresh, site):
        shutil.rmtree(fresh)
    else:
        site.rename(old)
        fresh.rename(site)
        shutil.rmtree(old)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; False where the system cannot."""
    if sys.platform != "linux":
        return False
    import ctypes

    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    paths = os.fsencode(one), os.fsencode(other)
    if renameat2(AT_FDCWD, paths[0], AT_FDCWD, paths[1], RENAME_EXCHANGE) == 0:
        return True
    if ctypes.get_errno() in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        return False
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(other))


ASIDE = Path("data/.collecting")
JOURNAL = "journal.json"


class ChangedMeanwhileError(Exception):
    """A file is no longer what it was when the change was made up; its path is the argument."""


def commit(root: Path, changes: Mapping[str, tuple[bytes, bytes]]) -> None:
    """Replace files below `root`, each given as (old bytes, new bytes); all or none.

    ChangedMeanwhileError when one is not its old self any more; nothing is changed then.
    """
    with alone(root / ASIDE.parent):
        _recover(root)
        for path, (old, _) in changes.items():
            if (root / path).read_bytes() != old:
                raise ChangedMeanwhileError(path)
        aside = root / ASIDE
        aside.mkdir()
        for number, (path, (_, new)) in enumerate(changes.items()):
            _write(aside / str(number), new)
            shutil.copymode(root / path, aside / str(number))
        _settle(aside)
        put(aside / JOURNAL, json.dumps(list(changes)).encode())
        _settle(aside)
        _recover(root)


def recover(root: Path) -> bool:
    """Finish or undo what a killed run left; say whether it was finished now."""
    if not (root / ASIDE).exists():
        return False
    with alone(root / ASIDE.parent):
        return _recover(root)


def _recover(root: Path) -> bool:
    aside = root / ASIDE
    journal = aside / JOURNAL
    is_made = journal.exists()
    if is_made:
        paths = json.loads(journal.read_bytes())
        for number, path in enumerate(paths):
            if (aside / str(number)).exists():
                (aside / str(number)).replace((root / path).resolve())
        for folder in {(root / path).resolve().parent for path in paths}:
            _settle(folder)
        journal.unlink()
    shutil.rmtree(aside, ignore_errors=True)
    return is_made


def _settle(folder: Path) -> None:
    """Have the names in a folder on the disk before going on; Windows sees to that itself."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


PASSED = (1980, 1, 1, 0, 0, 0)


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a zip of the files in the order given, all of one date and with plain rights."""
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(name, PASSED)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, data)
    return out.getvalue()


def timeless(raw: bytes, exchanged: dict[str, bytes]) -> bytes:
    """Return a zip again without its dates, some of its parts exchanged for others."""
    import zipfile

    with zipfile.ZipFile(io.BytesIO(raw)) as made:
        return zipped((name, exchanged.get(name) or made.read(name)) for name in made.namelist())
