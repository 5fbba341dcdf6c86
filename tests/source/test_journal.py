"""Several files change as one, whatever kills the program in between."""

import subprocess
import sys
from pathlib import Path

import pytest

from reportsite.source.writing import ASIDE, ChangedMeanwhileError, commit, recover
from tests.support.checkout import ROOT, tree

OLD = {"data/actuals.csv": b"old", "content/a.md": b"old a", "content/b.md": b"old b", "x": b"x"}
NEW = {"data/actuals.csv": b"new", "content/a.md": b"new a", "content/b.md": b"new b", "x": b"x"}
CHANGES = {path: (OLD[path], NEW[path]) for path in OLD if path != "x"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return old_project(tmp_path)


def old_project(folder: Path) -> Path:
    for path, data in OLD.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def test_all_files_change_and_nothing_is_left_beside_them(project: Path) -> None:
    commit(project, CHANGES)
    assert tree(project) == NEW
    assert not (project / ASIDE).exists()


def test_a_file_saved_meanwhile_is_not_lost(project: Path) -> None:
    (project / "content/b.md").write_bytes(b"saved by an editor")
    before = tree(project)
    with pytest.raises(ChangedMeanwhileError, match=r"content/b\.md"):
        commit(project, CHANGES)
    assert tree(project) == before


def test_rights_and_links_stay(project: Path) -> None:
    (project / "content/a.md").chmod(0o640)
    (project / "content/b.md").rename(project / "content/real.md")
    (project / "content/b.md").symlink_to("real.md")
    commit(project, CHANGES)
    assert (project / "content/a.md").stat().st_mode & 0o777 == 0o640
    assert (project / "content/b.md").is_symlink()
    assert (project / "content/real.md").read_bytes() == b"new b"


def test_where_nothing_was_left_nothing_is_done(project: Path) -> None:
    assert not recover(project)
    assert tree(project) == OLD


# A child makes the change and dies at its first call to the system, another at its second …: every
# call that Python reports to an audit hook is a moment. Where the journal stood for the first time,
# further children put things right and die at their first call, their second …
KILLED = """
import itertools, os, shutil, signal, sys
from pathlib import Path
from reportsite.source.writing import ASIDE, JOURNAL, commit, recover
from tests.source.test_journal import CHANGES, old_project

def dies(moment, action):
    child = os.fork()
    if not child:
        left = moment
        def pass_by(*_):
            nonlocal left
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)
        sys.addaudithook(pass_by)
        action()
        left = 0
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0

folder, is_made = Path(sys.argv[1]), False
for moment in itertools.count(1):
    project = old_project(folder / "change" / f"{moment:03}")
    if not dies(moment, lambda: commit(project, CHANGES)):
        break
    if not is_made and (project / ASIDE / JOURNAL).exists():
        is_made = True
        for again in itertools.count(1):
            copy = shutil.copytree(project, folder / "recovery" / f"{again:03}")
            if not dies(again, lambda: recover(copy)):
                break
"""


def test_killed_at_any_moment_the_next_run_finds_all_old_or_all_new(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], cwd=ROOT, check=True)
    left = {}
    for run in ("change", "recovery"):
        projects = sorted((tmp_path / run).iterdir())
        assert len(projects) > 10
        for project in projects:
            recover(project)
        left[run] = [tree(project) for project in projects]
    assert left["recovery"] == [NEW] * len(left["recovery"])
    assert all(found in (OLD, NEW) for found in left["change"])
    is_new = [found == NEW for found in left["change"]]
    assert set(is_new) == {True, False}
    assert is_new == sorted(is_new)  # old up to one moment, new from there on
