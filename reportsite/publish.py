"""Put a finished site in place: all or nothing, and only what changed is written anew.

The site is made beside the old one, then the two folders change places in one step where the
system can (Linux), so a reader or a copying program sees either the old site whole or the new.
"""

import ctypes
import errno
import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from reportsite.artifact import Artifact

AT_FDCWD = -100
RENAME_EXCHANGE = 2


def publish(artifacts: Iterable[Artifact], site: Path) -> int:
    """Make `site` hold exactly the artifacts; return how many files changed or went.

    Unchanged files keep their date, so that a copy to the portal moves only what is new.
    """
    site.parent.mkdir(parents=True, exist_ok=True)
    with _alone(site):
        recover(site)
        return _replace(list(artifacts), site)


@contextmanager
def alongside(file: Path, data: bytes) -> Iterator[None]:
    """Put a file in place when what is done meanwhile went well; it is written whole before that."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f".{file.name}.new")
    fresh.write_bytes(data)
    try:
        yield
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)


@contextmanager
def _alone(site: Path) -> Iterator[None]:
    """Let one build at a time change the site; another waits. A killed one lets go by itself."""
    with site.with_name(f".{site.name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def recover(site: Path) -> None:
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
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    paths = os.fsencode(one), os.fsencode(other)
    if renameat2(AT_FDCWD, paths[0], AT_FDCWD, paths[1], RENAME_EXCHANGE) == 0:
        return True
    if ctypes.get_errno() in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        return False
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(other))
