"""The page of GB/T 9704 as it comes out, and what would tell that upstream has changed."""

import pytest
import weasyprint
from weasyprint import HTML
from weasyprint.layout import inline
from weasyprint.text import line_break

from reportsite.press.fonts import private_fonts
from reportsite.press.weasyprint_repairs import UnsupportedWeasyPrintError, repaired
from tests.support.printing import CACHE, STYLES, TYPECASE, Line, lines, manuscript, pages, printed

GRID = 225 / 22 / 25.4 * 72
PLAIN = "知识产权强市建设工作措施的责任分工与逐年目标" * 60
TORTURE = (
    "到2025年，每万人口高价值发明专利拥有量达到0.78件，比2021年增加0.34件；",
    "“铁拳”“剑网”“龙腾”等专项行动（2021—2035年）覆盖63%～68%的区域，",
    "版权作品登记累计达到1000件，质押融资9亿～16亿元；《〈纲要〉实施方案》——分工明确……",
    "由王喆、李昇负责，面积1200㎡，单位代码A12B，试点县/示范县共3个，",
    "中国·巴彦淖尔“天赋河套”品牌，进入ISO9001体系，占比1.5%。",
)
LONG = "".join(part for turn in range(9) for part in (*TORTURE[turn % 5 :], *TORTURE[: turn % 5]))


def full(found: list[Line]) -> list[Line]:
    """Return the lines that a line of the same paragraph follows: all but the last here."""
    return found[:-1]


def test_a_full_page_has_22_lines_of_28_characters() -> None:
    first = lines(pages(printed(f"<p>{PLAIN}</p>"))[0])
    assert len(first) == 22
    assert [len(line.text) for line in first] == [26] + [28] * 21
    assert abs(first[-1].baseline - first[0].baseline - 21 * GRID) < 0.2


def test_every_inner_line_is_flush_within_a_third_of_a_millimetre() -> None:
    """Half-width digits, Latin, quotes, dashes and rare names in one paragraph."""
    assert len(pages(printed(f"<p>{LONG}</p>"))) > 1
    odd, even = (
        lines(pages(printed(f"<p>{LONG}</p>"))[0]),
        lines(pages(printed(f"<p>{LONG}</p>"))[1]),
    )
    assert max(abs(line.right - 184) for line in odd) < 0.3
    assert max(abs(line.right - 182) for line in full(even)) < 0.3
    assert {round(line.left, 1) for line in odd[1:]} <= {28.0, 28.1, 28.2}


def test_lines_that_mix_fonts_stay_on_the_grid() -> None:
    found = [
        lines(page)
        for page in pages(printed(f"<h2>一、标题2023</h2><h3>（一）小标题</h3><p>{LONG}</p>"))
    ]
    for page in found:
        first = page[0].baseline
        steps = [(line.baseline - first) / GRID for line in page]
        assert max(abs(step - round(step)) * GRID for step in steps) < 0.2
    assert len(found[0]) == 22


def test_extracted_text_is_the_text_that_was_set() -> None:
    found = [line.text for page in pages(printed(f"<p>{LONG}</p>")) for line in lines(page)]
    assert "".join(found) == LONG


def test_what_must_not_begin_a_line_never_does() -> None:
    """GB/T 15834 5.1, and Pango's own rules for the rest, at every place in a line."""
    torture = "".join(
        f"<p>{'测' * n}（2021—2035年）63%～68%、中国·内蒙，县/旗。”</p>" for n in range(28)
    )
    first = {line.text[0] for page in pages(printed(torture)) for line in lines(page)}
    assert first.isdisjoint("—～·/、，。；：！？）》〉”’〕…%")


def test_a_line_that_cannot_be_filled_stays_ragged() -> None:
    body = f"<p>知识产权网址{'a' * 58}</p>"
    found = lines(pages(printed(body))[0])
    assert found[0].text == "知识产权网址"
    assert found[0].right < 80


def test_without_the_repairs_lines_are_ragged_and_pages_short() -> None:
    """When this fails, upstream may have learnt what the repairs do: try to drop them."""
    html = manuscript(f"<p>{LONG}</p>").html
    with private_fonts(TYPECASE, CACHE):
        data = HTML(string=html, base_url=f"{STYLES.as_uri()}/").write_pdf()
    first = lines(pages(data)[0])
    assert max(184 - line.right for line in first) > 2
    assert len(first) < 22


def test_another_version_is_refused_in_both_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weasyprint, "__version__", "71.2")
    with pytest.raises(UnsupportedWeasyPrintError) as refused, repaired():
        raise AssertionError
    assert "版面修正是为 WeasyPrint 70.0 写的，现在装的是 71.2" in str(refused.value)
    assert "but 71.2 is installed" in str(refused.value)


def test_weasyprint_is_left_as_it_was() -> None:
    def internals() -> tuple[object, ...]:
        return (
            inline.justify_line,
            line_break.first_line_metrics,
            line_break.Layout.set_text,
        )

    before = internals()
    with repaired():
        assert all(now is not then for now, then in zip(internals(), before, strict=True))
    assert internals() == before
