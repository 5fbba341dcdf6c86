"""The PDFs of the real plan, as they come out of the press."""

import csv
import datetime as dt
import io
import json
import re
from dataclasses import replace
from functools import cache
from typing import Any

import pikepdf
import pytest
from markupsafe import Markup

from reportsite.facts.page import cited, title_lines
from reportsite.facts.plan import goals as goals_of
from reportsite.plan.model import Indicator
from reportsite.plan.period import Period
from reportsite.plan.snapshot import snapshot
from reportsite.plan.written import Entry, EntryKind, Nobody
from reportsite.source.markdown import printable
from tests.support.demo import real_report
from tests.support.printing import (
    BOTTOM,
    LEFT,
    MM,
    RIGHT,
    TOP,
    Line,
    copied,
    fonts,
    lines,
    pages,
    printed_set,
    real_set,
    rules,
    text,
)

BULLETIN = "pdf/bulletins/2023-01.pdf"
MEASURES = [f"pdf/measures/{number:02}.pdf" for number in range(1, 18)]
TITLE, BODY = 22, 16
GREY = 0.937


@cache
def issued() -> bytes:
    """Print the bulletin as an office would issue it: nothing missing, a long title, long lists."""
    report = real_report()
    bulletin = replace(
        report.bulletins[0],
        status="issued",
        total_number=27,
        date=dt.date(2023, 7, 13),
        signer="王喆",
        copies=120,
        title="我市贯彻落实知识产权强国建设纲要工作措施印发实施并召开推进会议",
        report_to="市委、市人大常委会、市政府、市政协，自治区市场监督管理局。",
        send_to="市中级人民法院、市人民检察院，各旗县区人民政府，联席会议各成员单位。",
        distribute_to="各旗县区市场监督管理局。",
    )
    return printed_set(replace(report, bulletins=(bulletin,)), BULLETIN)[BULLETIN]


def rows(page: Any) -> list[Line]:
    """Return the lines of every size on a page whose baseline is inside the block."""
    sizes = {round(char["size"], 1) for char in page.chars}
    found = [line for size in sizes for line in lines(page, size)]
    return [line for line in found if TOP < line.baseline * MM < BOTTOM]


def test_every_bulletin_measure_and_unit_has_its_document_and_the_plan_three() -> None:
    units = [f"pdf/units/{unit.id}.pdf" for unit in real_report().register.bodies]
    whole = ["pdf/annex.pdf", "pdf/matrix.pdf", "pdf/report.pdf"]
    assert sorted(real_set()) == sorted([BULLETIN, *MEASURES, *units, *whole])
    assert len(real_set()) >= 45


@pytest.mark.parametrize(
    "path", ["pdf/annex.pdf", "pdf/report.pdf", "pdf/measures/07.pdf", BULLETIN]
)
def test_a_document_carries_the_figures_it_prints(path: str) -> None:
    with pikepdf.open(io.BytesIO(real_set()[path])) as pdf:
        files = {name: file.get_file().read_bytes() for name, file in pdf.attachments.items()}
    rows = json.loads(files["figures.json"])
    table = list(csv.DictReader(io.StringIO(files["figures.csv"].decode("utf-8-sig"))))
    assert table == rows
    said = "".join(copied(real_set()[path]))
    assert len(rows) in (100, 20)
    assert all(row["target"] in said and row["name"] in said for row in rows)


@pytest.mark.parametrize("path", [BULLETIN, *MEASURES])
def test_every_font_is_embedded_and_planned(path: str) -> None:
    found = fonts(real_set()[path])
    assert found
    assert all(found.values())
    roles = ["BoldDigits", "Digits", "FangSong", "HeiTi", "KaiTi", "SongTi", "XiaoBiaoSong"]
    assert {name.split("-")[0] for name in found} <= set(roles)


