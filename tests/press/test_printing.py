"""Printing is remembered, goes to several processes, and gives the same bytes everywhere."""

import hashlib
import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest

from reportsite.press import Printed, Shop
from reportsite.press.fonts import Typecase
from reportsite.press.printing import print_documents
from reportsite.problems import Problems
from reportsite.source.cache import LOCK, Cache
from reportsite.source.writing import Artifact, Manuscript
from tests.support.checkout import ROOT
from tests.support.printing import FONTS, SOURCE, STYLES, TYPECASE, manuscript

PROGRAM = """
import hashlib, sys
from pathlib import Path
from reportsite.press import Printed, Shop
from reportsite.press.fonts import Typecase
from reportsite.press.printing import print_documents
from reportsite.source.cache import Cache
from reportsite.source.writing import Manuscript
from reportsite.problems import Problems

def told(_count, printed):
    for one in printed:
        print("one is printed", flush=True)
        yield one

def main():
    folder, count = Path(sys.argv[1]), int(sys.argv[2])
    html = Path(sys.argv[3]).read_text(encoding="utf-8")
    documents = [Manuscript(f"{n}.pdf", html.replace("试印", f"试印{n}"), "a.md") for n in range(count)]
    shop = Shop(folder / "styles", Typecase(folder / "fonts"), Cache(folder / "cache"))
    found = print_documents(documents, shop, Problems(), watch=told)
    for artifact in found:
        print(artifact.path, hashlib.sha256(artifact.data).hexdigest())

if __name__ == "__main__":
    main()
"""
TEXT = (
    "<h1>试印</h1><p>2021—2035年，“试点县/示范县”，王喆负责，占63%～68%。</p>"
    + "<p>正文一段。</p>" * 30
)


class CountingExecutor(ThreadPoolExecutor):
    """An executor that notes what it was given; one thread, as WeasyPrint promises no more."""

    def __init__(self) -> None:
        super().__init__(max_workers=1)
        self.given = 0

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.given += 1
        return super().submit(fn, *args, **kwargs)


@pytest.fixture
def executor() -> Iterator[CountingExecutor]:
    with CountingExecutor() as executor:
        yield executor


def prints(
    manuscripts: Sequence[Manuscript],
    cache: Path,
    *,
    styles: Path = STYLES,
    executor: Executor | None = None,
) -> list[Artifact]:
    problems = Problems()
    shop = Shop(styles, TYPECASE, Cache(cache))
    found = print_documents(manuscripts, shop, problems, executor=executor)
    assert problems.sorted == ()
    return found


def several(count: int) -> list[Manuscript]:
    return [manuscript(f"<p>第{n}件</p>", path=f"pdf/{n}.pdf") for n in range(count)]


def test_what_was_printed_is_not_printed_again(tmp_path: Path, executor: CountingExecutor) -> None:
    first = prints(several(3), tmp_path, executor=executor)
    again = prints(several(3), tmp_path, executor=executor)
    assert executor.given == 3
    assert again == first
    assert [artifact.path for artifact in again] == ["pdf/0.pdf", "pdf/1.pdf", "pdf/2.pdf"]


def test_only_what_changed_is_printed_again(tmp_path: Path, executor: CountingExecutor) -> None:
    before = prints(several(3), tmp_path, executor=executor)
    changed = [*several(2), manuscript("<p>改了</p>", path="pdf/2.pdf")]
    after = prints(changed, tmp_path, executor=executor)
    assert executor.given == 4
    assert after[:2] == before[:2]
    assert after[2] != before[2]


def test_a_changed_stylesheet_prints_everything_again(
    tmp_path: Path, executor: CountingExecutor
) -> None:
    styles = tmp_path / "print"
    shutil.copytree(STYLES, styles)
    prints(several(2), tmp_path / "cache", styles=styles, executor=executor)
    with (styles / "page.css").open("a", encoding="utf-8") as sheet:
        sheet.write("p { color: #111 }\n")
    prints(several(2), tmp_path / "cache", styles=styles, executor=executor)
    assert executor.given == 4


def test_a_document_with_a_fault_is_left_out_and_told_every_time(tmp_path: Path) -> None:
    good, bad = manuscript("<p>好</p>", path="a.pdf"), manuscript("<p>\ue000</p>", path="b.pdf")
    for _ in range(2):
        problems = Problems()
        found = print_documents([good, bad], Shop(STYLES, TYPECASE, Cache(tmp_path)), problems)
        assert [artifact.path for artifact in found] == ["a.pdf"]
        assert [(p.code.name, p.place.path) for p in problems.sorted] == [("E702", SOURCE)]


