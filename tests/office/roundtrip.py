"""Every form goes through LibreOffice and comes back with every figure and every word.

Run by `make test-office`, which fetches LibreOffice; `make test` reads a kept sample instead.
"""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from reportsite.forms import forms
from reportsite.forms.book import xlsx
from reportsite.forms.collect import Asked, Collected, collect, write
from reportsite.forms.layout import HEADER, Form
from reportsite.forms.returned import STAGES
from reportsite.plan.model import Report
from reportsite.plan.period import Period
from reportsite.plan.written import EntryKind
from reportsite.problems import ContentError, Problems
from tests.support.returns import DAY, changed, filled, form

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice") or ""
Office = Callable[..., list[Path]]
H1 = Period(2024, 6)
FIGURES: tuple[object, ...] = (0.7, "0.70", 1.125, 3, "３", 0.1 + 0.2, "1.0", 2.5)
KEPT = {
    "0.00####": ("0.70", "0.70", "1.125", "3.00", "3", "0.30", "1.0", "2.50"),
    "0.0####": ("0.7", "0.70", "1.125", "3.0", "3", "0.3", "1.0", "2.5"),
    "General": ("0.7", "0.70", "1.125", "3", "3", "0.3", "1.0", "2.5"),
}
WORDS = (
    "完成了《办法》修订，同比增长12.5%。",
    "一、修订办法\n二、开展“铁拳”行动\n\n三、宣讲3场",
    "# 大标题\n---\n- 一\n1. 二\n{{ 各项目标() }} <b>&amp; & *x* _y_ [z](/a/) 【附】（/b/）",
    "=1+1",
    "-",
    "2024-06-30",
    "0.70",
    "'引号' \"双引号\" a\\b",
    "第一段　全角空格\u00a0不换行空格",
    "生僻字𠮷䶮、㎡、①、™、😀",
    "长" * 2000,
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Return how LibreOffice saves files as another kind."""
    assert SOFFICE, "LibreOffice is missing: run make test-office"
    profile = tmp_path_factory.mktemp("profile").as_uri()

    def save(kind: str, *files: Path) -> list[Path]:
        back = tmp_path_factory.mktemp("back")
        command = [SOFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind]
        subprocess.run([*command, "--outdir", back, *files], check=True)
        return sorted(back.iterdir())

    return save


@pytest.fixture(scope="module")
def re_saved(
    tmp_path_factory: pytest.TempPathFactory, office: Office, report: Report
) -> dict[str, Path]:
    """Return every form and a sample as LibreOffice saves them, by unit."""
    out = tmp_path_factory.mktemp("out")
    for issued in forms(report, H1):
        (out / f"{issued.unit}.xlsx").write_bytes(changed(xlsx(issued), filling(issued)))
    (out / "sample.xlsx").write_bytes(filled(form(report)))
    return {file.stem: file for file in office("xlsx", *sorted(out.iterdir()))}


@pytest.fixture(scope="module")
def returned(re_saved: dict[str, Path]) -> dict[str, Path]:
    """Return every form, filled in to the last cell and saved again by LibreOffice, by unit."""
    return {unit: file for unit, file in re_saved.items() if unit != "sample"}


def filling(issued: Form) -> Any:
    def fill(book: Any) -> None:
        book["填报说明"]["B7"].value, book["填报说明"]["B8"].value = "张三", DAY
        for number, (_, text) in enumerate(expected_words(issued)):
            cell = book["措施"].cell(HEADER + 1 + number // 3, 5 + number % 3)
            cell.value, cell.data_type = text, "s"
        for number in range(len(issued.words)):
            book["措施"].cell(HEADER + 1 + number, 4).value = STAGES[number % len(STAGES)]
        for number in range(len(issued.figures)):
            sheet, at = book["指标"], HEADER + 1 + number
            sheet[f"H{at}"].value = FIGURES[number % len(FIGURES)]
            sheet[f"I{at}"].value = f"台账第{number}号"
            sheet[f"J{at}"].value = "口径，含“分项”"

    return fill


def expected_words(issued: Form) -> list[tuple[tuple[str, EntryKind], str]]:
    """Return what is written into each cell of 措施, by row and kind."""
    cells = [(row.id, kind) for row in issued.words for kind in EntryKind]
    return [(cell, WORDS[number % len(WORDS)]) for number, cell in enumerate(cells)]


def collected(site: Path, *files: Path) -> Collected:
    found = collect(Asked(site, files), Problems())
    write(site, found)
    return found


def test_every_word_comes_back(site: Path, report: Report, returned: dict[str, Path]) -> None:
    found = collected(site, *returned.values())
    by_unit = {back.unit.id: back for back in found.returns}
    for issued in forms(report, H1):
        said = {(s.measure, s.kind): s.text for s in by_unit[issued.unit].words}
        assert said == dict(expected_words(issued))
        stages = [s.stage for s in by_unit[issued.unit].words if s.kind is EntryKind.PROGRESS]
        assert stages == [STAGES[number % len(STAGES)] for number in range(len(issued.words))]


def test_every_figure_comes_back(site: Path, report: Report, returned: dict[str, Path]) -> None:
    found = collected(site, *returned.values())
    own = next(issued for issued in forms(report, H1) if issued.figures)
    shapes = {1: "0.0####", 2: "0.00####", 0: "General"}
    expected = {
        row.id: KEPT[shapes[row.decimals]][number % len(FIGURES)]
        for number, row in enumerate(own.figures)
    }
    rows = {new.cells["indicator"]: new.cells for new in found.additions.rows}
    assert {id: cells["value"] for id, cells in rows.items()} == expected
    assert {cells["note"] for cells in rows.values()} == {"口径，含“分项”"}
    assert [cells["source"] for cells in rows.values()] == [f"台账第{n}号" for n in range(20)]


def test_a_second_run_changes_nothing(site: Path, returned: dict[str, Path]) -> None:
    collected(site, *returned.values())
    assert collected(site, *returned.values()).changes == {}


def test_the_kept_sample_is_of_todays_form(re_saved: dict[str, Path]) -> None:
    kept, fresh = Path(__file__).parent / "resaved.xlsx", re_saved["sample"]
    assert labels(kept) == labels(fresh), f"the forms have changed: cp {fresh} {kept}"


def labels(file: Path) -> list[list[object]]:
    """Return the hidden key of a form: every label that was printed on it."""
    return [list(row) for row in load_workbook(file)["_key"].values]


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("xls", "这是旧的 .xls 格式"),
        ("ods", "这是 ODF 格式（.ods）"),
        ("csv:Text - txt - csv (StarCalc):44,34,76", "像是 CSV 或文本文件"),
        ("html", "像是网页"),
        ("pdf", "看不出是什么"),
    ],
)
def test_a_form_saved_as_something_else_is_named(
    kind: str, told: str, site: Path, office: Office, re_saved: dict[str, Path]
) -> None:
    (file,) = office(kind, re_saved["sample"])
    renamed = file.rename(site / "表.xlsx")
    with pytest.raises(ContentError, match="E350") as error:
        collected(site, renamed)
    assert told in str(error.value)
