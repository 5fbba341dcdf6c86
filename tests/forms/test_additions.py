"""What forms add is decided by rules that can be read off: who, when, and what stood there before."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import pytest

from reportsite.forms.additions import Additions, additions
from reportsite.forms.layout import FIGURES, WORDS
from reportsite.forms.returned import Return, ReturnedFigure, ReturnedWords
from reportsite.forms.rows import FormCell
from reportsite.plan.judge import Actual, Unreported
from reportsite.plan.model import Report
from reportsite.plan.period import Period
from reportsite.plan.register import Unit
from reportsite.plan.written import Entry, EntryKind, Nobody, Stage, StageName
from reportsite.problems import Problems, as_text
from tests.support.damages import told
from tests.support.returns import H1, MARKET

FIRST, LATER = dt.date(2024, 7, 20), dt.date(2024, 7, 22)
MARKET_NAME, BANK, POLICE = "市市场监管局（知识产权局）", "jinrongban", "gongan"
SOLE, JOINT = "13", "03"


def unit(report: Report, id: str) -> Unit:
    return next(body for body in report.register.bodies if body.id == id)


def handed_in(
    report: Report,
    by: str,
    *items: ReturnedFigure | ReturnedWords,
    on: dt.date = FIRST,
    path: str = "表1.xlsx",
) -> Return:
    """Return what a unit handed in, as a form in which nothing is wrong."""
    items = tuple(replace(item, spot=replace(item.spot, path=path)) for item in items)
    figures = tuple(item for item in items if isinstance(item, ReturnedFigure))
    words = tuple(item for item in items if isinstance(item, ReturnedWords))
    return Return(path, unit(report, by), H1, on, "张三", figures, words)


def figure(value: str, id: str = "06", source: str = "台账", note: str = "") -> ReturnedFigure:
    return ReturnedFigure(id, Decimal(value), (source, note), FormCell("", FIGURES, 10, 8))


def said(
    text: str, kind: EntryKind = EntryKind.PROGRESS, stage: str = "", of: str = SOLE
) -> ReturnedWords:
    return ReturnedWords(of, kind, stage, text, FormCell("", WORDS, 15, 5))


def looked(
    report: Report, *returns: Return, prefer: Iterable[str] = ()
) -> tuple[Additions, Problems]:
    problems = Problems()
    preferred = tuple(unit(report, id) for id in prefer)
    return additions(returns, report, preferred, problems), problems


def added(report: Report, *returns: Return, prefer: Iterable[str] = ()) -> Additions:
    found, problems = looked(report, *returns, prefer=prefer)
    assert problems.found == []
    return found


def refused(report: Report, *returns: Return, prefer: Iterable[str] = ()) -> str:
    """Return the problems that keep the forms out, one a line."""
    _, problems = looked(report, *returns, prefer=prefer)
    assert problems.errors
    return as_text(problems.found)


def registered(report: Report, *rows: Actual) -> Report:
    return replace(report, actuals=rows)


def row(
    value: str = "4.75",
    on: dt.date = FIRST,
    by: str = MARKET_NAME,
    source: str = "台账",
    line: int = 2,
    of: Period = H1,
) -> Actual:
    return Actual("06", of, Decimal(value), on, by, (source, ""), line)


# Figures


def test_a_figure_becomes_a_row_with_all_that_came_with_it(report: Report) -> None:
    form = handed_in(report, MARKET, figure("0.70", "01", "年报", "初步数"), on=LATER)
    [new] = added(report, form).rows
    assert new.before == Unreported()
    assert new.cells == {
        "indicator": "01",
        "period": "2024-H1",
        "value": "0.70",
        "reported_on": "2024-07-22",
        "unit": MARKET_NAME,
        "source": "年报",
        "note": "初步数",
        "area": "",
    }


def test_rows_stand_by_day_then_by_indicator(report: Report) -> None:
    late = handed_in(report, MARKET, figure("1", "01"), on=LATER)
    early = handed_in(report, BANK, figure("2", "07"), figure("3", "06"), path="表2.xlsx")
    found = added(report, late, early)
    assert [new.reported.indicator for new in found.rows] == ["06", "07", "01"]
    assert found.known == 0


def test_two_units_that_agree_add_one_row(report: Report) -> None:
    forms = [
        handed_in(report, by, figure(value)) for by, value in ((MARKET, "4.75"), (BANK, "4.750"))
    ]
    for prefer in ((), (BANK,)):
        found = added(report, *forms, prefer=prefer)
        assert [(new.unit.id, str(new.reported.value)) for new in found.rows] == [(MARKET, "4.75")]
        assert (found.known, found.passed_over) == (1, ())


def rivals(report: Report) -> list[Return]:
    return [
        handed_in(report, MARKET, figure("4.75")),
        handed_in(report, BANK, figure("4.80"), path="收回/表2.xlsx"),
    ]


def test_two_units_that_differ_are_told_at_the_second_s_cell(report: Report) -> None:
    assert refused(report, *rivals(report)) == told("two units that differ").replace(
        ":5:8:", ":10:8:"
    ).replace("H5", "H10")


@pytest.mark.parametrize(("prefer", "value"), [(MARKET, "4.75"), (BANK, "4.80")])
def test_the_preferred_unit_s_figure_is_taken_and_the_other_named(
    report: Report, prefer: str, value: str
) -> None:
    found = added(report, *rivals(report), prefer=[prefer])
    assert [str(new.reported.value) for new in found.rows] == [value]
    other, lost = (MARKET, "4.75") if prefer == BANK else (BANK, "4.80")
    assert found.passed_over == (
        f"指标06 2024年上半年：采用{unit(report, prefer).name}的 {value}，"
        f"{unit(report, other).name}的 {lost} 没有登记。",
    )
    assert found.known == 0


def test_every_figure_that_gives_way_is_named(report: Report) -> None:
    both = [figure("4.75"), figure("2.9", "02")]
    forms = [handed_in(report, MARKET, *both), *rivals(report)[1:]]
    forms.append(handed_in(report, BANK, figure("3.1", "02"), path="表3.xlsx"))
    found = added(report, *forms, prefer=[MARKET])
    assert [words.split(" ")[0] for words in found.passed_over] == ["指标02", "指标06"]


def test_two_preferred_units_that_differ_decide_nothing(report: Report) -> None:
    assert "E373" in refused(report, *rivals(report), prefer=[MARKET, BANK])


def test_two_forms_of_one_unit_that_differ_are_told_once(report: Report) -> None:
    forms = [
        handed_in(report, MARKET, figure(value), path=f"收回/表{n}.xlsx")
        for n, value in ((1, "4.75"), (2, "4.8"))
    ]
    assert refused(report, *forms) == told("two forms of one unit")
    words = [
        handed_in(report, MARKET, said(text), path=f"表{n}.xlsx")
        for n, text in ((1, "甲。"), (2, "乙。"))
    ]
    assert refused(report, *words).startswith(
        "表2.xlsx:15:5: 错误 E374 「措施」表 E15 格与 表1.xlsx "
    )
    again = handed_in(report, MARKET, figure("4.75"), said("甲。"), path="表2.xlsx")
    found = added(report, replace(again, path="表1.xlsx"), again)
    assert (len(found.rows), len(found.entries), found.known) == (1, 1, 2)


def test_one_cell_s_words_are_no_rival_of_another_s(report: Report) -> None:
    kinds = [said("甲。"), said("乙。", EntryKind.NEXT), said("丙。", of="01")]
    forms = [handed_in(report, MARKET, item, path=f"表{n}.xlsx") for n, item in enumerate(kinds)]
    assert len(added(report, *forms).entries) == 3


# Figures against those registered


def test_what_stands_there_already_is_known(report: Report) -> None:
    for old in (row(), row(on=FIRST - dt.timedelta(9)), row(on=LATER)):
        found = added(registered(report, old), handed_in(report, MARKET, figure("4.75")))
        assert (found.rows, found.known) == ((), 1)


def test_the_same_figure_from_another_unit_says_nothing_new(report: Report) -> None:
    old = row(by=MARKET_NAME, source="年报")
    found = added(registered(report, old), handed_in(report, BANK, figure("4.75"), on=LATER))
    assert (found.rows, found.known) == ((), 1)


def test_the_same_figure_with_another_source_is_a_correction(report: Report) -> None:
    form = handed_in(report, MARKET, figure("4.75", source="年报"), on=LATER)
    [new] = added(registered(report, row()), form).rows
    assert new.before == row()


def test_an_older_row_said_again_is_known_even_where_it_was_corrected_since(report: Report) -> None:
    told_twice = registered(report, row(), row("4.8", LATER, line=3))
    assert added(told_twice, handed_in(report, MARKET, figure("4.75"))).rows == ()


def test_a_correction_names_the_newest_row(report: Report) -> None:
    rows = row(), row("4.8", LATER, line=3), row("4.7", LATER, line=4)
    form = handed_in(report, MARKET, figure("4.9"), on=dt.date(2024, 7, 23))
    [new] = added(registered(report, *rows), form).rows
    assert new.before == rows[2]


def test_a_correction_of_the_same_day_needs_a_later_one(report: Report) -> None:
    form = handed_in(report, MARKET, figure("4.80"), path="收回/表1.xlsx")
    expected = told("another figure of the same day").split("\n")[1].replace("第3行", "第2行")
    assert refused(registered(report, row()), form) == f"{expected}\n"
    for on, is_new in ((FIRST, False), (FIRST + dt.timedelta(1), True)):
        found, _ = looked(registered(report, row()), replace(form, on=on))
        assert bool(found.rows) == is_new


def test_other_periods_and_indicators_are_no_rivals(report: Report) -> None:
    year = row(of=Period(2023, 12))
    form = handed_in(report, MARKET, figure("4.75", "01"), figure("4.8", "06"))
    assert [new.before for new in added(registered(report, year), form).rows] == [Unreported()] * 2


def test_a_rival_of_a_registered_figure_is_told_or_decided_by_name(report: Report) -> None:
    old = registered(report, row())
    rival = handed_in(report, BANK, figure("4.80"), on=LATER, path="收回/表1.xlsx")
    assert refused(old, rival) == told("a unit that differs from what is registered").replace(
        ":5:8:", ":10:8:"
    ).replace("H5", "H10")
    kept = added(old, rival, prefer=[MARKET])
    assert kept.rows == ()
    assert kept.passed_over == (
        f"指标06 2024年上半年：采用{MARKET_NAME}的 4.75，市金融办的 4.80 没有登记。",
    )
    [new] = added(old, rival, prefer=[BANK]).rows
    assert (new.unit.id, new.before) == (BANK, row())


def test_rows_are_only_added_at_the_end(report: Report) -> None:
    last = row(on=dt.date(2024, 7, 25), of=Period(2023, 12))
    form = handed_in(report, MARKET, figure("4.75"), path="收回/表1.xlsx")
    assert refused(registered(report, last), form) == told("older than the last row")
    assert len(added(registered(report, last), replace(form, on=last.reported_on)).rows) == 1


# Words


def with_entry(report: Report, of: str = SOLE, **changes: object) -> Report:
    """Return the report with an entry of the market regulator on a measure."""
    old = Entry(EntryKind.PROGRESS, H1, unit(report, MARKET), FIRST, (), "甲。", 9)
    entry = replace(old, **changes)  # type: ignore[arg-type]
    measures = (replace(m, entries=(entry,)) if m.id == of else m for m in report.measures)
    return replace(report, measures=tuple(measures))


def test_words_become_an_entry_under_a_heading(report: Report) -> None:
    [new] = added(
        report, handed_in(report, MARKET, said("甲。\n乙。", stage="推进中"), on=LATER)
    ).entries
    assert new.heading == f"2024年上半年（{MARKET_NAME}，2024年7月22日）"
    assert new.body == "阶段：推进中\n\n甲。\n\n乙。"
    assert (new.measure.id, new.unit.id, new.period, new.on) == (SOLE, MARKET, H1, LATER)


def test_words_that_stand_there_already_are_known(report: Report) -> None:
    for on in (FIRST, LATER, None):
        found = added(with_entry(report, on=on), handed_in(report, MARKET, said("甲。")))
        assert (found.entries, found.known) == ((), 1)


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": EntryKind.NEXT},
        {"period": Period(2023, 12)},
        {"unit": Nobody()},
        {"of": "03"},
    ],
)
def test_words_of_another_cell_are_no_rivals(report: Report, changes: dict[str, object]) -> None:
    old = with_entry(report, **changes)  # type: ignore[arg-type]
    assert len(added(old, handed_in(report, MARKET, said("甲。"))).entries) == 1


def test_another_unit_s_words_are_no_rivals(report: Report) -> None:
    old = with_entry(report, unit=unit(report, BANK))
    assert len(added(old, handed_in(report, MARKET, said("甲。"))).entries) == 1


def test_changed_words_of_the_same_day_need_a_later_one(report: Report) -> None:
    form = handed_in(report, MARKET, said("乙。"))
    assert refused(with_entry(report), form) == (
        "表1.xlsx:15:5: 错误 E375 「措施」表 E15 格：content/measures/13-service-industry.md 里已经有"
        f"同一天或更晚登记的「2024年上半年（{MARKET_NAME}，2024年7月20日）」，内容不同，"
        "如果是收过以后在这里改了文字，请把这份表移走；如果是单位更正，请用 --on 写更正的日期，要晚于那一天。\n"
    )
    assert looked(with_entry(report), form)[0].entries == ()
    assert len(added(with_entry(report), replace(form, on=LATER)).entries) == 1
    assert len(added(with_entry(report, on=None), form).entries) == 1


# Stages


def staged(report: Report, name: StageName, since: dt.date, of: str = SOLE) -> Report:
    stages = (Stage(StageName.NOT_STARTED, dt.date(2023, 7, 3)), Stage(name, since))
    measures = (
        replace(m, tasks=(replace(m.tasks[0], stages=stages),)) if m.id == of else m
        for m in report.measures
    )
    return replace(report, measures=tuple(measures))


def stage(report: Report, by: str, name: str, of: str = SOLE, **rest: object) -> Return:
    return handed_in(report, by, said("", stage=name, of=of), **rest)  # type: ignore[arg-type]


def test_the_sole_unit_s_stage_is_set(report: Report) -> None:
    [new] = added(report, stage(report, MARKET, "推进中", on=LATER)).stages
    assert (new.measure.id, new.stage) == (SOLE, Stage(StageName.UNDER_WAY, LATER))
    assert new.before is None
    old = staged(report, StageName.UNDER_WAY, FIRST)
    [new] = added(old, stage(report, MARKET, "已完成", on=LATER)).stages
    assert new.before == Stage(StageName.UNDER_WAY, FIRST)


def test_the_stage_there_is_stays_without_a_word(report: Report) -> None:
    old = staged(report, StageName.UNDER_WAY, LATER)
    found = added(old, stage(report, MARKET, "推进中"))
    assert (found.stages, found.passed_over) == ((), ())


@pytest.mark.parametrize("since", [FIRST, LATER])
def test_a_stage_follows_the_last_one_in_time(report: Report, since: dt.date) -> None:
    old = staged(report, StageName.UNDER_WAY, since)
    found, problems = looked(old, stage(report, MARKET, "已完成"))
    assert found.stages == ()
    expected = told("a stage older than the last").replace("2024-08-02", str(since))
    assert as_text(problems.found) == expected


def bodies(report: Report, of: str) -> list[str]:
    measure = next(m for m in report.measures if m.id == of)
    return [responsible.unit.id for responsible in measure.units]


def test_a_joint_measure_s_stage_waits_for_all_to_agree(report: Report) -> None:
    forms = [stage(report, by, "已完成", JOINT, path=f"{by}.xlsx") for by in bodies(report, JOINT)]
    assert len(forms) > 2
    assert [new.stage.name for new in added(report, *forms).stages] == [StageName.DONE]
    but_one = added(report, *forms[1:])
    assert but_one.stages == ()
    assert len(but_one.passed_over) == 1
    differing = added(report, *forms[1:], stage(report, bodies(report, JOINT)[0], "推进中", JOINT))
    assert differing.stages == ()


def test_what_is_undecided_names_who_says_what(report: Report) -> None:
    forms = [
        stage(report, POLICE, "已完成", JOINT),
        stage(report, "sifa", "推进中", JOINT, path="表2.xlsx"),
    ]
    order = [unit(report, id).name for id in (POLICE, "sifa")]
    [words] = added(report, *forms).passed_over
    assert words.startswith("措施03的阶段没有改（还没有确定）：")
    assert {f"{order[0]}报“已完成”", f"{order[1]}报“推进中”"} == set(
        words.split("：")[1].split("。")[0].split("、")
    )
    now = staged(report, StageName.UNDER_WAY, FIRST, JOINT)
    assert added(now, *forms, prefer=()).passed_over == (
        f"措施03的阶段没有改（现在是“推进中”）：{order[0]}报“已完成”。"
        f"要采用哪个单位的，写明 --prefer，例如 --prefer {order[0]}。",
    )
    assert added(now, forms[1]).passed_over == ()
    assert len(added(report, forms[0]).passed_over) == 1


def test_every_measure_that_is_undecided_is_named(report: Report) -> None:
    forms = [stage(report, POLICE, "已完成", of, path=f"{of}.xlsx") for of in ("04", JOINT)]
    found = added(report, *forms).passed_over
    assert [words[:4] for words in found] == ["措施03", "措施04"]


def test_stages_said_earlier_count_where_they_were_dated(report: Report) -> None:
    first, *rest = bodies(report, JOINT)
    forms = [stage(report, by, "已完成", JOINT, path=f"{by}.xlsx") for by in rest]

    def set_after(text: str, **changes: object) -> int:
        entry = {"of": JOINT, "unit": unit(report, first), "text": text, **changes}
        return len(added(with_entry(report, **entry), *forms).stages)  # type: ignore[arg-type]

    assert set_after("阶段：已完成\n\n甲。") == 1
    assert set_after("阶段：推进中\n\n甲。") == 0
    assert set_after("甲。") == 0
    assert set_after("阶段：已完成 甲。") == 0
    assert set_after("阶段：已完成", on=None) == 0
    assert set_after("阶段：已完成", kind=EntryKind.NEXT) == 0
    assert set_after("阶段：已完成", unit=Nobody()) == 0


def test_of_a_unit_s_earlier_stages_the_last_counts_wherever_it_stands(report: Report) -> None:
    first, *rest = bodies(report, JOINT)
    forms = [stage(report, by, "已完成", JOINT, path=f"{by}.xlsx") for by in rest]
    old = Entry(EntryKind.PROGRESS, H1, unit(report, first), FIRST, (), "阶段：推进中", 9)
    new = replace(old, on=LATER, text="阶段：已完成")
    for entries in ((old, new), (new, old)):
        measures = (replace(m, entries=entries) if m.id == JOINT else m for m in report.measures)
        assert len(added(replace(report, measures=tuple(measures)), *forms).stages) == 1


def test_the_preferred_unit_decides_a_stage(report: Report) -> None:
    forms = [
        stage(report, POLICE, "已完成", JOINT, path="表1.xlsx"),
        stage(report, "sifa", "推进中", JOINT, path="表2.xlsx"),
    ]
    [new] = added(report, *forms, prefer=["sifa"]).stages
    assert new.stage.name is StageName.UNDER_WAY
    same = [replace(form, words=forms[0].words) for form in forms]
    assert len(added(report, *same, prefer=["sifa", POLICE]).stages) == 1
    _, problems = looked(report, *forms, prefer=["sifa", POLICE])
    assert as_text(problems.found) == told("two preferred units with different stages").replace(
        ":5:4:", ":15:4:"
    ).replace("D5", "D15")


def test_stages_are_set_in_the_order_of_measures(report: Report) -> None:
    forms = [
        stage(report, MARKET, "推进中"),
        stage(report, MARKET, "已完成", "01", path="表2.xlsx"),
    ]
    found = added(report, *forms, prefer=[MARKET])
    assert [new.measure.id for new in found.stages] == ["01", SOLE]
