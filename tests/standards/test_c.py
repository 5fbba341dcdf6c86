"""GB/T 9704-2012 measured on every finished PDF: the rules C1 to C32 that a page can show.

A new document is measured without a change here. C7 and C22 are of papers this office does not issue,
C23 is the printer's; C8 to C18 are in test_c_notice, C28 to C31 are words and figures: docs/standards.md.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from weasyprint import HTML

from reportsite.paper import documents
from reportsite.press.fonts import private_fonts
from reportsite.press.printing import print_documents
from reportsite.press.weasyprint_repairs import repaired
from reportsite.problems import Problems
from reportsite.source.writing import Manuscript
from tests.support.demo import demo_report, real_report
from tests.support.measuring import HIGH, LETTER, PITCH, WIDE, Glyph, Row, Sheet, sheets
from tests.support.printing import (
    CACHE,
    MM,
    SHOP,
    SOURCE,
    STYLES,
    TYPECASE,
    demo_set,
    manuscript,
    manuscripts,
    pages,
    printed,
    real_set,
    rules,
)
from tests.support.reading import heard, written

BODY, TITLE, FOLIO = 16.0, 22.0, 14.0
FLUSH, GRID = 0.3, 0.2 * 25.4 / 72  # mm
ROLES = {"FangSong", "KaiTi", "HeiTi", "SongTi", "XiaoBiaoSong", "Digits", "BoldDigits"}
FALLBACKS = {"Noto-Serif-CJK-SC", "Noto-Sans-CJK-SC", "AR-PL-UKai-CN"}
NEVER_FIRST = set("—～·/、，。；：！？）》〉”’〕…%％")
NEVER_LAST = set("（《〈“‘〔")
# The rules for the text of 公文; the others are made of tables and hold to the page and its number.
OFFICIAL = "pdf/bulletins/"
TORTURE = (
    "到2025年，每万人口高价值发明专利拥有量达到0.78件，比2021年增加0.34件；",
    "“铁拳”“剑网”“龙腾”等专项行动（2021—2035年）覆盖63%～68%的区域，",
    "版权作品登记累计达到1000件，质押融资9亿～16亿元；《〈纲要〉实施方案》——分工明确……",
    "由王喆、李昇负责，面积1200㎡，单位代码A12B，试点县/示范县共3个，",
    "增量完成率63.3%（已有的增量÷应有的增量）、序时进度75%（9÷12），超过90%“优秀”线；",
    '中国·巴彦淖尔“天赋河套”品牌，进入ISO9001体系，占比1.5%<small class="footnote">据登记</small>。',
)
FOOTNOTES = "<style>.footnote { float: footnote; font-size: 12pt } ::footnote-call { line-height: 0 }</style>"

Rule = Callable[[Sheet], Iterator[str]]


def torture() -> str:
    many = len(TORTURE)
    turns = ("".join((*TORTURE[n % many :], *TORTURE[: n % many])) for n in range(8))
    heads = "<h1>试印</h1><h2>一、总体情况2025</h2><h3>（一）王喆</h3>"
    return heads + "".join(f"<p>{turn}</p>" for turn in turns)


@cache
def tortured() -> bytes:
    return printed(torture(), FOOTNOTES)


def everything() -> list[tuple[str, str]]:
    """Return the names of all documents: of the real plan, of the demo, and the torture text."""
    real = [("real", view.path) for view in documents(real_report())]
    demo = [("demo", view.path) for view in documents(demo_report())]
    return [*real, *demo, ("torture", OFFICIAL)]


def document(name: str, path: str) -> bytes:
    if name == "torture":
        return tortured()
    return (real_set() if name == "real" else demo_set())[path]


def c01_paper(sheet: Sheet) -> Iterator[str]:
    if sheet.size not in (HIGH, WIDE):
        yield f"paper {sheet.size}"


def c02_c03_block(sheet: Sheet) -> Iterator[str]:
    """What stands in the block's height stands within its width."""
    left, top, right, bottom = sheet.block
    for glyph in sheet.glyphs:
        is_within = left - 0.1 < glyph.x and glyph.right < right + FLUSH
        if top < glyph.y < bottom and not glyph.turned and not is_within:
            yield f"{glyph} outside {left} to {right}"


