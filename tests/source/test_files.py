"""What editors saved, however they saved it, is read as it is or told about where it breaks."""

import codecs
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportsite.problems import Place, Problems, as_text
from reportsite.source.files import Document, Sources, load
from reportsite.source.yaml_text import YamlText

PAGE = "---\ntitle: 来访\nsummary: 怎样来。\n---\n\n## 地点\n\n临河区。\n"


@pytest.fixture
def page(site: Path) -> Callable[[bytes], tuple[Document, str]]:
    """Return how content/pages/visit.md is read, and what is told, when it holds these bytes."""

    def read(raw: bytes) -> tuple[Document, str]:
        (site / "content/pages/visit.md").write_bytes(raw)
        problems = Problems()
        document = next(d for d in load(site, problems).pages if d.path.endswith("visit.md"))
        return document, as_text(problems.sorted).replace("content/pages/visit.md:", "")

    return read


Read = Callable[[bytes], tuple[Document, str]]


def test_a_document_is_its_front_matter_and_the_text_below_with_their_lines(page: Read) -> None:
    document, told = page(PAGE.encode())
    assert told == ""
    assert document.yaml.data == {"title": "来访", "summary": "怎样来。"}
    assert document.place("summary") == Place("content/pages/visit.md", 3, 10)
    assert (document.body, document.body_line) == ("\n## 地点\n\n临河区。\n", 5)
    assert document.readable
    assert document.has_body


@pytest.mark.parametrize(
    "raw",
    [
        PAGE.replace("\n", "\r\n").encode(),
        PAGE.replace("\n", "\r").encode(),
        codecs.BOM_UTF8 + PAGE.encode(),
        codecs.BOM_UTF8 + PAGE.replace("\n", "\r\n").encode(),
        PAGE.replace("---\n", "---  \n").encode(),
    ],
    ids=["CRLF", "CR", "BOM", "BOM and CRLF", "blanks after the fences"],
)
def test_line_ends_and_byte_order_marks_make_no_difference(page: Read, raw: bytes) -> None:
    document, told = page(raw)
    plain, _ = page(PAGE.encode())
    assert told == ""
    assert document == plain


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (PAGE.encode("gbk"), "2:8: 错误 E102 文件不是 UTF-8 编码（像是 GBK，也叫 ANSI）"),
        (PAGE.encode("utf-16"), "1:1: 错误 E102 文件不是 UTF-8 编码（像是 UTF-16，也叫 Unicode）"),
        (PAGE.encode("utf-16-be"), "1:1: 错误 E102 文件不是 UTF-8 编码（像是 UTF-16，也叫 Unicode）"),
        (codecs.BOM_UTF8 + "---\n标题\n".encode() + b"\xff", "3:1: 错误 E102 文件不是 UTF-8 编码，"),
        ("---\ntitle: 甲".encode() + b"\xe4\xb9", "2:9: 错误 E102 文件不是 UTF-8 编码"),
        (PAGE.replace("临河区", "临\u200b河区").encode(), "8:2: 错误 E108"),
        (PAGE.replace("临河区", "临河区\x0b五原县").encode(), "8:4: 错误 E108"),
        (b"", "1:1: 错误 E107 文件是空的"),
        (b" \r\n\t\n", "1:1: 错误 E107 文件是空的"),
        (b"---\n---\n\nx\n", "1:1: 错误 E107 这里一项也没有写"),
        (b"---\n# x\n---\n", "1:1: 错误 E107 这里一项也没有写"),
        (b"title: x\n", "1:1: 错误 E105 文件第一行应是三个半角减号「---」，现在是「title: x」"),
        (b"\n---\n", "1:1: 错误 E105 文件第一行应是三个半角减号「---」，现在是空行"),
        ("———\ntitle: 甲\n".encode(), "1:1: 错误 E105 文件第一行应是三个半角减号「---」，现在是「———」"),
        (b"---\ntitle: x\n", "1:1: 错误 E106 文件头没有结束"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_once_and_where(page: Read, raw: bytes, said: str) -> None:
    document, told = page(raw)
    assert told.startswith(said)
    assert told.count("\n") == 1
    assert not document.readable


def test_a_text_is_kept_when_only_its_front_matter_is_broken(page: Read) -> None:
    document, told = page(PAGE.replace("title: ", "title：").encode())
    assert told.startswith("2:6: 错误 E112")
    assert not document.readable
    assert document.has_body
    assert "临河区" in document.body


@pytest.mark.parametrize(
    "name",
    ["~$07-creation.md", ".~lock.visit.md#", "~WRL0001.tmp", ".DS_Store", "Thumbs.db", "visit.md~",
     "visit.md.bak", ".visit.md.swp"],
)  # fmt: skip
def test_what_programs_leave_behind_is_passed_over(site: Path, name: str) -> None:
    (site / "content/measures" / name).write_bytes(b"\xff\x00")
    problems = Problems()
    assert len(load(site, problems).measures) == 17
    assert problems.sorted == ()


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("07-进展.docx", "请把内容存成 .md 文本文件。"),
        ("07-进展.WPS", "请把内容存成 .md 文本文件。"),
        ("07-进展.md.txt", "文件名要以 .md 结尾。"),
        ("07-进展.MD", "文件名要以 .md 结尾。"),
        ("附件", "文件名要以 .md 结尾。"),
    ],
)
def test_a_file_of_another_kind_is_not_passed_over_in_silence(
    site: Path, name: str, hint: str
) -> None:
    (site / "content/measures" / name).write_bytes(b"PK")
    problems = Problems()
    assert len(load(site, problems).measures) == 17
    assert as_text(problems.sorted) == (
        f"content/measures/{name}:1:1: 警告 W103 这个文件没有被采用，{hint}\n"
    )


