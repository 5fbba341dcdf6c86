"""One mistake is told once: what is broken in one file is not complained of in another."""

import codecs
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from reportsite.check import check
from reportsite.plan.model import Report
from reportsite.problems import ContentError, Problems
from reportsite.source.files import load

FILES = [
    *("content/site.yml", "content/plan.md", "content/assurance.md", "data/units.yml"),
    *("data/indicators.yml", "data/tensions.yml", "data/plan.txt"),
    *("content/bulletins/2023-01.md", "content/pages/about.md"),
    "content/measures/09-market-operation.md",
]
Told = Callable[[], str]


def _as_gbk(raw: bytes) -> bytes:
    return raw.decode().encode("gb18030")


def _as_utf16(raw: bytes) -> bytes:
    return codecs.BOM_UTF16_LE + raw.decode().encode("utf-16-le")


def _emptied(_raw: bytes) -> bytes:
    return b""


def _with_a_control_character(raw: bytes) -> bytes:
    text = raw.decode()
    return (text[: len(text) // 2] + "\x0b" + text[len(text) // 2 :]).encode()


def _with_a_full_width_colon(raw: bytes) -> bytes:
    lines = raw.decode().split("\n")
    number = next(i for i, line in enumerate(lines) if line[:1].isalpha())
    lines[number] = lines[number].replace(": ", "：", 1).replace(":", "：", 1)
    return "\n".join(lines).encode()


def _with_an_open_bracket(raw: bytes) -> bytes:
    lines = raw.decode().split("\n")
    last = next(i for i, line in enumerate(lines) if line[:1].isalpha())
    return "\n".join([*lines[:last], "keywords: [甲, 乙", *lines[last:]]).encode()


def _with_a_key_twice(raw: bytes) -> bytes:
    lines = raw.decode().split("\n")
    first = next(i for i, line in enumerate(lines) if line[:1].isalpha())
    return "\n".join(
        [*lines[: first + 1], lines[first].split(":")[0] + ": 又", *lines[first + 1 :]]
    ).encode()


def _with_an_unknown_key(raw: bytes) -> bytes:
    lines = raw.decode().split("\n")
    first = next(i for i, line in enumerate(lines) if line[:1].isalpha())
    return "\n".join([*lines[:first], "没有这一项: 甲", *lines[first:]]).encode()


BREAKS = [
    _as_gbk, _as_utf16, _emptied, _with_a_control_character, _with_a_full_width_colon,
    _with_an_open_bracket, _with_a_key_twice, _with_an_unknown_key,
]  # fmt: skip


@pytest.mark.parametrize("broken", BREAKS, ids=lambda broken: broken.__name__)
@pytest.mark.parametrize("path", FILES)
def test_a_broken_file_is_told_of_once_and_no_other_file_complains(
    site: Path, told: Told, path: str, broken: Callable[[bytes], bytes]
) -> None:
    if path == "data/plan.txt" and broken in BREAKS[4:]:
        return  # it is no YAML: any change is the same change
    file = site / path
    file.write_bytes(broken(file.read_bytes()))
    assert [line.split(":")[0] for line in told().splitlines()] == [path]


@pytest.mark.parametrize("path", FILES)
def test_a_missing_file_is_told_of_once(site: Path, told: Told, path: str) -> None:
    (site / path).unlink()
    lines = told().splitlines()
    optional = path.startswith(("content/bulletins/", "content/pages/"))
    assert len(lines) == (0 if optional else 1)
    is_quoted = path.startswith(("content/assurance", "content/measures/", "data/indicators"))
    assert all(line.split()[2] == ("E402" if is_quoted else "E101") for line in lines)


@pytest.mark.parametrize("folder", ["content/measures", "content/bulletins", "content/pages"])
def test_a_missing_folder_is_told_of_with_what_should_stand_in_it(
    site: Path, told: Told, folder: str
) -> None:
    shutil.rmtree(site / folder)
    codes = [line.split()[2] for line in told().splitlines()]
    assert codes == ["E101"] + ["E402"] * (6 if folder.endswith("measures") else 0)


@pytest.mark.parametrize("change", ["\r\n", "\ufeff", "130件"])
def test_the_official_text_is_kept_byte_for_byte(site: Path, told: Told, change: str) -> None:
    file = site / "data/plan.txt"
    text = file.read_bytes().decode()
    changed = {"\r\n": text.replace("\n", "\r\n"), "\ufeff": "\ufeff" + text, "130件": text.replace("120件", "130件")}  # fmt: skip
    file.write_bytes(changed[change].encode())
    codes = [
        line.split()[2] for line in told().splitlines() if line.startswith("data/plan.txt:1:1: ")
    ]
    assert codes == ["E405"]
    assert told().count("\n") == (
        4 if change == "130件" else 1
    )  # the paragraph, and two quotations


def test_another_official_text_is_told_of_with_the_first_places_that_differ(
    site: Path, told: Told
) -> None:
    (site / "data/plan.txt").write_text("别的文字\n", "utf-8")
    codes = [line.split()[2] for line in told().splitlines()]
    assert codes == ["E403"] * 5 + ["E400", "E405"]


def test_prose_is_looked_at_even_where_the_front_matter_is_broken(site: Path, told: Told) -> None:
    page = site / "content/pages/about.md"
    text = page.read_text("utf-8").replace("title: ", "title：").replace("](/units/)", "](/unit/)")
    page.write_text(text, "utf-8")
    assert [line.split()[2] for line in told().splitlines()] == ["E112", "E501"]


def test_the_official_paragraph_is_held_even_where_the_front_matter_is_broken(
    site: Path, told: Told
) -> None:
    file = site / "content/measures/09-market-operation.md"
    text = (
        file.read_text("utf-8").replace("number: 9", "number: 九").replace("深化政银", "推进政银")
    )
    file.write_text(text, "utf-8")
    assert [line.split()[2] for line in told().splitlines()] == ["E203", "E401"]


def test_a_link_to_a_unit_is_not_judged_by_an_unreadable_register(site: Path, told: Told) -> None:
    page = site / "content/pages/about.md"
    page.write_text(page.read_text("utf-8") + "\n见[司法局](/units/sifa/)。\n", "utf-8")
    assert told() == ""
    (site / "data/units.yml").write_text("units：\n", "utf-8")
    assert [line.split()[2] for line in told().splitlines()] == ["E112"]


def test_a_warning_lets_the_report_through(site: Path) -> None:
    (site / "content/pages/notes.docx").write_bytes(b"PK")
    problems = Problems()
    assert isinstance(check(load(site, problems), problems), Report)
    assert [problem.code.name for problem in problems.sorted] == ["W103"]


def test_an_error_stops_the_report_and_brings_every_problem(site: Path) -> None:
    (site / "content/pages/notes.docx").write_bytes(b"PK")
    (site / "content/site.yml").unlink()
    problems = Problems()
    with pytest.raises(ContentError) as stopped:
        check(load(site, problems), problems)
    assert [problem.code.name for problem in stopped.value.problems] == ["W103", "E101"]