def c04_c06_pitch(sheet: Sheet) -> Iterator[str]:
    """Lines that run on are 1/22 of 225 mm apart, whatever fonts they mix."""
    for line, following in _running(sheet):
        if abs(following.y - line.y - PITCH) > GRID:
            yield f"{following.y - line.y:.2f} mm between {line.text} and {following.text}"


def c04_flush(sheet: Sheet) -> Iterator[str]:
    _, _, right, _ = sheet.block
    for line, _ in _running(sheet):
        if abs(line.right - right) > FLUSH:
            yield f"{line.text} ends at {line.right:.2f}"


def c05_fonts(sheet: Sheet) -> Iterator[str]:
    for glyph in sheet.glyphs:
        if glyph.font not in ROLES | FALLBACKS:
            yield f"{glyph}"


def c13_first_and_last(sheet: Sheet) -> Iterator[str]:
    """禁则 (GB/T 15834 5.1): what must not begin a line does not, nor end it what must not.

    A 破折号 may begin a line, but is never split over two.
    """
    for line, following in _running(sheet):
        begins = following.text.removeprefix("——")[0]
        if begins in NEVER_FIRST or line.text[-1] in NEVER_LAST:
            yield f"{line.text} / {following.text}"


def c20_c21_c27_folio(sheet: Sheet) -> Iterator[str]:
    """The number stands one letter in, its baseline 8.5 mm below the block: dashes at 7 mm.

    A wide page lies on its left edge: what is below a page that stands is beside it.
    """
    left, top, right, bottom = sheet.block
    dashes = [one for one in _below_block(sheet) if one.text == "—"]
    if not dashes:
        return
    number = "".join(one.text for one in _below_block(sheet) if one.text != "—")
    if number != str(sheet.number):
        yield f"number {number}"
    away = left - dashes[0].x if sheet.is_wide else dashes[0].y - bottom
    along = [
        (one.y, one.y + 14 * 25.4 / 72) if sheet.is_wide else (one.x, one.right) for one in dashes
    ]
    start, end = (top, bottom) if sheet.is_wide else (left, right)
    inset = end - along[-1][1] if sheet.number % 2 else along[0][0] - start
    if abs(away - 8.54) > 0.1 or abs(inset - 5.3) > 0.1:
        yield f"dashes {away:.2f} from the block and {inset:.2f} in"


def _below_block(sheet: Sheet) -> list[Glyph]:
    """Return the letters of the number, in reading order."""
    left, _, _, bottom = sheet.block
    if sheet.is_wide:
        found = [one for one in sheet.glyphs if one.turned and one.x < left]
        return sorted(found, key=lambda one: one.y)
    return sorted((one for one in sheet.glyphs if one.y > bottom + 1), key=lambda one: one.x)


def _running(sheet: Sheet) -> Iterator[tuple[Row, Row]]:
    """Yield the lines of body text that a line of the same paragraph follows, with that line."""
    left, _, _, _ = sheet.block
    for line, following in pairwise(sheet.rows(BODY)):
        near = following.y - line.y < 1.5 * PITCH
        if near and line.left < left + 2.2 * LETTER and following.left < left + 1:
            yield line, following


EVERY: tuple[Rule, ...] = (
    c01_paper,
    c02_c03_block,
    c04_c06_pitch,
    c04_flush,
    c05_fonts,
    c13_first_and_last,
    c20_c21_c27_folio,
)


