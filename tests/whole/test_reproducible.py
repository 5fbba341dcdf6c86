"""The same content and program give the same bytes, wherever and whenever they are built."""

import os
import subprocess
import sys
from pathlib import Path

from tests.support.checkout import checkout, tree

HERE = {"TZ": "Asia/Shanghai", "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"}
THERE = {"TZ": "America/St_Johns", "PYTHONHASHSEED": "4242", "LC_ALL": "C", "LANG": "C"}


def test_two_builds_far_apart_are_the_same_byte_for_byte(tmp_path: Path) -> None:
    """Two folders, time zones, hash seeds, locales and orders of files; every cache is cold."""
    near = checkout(tmp_path / "one", cold=True)
    far = checkout(tmp_path / "quite" / "another folder" / "项目", cold=True)
    date_back(far)
    builds = [started(near, HERE), started(far, THERE)]
    said = [build.communicate() for build in builds]
    assert [build.returncode for build in builds] == [0, 0], said
    one, other = tree(near / "output" / "site"), tree(far / "output" / "site")
    assert len([path for path in one if path.endswith(".pdf")]) >= 18
    assert one.keys() == other.keys()
    assert [path for path in one if one[path] != other[path]] == []


def date_back(folder: Path) -> None:
    """Give every file another date, and a place in its folder's list after its successors."""
    files = sorted(path for part in ("content", "data") for path in (folder / part).rglob("*.*"))
    for file in reversed(files):
        data = file.read_bytes()
        file.unlink()
        file.write_bytes(data)
        os.utime(file, (1_000_000_000, 1_000_000_000))


def started(folder: Path, environment: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "build.py"],
        cwd=folder,
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
