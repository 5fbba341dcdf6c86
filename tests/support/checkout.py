"""Copies of the whole project to run and break, each a folder of its own."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from reportsite.cli import main

ROOT = Path(__file__).resolve().parent.parent.parent
PARTS = ("build.py", "requirements.txt", "reportsite", "templates", "content", "data")

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


def hear_control_c() -> None:
    """Let children be interrupted, which a shell's background job and its children ignore."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
