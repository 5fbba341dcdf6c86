"""The data to download: valid, whole, the same in every format, and honest about what is missing."""

import csv
import datetime as dt
import hashlib
import io
import json
import re
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import frictionless
import jsonschema
import openpyxl
import pytest
from lxml import html

from reportsite.facts.datatable import Cell, Column, Dataset, DataTable, Kind
from reportsite.opendata import STAMP, dataset, files
from reportsite.plan.case import Case
from reportsite.plan.model import Report
from reportsite.plan.snapshot import snapshot
from tests.support.demo import demo_report
from tests.support.websites import DEMO, HOST, REAL, RELEASED, Website

EACH = pytest.mark.parametrize("website", [REAL, DEMO], ids=["real", "demo"])
WAITING = {Case.NOT_DUE, Case.OWED}


def data(finished: Path, website: Website) -> Path:
    return website.below(finished) / "data"


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    """Return a CSV file as a stranger reads it."""
    return list(csv.DictReader(io.StringIO((folder / f"{name}.csv").read_text("utf-8-sig"))))


def of(report: Report) -> Dataset:
    return dataset(snapshot(report, report.site.as_of))


# Valid


@EACH
def test_the_package_and_every_table_of_it_is_valid(finished: Path, website: Website) -> None:
    """Kinds, words, keys, references between tables, sizes and checksums."""
    found = frictionless.validate(str(data(finished, website) / "datapackage.json"))
    assert found.flatten(["title", "message"]) == []
    assert len(found.tasks) == 11


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("targets.csv", "\r\n01,", "\r\n99,"),
        ("targets.csv", ",2021,", ",二〇二一,"),
        ("judgements.csv", "应报未报,", "没报,"),
        ("indicators.csv", "亿元", "万元"),
    ],
    ids=["reference", "kind", "word", "checksum"],
)
def test_the_package_tells_of_a_table_that_was_altered(
    finished: Path, tmp_path: Path, file: str, old: str, new: str
) -> None:
    folder = shutil.copytree(data(finished, DEMO), tmp_path / "data")
    text = (folder / file).read_bytes().decode()
    assert old in text
    (folder / file).write_bytes(text.replace(old, new, 1).encode())
    assert not frictionless.validate(str(folder / "datapackage.json")).valid


@EACH
def test_the_whole_file_is_what_its_schema_says(finished: Path, website: Website) -> None:
    schema, plan = _plan(data(finished, website))
    assert _told(schema, plan) == []


@pytest.mark.parametrize("wrong", [None, "七", -1, 7.5])
def test_the_schema_refuses_what_a_column_cannot_hold(finished: Path, wrong: object) -> None:
    schema, plan = _plan(data(finished, DEMO))
    plan["tables"]["measures"][0]["chapter"] = wrong if wrong != -1 else [-1]
    assert _told(schema, plan)


def test_the_schema_refuses_a_column_more_or_less(finished: Path) -> None:
    schema, plan = _plan(data(finished, DEMO))
    plan["tables"]["targets"][0]["extra"] = plan["tables"]["targets"][1].pop("year")
    assert len(_told(schema, plan)) == 2


