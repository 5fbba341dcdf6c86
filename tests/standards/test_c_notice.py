"""GB/T 9704-2012 on a notice (通报): its elements in their order, C8 to C18, measured on the demo's.

C15 is of papers without a seal and C17 of a note below the date: this office issues neither.
"""

from contextlib import closing
from functools import cache

import pytest
from PIL.Image import Image
from pypdfium2 import PdfDocument

from tests.support.measuring import LETTER, PITCH, Row, Sheet, sheets
from tests.support.printing import MM, demo_set, pages

NOTICE = "pdf/bulletins/2025-01.pdf"
BODY, TITLE = 16.0, 22.0
BELOW = 0.12 * BODY * MM  # how far the ink of a letter of 16 pt reaches below its baseline, in mm
SCALE = 4  # pixels a point


@cache
def notice() -> tuple[Sheet, ...]:
    return sheets(demo_set()[NOTICE])


@cache
def red_ink() -> list[tuple[float, float]]:
    """Return the upper and lower edges of what is red on the first page, in mm, from the block on."""
    with closing(PdfDocument(demo_set()[NOTICE])) as document:
        picture = document[0].render(scale=SCALE).to_pil().convert("RGB")
    rows = [_is_red(picture.crop((0, y, picture.width, y + 1))) for y in range(picture.height)]
    edges = [y for y in range(1, len(rows)) if rows[y] != rows[y - 1]]
    bands = zip(edges[::2], edges[1::2], strict=True)
    found = [(top * MM / SCALE, bottom * MM / SCALE) for top, bottom in bands]
    return [band for band in found if band[0] > 37]


def _is_red(row: Image) -> bool:
    red, green, _ = row.split()
    inks = zip(red.tobytes(), green.tobytes(), strict=True)
    return sum(red > 150 and green < 90 for red, green in inks) > SCALE


def row(sheet: Sheet, begins: str, size: float = BODY) -> Row:
    return next(one for one in sheet.rows(size) if one.text.startswith(begins))


def middle(line: Row) -> float:
    return (line.left + line.right) / 2


def test_c05_the_text_is_black() -> None:
    letters = [c for page in pages(demo_set()[NOTICE]) for c in page.chars]
    colours = {tuple(c["non_stroking_color"]) for c in letters if abs(c["size"] - BODY) < 0.3}
    assert colours <= {(0.0, 0.0, 0.0), (0.0,)}


def test_c08_the_name_is_red_and_35_mm_below_the_upper_edge_of_the_block() -> None:
    (top, _), _ = red_ink()
    assert top == pytest.approx(72, abs=1)


def test_c09_the_document_number_stands_two_lines_below_the_name_in_the_middle() -> None:
    (_, bottom), _ = red_ink()
    number = row(notice()[0], "演示〔2025〕1号")
    assert (number.y - bottom) / PITCH == pytest.approx(2.6, abs=0.3)
    assert middle(number) == pytest.approx(28 + 156 / 2, abs=0.3)


def test_c10_the_red_line_is_as_wide_as_the_block_4_mm_below_the_number() -> None:
    number = row(notice()[0], "演示〔2025〕1号")
    _, (top, bottom) = red_ink()
    assert top - number.y - BELOW == pytest.approx(4, abs=0.3)
    assert bottom - top == pytest.approx(0.5, abs=0.15)


def test_c11_the_title_stands_two_lines_below_the_red_line_broken_by_sense() -> None:
    _, (_, red) = red_ink()
    first, second = notice()[0].rows(TITLE)
    assert 2 < (first.y - red) / PITCH < 3
    assert (first.text, second.text) == ("关于2024年知识产权强市", "建设工作措施落实情况的通报")
    for line in (first, second):
        assert middle(line) == pytest.approx(28 + 156 / 2, abs=0.5)
        assert line.fonts <= {"XiaoBiaoSong", "BoldDigits"}


def test_c12_those_addressed_stand_a_line_below_the_title_at_the_edge_and_text_follows() -> None:
    first = notice()[0]
    addressed = row(first, "各旗县区人民政府")
    assert (addressed.y - first.rows(TITLE)[-1].y) / PITCH == pytest.approx(2, abs=0.1)
    assert addressed.left == pytest.approx(28, abs=0.1)
    assert addressed.text.endswith("：")
    assert first.rows(BODY)[-1].y > addressed.y + 3 * PITCH


def test_c13_paragraphs_and_headings_begin_two_letters_in() -> None:
    for begins in ("现将2024年", "一、总体情况", "2024年二十项指标"):
        indent = row(notice()[0], begins).left - 28
        assert indent == pytest.approx(2 * LETTER, abs=0.15), begins


def test_c14_what_is_attached_is_named_a_line_below_the_text_without_a_stop() -> None:
    sheet = next(one for one in notice() if any("附件：" in row.text for row in one.rows(BODY)))
    rows = sheet.rows(BODY)
    at = next(index for index, one in enumerate(rows) if one.text.startswith("附件："))
    first, second = rows[at], rows[at + 1]
    assert (first.y - rows[at - 1].y) / PITCH == pytest.approx(2, abs=0.05)
    assert first.left == pytest.approx(sheet.block[0] + 2 * LETTER, abs=0.3)
    number = first.text.index("1")
    assert first.glyphs[number].x == pytest.approx(second.left, abs=0.1)
    assert first.glyphs[number + 2].x == pytest.approx(second.glyphs[2].x, abs=0.1)
    assert not {first.text[-1], second.text[-1]} & set("。；，、")


def test_c18_an_attachment_begins_a_page_with_its_label_and_its_title_on_the_third_line() -> None:
    labels = [(sheet, row(sheet, "附件")) for sheet in notice() if _begins(sheet, "附件")]
    assert [label.text for _, label in labels] == ["附件1", "附件2"]
    for sheet, label in labels:
        (title,) = sheet.rows(TITLE)
        assert label.left == pytest.approx(sheet.block[0], abs=0.1)
        assert label.fonts == {"HeiTi", "BoldDigits"}
        assert label.y < 37 + PITCH
        assert (title.y - label.y) / PITCH == pytest.approx(2, abs=0.15)
        assert middle(title) == pytest.approx(sheet.block[0] + 156 / 2, abs=0.3)


def _begins(sheet: Sheet, words: str) -> bool:
    rows = sheet.rows(BODY)
    return bool(rows) and rows[0].text.startswith(words)
