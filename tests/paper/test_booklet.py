"""A booklet has a document's pages in folding order, two on each side of a sheet."""

import io
from pathlib import Path

import pikepdf
import pytest

from reportsite.paper.booklet import NotADocumentError, booklet, write
from tests.support.measuring import Sheet, sheets
from tests.support.printing import printed

WIDE = '<div class="wide"><p>横</p></div>'


def numbered(count: int) -> bytes:
    return printed(
        "".join(f'<p style="break-before: page">第{n}张</p>' for n in range(1, count + 1))
    )


@pytest.mark.parametrize(
    ("pages", "sides"),
    [
        (1, [" 1", " "]),
        (4, ["4 1", "2 3"]),
        (5, [" 1", "2 ", " 3", "4 5"]),
        (8, ["8 1", "2 7", "6 3", "4 5"]),
    ],
)
def test_pages_follow_each_other_when_the_sheets_are_folded(pages: int, sides: list[str]) -> None:
    made = sheets(booklet(numbered(pages)))
    assert [halves(side) for side in made] == sides
    assert {side.size for side in made} == {(420.0, 297.0)}


def halves(side: Sheet) -> str:
    """Return the numbers of the pages on the left and on the right half of a sheet."""
    numbers = [glyph for glyph in side.glyphs if glyph.size == 14 and glyph.text.isdigit()]
    left, right = ([g.text for g in numbers if (g.x > 210) == half] for half in (False, True))
    return f"{''.join(left)} {''.join(right)}"


def test_a_page_that_lies_on_its_side_is_turned_so_that_numbers_agree() -> None:
    data = printed(f"<p>立</p>{WIDE}<p>立</p>")
    made = sheets(booklet(data))
    dashes = [round(g.y, 1) for side in made for g in side.glyphs if g.text == "—"]
    assert len(dashes) == 6
    assert set(dashes) == {270.5}


def test_booklets_are_written_together_or_not_at_all(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    good.write_bytes(numbered(2))
    bad.write_bytes(b"%PDF-1.7 broken")
    with pytest.raises(NotADocumentError, match=r"bad\.pdf"):
        write([good, bad], tmp_path / "made")
    assert not (tmp_path / "made").exists()
    (made,) = write([good], tmp_path / "made")
    with pikepdf.open(io.BytesIO(made.read_bytes())) as pdf:
        assert len(pdf.pages) == 2


def test_the_same_document_gives_the_same_booklet() -> None:
    assert booklet(numbered(3)) == booklet(numbered(3))
