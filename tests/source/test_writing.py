"""A file is put in place whole or not at all, and starting needs nothing that Windows lacks."""

import subprocess
import sys
from pathlib import Path

import pytest

from reportsite.source.writing import alone, alongside, put
from tests.support.checkout import ROOT, tree


def test_a_file_comes_with_its_folders_and_nothing_beside_it(tmp_path: Path) -> None:
    for data in (b"old", b"new"):
        put(tmp_path / "a" / "b.txt", data)
        assert tree(tmp_path) == {"a/b.txt": data}


def test_what_cannot_be_put_in_place_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "b.txt").mkdir()
    with pytest.raises(OSError, match="directory"):
        put(tmp_path / "b.txt", b"new")
    assert tree(tmp_path) == {}


def test_a_file_stays_as_it_was_when_what_is_done_meanwhile_fails(tmp_path: Path) -> None:
    put(tmp_path / "b.txt", b"old")
    with pytest.raises(ZeroDivisionError), alongside(tmp_path / "b.txt", b"new"):
        raise ZeroDivisionError
    assert tree(tmp_path) == {"b.txt": b"old"}


# A child puts a file in place and dies at its first call to the system, another at its second …
KILLED = """
import itertools, os, signal, sys
from pathlib import Path
from reportsite.source.writing import put

for moment in itertools.count(1):
    file = Path(sys.argv[1]) / str(moment) / "b.txt"
    put(file, b"old" * 9999)
    child = os.fork()
    if not child:
        left = moment
        def pass_by(*_):
            global left
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)
        sys.addaudithook(pass_by)
        put(file, b"new" * 9999)
        left = 0
        os._exit(0)
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0:
        break
"""


def test_killed_at_any_moment_the_file_is_old_or_new(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], cwd=ROOT, check=True)
    left = [(folder / "b.txt").read_bytes() for folder in tmp_path.iterdir()]
    assert len(left) > 3
    assert set(left) == {b"old" * 9999, b"new" * 9999}


COUNTING = """
import sys
from pathlib import Path
from reportsite.source.writing import alone, put

file = Path(sys.argv[1])
for _ in range(100):
    with alone(Path(sys.argv[2])):
        put(file, str(int(file.read_bytes()) + 1).encode())
"""


@pytest.mark.parametrize("lock", ["folder", "file.lock"])
def test_one_run_at_a_time_passes_a_lock(tmp_path: Path, lock: str) -> None:
    (tmp_path / "folder").mkdir()
    put(tmp_path / "count", b"0")
    command = [sys.executable, "-c", COUNTING, str(tmp_path / "count"), str(tmp_path / lock)]
    runs = [subprocess.Popen(command, cwd=ROOT) for _ in range(3)]
    assert [run.wait() for run in runs] == [0, 0, 0]
    assert (tmp_path / "count").read_bytes() == b"300"


def test_a_lock_is_let_go_when_its_holder_fails(tmp_path: Path) -> None:
    for _ in range(2):
        with pytest.raises(ZeroDivisionError), alone(tmp_path):
            raise ZeroDivisionError


WINDOWS = """
import runpy, signal, sys
for name in ("fcntl", "grp", "pwd", "resource", "syslog", "termios"):
    sys.modules[name] = None
for name in ("SIGPROF", "ITIMER_PROF", "setitimer"):
    delattr(signal, name)
runpy.run_path("build.py", run_name="__main__")
"""


def test_checking_needs_nothing_that_windows_lacks() -> None:
    subprocess.run([sys.executable, "-c", WINDOWS, "check"], cwd=ROOT, check=True)
