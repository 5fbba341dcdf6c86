"""Every folder of sites_invalid/ is a mistake: laid over the real content, it is told exactly so.

A folder holds the files it changes or adds, `deleted.txt` (a path a line), `edits.txt` (a path,
then lines as they are after `- ` and as they become after `+ `), and `expected.txt`, the report.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.checkout import ROOT

FOLDERS = sorted((ROOT / "tests" / "sites_invalid").iterdir())
ABOUT_THE_FOLDER = {"deleted.txt", "edits.txt", "expected.txt"}
TEN = sorted(
    ["E112", "E117", "E119", "E205", "E301", "E304", "E313", "E401", "E402", "E501"]
)  # fmt: skip


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_broken_site_is_told_exactly(folder: Path, site: Path, told: Callable[[], str]) -> None:
    lay(folder, site)
    assert told() == (folder / "expected.txt").read_text("utf-8")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_folder_is_named_for_the_only_code_it_shows(folder: Path) -> None:
    codes = set(re.findall(r" ([EW]\d{3}) ", (folder / "expected.txt").read_text("utf-8")))
    if folder.name == "E400-cut-short":  # it shows the first of the places that differ
        codes -= {"E401", "E403"}
    if folder.name != "ten-mistakes":
        assert codes == {folder.name.split("-")[0]}


def test_ten_mistakes_in_one_run_give_ten_messages() -> None:
    told = (ROOT / "tests" / "sites_invalid" / "ten-mistakes" / "expected.txt").read_text("utf-8")
    assert sorted(re.findall(r" (E\d{3}) ", told)) == TEN
    assert len(told.splitlines()) == 10


def lay(folder: Path, site: Path) -> None:
    """Lay a folder over a copy of the real content."""
    shutil.copytree(folder, site, dirs_exist_ok=True, ignore=lambda *_: ABOUT_THE_FOLDER)
    for name in _lines(folder / "deleted.txt"):
        (site / name).unlink()
    for name, old, new in _edits(list(_lines(folder / "edits.txt"))):
        text = (site / name).read_text("utf-8")
        assert text.count(old) == 1, f"{name} should hold once: {old}"
        (site / name).write_text(text.replace(old, new), "utf-8", newline="")


def _lines(file: Path) -> Iterator[str]:
    return iter(file.read_text("utf-8").splitlines() if file.exists() else ())


def _edits(lines: list[str]) -> Iterator[tuple[str, str, str]]:
    """Yield file, old text and new text: a run of `- ` lines and the `+ ` lines below it."""
    blocks = re.finditer(
        r"(?:(?P<name>[^-+\n].*)\n)?(?P<old>(?:- .*\n)+)(?P<new>(?:\+ .*\n)+)",
        "\n".join([*lines, ""]),
    )
    name = ""
    for block in blocks:
        name = block["name"] or name
        old, new = (
            re.sub("^[-+] ", "", text, flags=re.M)[:-1] for text in block.group("old", "new")
        )
        yield name, old, new
