"""Change several files as one: killed at any moment, the next run finds all old or all new.

The new files are written aside, then a journal that names them is put in place in one step: from
then on the change is made, and whoever comes next finishes the renaming. Light to import.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ASIDE = Path("data/.collecting")
JOURNAL = "journal.json"


class ChangedMeanwhileError(Exception):
    """A file is no longer what it was when the change was made up; its path is the argument."""


def commit(root: Path, changes: Mapping[str, tuple[bytes, bytes]]) -> None:
    """Replace files below `root`, each given as (old bytes, new bytes); all or none.

    ChangedMeanwhileError when one is not its old self any more; nothing is changed then.
    """
    with _alone(root):
        _recover(root)
        for path, (old, _) in changes.items():
            if (root / path).read_bytes() != old:
                raise ChangedMeanwhileError(path)
        aside = root / ASIDE
        aside.mkdir()
        for number, (path, (_, new)) in enumerate(changes.items()):
            _write(aside / str(number), new)
            shutil.copymode(root / path, aside / str(number))
        _write(aside / "journal.new", json.dumps(list(changes)).encode())
        _settle(aside)
        (aside / "journal.new").rename(aside / JOURNAL)
        _settle(aside)
        _recover(root)


def recover(root: Path) -> bool:
    """Finish or undo what a killed run left; say whether it was finished now."""
    if not (root / ASIDE).exists():
        return False
    with _alone(root):
        return _recover(root)


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Let one run at a time change the files; a killed one lets go by itself."""
    folder = os.open(root / ASIDE.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


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


def _write(file: Path, data: bytes) -> None:
    with file.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _settle(folder: Path) -> None:
    """Have the names in a folder on the disk before going on."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
