"""What is added is added; not one byte of the rest is touched."""

import codecs
from itertools import zip_longest

import pytest

from reportsite.forms.words import with_entry, with_rows
from reportsite.plan.written import EntryKind
from reportsite.source import csv_text
from reportsite.source.ledger import HEADER

PROGRESS, PROBLEM, NEXT = EntryKind
HEAD = "---\nnumber: 9\n---\n\n（九）推进。〔市农牧局负责〕\n"
ROW = dict(
    zip_longest(
        HEADER, ("06", "2024-H1", "4.75", "2024-07-20", "市农牧局", '台账，含"新"'), fillvalue=""
    )
)


def entry(text: str, kind: EntryKind = PROGRESS) -> str:
    return with_entry(text.encode(), kind, "2024年上半年（市农牧局）", "一\n\n二").decode()


NEW = "### 2024年上半年（市农牧局）\n\n一\n\n二\n"


def test_a_missing_section_is_made_at_the_end() -> None:
    assert entry(HEAD) == f"{HEAD}\n## 进展\n\n{NEW}"


def test_an_entry_comes_last_in_its_section() -> None:
    old = f"{HEAD}\n## 进展\n\n### 2023年\n\n旧\n\n## 下一步\n\n### 2023年\n\n做\n"
    assert entry(old) == old.replace("旧\n\n", f"旧\n\n{NEW}\n")
    assert entry(old, NEXT) == f"{old}\n{NEW}"


def test_sections_stand_in_their_order() -> None:
    last = f"{HEAD}\n## 下一步\n\n### 2023年\n\n做\n"
    assert entry(last, PROBLEM) == last.replace("## 下一步", f"## 存在问题\n\n{NEW}\n## 下一步")
    both = entry(entry(last, PROBLEM), PROGRESS)
    assert [line for line in both.split("\n") if line.startswith("## ")] == [
        "## 进展",
        "## 存在问题",
        "## 下一步",
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("tail", ["", "\n", "\n\n\n"])
def test_mark_and_line_ends_of_a_measure_are_kept(end: str, mark: str, tail: str) -> None:
    old = (mark + HEAD.rstrip("\n") + tail).replace("\n", end)
    new = entry(old)
    assert new.startswith(old)
    assert new.count(end) == len(new.replace("\r\n", "\n").replace("\r", "\n").split("\n")) - 1
    assert f"{end}{end}## 进展{end}{end}### 2024年上半年" in new


@pytest.mark.parametrize("head", ["\ufeff---\n", "---  \n", "---\n"])
def test_a_section_is_found_below_any_head_and_any_rule(head: str) -> None:
    old = f"{HEAD.replace('---', head.strip(chr(10)), 1)}\n---\n\n## 进展\n\n### 2023年\n\n旧\n"
    assert entry(old) == f"{old}\n{NEW}"


def test_a_row_of_other_columns_than_the_file_s_is_refused() -> None:
    with pytest.raises(KeyError, match=r"columns of the file: .*, no column for .*unit"):
        with_rows("一,二\n".encode(), [ROW])


def test_a_heading_in_the_file_head_is_no_section() -> None:
    old = HEAD.replace("number: 9", "# 说明\n## 下一步\nnumber: 9")
    assert entry(old).endswith(f"负责〕\n\n## 进展\n\n{NEW}")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (b"", "gb18030"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
)
@pytest.mark.parametrize("is_ended", [True, False])
def test_rows_are_added_as_the_table_is_written(
    end: str, mark: bytes, encoding: str, is_ended: bool
) -> None:
    names = sorted(HEADER)
    first = ",".join(f"{name}：旧" for name in names)
    text = end.join([",".join(names), first]) + end * is_ended
    old = mark + text.encode(encoding)
    new = with_rows(old, [ROW, ROW])
    assert new.startswith(old)
    added = new.removeprefix(mark).decode(encoding).removeprefix(text)
    assert added.count(end) == 2 + (not is_ended)
    table = csv_text.parse(new, "a.csv", HEADER)
    assert table.problems == ()
    assert [row.cells for row in table.rows[1:]] == [ROW, ROW]