@pytest.mark.parametrize(("name", "path"), everything())
def test_c01_to_c32_hold_on_every_page(name: str, path: str) -> None:
    found = [
        f"{rule.__name__} page {sheet.number}: {fault}"
        for sheet in sheets(document(name, path))
        for rule in EVERY
        for fault in rule(sheet)
    ]
    assert found == []


@pytest.mark.parametrize(("name", "path"), everything()[:-1])
def test_what_is_read_aloud_is_what_was_written_and_each_row_once(name: str, path: str) -> None:
    (source,) = (one for one in sources(name) if one.path == path)
    assert heard(document(name, path)) == written(source.html)


@cache
def sources(name: str) -> list[Manuscript]:
    return manuscripts(real_report() if name == "real" else demo_report())


BROKEN = {
    "c01_paper": "<style>@page { size: A5 }</style>",
    "c02_c03_block": '<p style="margin-left: -9mm; text-indent: 0">外</p>',
    "c04_c06_pitch": f'<p style="line-height: 28pt">{"字" * 60}</p>',
    "c04_flush": f'<p style="text-align: left">{"字" * 55}1，{"字" * 60}</p>',
    "c05_fonts": '<p style="font-family: Noto Serif CJK JP">骨</p>',
    "c13_first_and_last": f'<p style="text-indent: 0">{"字" * 28}<br>，后</p>',
    "c20_c21_c27_folio": "<style>@page :right { @bottom-right { padding-top: 1mm } }</style><p>字</p>",
}


@pytest.mark.parametrize("rule", EVERY, ids=lambda rule: rule.__name__)
def test_the_measurer_sees_each_fault(rule: Rule) -> None:
    """A document that breaks one rule, laid out without proofs: no rule is held by blindness."""
    with private_fonts(TYPECASE, CACHE), repaired():
        html = manuscript(BROKEN[rule.__name__]).html
        data = HTML(string=html, base_url=f"{STYLES.as_uri()}/").write_pdf()
    assert [fault for sheet in sheets(data) for fault in rule(sheet)]


def test_c02_c04_c05_a_page_of_every_kind_of_letter_has_22_lines_on_the_grid() -> None:
    """Digits, Latin, quotes, dashes, ranges, notes and rare names: the grid is the page's, absolute."""
    first, *inner, _ = sheets(tortured())
    assert inner
    for sheet in (first, *inner):
        grid = [(row.y - sheet.block[1]) / PITCH for row in sheet.rows(BODY)]
        off = [step - grid[0] - round(step - grid[0]) for step in grid]
        assert max(map(abs, off)) * PITCH < GRID
        assert set().union(*(row.fonts for row in sheet.rows(BODY))) <= ROLES | FALLBACKS
    assert len(sheets(printed(f"<p>{''.join(TORTURE[:4]) * 9}</p>"))[0].rows(BODY)) == 22


def test_c04_a_full_line_has_28_letters_and_no_inner_line_of_the_torture_is_ragged() -> None:
    rows = [row for sheet in sheets(printed(f"<p>{'字' * 300}</p>")) for row in sheet.rows(BODY)]
    assert [len(row.text) for row in rows[1:-1]] == [28] * (len(rows) - 2)


def test_c13_headings_are_in_the_typeface_of_their_level() -> None:
    levels = {"^[一二三四五六七八九十]+、": "HeiTi", "^（[一二三四五六七八九十]+）王": "KaiTi"}
    bulletins = [data for path, data in (real_set() | demo_set()).items() if OFFICIAL in path]
    rows = [r for data in (tortured(), *bulletins) for s in sheets(data) for r in s.rows(BODY)]
    for pattern, role in levels.items():
        headings = [row for row in rows if re.match(pattern, row.text) and "…" not in row.text]
        assert headings
        for row in headings:
            plain = {font for font in row.fonts - FALLBACKS if "Digits" not in font}
            assert plain == {role}, row.text