@pytest.mark.parametrize("path", MEASURES)
def test_a_sheet_has_one_page_and_the_official_paragraph_whole(path: str) -> None:
    measure = real_report().measures[MEASURES.index(path)]
    (page,) = pages(real_set()[path])
    assert "".join(measure.paragraphs) in "".join(line.text for line in lines(page, BODY))
    assert "".join(line.text for line in lines(page, TITLE)).endswith(measure.title)


@pytest.mark.parametrize("path", MEASURES)
def test_a_sheet_names_chapter_units_in_order_source_and_date(path: str) -> None:
    measure = real_report().measures[MEASURES.index(path)]
    said = text(real_set()[path])
    assert f"{measure.chapter.numeral}、{measure.chapter.title}" in said
    assert "责任单位" + "、".join(unit.spelt for unit in measure.units) + "（" in said
    assert (
        "由一个单位负责" if measure.is_sole else "按职责分工负责；"
    ) in said or measure.id == "11"
    assert "截至2023年7月3日，尚无单位报送进展。" in said
    assert (
        "来源：《巴彦淖尔市贯彻落实〈知识产权强国建设纲要（2021—2035年）〉工作措施》，"
        "巴彦淖尔市人民政府2023年7月3日印发" in said
    )
    assert "巴彦淖尔市知识产权战略实施工作联席会议办公室数据截至2023年7月3日" in said


@pytest.mark.parametrize("path", MEASURES)
def test_a_sheet_has_every_linked_indicator_with_its_basis(path: str) -> None:
    measure = real_report().measures[MEASURES.index(path)]
    tables = [
        [joined(row) for row in table] for table in pages(real_set()[path])[0].extract_tables()
    ]
    found = [row for table in tables for row in table if len(row) == 7][1:]
    basis = {"explicit": "原文写明", "inferred": "编者推定，待确认"}
    assert found == [
        [
            f"{link.indicator.number}.{link.indicator.name}"
            + (f"（{link.indicator.unit}）" if link.indicator.unit else ""),
            *(target.printed for target in link.indicator.targets),
            basis[link.basis],
        ]
        for link in measure.indicators
    ]


def joined(row: list[str | None]) -> list[str]:
    return [(cell or "").replace("\n", "") for cell in row]


def tables_of(data: bytes) -> list[list[str]]:
    return [joined(row) for page in pages(data) for t in page.extract_tables() for row in t]


def test_the_bulletin_has_every_row_of_its_three_tables_once() -> None:
    found = tables_of(real_set()[BULLETIN])
    report = real_report()
    want = goals_of(snapshot(report, report.site.as_of))
    goals = [row[1:3] for row in found if len(row) == 5 and row[0] != "序号"]
    assert goals == [[state.goal.name, state.target] for state in want]
    measures = [row[:3] for row in found if len(row) == 3 and row[0].startswith("（")]
    assert [row[1] for row in measures] == [m.title for m in real_report().measures]
    assert [row[2].removesuffix("（由一个单位负责）") for row in measures] == [
        "、".join(unit.spelt for unit in measure.units) for measure in real_report().measures
    ]
    chapters = [row[0] for row in found if len(row) == 3 and row[1] in ("", None)]
    assert chapters == [f"{c.numeral}、{c.title}" for c in real_report().plan.chapters]
    targets = [row for row in found if len(row) == 8 and row[0] != "序号"]
    assert targets == [cells(indicator) for indicator in report.indicators]


def cells(indicator: Indicator) -> list[str]:
    targets = (target.printed for target in indicator.targets)
    return [str(indicator.number), indicator.name, indicator.unit, *targets]


def test_table_heads_are_repeated_and_captions_numbered() -> None:
    texts = [page.extract_text() for page in pages(real_set()[BULLETIN])]
    captions = re.findall(r"^表\d", "\n".join(texts), re.MULTILINE)
    assert captions == ["表1", "表2", "表3"]
    for head, row in (
        ("措施 责任单位", r"^（[一二三四五六七八九十]+） "),
        ("指标名称", r"^\d+ .* (件|个|家) "),
    ):
        heads = [words.count(head) for words in texts]
        assert heads == [bool(re.search(row, words, re.MULTILINE)) for words in texts]


