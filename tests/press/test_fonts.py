"""Print sees the planned fonts and no others, and of each only what it draws well."""

import os
from pathlib import Path

import pytest

from reportsite.press.fonts import PLANNED, Typecase, fingerprint, missing, private_fonts
from tests.support.printing import FONTS, TYPECASE, fonts, pages, printed


def families(body: str) -> dict[str, str]:
    """Print a text and return the family each of its characters was taken from."""
    chars = [char for char in pages(printed(body))[0].chars if round(char["size"]) != 14]
    return {char["text"]: char["fontname"].split("+")[-1] for char in chars}


def test_digits_and_letters_come_from_one_font_and_quotes_from_the_chinese_one() -> None:
    found = families("<p>2023年A%“—”…·</p>")
    assert {found[c] for c in "203A%"} == {"Digits"}
    assert {found[c] for c in "年“—”…·"} == {"FangSong"}


def test_headings_have_their_own_fonts_and_no_faked_bold() -> None:
    found = families("<h1>题</h1><h2>黑</h2><h3>楷</h3><h4>仿</h4><p><strong>重</strong></p>")
    assert found == {
        "题": "XiaoBiaoSong",
        "黑": "HeiTi",
        "楷": "KaiTi",
        "仿": "FangSong",
        "重": "HeiTi",
    }


@pytest.mark.parametrize(
    ("letters", "family"), [("喆㎡", "Noto-Serif-CJK-SC"), ("￥", "Noto-Serif-CJK-SC")]
)
def test_a_rare_or_misdrawn_character_comes_from_the_named_fallback(
    letters: str, family: str
) -> None:
    """Fandol has no 喆, and draws ￥ as a dollar sign."""
    found = families(f"<p>王{letters}</p>")
    assert {found[c] for c in letters} == {family}
    assert found["王"] == "FangSong"


def test_every_font_is_embedded() -> None:
    found = fonts(printed("<h1>题2</h1><h2>黑2</h2><h3>楷</h3><p>仿2喆</p>"))
    assert len(found) == 8
    assert all(found.values())


def test_a_system_font_is_not_seen(tmp_path: Path) -> None:
    with private_fonts(TYPECASE, tmp_path):
        from weasyprint.text.ffi import ffi, fontconfig

        config = ffi.gc(fontconfig.FcInitLoadConfigAndFonts(), fontconfig.FcConfigDestroy)
        count = fontconfig.FcConfigGetFonts(config, fontconfig.FcSetSystem).nfont
        (rules,) = tmp_path.glob("fontconfig-*/fonts.conf")
    assert 0 < count < 60
    assert rules.read_text(encoding="utf-8").count("<dir>") == 2  # the folder and the site's own


def test_the_environment_is_left_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", "/before")
    with private_fonts(TYPECASE, tmp_path):
        assert os.environ["FONTCONFIG_FILE"].startswith(str(tmp_path))
    assert os.environ["FONTCONFIG_FILE"] == "/before"


def test_missing_files_are_named(tmp_path: Path) -> None:
    assert missing(TYPECASE) == ()
    assert "FandolFang-Regular.otf" in missing(Typecase(tmp_path))


def test_another_font_file_has_another_fingerprint(tmp_path: Path) -> None:
    for file in FONTS.rglob("*.[ot]t[fc]"):
        target = tmp_path / file.relative_to(FONTS)
        target.parent.mkdir(exist_ok=True)
        target.symlink_to(file)
    assert fingerprint(Typecase(tmp_path)) == fingerprint(TYPECASE)
    song = tmp_path / "fandol" / "FandolSong-Regular.otf"
    song.unlink()
    song.symlink_to(FONTS / "fandol" / "FandolSong-Bold.otf")
    assert fingerprint(Typecase(tmp_path)) != fingerprint(TYPECASE)


def test_family_names_are_roles_and_named_fallbacks() -> None:
    assert sorted(PLANNED) == [
        "AR PL UKai CN",
        "BoldDigits",
        "Digits",
        "FangSong",
        "HeiTi",
        "KaiTi",
        "Noto Sans CJK SC",
        "Noto Serif CJK SC",
        "SongTi",
        "XiaoBiaoSong",
    ]
