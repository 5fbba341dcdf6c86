"""The same content and program give the same bytes, wherever and whenever they are built."""

import os
from pathlib import Path

from tests.support.checkout import Tree, checkout, run, tree
from tests.support.websites import REAL, settle

THERE = {"TZ": "America/St_Johns", "PYTHONHASHSEED": "4242", "LC_ALL": "C", "LANG": "C"}


def test_two_builds_far_apart_are_the_same_byte_for_byte(real_site: Tree, tmp_path: Path) -> None:
    """Another folder, time zone, hash seed, locale and order of files, and nothing made before."""
    far = checkout(tmp_path / "quite" / "another folder" / "项目", cold=True)
    settle(far, REAL)
    date_back(far)
    said = run(far, environment=THERE)
    assert said.returncode == 0, said
    other = tree(far / "output" / "site")
    assert len([path for path in other if path.endswith(".pdf")]) >= 18
    assert other.keys() == real_site.keys()
    assert [path for path in other if other[path] != real_site[path]] == []


def date_back(folder: Path) -> None:
    """Give every file another date, and a place in its folder's list after its successors."""
    files = sorted(path for part in ("content", "data") for path in (folder / part).rglob("*.*"))
    for file in reversed(files):
        data = file.read_bytes()
        file.unlink()
        file.write_bytes(data)
        os.utime(file, (1_000_000_000, 1_000_000_000))
