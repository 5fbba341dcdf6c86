"""The whole report: its contents are true, it is as long as there is to say, and it is whole."""

import io
import re
from collections import Counter
from collections.abc import Iterator

import pikepdf
import pytest

from reportsite.paper.report import Volume, volume
from reportsite.plan.model import Report
from reportsite.plan.snapshot import snapshot
from tests.support.demo import demo_report, real_report
from tests.support.printing import copied, demo_set, real_set

REPORT = "pdf/report.pdf"
SETS = {"real": (real_report, real_set), "demo": (demo_report, demo_set)}


@pytest.fixture(params=SETS)
def printed(request: pytest.FixtureRequest) -> tuple[Report, bytes]:
    report, pdfs = SETS[request.param]
    return report(), pdfs()[REPORT]


def outline(data: bytes) -> Iterator[tuple[str, int]]:
    """Yield every heading of the outline with the page it leads to, from 1."""
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_outline() as found:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}

        def walk(items: list[pikepdf.OutlineItem]) -> Iterator[tuple[str, int]]:
            for item in items:
                assert isinstance(item.destination, pikepdf.Array)
                yield "".join(item.title.split()), numbers[item.destination[0].objgen]
                yield from walk(item.children)

        yield from list(walk(found.root))


def body(data: bytes) -> tuple[str, ...]:
    """Return the text of every page without its folio and banner."""
    banner = "演示数据数字和进展均为虚构不得引用"
    return tuple(re.sub(r"—\d+—", "", page).replace(banner, "") for page in copied(data))


def test_the_page_numbers_of_the_contents_are_true(printed: tuple[Report, bytes]) -> None:
    """Every part, chapter, measure, indicator and annex is listed, with the page it begins on."""
    report, data = printed
    begins: dict[str, int] = {}
    for heading, page in outline(data):
        begins.setdefault(heading, page)
    view = volume(snapshot(report, report.site.as_of))
    assert isinstance(view.record, Volume)
    listed = ["".join(line.text.split()) for line in view.record.contents]
    assert len(listed) == 5 + 6 + 17 + 20 + 4
    lines = "".join(rf"{re.escape(heading)}…*{begins[heading]}" for heading in listed)
    assert re.fullmatch(f"目录{lines}", "".join(body(data)[1 : begins[listed[0]] - 1]))
    for heading in listed:
        assert heading in body(data)[begins[heading] - 1]


def test_the_demo_fills_sixty_pages_and_the_real_plan_fewer() -> None:
    demo, real = (len(copied(pdfs()[REPORT])) for pdfs in (demo_set, real_set))
    assert demo >= 60
    assert real < demo


def test_an_indicator_with_figures_has_a_page_and_without_them_two_share_one() -> None:
    demo, real = (dict(outline(pdfs()[REPORT])) for pdfs in (demo_set, real_set))
    headings = [f"{i.number}.{''.join(i.name.split())}" for i in demo_report().indicators]
    assert [demo[name] - demo[headings[0]] for name in headings] == list(range(20))
    assert max(Counter(real[name] for name in headings[1:]).values()) == 2
    assert len({real[name] for name in headings}) == 11


def test_every_measure_is_quoted_whole_and_every_entry_printed(
    printed: tuple[Report, bytes],
) -> None:
    report, data = printed
    said = "".join(body(data))
    for measure in report.measures:
        assert said.count("".join("".join(measure.paragraphs).split())) == 2, (
            measure.id
        )  # and in 附件4
        for entry in measure.entries:
            if entry.is_known(report.site.as_of):
                assert "".join(entry.text.split()) in said


def test_what_nobody_reported_is_said_in_words_and_takes_no_table() -> None:
    said = "".join(copied(real_set()[REPORT]))
    assert "各项指标的实际值都没有报送，没有数字就没有结论，不等于没有完成。" in said
    assert "17项措施都还没有单位报送进展。" in said
    assert said.count("尚无单位报送进展。") == 17
    assert "没有更正过数字。" in said
    assert "没有人工评定" in said
    assert "未报送" not in said


def test_a_chart_is_drawn_for_every_indicator_and_tells_reached_from_not_without_colour() -> None:
    """Lines and fills only: no picture, and hatching where a target was not reached."""
    with pikepdf.open(io.BytesIO(demo_set()[REPORT])) as pdf:
        assert not any(list(page.get_images()) for page in pdf.pages)
        alternatives = [str(item["/Alt"]) for item in pdf.objects if _is_figure(item)]
    for indicator in demo_report().indicators:
        assert any(said.startswith(f"{indicator.name}：2021年") for said in alternatives)


def _is_figure(item: object) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"