def _plan(folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    return (
        json.loads((folder / "plan.schema.json").read_bytes()),
        json.loads((folder / "plan.json").read_bytes()),
    )


def _told(schema: dict[str, Any], plan: dict[str, Any]) -> list[str]:
    jsonschema.Draft202012Validator.check_schema(schema)
    checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    return [error.message for error in checker.iter_errors(plan)]


# The same everywhere


@EACH
def test_every_format_says_the_same_digit_for_digit(finished: Path, website: Website) -> None:
    folder = data(finished, website)
    plan = json.loads((folder / "plan.json").read_bytes(), parse_float=Decimal)
    sheets = _sheets(folder)
    for name, whole in plan["tables"].items():
        own = json.loads((folder / f"{name}.json").read_bytes(), parse_float=Decimal)
        as_csv = [tuple(row.values()) for row in rows(folder, name)]
        assert own == whole
        assert [tuple(map(_as_csv, row.values())) for row in whole] == as_csv
        assert _as_sheet(as_csv) == sheets[name]


def _as_csv(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _as_sheet(table: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    words = {"true": "是", "false": "否"}
    return [tuple(words.get(cell, cell) for cell in row) for row in table]


def _sheets(folder: Path) -> dict[str, list[tuple[str, ...]]]:
    """Return the sheets below their heads, by the name of their table."""
    book = openpyxl.load_workbook(folder / "plan.xlsx")
    names = {row["table_title"]: row["table"] for row in rows(folder, "dictionary")}
    return {
        names[sheet.title]: [tuple(map(_shown, row)) for row in sheet.iter_rows(min_row=2)]
        for sheet in book.worksheets
        if sheet.title in names
    }


def _shown(cell: Any) -> str:
    """Return a cell as a spreadsheet shows it."""
    if cell.value is None:
        return ""
    if isinstance(cell.value, dt.datetime):
        return f"{cell.value:%Y-%m-%d}"
    if isinstance(cell.value, str):
        return cell.value
    places = len(cell.number_format.partition(".")[2]) if cell.number_format != "General" else 0
    return f"{Decimal(str(cell.value)):.{places}f}"


def test_a_table_of_one_indicator_is_cut_from_the_table_of_all(finished: Path) -> None:
    folder = data(finished, DEMO)
    cut = [row for i in range(1, 21) for row in rows(folder, f"indicators/{i:02}")]
    assert cut == rows(folder, "series")


def test_every_report_is_there_with_all_its_revisions(finished: Path) -> None:
    report = demo_report()
    told = {
        (row["indicator"], row["period"], row["value"], row["reported_on"])
        for row in rows(data(finished, DEMO), "actuals")
    }
    assert told == {
        (row.indicator, str(row.period), str(row.value), row.reported_on.isoformat())
        for row in report.actuals
    }
    valid = [row for row in rows(data(finished, DEMO), "actuals") if row["current"] == "true"]
    at = snapshot(report, report.site.as_of)
    assert len(valid) == sum(len(at.actuals(indicator.id)) for indicator in report.indicators)


def test_what_is_reported_later_is_not_told_before() -> None:
    report = demo_report()
    day = dt.date(2024, 8, 5)
    (actuals,) = (t for t in dataset(snapshot(report, day)).tables if t.name == "actuals")
    on = [column.key for column in actuals.columns].index("reported_on")
    days = [row[on] for row in actuals.rows]
    assert days
    assert all(isinstance(one, dt.date) and one <= day for one in days)


# Missing stays missing


@EACH
def test_three_ways_of_having_no_number_are_told_apart(finished: Path, website: Website) -> None:
    judged = rows(data(finished, website), "judgements")
    assert len(judged) == 100
    for row in judged:
        assert (row["target"] == "") is (row["target_kind"] == "未设目标")
        if row["case"] in WAITING:
            assert row["due"]
        if not row["value"]:
            assert row["case"] in WAITING | {Case.NO_TARGET, Case.LISTED}
    assert sum(row["target"] == "" for row in judged) == 19
    expected = Case.OWED if website is DEMO else Case.NOT_DUE
    assert expected in {row["case"] for row in judged if not row["value"]}


def test_nothing_is_a_number_that_nobody_reported(finished: Path) -> None:
    folder = data(finished, REAL)
    assert rows(folder, "actuals") == []
    assert {row["value"] for row in rows(folder, "series")} == {""}
    assert {row["completion"] for row in rows(folder, "judgements")} == {""}
    assert json.loads((folder / "actuals.json").read_bytes()) == []


# The demo


def test_every_row_of_every_file_of_the_demo_says_that_it_is_invented(finished: Path) -> None:
    folder = data(finished, DEMO)
    tables = [*folder.glob("*.csv"), *folder.glob("indicators/*.csv")]
    for file in tables:
        if file.name != "dictionary.csv":
            name = file.relative_to(folder).with_suffix("").as_posix()
            assert {row["stamp"] for row in rows(folder, name)} == {STAMP}, file
    for name in ("plan.json", "datapackage.json", "plan.schema.json"):
        assert "演示数据" in json.dumps(
            {k: v for k, v in json.loads((folder / name).read_bytes()).items() if k != "tables"},
            ensure_ascii=False,
        )
    book = openpyxl.load_workbook(folder / "plan.xlsx")
    assert [cell.value for cell in book["说明"][2]] == ["注意", STAMP]


def test_nothing_of_the_real_data_speaks_of_a_demo(finished: Path) -> None:
    folder = data(finished, REAL)
    for file in folder.rglob("*.*"):
        if file.suffix in (".csv", ".json"):
            assert "演示" not in file.read_text("utf-8"), file


# Files that strangers open


@EACH
def test_csv_opens_in_spreadsheets_as_it_is(finished: Path, website: Website) -> None:
    for file in data(finished, website).rglob("*.csv"):
        raw = file.read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf"), file
        assert raw.count(b"\n") == raw.count(b"\r\n"), file
        assert re.fullmatch(r"[a-z_,]+", raw.decode("utf-8-sig").split("\r\n")[0]), file


def _table(*cells: Cell) -> DataTable:
    columns = tuple(Column(f"c{i}", "列", Kind.TEXT, "意思") for i, _ in enumerate(cells))
    return DataTable("t", "表", "说明", ("c0",), columns, (cells,))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_text_that_looks_like_a_formula_never_runs(text: str) -> None:
    written = files.csv_file(_table(text)).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(written, newline="")))[1] == [f"'{text}"]
    assert json.loads(files.json_table(_table(text))) == [{"c0": text}]


def test_a_number_below_zero_stays_a_number() -> None:
    assert files.csv_file(_table(Decimal("-0.70"))).endswith(b"\r\n-0.70\r\n")
    assert files.json_table(_table(Decimal("-0.70"))) == b'[\n{"c0": -0.70}\n]\n'


@EACH
def test_the_workbook_is_ready_to_read(finished: Path, website: Website) -> None:
    book = openpyxl.load_workbook(data(finished, website) / "plan.xlsx")
    titles = [table["title"] for table in _package(data(finished, website))["resources"]]
    assert book.sheetnames == ["说明", *titles, "数据字典"]
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "C2"
        assert sheet.auto_filter.ref == sheet.dimensions
        kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
        assert kinds <= {"s", "n", "d"}, sheet.title


def _package(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "datapackage.json").read_bytes())
    return found