def test_files_are_read_in_the_order_of_their_names(site: Path) -> None:
    paths = [document.path for document in load(site, Problems()).measures]
    assert paths == sorted(paths)
    assert len(paths) == 17


def test_an_empty_folder_misses_every_file_and_folder_by_name(tmp_path: Path) -> None:
    problems = Problems()
    sources = load(tmp_path, problems)
    assert [str(p.place.path) for p in problems.sorted] == [
        "content/bulletins", "content/measures", "content/pages", "content/plan.md",
        "content/site.yml", "data/actuals.csv", "data/overrides.yml", "data/plan.txt",
        "data/tensions.yml", "data/units.yml",
    ]  # fmt: skip
    assert {problem.code.name for problem in problems.sorted} == {"E101"}
    assert not sources.site.readable
    assert sources.assurance.is_absent
    assert sources.indicators.is_absent
    assert sources.measures == ()


def test_the_official_text_is_known_by_the_sum_of_its_bytes(site: Path) -> None:
    raw = (site / "data/plan.txt").read_bytes()
    assert load(site, Problems()).official_sha256 == hashlib.sha256(raw).hexdigest()
    (site / "data/plan.txt").write_bytes(raw.replace(b"\n", b"\r\n"))
    sources = load(site, Problems())
    assert sources.official == raw.decode()
    assert sources.official_sha256 != hashlib.sha256(raw).hexdigest()


def test_a_spot_knows_the_characters_of_its_value(page: Read) -> None:
    document, _ = page(PAGE.encode())
    assert document.at("summary").place == Place("content/pages/visit.md", 3, 10)
    assert document.at("summary").character(2) == Place("content/pages/visit.md", 3, 12)


LINES = st.lists(
    st.one_of(st.text(max_size=12), st.sampled_from(["---", "--- ", "title: 甲", "## 乙", ""])),
    max_size=12,
).map("\n".join)


@given(text=LINES)
@example(text="---\n---")
@example(text="---\n---\n")
@example(text="---\na: 1\n---\n---\n")
def test_any_text_is_split_without_losing_a_line(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    root = tmp_path_factory.mktemp("site")
    (root / "content").mkdir()
    (root / "content/plan.md").write_bytes(text.encode())
    problems = Problems()
    plan = _plan(load(root, problems))
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if plan.has_body:
        assert lines[0].rstrip() == "---"
        assert lines[plan.body_line - 2].rstrip() == "---"
        assert "\n".join(lines[plan.body_line - 1 :]) == plan.body
    else:
        assert any(p.place.path == "content/plan.md" for p in problems.found)
    for problem in problems.found:
        if problem.place.path == "content/plan.md":
            assert 1 <= problem.place.line <= len(lines)
            assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1


def _plan(sources: Sources) -> Document:
    assert isinstance(sources.plan.yaml, YamlText)
    return sources.plan