def test_the_annex_notes_and_ours_stand_under_its_table() -> None:
    said = re.sub(r"征求意见稿尚未签发—\d—", "", text(real_set()[BULLETIN]))
    for note in real_report().plan.notes:
        assert f"{note.number}.{note.text}" in said
    assert "2021年、2022年在印发时已经过去，所列的数为附件列值" in said
    assert "“—”表示当年未设目标。第17行附件没有写计量单位。" in said


def test_the_masthead_is_red_fits_one_line_and_ends_with_a_red_line() -> None:
    page = pages(real_set()[BULLETIN])[0]
    name = [char for char in page.chars if char["size"] > 30]
    red = [
        rect for rect in page.rects if rect["non_stroking_color"] == name[0]["non_stroking_color"]
    ]
    assert "".join(char["text"] for char in name) == "知识产权强市建设简报"
    assert 48 <= name[0]["size"] <= 60
    assert name[0]["non_stroking_color"][0] > 0.7
    assert max(char["x1"] for char in name) * MM < RIGHT
    (line,) = red
    assert line["width"] * MM == pytest.approx(156, abs=0.1)
    assert line["height"] * MM == pytest.approx(0.5, abs=0.05)
    assert line["top"] * MM < TOP + 225 / 2.5


def test_issuer_and_date_stand_one_letter_inside_the_block() -> None:
    page = pages(issued())[0]
    (line,) = [line for line in lines(page, 14) if line.text.endswith("2023年7月13日")]
    assert line.text.startswith("巴彦淖尔市知识产权战略实施工作联席会议办公室")
    assert line.left == pytest.approx(LEFT + 4.9, abs=0.3)
    assert line.right == pytest.approx(RIGHT - 4.9, abs=0.3)
    assert "第1期（总第27期）" in [line.text for line in lines(page)]


def test_gaps_are_boxed_and_an_issued_bulletin_has_none() -> None:
    said = "".join(page.extract_text() for page in pages(real_set()[BULLETIN]))
    assert said.count("待填") == 7
    assert sum(boxes(page) for page in pages(real_set()[BULLETIN])) == 7
    assert "待填" not in text(issued())


def boxes(page: Any) -> int:
    """Count the thin frames of a page: a filled box drawn half a point outside another."""
    edges = {(round(r["x0"], 1), round(r["top"], 1)) for r in page.rects}
    return sum((round(x - 0.5, 1), round(y - 0.5, 1)) in edges for x, y in edges)


def test_the_foot_stands_on_the_last_line_of_the_last_page() -> None:
    """As 版记, GB/T 9704 7.4: first and last rule 0.35 mm, between them 0.25 mm, 156 mm wide."""
    for data in (real_set()[BULLETIN], issued()):
        drawn = [rule for rule in rules(pages(data)[-1]) if rule[1] == pytest.approx(156, abs=0.1)]
        foot = drawn[-5:]
        thick = [thickness for _, _, thickness in foot]
        assert thick == pytest.approx([0.35, 0.25, 0.25, 0.25, 0.35], abs=0.03)
        height, _, thickness = foot[-1]
        assert height + thickness == pytest.approx(BOTTOM, abs=0.3)
    assert "报：市委、市人大常委会" in text(issued())
    assert "（共印120份）" in text(issued())


def test_only_a_draft_has_a_watermark_and_says_so_in_words() -> None:
    for page in pages(real_set()[BULLETIN]):
        assert "征求意见稿 尚未签发" in page.extract_text()
        assert len(watermark(page)) >= 2
    for data in (issued(), *(real_set()[path] for path in MEASURES)):
        assert all(watermark(page) == [] for page in pages(data))
        assert "征求意见稿" not in text(data)


