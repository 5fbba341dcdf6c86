"""A brief and a notice as they are printed: what their kind has, and where it stands."""

import re

import pytest

from tests.support.demo import demo_report
from tests.support.printing import MM, copied, demo_set, lines, pages, rules

BRIEFS = [f"pdf/bulletins/{id}.pdf" for id in ("2024-01", "2025-02", "2026-01")]
NOTICE = "pdf/bulletins/2025-01.pdf"
SMALL = 14


@pytest.mark.parametrize("path", BRIEFS)
def test_a_brief_lists_its_own_headings_with_the_pages_they_stand_on(path: str) -> None:
    texts = copied(demo_set()[path])
    contents = re.findall(r"([一二三四五六]、[^…]+)…+(\d)", texts[0])
    bulletin = next(b for b in demo_report().bulletins if b.id in path)
    headings = re.findall(r"<h2[^>]*>(.*?)</h2>", "".join(map(str, bulletin.prose)))
    assert [heading for heading, _ in contents] == headings
    for heading, page in contents:
        own = texts[int(page) - 1]
        assert heading in (own if page != "1" else own[own.index("…") :])


def test_a_note_of_the_editors_stands_before_the_title() -> None:
    bulletin = next(b for b in demo_report().bulletins if b.editors_note)
    said = "".join(copied(demo_set()[f"pdf/bulletins/{bulletin.id}.pdf"]))
    assert said.index("编者按：") < said.index(bulletin.editors_note[:10])
    assert said.index(bulletin.editors_note[-10:]) < said.index(bulletin.title)


def test_a_notice_ends_with_copies_printer_and_day_and_has_nothing_of_a_brief() -> None:
    """GB/T 9704 7.4: 抄送 ends with a full stop; 印发机关 left, 印发日期 right on one line, 4号."""
    last = pages(demo_set()[NOTICE])[-1]
    foot = [line.text for line in lines(last, SMALL)]
    assert foot[0].startswith("抄送：市委办公室")
    assert foot[1].endswith("。")
    assert foot[2] == "巴彦淖尔市知识产权战略实施工作联席会议办公室2025年2月14日印发"
    drawn = [rule for rule in rules(last) if rule[1] == pytest.approx(156, abs=0.1)][-3:]
    assert [thickness for _, _, thickness in drawn] == pytest.approx([0.35, 0.25, 0.35], abs=0.03)
    said = "".join(copied(demo_set()[NOTICE]))
    assert "本期要目" not in said
    assert "共印" not in said


def test_a_signature_leaves_room_for_a_seal_and_none_is_drawn() -> None:
    """GB/T 9704 7.3.5.1: the name centred over the date, a seal of 42 mm begins a line below."""
    page = next(p for p in pages(demo_set()[NOTICE]) if "附件：" in "".join(p.extract_text()))
    found = lines(page)
    name, day = found[-2:]
    assert day.text == "2025年2月14日"
    assert (name.left + name.right) / 2 == pytest.approx((day.left + day.right) / 2, abs=0.5)
    assert (name.baseline - found[-3].baseline) * MM == pytest.approx(3 * 225 / 22, abs=0.3)
    assert not page.images
