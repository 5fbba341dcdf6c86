"""Beside every judgement stand its rule and exactly the numbers it was made from."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from reportsite.check import check
from reportsite.facts.case import Status, method, rule_of
from reportsite.plan.case import Case
from reportsite.plan.judge import Actual, Goalpost, Rule, Rules, Unset, judge
from reportsite.plan.model import Report
from reportsite.plan.period import period
from reportsite.plan.snapshot import Tally, Verdict, snapshot
from reportsite.plan.target import Direction, NoTarget
from reportsite.plan.words import sentence
from reportsite.plan.written import Override
from reportsite.problems import Problems
from reportsite.site.texts import Corrections, corrections
from reportsite.source.files import load

RULE = Rule(Decimal(10), Decimal(10), annual_due=(1, 31), half_year_due=(7, 31))
EVENLY = Goalpost(2024, Decimal("5.5"), Decimal("4"), smooth=True)
STEPS = replace(EVENLY, smooth=False)
FLOW = replace(EVENLY, base=Decimal(0), flow=True)
SOURCE = ("来源", "甲局，2025年1月20日报送，年报")
ROW = ("数据行", "actuals.csv第7行")
TARGET = ("2024年目标值", "5.5亿元")
BASE = ("2023年目标值", "4亿元")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def actual(key: str, value: str, note: str = "") -> Actual:
    of = period(key)
    assert of
    return Actual("06", of, Decimal(value), day("2025-01-20"), "甲局", ("年报", note), 7)


def shown(
    report: Report, goalpost: Goalpost, key: str, value: str, as_of: str = "2025-01-31"
) -> Status:
    rows = [actual(key, value)] if key else []
    judgement = judge(goalpost, rows, RULE, day(as_of))
    indicator, none = report.indicators[5], NoTarget(goalpost.year, goalpost.listed)
    if isinstance(goalpost.target, Unset):
        indicator = replace(indicator, targets=(none,))
    return Status(Verdict(indicator, judgement), RULE)


@pytest.mark.parametrize(
    ("goalpost", "key", "value", "as_of", "look", "facts"),
    [
        (EVENLY, "", "", "2024-07-31", "○ 未到期 未报送", [TARGET, ("报送截止", "2024年7月31日")]),
        (EVENLY, "", "", "2024-08-01", "○ 应报未报 未报送", [
            ("原因", "2024年上半年的数最迟应在2024年7月31日报送"), TARGET, ("报送截止", "2024年7月31日")]),
        (EVENLY, "2024-Q3", "5", "2025-02-01", "○ 应报未报 三季度5", [
            ("原因", "2024年的数最迟应在2025年1月31日报送"), TARGET, ("报送截止", "2025年1月31日"),
            ("2024年三季度实际值", "5亿元"), SOURCE, ROW]),
        (replace(EVENLY, target=Unset()), "2024", "5", "2025-01-31", "○ 未设目标 5", [
            ("2024年实际值", "5亿元"), SOURCE, ROW]),
        (replace(EVENLY, listed=True), "2024", "5", "2025-01-31", "○ 附件列值 5", [
            ("附件列值", "5.5亿元"), ("2024年实际值", "5亿元"), SOURCE, ROW]),
        (EVENLY, "2024", "5.50", "2025-01-31", "√ 达标 5.50", [
            TARGET, ("2024年实际值", "5.50亿元"), ("完成率", "100%（实际值÷目标值）"), BASE,
            ("增量完成率", "100%（已有的增量÷应有的增量）"), SOURCE, ROW]),
        (STEPS, "2024", "4.95", "2025-01-31", "▲ 接近 4.95", [
            TARGET, ("2024年实际值", "4.95亿元"), ("完成率", "90%（实际值÷目标值）"), SOURCE, ROW]),
        (STEPS, "2024", "4.949", "2025-01-31", "× 未达标 4.949", [
            TARGET, ("2024年实际值", "4.949亿元"), ("完成率", "89.98%（实际值÷目标值）"), SOURCE, ROW]),
        (STEPS, "2024", "5.499", "2025-01-31", "▲ 接近 5.499", [
            TARGET, ("2024年实际值", "5.499亿元"), ("完成率", "99.98%（实际值÷目标值）"), SOURCE, ROW]),
        (EVENLY, "2024-H1", "4.75", "2025-01-31", "● 达到序时 上半年4.75", [
            TARGET, ("2024年上半年实际值", "4.75亿元"), BASE,
            ("增量完成率", "50%（已有的增量÷应有的增量）"), ("序时进度", "50%（6÷12）"),
            ("比序时进度", "持平"), SOURCE, ROW]),
        (EVENLY, "2024-Q3", "5.06", "2025-01-31", "▲ 略低于序时 三季度5.06", [
            TARGET, ("2024年三季度实际值", "5.06亿元"), BASE,
            ("增量完成率", "70.7%（已有的增量÷应有的增量）"), ("序时进度", "75%（9÷12）"),
            ("比序时进度", "低4.3个百分点"), SOURCE, ROW]),
        (EVENLY, "2024-H1", "4.5999", "2025-01-31", "× 明显低于序时 上半年4.5999", [
            TARGET, ("2024年上半年实际值", "4.5999亿元"), BASE,
            ("增量完成率", "39.99%（已有的增量÷应有的增量）"), ("序时进度", "50%（6÷12）"),
            ("比序时进度", "低10.01个百分点"), SOURCE, ROW]),
        (FLOW, "2024-08", "4", "2025-01-31", "● 达到序时 8月4", [
            TARGET, ("2024年8月实际值", "4亿元"), ("起点（当年数从零算起）", "0亿元"),
            ("增量完成率", "72.7%（已有的增量÷应有的增量）"), ("序时进度", "66.7%（8÷12）"),
            ("比序时进度", "高6.1个百分点"), SOURCE, ROW]),
        (STEPS, "2024-H1", "6", "2025-01-31", "√ 已提前达标 上半年6", [
            TARGET, ("2024年上半年实际值", "6亿元"), SOURCE, ROW]),
        (STEPS, "2024-H1", "5", "2025-01-31", "○ 未到期 上半年5", [
            ("原因", "这项指标不是逐月增长，按全年数评定"), TARGET, ("报送截止", "2025年1月31日"),
            ("2024年上半年实际值", "5亿元"), SOURCE, ROW]),
        (replace(EVENLY, obstacle="没有单位"), "2024", "5", "2025-01-31", "○ 不可评定 5", [
            ("原因", "没有单位"), TARGET, ("2024年实际值", "5亿元"), SOURCE, ROW]),
        (replace(STEPS, direction=Direction.DOWN), "2024", "6", "2025-01-31", "▲ 接近 6", [
            TARGET, ("2024年实际值", "6亿元"), SOURCE, ROW]),
    ],
)  # fmt: skip
def test_a_status_is_its_mark_word_figure_and_the_inputs_of_its_rule(
    report: Report,
    goalpost: Goalpost,
    key: str,
    value: str,
    as_of: str,
    look: str,
    facts: list[tuple[str, str]],
) -> None:
    found = shown(report, goalpost, key, value, as_of)
    assert f"{found.case.mark} {found.case} {found.part}{found.figure}" == look
    assert [(fact.label, fact.text) for fact in found.facts] == facts
    assert found.rule == rule_of(found.case, RULE)
    assert bool(found.value) is bool(key)
    assert (found.year, found.by_hand) == ("2024年", "")


def test_a_note_is_shown_with_the_figure(report: Report) -> None:
    judgement = judge(EVENLY, [actual("2024", "5.5", "含历年")], RULE, day("2025-01-31"))
    found = Status(Verdict(report.indicators[5], judgement), RULE)
    assert (found.facts[-1].label, found.facts[-1].text) == ("备注", "含历年")


def test_an_override_shows_who_why_until_when_and_what_the_rule_had_said(report: Report) -> None:
    by_hand = Override(
        "06", 2024, Case.MET, "口径调整", "某某", day("2025-02-10"), day("2025-06-30")
    )
    judgement = judge(EVENLY, [actual("2024", "5")], RULE, day("2025-03-01"))
    found = Status(Verdict(report.indicators[5], judgement, by_hand), RULE)
    assert (found.case, found.case.tone) == (Case.MET, "ok")
    assert found.rule == rule_of(Case.NEAR, RULE)
    assert found.by_hand == (
        "人工评定：口径调整。某某2025年2月10日签字，2025年6月30日到期。按规则的结论是“接近”。"
    )


def test_nobody_who_owes_a_figure_is_shown_in_red(report: Report) -> None:
    assert shown(report, EVENLY, "", "", "2025-02-01").case.tone == "none"


def test_a_tally_is_said_with_everything_in_it() -> None:
    tally = Tally(((Case.MET, 6), (Case.NEAR, 1), (Case.OWED, 13)), 20)
    assert sentence(tally) == "20项中6项达标、1项接近、13项应报未报"


@pytest.fixture
def with_limits(site: Path) -> Callable[..., Report]:
    """Return the report of a copy of the site with other limits and one reported figure."""

    def read(figure: str, **limits: object) -> Report:
        text = (site / "content/site.yml").read_text("utf-8")
        for key, value in limits.items():
            line = next(line for line in text.split("\n") if line.strip().startswith(f"{key}:"))
            text = text.replace(line, f"  {key}: {value}")
        (site / "content/site.yml").write_text(text, "utf-8")
        with (site / "data/actuals.csv").open("a", encoding="utf-8") as file:
            file.write(f"06,{figure},市市场监管局（知识产权局）,报表,\n")
        problems = Problems()
        return check(load(site, problems), problems)

    return read


@pytest.mark.parametrize(
    ("figure", "limits", "as_of", "case", "words"),
    [
        ("2024,4.95,2025-01-20", {}, "2025-03-01", Case.NEAR, "不超过目标值的10%（含）"),
        ("2024,4.95,2025-01-20", {"near_percent": 9}, "2025-03-01", Case.MISSED, "超过目标值的9%"),
        ("2024-H1,4.6,2024-07-20", {}, "2024-08-01", Case.BEHIND, "不超过10个百分点（含）"),
        ("2024-H1,4.6,2024-07-20", {"behind_points": 9}, "2024-08-01", Case.FAR_BEHIND, "超过9个百分点"),
    ],
)  # fmt: skip
def test_the_limits_in_site_yml_change_judgement_sentence_and_public_method_together(
    with_limits: Callable[..., Report],
    figure: str,
    limits: dict[str, object],
    as_of: str,
    case: Case,
    words: str,
) -> None:
    report = with_limits(figure, **limits)
    at = snapshot(report, day(as_of))
    verdict = at.verdict("06", 2024)
    found = Status(verdict, at.rule)
    page = method(at)
    assert verdict.case is case
    assert words in found.rule
    assert found.rule == dict(page.cases)[case]
    limit = next(str(value) for value in (*limits.values(), 10))
    assert any(f"{limit}%" in item.text or f"{limit}个百分点" in item.text for item in page.limits)


def test_the_method_page_shows_every_case_with_the_rule_that_judges(report: Report) -> None:
    now = snapshot(report, report.site.as_of)
    page = method(now)
    assert page.cases == tuple((case, rule_of(case, now.rule)) for case in Case)
    assert [(item.label, item.text) for item in page.limits] == [
        ("接近", "没有达到目标值，相差不超过目标值的10%（含）"),
        ("略低于序时", "低于序时进度不超过10个百分点（含）"),
        ("全年数报送截止", "次年1月31日（含）"),
        ("上半年数报送截止", "当年7月31日（含）"),
    ]
    assert len(page.smooth) + page.rest == 20
    assert page.history == ()


def test_the_method_page_tells_the_limits_of_every_day(report: Report) -> None:
    page = method(snapshot(with_earlier_limits(report), day("2024-06-01")))
    assert [item.text for item in page.limits[:2]] == [
        "没有达到目标值，相差不超过目标值的7%（含）",
        "低于序时进度不超过6个百分点（含）",
    ]
    assert [(period.days, period.limits[0].text[-6:]) for period in page.history] == [
        ("到2023年12月31日", "的5%（含）"),
        ("从2024年1月1日到2024年12月31日", "的7%（含）"),
        ("从2025年1月1日起", "10%（含）"),
    ]


@pytest.mark.parametrize(
    ("as_of", "near"),
    [("2023-12-31", 5), ("2024-01-01", 7), ("2024-12-31", 7), ("2025-01-01", 10)],
)
def test_the_sentence_beside_a_judgement_is_the_rule_of_its_day(
    report: Report, as_of: str, near: int
) -> None:
    at = snapshot(with_earlier_limits(report), day(as_of))
    assert f"目标值的{near}%" in rule_of(Case.NEAR, at.rule)


def with_earlier_limits(report: Report) -> Report:
    """Return the report with limits of 5 until 2023, 7 until 2024, and today's since."""
    latest = report.site.rules.latest
    earlier = tuple(
        (day(until), replace(latest, near_percent=Decimal(near), behind_points=Decimal(near - 1)))
        for until, near in (("2023-12-31", 5), ("2024-12-31", 7))
    )
    return replace(report, site=replace(report.site, rules=Rules(latest, earlier)))


