"""The margins of the sheet are said once, and every kind of document follows them."""

import re
import shutil
from dataclasses import replace

import pytest

from reportsite.press.printing import print_documents
from reportsite.problems import Problems, as_text
from tests.support.checkout import edit
from tests.support.demo import real_report
from tests.support.measuring import sheets
from tests.support.printing import MM, SHOP, STYLES, manuscripts, pages

KINDS = ("bulletins/2023-01", "measures/01", "units/caizheng", "annex", "matrix")
FULL_LINE = 28
FLUSH = 0.25  # mm: half of a table's border


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return a document of each kind, printed with 天头 and 订口 wider by 3 and 2 mm."""
    styles = tmp_path_factory.mktemp("moved") / "paper"
    shutil.copytree(STYLES, styles)
    edit(styles / "page.css", "--head: 37mm", "--head: 40mm")
    edit(styles / "page.css", "--binding: 28mm", "--binding: 30mm")
    problems, wanted = Problems(), {f"pdf/{kind}.pdf" for kind in KINDS}
    documents = [one for one in manuscripts(real_report()) if one.path in wanted]
    made = print_documents(documents, replace(SHOP, styles=styles), problems)
    assert as_text(problems.sorted) == ""
    return {one.path.removeprefix("pdf/").removesuffix(".pdf"): one.data for one in made}


def ruled(data: bytes) -> dict[int, tuple[float, float, float, float]]:
    """Return left, top, right and bottom in mm of what is ruled on each page that has rules."""
    found = {}
    for page in pages(data):
        if drawn := [*page.rects, *page.lines]:
            sides = [
                [float(one[side]) * MM for one in drawn] for side in ("x0", "top", "x1", "bottom")
            ]
            left, top, right, bottom = sides
            found[page.page_number] = (min(left), min(top), max(right), max(bottom))
    return found


@pytest.mark.parametrize("kind", ["bulletins/2023-01", "measures/01", "units/caizheng"])
def test_what_is_ruled_keeps_to_a_wider_binding(moved: dict[str, bytes], kind: str) -> None:
    for number, (left, _, right, bottom) in ruled(moved[kind]).items():
        assert left == pytest.approx(30 if number % 2 else 26, abs=FLUSH)
        assert right == pytest.approx(184 if number % 2 else 180, abs=FLUSH)
        assert bottom < 262 + FLUSH


def test_the_sheet_of_a_measure_begins_at_a_lower_head_and_ends_where_it_did(
    moved: dict[str, bytes],
) -> None:
    """Its red line is the upper edge of the 版心, its last rule the lower one."""
    ((_, top, _, bottom),) = ruled(moved["measures/01"]).values()
    assert (top, bottom) == pytest.approx((40 - 0.5, 262), abs=0.05)


@pytest.mark.parametrize("kind", ["annex", "matrix"])
def test_a_wide_table_fills_a_sheet_whose_head_lies_on_its_right(
    moved: dict[str, bytes], kind: str
) -> None:
    for left, top, right, _ in ruled(moved[kind]).values():
        assert (left, right) == pytest.approx((35, 297 - 40), abs=FLUSH)
        assert top > 30


def test_a_full_line_has_as_many_letters_and_a_page_as_many_lines(moved: dict[str, bytes]) -> None:
    """Letters and lines stand closer, as the 版心 of GB/T 9704 is divided by 28 and by 22."""
    first, second, *_ = (
        row for row in sheets(moved["measures/01"])[0].rows(16) if len(row.text) == FULL_LINE
    )
    assert second.y - first.y == pytest.approx((297 - 40 - 35) / 22, abs=0.1)
    assert (second.left, second.right) == pytest.approx((30, 184), abs=0.5)


def test_every_length_of_the_sheet_is_typed_once() -> None:
    typed = [
        f"{file.name}: {line.strip()}"
        for file in sorted(STYLES.rglob("*.*"))
        for line in file.read_text("utf-8").splitlines()
        if re.search(r"(?<![\d.])(210|297|37|156|225)mm", line)
    ]
    assert typed == [
        "page.css: --sheet-width: 210mm;",
        "page.css: --sheet-height: 297mm;",
        "page.css: --head: 37mm; /* 天头 */",
    ]
