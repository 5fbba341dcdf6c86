"""The published folder is always one whole site."""

import subprocess
import sys
from pathlib import Path

import pytest

from reportsite.source.writing import Artifact, clear_leftovers, publish
from tests.support.checkout import ROOT, tree

# Whole sites: one file the same in both, one in each alone, the rest changed.
OLD = {"index.html": b"old", "kept.css": b"same", "gone/index.html": b"old only"}
NEW = {"index.html": b"new", "kept.css": b"same", "come/a/index.html": b"new only"}
LONG_OLD = OLD | {f"{number}/index.html": b"old" for number in range(12)}
LONG_NEW = NEW | {f"{number}/index.html": b"new" for number in range(12)}


def artifacts(files: dict[str, bytes]) -> list[Artifact]:
    return [Artifact(path, data) for path, data in files.items()]


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """Return the place of a site that has been published once."""
    site = tmp_path / "output" / "site"
    publish(artifacts(OLD), site)
    return site


def test_site_holds_exactly_the_artifacts(published: Path) -> None:
    assert tree(published) == OLD
    publish(artifacts(NEW), published)
    assert tree(published) == NEW
    assert not (published / "gone").exists()


def test_changes_are_counted(published: Path) -> None:
    assert publish(artifacts(OLD), published) == 0
    assert publish(artifacts(NEW), published) == 3
    assert publish(artifacts(NEW), published) == 0


def test_unchanged_file_keeps_its_date(published: Path) -> None:
    before = (published / "kept.css").stat().st_mtime_ns
    publish(artifacts(NEW), published)
    assert (published / "kept.css").stat().st_mtime_ns == before


def test_unchanged_site_is_not_touched(published: Path) -> None:
    before = published.stat()
    publish(artifacts(OLD), published)
    assert (published.stat().st_ino, published.stat().st_mtime_ns) == (
        before.st_ino,
        before.st_mtime_ns,
    )


def test_file_damaged_by_hand_is_made_good_again(published: Path) -> None:
    (published / "kept.css").write_bytes(b"damaged")
    assert publish(artifacts(OLD), published) == 1
    assert tree(published) == OLD


def test_nothing_but_the_site_is_left_beside_it(published: Path) -> None:
    publish(artifacts(NEW), published)
    assert sorted(path.name for path in published.parent.iterdir()) == [".site.lock", "site"]


def test_site_lost_between_two_renames_comes_back(published: Path) -> None:
    published.rename(published.with_name(".site.old"))
    clear_leftovers(published)
    assert tree(published) == OLD


# The child publishes again and again from the old site, and dies at its first moment, its second
# moment … A moment is any call to the system that Python reports to an audit hook.
KILLED = """
import ctypes, itertools, os, signal, sys
from pathlib import Path
from reportsite.source import writing as module
from tests.source.test_publish import LONG_NEW, LONG_OLD, artifacts

folder, exchanging = Path(sys.argv[1]), sys.argv[2] == "exchanging"
if not exchanging:
    ctypes.CDLL = lambda *_, **__: None
for moment in itertools.count(1):
    site = folder / str(moment) / "site"
    module.publish(artifacts(LONG_OLD), site)
    child = os.fork()
    if not child:
        left = moment
        def pass_by(*_):
            global left
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)
        sys.addaudithook(pass_by)
        module.publish(artifacts(LONG_NEW), site)
        left = 0
        os._exit(0)
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0:
        break
"""


@pytest.mark.parametrize("manner", ["exchanging", "renaming"])
def test_killed_at_any_moment_it_leaves_one_whole_site(tmp_path: Path, manner: str) -> None:
    command = [sys.executable, "-c", KILLED, str(tmp_path), manner]
    subprocess.run(command, cwd=ROOT, check=True)
    sites = [folder / "site" for folder in tmp_path.iterdir()]
    assert len(sites) > 50
    if manner == "renaming":  # a system that cannot exchange two folders: the next run mends it
        for site in sites:
            clear_leftovers(site)
    left = [tree(site) for site in sites]
    assert {site == LONG_OLD for site in left} == {True, False}
    assert all(site in (LONG_OLD, LONG_NEW) for site in left)
    for site in sites:
        publish(artifacts(LONG_NEW), site)
        assert tree(site.parent).keys() == {f"site/{path}" for path in LONG_NEW} | {".site.lock"}


RIVAL = """
import sys
from pathlib import Path
from tests.source.test_publish import NEW, OLD, artifacts, publish

for turn in range(100):
    publish(artifacts((OLD, NEW)[(turn + int(sys.argv[2])) % 2]), Path(sys.argv[1]))
"""


def test_two_builds_at_once_leave_one_whole_site(published: Path) -> None:
    commands = [[sys.executable, "-c", RIVAL, str(published), turn] for turn in "01"]
    rivals = [subprocess.Popen(command, cwd=ROOT) for command in commands]
    assert [rival.wait() for rival in rivals] == [0, 0]
    assert tree(published) in (OLD, NEW)