def test_the_corrections_page_writes_itself_from_revised_rows_and_standing_overrides(
    report: Report,
) -> None:
    first, second = actual("2024", "5"), actual("2024", "5.1", "漏报一笔")
    second = replace(second, reported_on=day("2025-02-01"), line=8)
    stands = Override("06", 2024, Case.MET, "口径", "某某", day("2025-02-10"), day("2025-06-30"))
    lapsed = replace(stands, signed_on=day("2025-01-25"), expires=day("2025-02-09"))
    told = replace(report, actuals=(first, second), overrides=(lapsed, stands))
    (view,) = corrections(snapshot(told, day("2025-03-01")))
    page = view.record
    assert isinstance(page, Corrections)
    (row,) = page.corrections
    assert (row.indicator.id, row.before, row.after) == ("06", first, second)
    (by_hand,) = page.by_hand
    assert (by_hand.year, by_hand.judgement.case, by_hand.case) == (2024, Case.NEAR, Case.MET)
    assert by_hand.override == stands
    (before,) = corrections(snapshot(told, day("2025-01-24")))
    assert before.record == Corrections((), ())


def test_an_override_that_a_correction_ended_is_no_longer_listed(report: Report) -> None:
    stands = Override("06", 2024, Case.MET, "口径", "某某", day("2025-01-25"), day("2025-06-30"))
    later = replace(actual("2024", "5.1"), reported_on=day("2025-02-01"), line=8)
    told = replace(report, actuals=(actual("2024", "5"), later), overrides=(stands,))
    (view,) = corrections(snapshot(told, day("2025-03-01")))
    page = view.record
    assert isinstance(page, Corrections)
    assert page.by_hand == ()
