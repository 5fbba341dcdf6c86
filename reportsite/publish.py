"""Put a finished site in place: all or nothing, and only what changed is written anew.

The site is made beside the old one, then the two folders change places in one step where the
system can (Linux), so a reader or a copying program sees either the old site whole or the new.
"""

import ctypes
import errno
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from reportsite.artifact import Artifact

AT_FDCWD = -100
RENAME_EXCHANGE = 2


def publish(artifacts: Iterable[Artifact], site: Path) -> int:
    """Make `site` hold exactly the artifacts; return how many files changed or went.

    Unchanged files keep their date, so that a copy to the portal moves only what is new.
    """
    fresh, old = site.with_name(f".{site.name}.new"), site.with_name(f".{site.name}.old")
    recover(site)
    shutil.rmtree(fresh, ignore_errors=True)
    before = {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()}
    names, changed = set(), 0
    for artifact in artifacts:
        changed += _place(artifact, fresh, site)
        names.add(artifact.path)
    if not changed and before == names:
        shutil.rmtree(fresh)
        return 0
    _swap(fresh, site, old)
    return changed + len(before - names)


def recover(site: Path) -> None:
    """Bring back the last good site when an earlier run was killed between two renames."""
    old = site.with_name(f".{site.name}.old")
    if old.exists() and not site.exists():
        old.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def _place(artifact: Artifact, fresh: Path, site: Path) -> bool:
    """Put one file into the new folder, as a link to the old file when the bytes are the same."""
    target, current = fresh / artifact.path, site / artifact.path
    target.parent.mkdir(parents=True, exist_ok=True)
    if current.is_file() and current.read_bytes() == artifact.data:
        _link(current, target)
        return False
    target.write_bytes(artifact.data)
    return True


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
