"""Charts: no two labels meet, nothing is outside the drawing, and every number is written."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportsite.plan.case import Case
from reportsite.plan.judge import Actual, Goalpost, Judgement, Unreported, Unset
from reportsite.plan.model import Indicator, Report
from reportsite.plan.period import Period
from reportsite.plan.snapshot import Verdict, snapshot
from reportsite.plan.target import Direction, NoTarget, Target, target
from reportsite.render.charts import Bar, Chart, Label, figure, hatch, spark
from tests.support.demo import demo_report

ASCENT, DESCENT = 0.92, 0.26  # of a line of Chinese text, in its own size
YEARS = range(2021, 2026)
DAY = dt.date(2026, 1, 28)
Box = tuple[float, float, float, float]


def box(label: Label) -> Box:
    half = label.width / 2
    top, bottom = label.y - ASCENT * label.size, label.y + DESCENT * label.size
    return label.x - half, top, label.x + half, bottom


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def faults(chart: Chart) -> Iterator[str]:
    """Yield labels that meet or stick out, bars that stick out, and strokes outside their bar."""
    for one, other in combinations(chart.labels, 2):
        if overlap(box(one), box(other)):
            yield f"{one.text} meets {other.text}"
    for label in chart.labels:
        left, top, right, bottom = box(label)
        if left < 0 or right > chart.width or top < 0 or bottom > chart.height:
            yield f"{label.text} is outside"
    for bar in chart.bars:
        if bar.x < 0 or bar.x + bar.width > chart.width or bar.y < 0:
            yield f"bar at {bar.x} is outside"
        if round(bar.y + bar.height, 1) != chart.base:
            yield f"bar at {bar.x} does not stand on the baseline"
        yield from _strokes_outside(bar)
    levels = [float(y) for y in re.findall(r"(?:V|M\S+ )([\d.]+)", chart.line)]
    if any(not 0 <= level <= chart.base for level in levels):
        yield "the line is outside"


def _strokes_outside(bar: Bar) -> Iterator[str]:
    for x, y, dx, dy in re.findall(r"M(\S+) (\S+)l(\S+?) (\S+?)(?=M|$)", bar.hatch):
        ends = (float(x), float(y)), (float(x) + float(dx), float(y) + float(dy))
        for at_x, at_y in ends:
            inside_x = bar.x - 0.11 <= at_x <= bar.x + bar.width + 0.11
            if not (inside_x and bar.y - 0.11 <= at_y <= bar.y + bar.height + 0.11):
                yield f"a stroke ends at {at_x} {at_y}, outside {bar}"


@pytest.fixture(scope="module", params=["01", "06", "09", "18"])
def drawn(request: pytest.FixtureRequest) -> tuple[Indicator, tuple[Verdict, ...]]:
    report = demo_report()
    now = snapshot(report, report.site.as_of)
    indicator = next(i for i in report.indicators if i.id == request.param)
    return indicator, now.verdicts[indicator.id]


def test_no_label_of_the_demo_meets_another_or_sticks_out() -> None:
    report = demo_report()
    for as_of in (report.site.as_of, *(issue.as_of for issue in report.bulletins)):
        at = snapshot(report, as_of)
        for indicator in report.indicators:
            for chart in (spark, figure):
                found = chart(indicator, at.verdicts[indicator.id])
                assert list(faults(found)) == [], indicator.name


def test_every_number_of_the_chart_is_written_with_a_word(
    drawn: tuple[Indicator, tuple[Verdict, ...]],
) -> None:
    indicator, verdicts = drawn
    written = {(label.word, label.text) for label in figure(indicator, verdicts).labels}
    for cell, verdict in zip(indicator.targets, verdicts, strict=True):
        assert ("", str(cell.year)) in written
        if isinstance(cell, Target):
            assert ("列值" if cell.listed else "目标", cell.printed) in written
        actual = verdict.judgement.actual
        if isinstance(actual, Actual):
            word = "实际" if actual.period.is_year else actual.period.words[5:]
            assert (word, str(actual.value)) in written


def test_every_judged_year_of_a_small_chart_has_its_mark(
    drawn: tuple[Indicator, tuple[Verdict, ...]],
) -> None:
    indicator, verdicts = drawn
    marks = [label.text for label in spark(indicator, verdicts).labels]
    assert marks == [verdict.case.mark for verdict in verdicts if verdict.case.is_judged]


def test_only_what_the_plan_listed_is_hatched(report: Report) -> None:
    now = snapshot(report, report.site.as_of)
    for indicator in report.indicators:
        chart = figure(indicator, now.verdicts[indicator.id])
        listed = [t for t in indicator.targets if isinstance(t, Target) and t.listed]
        assert [bar.tone for bar in chart.bars] == ["listed"] * len(listed)
        assert all(bar.hatch for bar in chart.bars)


def test_a_year_without_a_target_breaks_the_line_and_has_no_level() -> None:
    report = demo_report()
    indicator = next(i for i in report.indicators if isinstance(i.targets[2], NoTarget))
    chart = figure(indicator, snapshot(report, DAY).verdicts[indicator.id])
    drawn = [isinstance(target, Target) for target in indicator.targets]
    begins = sum(now and not before for before, now in zip([False, *drawn], drawn, strict=False))
    assert chart.line.count("M") == begins
    assert chart.line.count("H") == sum(drawn)


values = st.decimals(
    min_value=0, max_value=Decimal("1e12"), allow_nan=False, allow_infinity=False, places=4
)
cells = st.one_of(
    values.map(str),
    values.map("≥{}".format),
    st.tuples(values, values).map(lambda ends: f"{min(ends)}—{max(ends) + 1}"),
    st.sampled_from(["", "全覆盖", "知识产权保护体系基本建成并持续提升"]),
)


def _cell(year: int, typed: str, *, listed: bool) -> Target | NoTarget:
    return target(year, typed, "件", listed=listed) or NoTarget(year, listed)


MONTHS = (12, 6, 9, 11)


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[Target | NoTarget, Verdict]]:
    """Return up to ten years with any targets, any figures and any cases, likely or not."""
    indicator = demo_report().indicators[0]
    found = []
    for year in range(2026, 2026 + draw(st.integers(1, 10))):
        cell = _cell(year, draw(cells), listed=draw(st.booleans()))
        period = Period(year, draw(st.sampled_from(MONTHS)))
        reported = Actual("01", period, draw(values), DAY, "", ("", ""), 2)
        actual = reported if draw(st.booleans()) else Unreported()
        aim = cell.value if isinstance(cell, Target) else Unset()
        goalpost = Goalpost(year, aim, aim, Direction.UP, cell.listed)
        judgement = Judgement(draw(st.sampled_from(list(Case))), goalpost, DAY, actual, DAY)
        found.append((cell, Verdict(indicator, judgement)))
    return found


@given(histories())
def test_labels_never_meet_whatever_is_reported(
    history: list[tuple[Target | NoTarget, Verdict]],
) -> None:
    years, verdicts = tuple(t for t, _ in history), tuple(v for _, v in history)
    indicator = replace(demo_report().indicators[0], targets=years)
    assert list(faults(figure(indicator, verdicts))) == []
    assert list(faults(spark(indicator, verdicts))) == []


@given(st.floats(1, 60), st.floats(0.5, 200))
def test_strokes_stay_in_their_box(width: float, height: float) -> None:
    bar = Bar(10, 20, width, height, "listed", hatch(10, 20, width, height))
    assert list(_strokes_outside(bar)) == []