def watermark(page: Any) -> list[Any]:
    """Return the large light outlines of a page."""
    return [
        c for c in page.curves if c["non_stroking_color"] == pytest.approx((GREY,) * 3, abs=0.01)
    ]


@pytest.mark.parametrize("path", [BULLETIN, *MEASURES])
def test_a_document_names_itself_its_author_and_its_language(path: str) -> None:
    with pikepdf.open(io.BytesIO(real_set()[path])) as pdf:
        assert str(pdf.Root.Lang) == "zh-CN"
        assert str(pdf.docinfo["/Title"])
        assert str(pdf.docinfo["/Author"]) == "巴彦淖尔市知识产权战略实施工作联席会议办公室"
        assert str(pdf.docinfo["/Subject"])
        assert str(pdf.docinfo.CreationDate) == str(pdf.docinfo.ModDate) == "D:20230703"


def test_the_outline_leads_through_a_document() -> None:
    with pikepdf.open(io.BytesIO(real_set()[BULLETIN])) as pdf, pdf.open_outline() as outline:
        (root,) = outline.root
        assert root.title == "我市印发知识产权强国建设纲要工作措施"
        assert [item.title for item in root.children] == [
            "一、印发情况",
            "二、六项目标",
            "三、十七项措施与责任分工",
            "四、二十项指标",
        ]
    with pikepdf.open(io.BytesIO(real_set()[MEASURES[3]])) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == [
            "措施四：健全便捷高效、严格公正、公开透明的行政保护体系"
        ]


def test_no_heading_stands_alone_at_the_foot_of_a_page() -> None:
    for data in (real_set()[BULLETIN], issued()):
        for page in pages(data)[:-1]:
            last = max(rows(page), key=lambda line: line.baseline)
            assert not re.match(r"[一二三四]、|表\d", last.text)


def test_links_inside_the_site_become_text_without_a_public_address() -> None:
    """A link to a file of the build would name a folder of this machine."""
    html = Markup(
        '<p>见<a href="site:measures/07/index.html">措施七</a>和<a href="https://x.cn">外</a></p>'
    )
    assert printable(html, "") == '<p>见措施七和<a href="https://x.cn">外</a></p>'
    assert 'href="https://a.gov.cn/zt/measures/07/index.html"' in printable(
        html, "https://a.gov.cn/zt/"
    )


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("促进知识产权国际合作", ("促进知识产权国际合作",)),
        (
            "（四）健全便捷高效、严格公正、公开透明的行政保护体系",
            ("（四）健全便捷高效、严格公正、", "公开透明的行政保护体系"),
        ),
        (
            "（五）健全统一领导、衔接顺畅、快速高效的协同保护格局",
            ("（五）健全统一领导、衔接顺畅、", "快速高效的协同保护格局"),
        ),
        ("一" * 30, ("一" * 15, "一" * 15)),
        ("一" * 50, ("一" * 17, "一" * 16, "一" * 17)),
    ],
)
def test_a_long_title_is_broken_evenly_and_by_sense(title: str, expected: tuple[str, ...]) -> None:
    assert title_lines(title) == expected
    assert "".join(title_lines(title)) == title


def test_a_cited_title_steps_its_inner_marks_down() -> None:
    assert cited("贯彻《纲要》措施") == "《贯彻〈纲要〉措施》"


def test_reported_progress_takes_the_place_of_the_sentence_that_there_is_none() -> None:
    report = real_report()
    period = Period(2023, 6)
    prose = (Markup("<p>已完成一项。</p>"),)
    entry = Entry(EntryKind.PROGRESS, period, Nobody(), None, prose, "已完成一项。", 1)
    told = replace(report.measures[12], entries=(entry,))
    measures = tuple(told if measure.id == told.id else measure for measure in report.measures)
    path = MEASURES[12]
    said = text(printed_set(replace(report, measures=measures), path)[path])
    assert "已完成一项。" in said
    assert "尚无单位报送进展" not in said
