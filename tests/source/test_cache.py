"""What was made before is served only as it was made, within a limit of bytes."""

import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from reportsite.source.cache import LOCK, PROOF, Cache, digest
from tests.support.checkout import ROOT

KEY, CONTENT = "a.pdf", b"what took long to make"


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    """Return a cache with one entry, as a later run finds it."""
    Cache(tmp_path).put(KEY, CONTENT)
    return Cache(tmp_path)


def kept(cache: Cache) -> set[str]:
    return {file.name for file in cache.folder.iterdir()} - {LOCK}


def never() -> bytes:
    raise AssertionError("it was made before")


def test_nothing_is_made_twice(cache: Cache) -> None:
    assert cache.made(KEY, never) == CONTENT
    assert cache.made("b.pdf", lambda: b"b") == cache.made("b.pdf", never) == b"b"
    assert kept(cache) == {KEY, "b.pdf"}


def test_nothing_may_be_made_too(cache: Cache) -> None:
    assert cache.made("empty", lambda: b"") == cache.made("empty", never) == b""


def flipped(entry: Path, at: int) -> None:
    data = bytearray(entry.read_bytes())
    data[at] ^= 1
    entry.write_bytes(data)


def cut(entry: Path, length: int) -> None:
    entry.write_bytes(entry.read_bytes()[:length])


def renamed(entry: Path) -> None:
    Cache(entry.parent).put("other.pdf", b"something else")
    (entry.parent / "other.pdf").replace(entry)


def a_folder(entry: Path) -> None:
    entry.unlink()
    (entry / "inner").mkdir(parents=True)


def a_link(entry: Path, to: str) -> None:
    entry.unlink()
    entry.symlink_to(to)


LENGTH = len(CONTENT) + PROOF
DAMAGES: dict[str, Callable[[Path], object]] = {
    **{f"byte {at} flipped": partial(flipped, at=at) for at in range(LENGTH)},
    **{f"cut to {length}": partial(cut, length=length) for length in range(LENGTH)},
    "longer": lambda e: e.write_bytes(e.read_bytes() + b"\0"),
    "longer before": lambda e: e.write_bytes(b"\0" + e.read_bytes()),
    "another's": lambda e: e.write_bytes(
        b"%PDF-1.7 as an earlier program kept it, without a proof"
    ),
    "renamed": renamed,
    "a folder": a_folder,
    "a link to nowhere": partial(a_link, to="nowhere"),
    "a link to itself": partial(a_link, to=KEY),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_what_is_not_as_it_was_made_is_made_again(
    cache: Cache, damage: Callable[[Path], object]
) -> None:
    damage(cache.folder / KEY)
    assert cache.get(KEY) is None
    assert cache.made(KEY, lambda: CONTENT) == CONTENT
    assert Cache(cache.folder).made(KEY, never) == CONTENT


def test_an_entry_opens_as_what_its_name_says(cache: Cache) -> None:
    """The proof stands behind the content, where readers of PDF, PNG and ZIP do not look."""
    assert (cache.folder / KEY).read_bytes().startswith(CONTENT)


def aged(cache: Cache, **ages: int) -> None:
    """Let entries be used so many seconds after the beginning of all time."""
    for key, age in ages.items():
        cache.put(key, bytes(100 - PROOF))
        os.utime(cache.folder / key, (age, age))


def test_beyond_the_limit_what_was_used_longest_ago_goes(tmp_path: Path) -> None:
    aged(Cache(tmp_path), old=1, older=0, new=3, newer=4, middle=2)
    cache = Cache(tmp_path, limit=300)
    cache.trim()
    assert kept(cache) == {"middle", "new", "newer"}
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) == 300


def test_to_be_read_is_to_be_used(tmp_path: Path) -> None:
    aged(Cache(tmp_path), old=1, new=2)
    assert Cache(tmp_path).get("old")
    cache = Cache(tmp_path, limit=100)
    cache.trim()
    assert kept(cache) == {"old"}


def test_what_this_run_used_stays_whatever_it_weighs(tmp_path: Path) -> None:
    aged(Cache(tmp_path), unused=9, read=1)
    cache = Cache(tmp_path, limit=150)
    assert cache.get("read")
    aged(cache, written=0)
    cache.trim()
    assert kept(cache) == {"read", "written"}


def test_within_the_limit_nothing_goes(tmp_path: Path) -> None:
    names = {f"entry{number}": number for number in range(50)}
    aged(Cache(tmp_path), **names)
    cache = Cache(tmp_path, limit=5000)
    cache.trim()
    assert kept(cache) == set(names)


def test_what_a_killed_run_began_to_write_is_swept_and_folders_of_others_stay(cache: Cache) -> None:
    (cache.folder / f".{KEY}.99999").write_bytes(b"half of")
    (cache.folder / "fontconfig-1").mkdir()
    cache.trim()
    assert kept(cache) == {KEY, "fontconfig-1"}


def test_where_nothing_was_made_there_is_nothing_to_remove(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "none")
    cache.trim()
    assert cache.get(KEY) is None
    assert kept(cache) == set()


# A run that reads, makes and removes what its rivals read, make and remove.
RIVAL = """
import sys
from pathlib import Path
from reportsite.source.cache import Cache

for turn in range(30):
    cache = Cache(Path(sys.argv[1]), limit=200_000)
    for number in range(8):
        content = bytes([number + turn % 3]) * 50_000
        assert cache.made(str(number + turn % 3), lambda: content) == content
    cache.trim()
"""


def test_runs_at_once_never_read_half_an_entry_nor_what_is_another(tmp_path: Path) -> None:
    command = [sys.executable, "-c", RIVAL, str(tmp_path)]
    rivals = [subprocess.Popen(command, cwd=ROOT) for _ in range(3)]
    assert [rival.wait() for rival in rivals] == [0, 0, 0]
    cache = Cache(tmp_path, limit=200_000)
    cache.trim()
    assert len(kept(cache)) == 3


def test_two_lists_of_parts_never_have_one_hash() -> None:
    lists = [("ab", "c"), ("a", "bc"), ("abc",), ("ab", "c", ""), ("", "ab", "c"), ()]
    assert len({digest(*parts) for parts in lists}) == len(lists)
    assert digest("期", "b") == digest("期".encode(), b"b")
