"""A site's own licensed fonts take the place of ours; one that cannot do the work is named."""

import io
import shutil
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from reportsite.check.settings import faults
from reportsite.pipeline import Options, build
from reportsite.plan.written import Typeface
from reportsite.press.fonts import Typecase
from reportsite.press.printing import print_documents
from reportsite.problems import ContentError, Problems, as_text
from tests.support.checkout import edit
from tests.support.measuring import sheets
from tests.support.printing import FONTS, SHOP, manuscript

KAI, DIGITS = FONTS / "fandol" / "FandolKai-Regular.otf", FONTS / "LiberationSerif-Regular.ttf"


def told(root: Path, file: str) -> str:
    return as_text(faults((Typeface("仿宋", file, 7),), root))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "fonts").mkdir()
    return tmp_path / "fonts"


def test_a_font_that_has_every_common_letter_is_no_fault(folder: Path) -> None:
    (folder / "own.otf").symlink_to(KAI)
    assert told(folder.parent, "own.otf") == ""


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("none.ttf", "E710 仿宋的字体「none.ttf」在 fonts/ 里没有，"),
        ("../own.ttf", "E710 仿宋的字体「../own.ttf」应是一个字体文件的名称，"),
        ("font.zip", "E710 仿宋的字体「font.zip」应是一个字体文件的名称，"),
        ("broken.ttf", "E710 仿宋的字体「broken.ttf」读不出来，"),
        ("locked.ttf", "E710 仿宋的字体「locked.ttf」不许嵌入文件，"),
        ("latin.ttf", "E711 仿宋的字体「latin.ttf」缺6"),
    ],
)
def test_a_font_that_cannot_be_used_is_named_at_its_line(
    folder: Path, file: str, message: str
) -> None:
    (folder / "broken.ttf").write_bytes(b"no font")
    shutil.copy(DIGITS, folder / "latin.ttf")
    with TTFont(DIGITS) as font:
        font["OS/2"].fsType = 2
        font.save(folder / "locked.ttf")
    assert told(folder.parent, file).startswith(f"content/site.yml:7:1: 错误 {message}")


def test_the_letters_of_a_role_come_from_the_sites_own_font(folder: Path) -> None:
    """The same words in 仿宋, once in ours and once in a font that a site says is its 仿宋."""
    (folder / "own.otf").symlink_to(KAI)
    own = replace(SHOP, typecase=Typecase(FONTS, (("FangSong", folder / "own.otf"),)))
    text = [manuscript("<p>知识产权2023王喆</p>")]
    (ours,) = print_documents(text, SHOP, Problems())
    (theirs,) = print_documents(text, own, Problems())
    assert [g.font for g in sheets(theirs.data)[0].glyphs] == [
        g.font for g in sheets(ours.data)[0].glyphs
    ]
    assert embedded(theirs.data) - embedded(ours.data)


def embedded(data: bytes) -> set[bytes]:
    """Return the programs of the fonts in a PDF."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return {
            bytes(item.FontFile3.read_bytes())
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and "/FontFile3" in item
        }


def test_a_site_that_names_a_font_it_does_not_have_is_not_built(site: Path) -> None:
    edit(
        site / "content" / "site.yml",
        "thresholds:",
        "print:\n  fonts:\n    仿宋: none.ttf\nthresholds:",
    )
    with pytest.raises(ContentError) as refused:
        build(Options(site, site / "output", pdfs=False), Problems())
    assert [problem.code.name for problem in refused.value.problems] == ["E710"]