def test_processes_give_the_bytes_of_one_process_in_order(tmp_path: Path) -> None:
    many = several(5)
    alone = [artifact for one in many for artifact in prints([one], tmp_path / "alone")]
    assert prints(many, tmp_path / "together") == alone


def test_missing_fonts_are_one_problem_that_says_what_to_do(tmp_path: Path) -> None:
    problems = Problems()
    shop = Shop(STYLES, Typecase(tmp_path), Cache(tmp_path))
    found = print_documents(several(3), shop, problems)
    (problem,) = problems.sorted
    assert found == []
    assert problem.code.name == "E706"
    assert "FandolFang-Regular.otf" in problem.message
    assert "make" in problem.hint


def test_nothing_but_finished_documents_and_font_rules_is_left_behind(tmp_path: Path) -> None:
    prints(several(3), tmp_path)
    left = {file.suffix for file in tmp_path.iterdir() if file.is_file() and file.name != LOCK}
    assert left == {".pdf"}
    (rules,) = (file for file in tmp_path.iterdir() if file.is_dir())
    assert rules.name.startswith("fontconfig-")


def started(folder: Path, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    """Start a program that prints, in a folder of its own with its own copies of all it reads."""
    folder.mkdir(parents=True)
    shutil.copytree(STYLES, folder / "styles")
    (folder / "fonts").symlink_to(FONTS)
    (folder / "program.py").write_text(PROGRAM, encoding="utf-8")
    (folder / "text.html").write_text(manuscript(TEXT).html, encoding="utf-8")
    return subprocess.Popen(
        [
            sys.executable,
            str(folder / "program.py"),
            str(folder),
            *arguments,
            str(folder / "text.html"),
        ],
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
        cwd=folder,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_other_folders_time_zones_locales_and_hash_seeds_give_the_same_bytes(
    tmp_path: Path,
) -> None:
    here = started(tmp_path / "a", "1", TZ="Asia/Shanghai", PYTHONHASHSEED="0", LC_ALL="C.UTF-8")
    there = started(
        tmp_path / "b" / "项目 二", "1", TZ="America/St_Johns", PYTHONHASHSEED="42", LC_ALL="C"
    )
    said, other = here.communicate()[0], there.communicate()[0]
    assert here.returncode == there.returncode == 0
    assert len(said.split()[-1]) == len(hashlib.sha256().hexdigest())
    assert said == other


def test_a_killed_build_leaves_no_process_behind(tmp_path: Path) -> None:
    build = started(tmp_path / "a", "40")
    assert build.stdout
    assert build.stdout.readline() == "one is printed\n"
    children = Path(f"/proc/{build.pid}/task/{build.pid}/children").read_text().split()
    watches = [os.pidfd_open(int(child)) for child in children]
    assert watches
    build.send_signal(signal.SIGKILL)
    build.wait()
    build.stdout.close()
    for watch in watches:
        select.select([watch], [], [])  # comes back when that child has ended
        os.close(watch)


def test_importing_the_print_stage_does_not_load_weasyprint() -> None:
    code = "import sys, reportsite.press.printing, reportsite.paper; print('weasyprint' in sys.modules)"
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert said.stdout.strip() == "False"


class DyingExecutor(CountingExecutor):
    """An executor whose workers die of whatever they are given."""

    def submit(self, _fn: Any, /, *_args: Any, **_kwargs: Any) -> Future[Any]:
        self.given += 1
        future: Future[Any] = Future()
        future.set_exception(BrokenProcessPool("a worker died"))
        return future


def test_what_a_worker_died_of_is_tried_once_more_alone(tmp_path: Path) -> None:
    with DyingExecutor() as executor:
        found = prints(several(1), tmp_path, executor=executor)
        assert executor.given == 1
    assert found == prints(several(1), tmp_path / "elsewhere")


def test_a_document_that_was_damaged_since_is_printed_again(
    tmp_path: Path, executor: CountingExecutor
) -> None:
    first = prints(several(2), tmp_path, executor=executor)
    damaged = min(tmp_path.glob("*.pdf"))
    damaged.write_bytes(damaged.read_bytes()[:-1000])
    assert prints(several(2), tmp_path, executor=executor) == first
    assert executor.given == 3


def test_whoever_watches_is_told_of_every_document_and_its_pages(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    def watch(count: int, printed: Iterator[Printed]) -> Iterator[Printed]:
        for one in printed:
            told.append((count, one.pages))
            yield one

    shop = Shop(STYLES, TYPECASE, Cache(tmp_path))
    print_documents(several(2), shop, Problems(), watch=watch)
    print_documents(several(2), shop, Problems(), watch=watch)
    assert told == [(2, 1), (2, 1)]