def test_the_workbook_has_the_same_bytes_every_time(finished: Path) -> None:
    found = of(demo_report())
    made = files.workbook(found)
    assert made == (data(finished, DEMO) / "plan.xlsx").read_bytes()


@EACH
def test_checksums_are_of_all_files_and_right(finished: Path, website: Website) -> None:
    folder = data(finished, website)
    sums = (line.split("  ") for line in (folder / "SHA256SUMS").read_text().splitlines())
    listed = {name: digest for digest, name in sums}
    files = {f.relative_to(folder).as_posix(): f for f in folder.rglob("*") if f.is_file()}
    assert listed.keys() == files.keys() - {"index.html", "SHA256SUMS"}
    for name, digest in listed.items():
        assert hashlib.sha256(files[name].read_bytes()).hexdigest() == digest


# The dictionary and the page


@EACH
def test_every_column_is_explained(finished: Path, website: Website) -> None:
    folder = data(finished, website)
    told = {(row["table"], row["column"]): row for row in rows(folder, "dictionary")}
    for resource in _package(folder)["resources"]:
        head = (folder / resource["path"]).read_text("utf-8-sig").split("\n")[0].split(",")
        assert [key for table, key in told if table == resource["name"]] == head
        for own in rows(folder, resource["name"]):
            for key, cell in own.items():
                column = told[resource["name"], key]
                assert cell or column["empty"] != "不会空", (resource["name"], key)
                assert not (cell and column["words"]) or cell in column["words"].split("；")


