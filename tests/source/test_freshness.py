"""A build is skipped only when nothing it depends on has changed."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from reportsite.source.cache import Memory, Printout, stamps

SAID = Printout("警告\n", "网站在这里。")


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    """Return the memory of a project that has just been built."""
    for name in (
        "root/content/measures/07.md",
        "root/data/units.yml",
        "root/output/site/index.html",
        "program/build.py",
        "program/reportsite/render.py",
        "program/templates/base.html",
        "program/requirements.txt",
        "program/.cache/fonts/song.otf",
    ):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name, encoding="utf-8")
    output = tmp_path / "root" / "output"
    memory = Memory(
        output / ".built.json", tmp_path / "program", tmp_path / "root", output / "site", "pdf=True"
    )
    memory.keep(memory.inputs(), SAID)
    return memory


def recalled(memory: Memory) -> Printout | None:
    return memory.recall(memory.inputs())


def touch(file: Path) -> None:
    """Give a file another date, as any save does."""
    os.utime(file, ns=(0, file.stat().st_mtime_ns + 1))


def longer(file: Path) -> None:
    date = file.stat().st_mtime_ns
    file.write_text(file.read_text(encoding="utf-8") + "。", encoding="utf-8")
    os.utime(file, ns=(date, date))


def test_unchanged_project_says_what_it_said(memory: Memory) -> None:
    assert recalled(memory) == SAID


CHANGES: dict[str, Callable[[Path], object]] = {
    "content saved": lambda f: touch(f / "root/content/measures/07.md"),
    "content longer at the same date": lambda f: longer(f / "root/content/measures/07.md"),
    "content added": lambda f: (f / "root/content/measures/08.md").touch(),
    "content deleted": lambda f: (f / "root/content/measures/07.md").unlink(),
    "content renamed": lambda f: (f / "root/content/measures/07.md").rename(
        f / "root/content/measures/7.md"
    ),
    "data saved": lambda f: touch(f / "root/data/units.yml"),
    "program changed": lambda f: touch(f / "program/reportsite/render.py"),
    "template changed": lambda f: touch(f / "program/templates/base.html"),
    "libraries changed": lambda f: touch(f / "program/requirements.txt"),
    "font changed": lambda f: touch(f / "program/.cache/fonts/song.otf"),
    "page of the site deleted": lambda f: (f / "root/output/site/index.html").unlink(),
    "page of the site edited by hand": lambda f: touch(f / "root/output/site/index.html"),
    "stray file in the site": lambda f: (f / "root/output/site/x.html").touch(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_any_change_is_noticed(
    memory: Memory, tmp_path: Path, change: Callable[[Path], object]
) -> None:
    change(tmp_path)
    assert recalled(memory) is None


def test_other_options_are_another_build(memory: Memory) -> None:
    other = Memory(memory.file, memory.program, memory.root, memory.site, "pdf=False")
    assert recalled(other) is None


def test_save_during_a_build_is_not_taken_for_built(memory: Memory, tmp_path: Path) -> None:
    read = memory.inputs()
    touch(tmp_path / "root/content/measures/07.md")
    memory.keep(read, SAID)
    assert recalled(memory) is None


@pytest.mark.parametrize("name", ["~$07.md", ".07.md.swp", ".~lock.07.md#"])
def test_leftovers_of_office_programs_are_no_change(
    memory: Memory, tmp_path: Path, name: str
) -> None:
    (tmp_path / "root/content/measures" / name).touch()
    assert recalled(memory) == SAID


@pytest.mark.parametrize("note", ["", "{", "[]", "{}", '{"said": 1, "inputs": {}, "site": {}}'])
def test_damaged_note_is_no_memory(memory: Memory, note: str) -> None:
    memory.file.write_text(note, encoding="utf-8")
    assert recalled(memory) is None


def test_file_that_vanishes_while_looking_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere")
    (tmp_path / "here.md").touch()
    assert stamps(tmp_path).keys() == {str(tmp_path / "here.md")}
