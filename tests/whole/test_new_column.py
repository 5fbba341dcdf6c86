"""A new column of the ledger is one line of program: reading, form, download and dictionary follow."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.support.checkout import Tree, checkout, edit, run, tree

LINE = '    LedgerColumn("note", "备注", "报送时的说明。", empty="没有备注"),\n'
ADDED = '    LedgerColumn("method", "算法", "这个数怎样算出来。", empty="没有写明算法"),\n'
SAID = "按合同金额合计"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the project with one more column declared, and filled in."""
    folder = checkout(tmp_path_factory.mktemp("column") / "copy")
    edit(folder / "reportsite/source/ledger.py", LINE, LINE + ADDED)
    for ledger in (folder / "data/actuals.csv", folder / "data/demo/actuals.csv"):
        head, *rows = ledger.read_text("utf-8").splitlines()
        lines = [
            f"{head},method",
            *(f"{row},{SAID}" for row in rows),
        ]
        ledger.write_text("\n".join(lines) + "\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def built(copy: Path) -> Tree:
    """Return the demo as the copy builds it, without documents."""
    made = run(copy, "--demo", "--no-pdf")
    assert made.returncode == 0, made.stdout
    return tree(copy / "output" / "demo")


def test_what_was_typed_stands_in_every_download(built: Tree) -> None:
    for name in ("actuals", "series"):
        text = built[f"data/{name}.csv"].decode("utf-8-sig")
        assert SAID in {row["method"] for row in csv.DictReader(io.StringIO(text))}
        assert SAID in {row["method"] for row in json.loads(built[f"data/{name}.json"])}
    sheets = load_workbook(io.BytesIO(built["data/plan.xlsx"]))
    assert SAID in {cell.value for row in sheets["报送的数"].iter_rows() for cell in row}
    assert {"method"} <= set(json.loads(built["data/plan.schema.json"])["properties"]["tables"]
        ["properties"]["actuals"]["items"]["properties"])  # fmt: skip


def test_the_dictionary_and_the_page_say_what_the_column_means(built: Tree) -> None:
    text = built["data/dictionary.csv"].decode("utf-8-sig")
    rows = [row for row in csv.DictReader(io.StringIO(text)) if row["column"] == "method"]
    assert {(row["title"], row["meaning"]) for row in rows} == {("算法", "这个数怎样算出来。")}
    assert {row["empty"] for row in rows} == {"没有写明算法"}
    assert "这个数怎样算出来。" in built["data/index.html"].decode()


def test_the_form_asks_for_it_and_what_comes_back_is_registered(copy: Path) -> None:
    assert run(copy, "forms", "--period", "2024-H1").returncode == 0
    (file,) = (copy / "output/forms/2024-H1").glob("市市场监管局*.xlsx")
    book = load_workbook(file)
    sheet = book["指标"]
    heads = [cell.value for cell in sheet[4]]
    row = next(row for row in range(5, 40) if sheet.cell(row, 1).value == "指标06")
    for head, value in (("本期数", "4.83"), ("来源", "银行台账"), ("算法", SAID)):
        sheet.cell(row, heads.index(head) + 1).value = value
    book["填报说明"]["B8"] = "2024-07-20"
    returned = copy / "back.xlsx"
    book.save(returned)
    done = run(copy, "collect", str(returned), "--yes")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (copy / "data/actuals.csv").read_text("utf-8").splitlines()[-1] == (
        f"06,2024-H1,4.83,2024-07-20,市市场监管局（知识产权局）,银行台账,,{SAID}"
    )


def test_what_documents_carry_has_the_column(copy: Path) -> None:
    code = (
        "import pathlib, sys\n"
        "from reportsite.pipeline import Options, inspect\n"
        "from reportsite.problems import Problems\n"
        "from reportsite import paper\n"
        "root = pathlib.Path('.').resolve()\n"
        "report, _ = inspect(Options(root, root / 'output/demo', demo=True), Problems())\n"
        "view = next(v for v in paper.documents(report) if v.path == 'pdf/annex.pdf')\n"
        "sys.stdout.buffer.write(view.attachments[0].data)\n"
    )
    carried = subprocess.run(
        [sys.executable, "-c", code], cwd=copy, capture_output=True, check=True
    )
    text = carried.stdout.decode("utf-8-sig")
    assert SAID in {row["method"] for row in csv.DictReader(io.StringIO(text))}