@EACH
def test_the_page_leads_to_every_file_and_tells_its_size(finished: Path, website: Website) -> None:
    folder = data(finished, website)
    page = html.parse(folder / "index.html")
    sizes = dict(_links(page))
    slices = {f"indicators/{i:02}.csv" for i in range(1, 21)}
    files = {f.relative_to(folder).as_posix(): f for f in folder.rglob("*.*")}
    assert files.keys() - {"index.html", "indicators"} - slices <= sizes.keys()
    for name in sizes.keys() & files.keys():
        assert sizes[name] == f"{max(1, round(files[name].stat().st_size / 1000))}KB"
    for row in page.xpath("//table[contains(@class, 'data-tables')]/tbody/tr"):
        name = row.xpath("string(.//a[contains(@href, '.csv')]/@href)").removesuffix(".csv")
        assert row.xpath("string(./td[@data-label='行数'])") == str(len(rows(folder, name)))


def _links(page: Any) -> Iterator[tuple[str, str]]:
    for link in page.xpath("//main//a[not(contains(@href, '#'))]"):
        yield link.get("href"), link.xpath("string(following-sibling::span[1])")


def test_the_licence_is_the_offices_and_a_gap_until_then(finished: Path) -> None:
    before, after = data(finished, REAL), data(finished, RELEASED)
    shown = "//div[@id='licence']/dd"
    assert html.parse(before / "index.html").xpath(f"string({shown}/mark[@class='gap'])") == "待填"
    assert html.parse(after / "index.html").xpath(f"string({shown})") == "甲许可"
    assert "licenses" not in _package(before)
    assert _package(after)["licenses"] == [{"path": "index.html", "title": "甲许可"}]
    assert json.loads((before / "plan.json").read_bytes())["licence"] is None


def test_the_citation_names_publisher_title_day_and_address(finished: Path) -> None:
    cited = _package(data(finished, RELEASED))["citation"]
    assert "联席会议办公室" in cited
    assert "数据截至2023年7月3日" in cited
    assert f"{HOST}{RELEASED.base}data/" in cited
    assert "http" not in _package(data(finished, REAL))["citation"]


# JSON-LD


@pytest.mark.parametrize("website", [REAL, DEMO, RELEASED], ids=["real", "demo", "released"])
def test_pages_describe_their_data_to_search_engines(finished: Path, website: Website) -> None:
    """What Google's Dataset Search asks for: name, 50 to 5000 characters, publisher, files."""
    folder = website.below(finished)
    pages = [folder / "data/index.html", *folder.glob("indicators/*/index.html")]
    assert len(pages) == 21
    for page in pages:
        for block in _linked(page):
            _hold_dataset(block, page, folder, website)


def _linked(page: Path) -> list[dict[str, Any]]:
    (text,) = html.parse(page).xpath("//script[@type='application/ld+json']/text()")
    found = json.loads(text)
    assert found["@context"] == "https://schema.org"
    blocks: list[dict[str, Any]] = found.get("dataset", [found])
    return blocks


def _hold_dataset(block: dict[str, Any], page: Path, folder: Path, website: Website) -> None:
    assert block["@type"] == "Dataset"
    assert block["name"]
    assert 50 <= len(block["description"]) <= 5000
    assert ("演示数据" in block["description"]) is website.demo
    assert block["temporalCoverage"] == "2021/2025"
    assert ("license" in block) is website.release
    for file in block["distribution"]:
        address = file["contentUrl"]
        if website.release:
            assert address.startswith(HOST + website.base)
            address = address.removeprefix(HOST + website.base)
            assert (folder / address).is_file()
        else:
            assert (page.parent / address).is_file()