def test_c19_c26_the_foot_has_thick_outer_and_thin_inner_rules_and_ends_the_block() -> None:
    for path, data in {**real_set(), **demo_set()}.items():
        if OFFICIAL in path:
            drawn = [rule for rule in rules(pages(data)[-1]) if abs(rule[1] - 156) < 0.2]
            below = drawn[-1]
            assert below[0] + below[2] == pytest.approx(262, abs=0.3), path
            assert below[2] == pytest.approx(0.35, abs=0.05), path
            first = next(one for one in drawn if one[2] == pytest.approx(0.35, abs=0.05))
            inner = [one[2] for one in drawn if first[0] < one[0] < below[0]]
            assert inner == pytest.approx([0.25] * len(inner), abs=0.05), path


def test_c20_a_foot_alone_on_an_even_page_has_no_number_and_none_the_page_before() -> None:
    """`ends_even`: the 版记 goes to the back of the last sheet (GB/T 9704 7.4, 7.5)."""
    foot = (
        '<footer class="foot-room"><div class="room" aria-hidden="true"><hr><p>抄送</p><hr></div>'
        '<div class="foot"><hr><p>抄送</p><hr></div></footer>'
    )
    html = manuscript(f"<p>正文</p>{foot}", '<link rel="stylesheet" href="foot.css">').html
    html = html.replace("<body>", '<body data-ends="even">')
    even = replace(SHOP, ends_even=True)
    (plain,) = print_documents([Manuscript("a.pdf", html, SOURCE)], SHOP, Problems())
    (ended,) = print_documents([Manuscript("a.pdf", html, SOURCE)], even, Problems())
    assert len(sheets(plain.data)) == 1
    first, last = sheets(ended.data)
    assert "".join(glyph.text for glyph in first.glyphs) == "正文—1—"
    assert "".join(glyph.text for glyph in last.glyphs) == "抄送"


def test_c21_a_wide_page_has_its_number_where_the_others_have_theirs() -> None:
    body = '<p>一</p><div class="wide"><p>二</p></div><div class="wide" style="break-before: page"><p>三</p></div>'
    high, *wide = sheets(printed(body))
    assert high.size == HIGH
    assert [sheet.size for sheet in wide] == [WIDE, WIDE]
    for sheet in wide:
        assert "".join(one.text for one in _below_block(sheet)) == f"—{sheet.number}—"
        assert list(c20_c21_c27_folio(sheet)) == []


def test_simplex_keeps_the_wide_margin_on_the_left() -> None:
    """`duplex: false`: printed on one side, every page is bound on its left."""
    one_sided = replace(SHOP, duplex=False)
    pages_ = manuscript(
        '<p style="text-indent: 0">一</p><p style="break-before: page; text-indent: 0">二</p>'
    )
    for shop, left in ((SHOP, 26), (one_sided, 28)):
        (made,) = print_documents([pages_], shop, Problems())
        first, second = sheets(made.data)
        assert first.glyphs[0].x == pytest.approx(28, abs=0.05)
        assert second.glyphs[0].x == pytest.approx(left, abs=0.05)


def test_c24_c25_a_brief_ends_its_head_with_a_red_line_two_lines_above_its_contents() -> None:
    page = pages(real_set()["pdf/bulletins/2023-01.pdf"])[0]
    (red,) = [
        r for r in page.rects if r["non_stroking_color"][0] > 0.7 > r["non_stroking_color"][-1]
    ]
    first = sheets(real_set()["pdf/bulletins/2023-01.pdf"])[0]
    contents = next(row for row in first.rows(BODY) if row.text == "本期要目")
    title = first.rows(TITLE)[0]
    assert red["width"] * MM == pytest.approx(156, abs=0.1)
    assert red["height"] * MM == pytest.approx(0.5, abs=0.05)
    assert red["top"] * MM < 37 + 225 / 2.5
    assert 2 < (contents.y - red["top"] * MM) / PITCH < 3
    assert contents.y < title.y
    assert title.fonts <= {"XiaoBiaoSong", "BoldDigits"}
