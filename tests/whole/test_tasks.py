"""A plan with leads, limits, milestones and evidence: what dates say stands everywhere, the same."""

import csv
import datetime as dt
import io

import pytest
from lxml import html

from reportsite.facts.case import method
from reportsite.facts.measure import measure_facts
from reportsite.facts.tables import as_text, change_table
from reportsite.facts.unit import ledgers, matrix
from reportsite.pipeline import Options, build
from reportsite.plan import paths
from reportsite.plan.deadline import DueCase
from reportsite.plan.model import Report
from reportsite.plan.snapshot import changes, snapshot
from reportsite.problems import Problems
from tests.support.bureau import PDF, REPORT_FILE, bureau, bureau_report
from tests.support.checkout import Tree, tree


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """Return the site without documents."""
    folder = tmp_path_factory.mktemp("bureau")
    problems = Problems()
    root = bureau(folder / "plan")
    build(Options(root, folder / "site", pdfs=False, search=False, release=True), problems)
    assert problems.sorted == ()
    return tree(folder / "site")


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return bureau_report(tmp_path_factory.mktemp("bureau-plan"))


def page(site: Tree, path: str) -> str:
    """Return a page's words without its blanks."""
    return "".join(html.fromstring(site[path]).text_content().split())


def rows(site: Tree, name: str) -> list[dict[str, str]]:
    text = site[paths.table_csv(name)].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_a_measure_s_page_shows_each_task_with_all_that_is_known_of_it(site: Tree) -> None:
    said = page(site, paths.measure("01"))
    for words in (
        "4个任务：1个已完成、1个长期推进、1个没有登记阶段、1个已逾期。",
        "1．建设统一受理平台。2026年6月底前建成统一受理平台，接入全部事项。",
        "牵头：甲局；配合：乙局、丙局",
        "2026年6月（到6月30日），原文写明：“2026年6月底前建成统一受理平台”",
        "×已逾期",
        "完成时限已过，还没有登记完成。",
        "2026年8月10日，编者推定，待确认",
        "▲临近到期",
        "完成日期：2025年12月31日。",
        "调研报告（PDF，1KB）",
        "办事指南（外部网站）",
    ):
        assert words in said
    assert said.count("1．建设统一受理平台。") == 1


def test_a_measure_that_is_one_task_shows_its_limit_without_a_list(site: Tree) -> None:
    said = page(site, paths.measure("02"))
    assert "2026年（到12月31日），原文写明：“2026年年底前”" in said
    assert "任务1" not in said


def test_a_file_of_evidence_is_published_as_it_is(site: Tree) -> None:
    assert site[paths.evidence(REPORT_FILE)] == PDF


def test_what_is_overdue_stands_first_with_its_unit_and_on_the_home_page(
    site: Tree, plan: Report
) -> None:
    now = snapshot(plan, plan.site.as_of)
    (jia,) = (ledger for ledger in ledgers(plan.register.bodies, now) if ledger.unit.name == "甲局")
    assert [(own.state.id, own.role, own.state.case) for own in jia.dated] == [
        ("01-1", "牵头", DueCase.OVERDUE),
        ("01-4", "牵头", DueCase.SOON),
        ("02", "责任单位", DueCase.NOT_DUE),
        ("01-2", "配合", DueCase.GOES_ON),
    ]
    (dong,) = (ledger for ledger in ledgers(plan.register.bodies, now) if ledger.unit.id == "dong")
    assert [(own.state.id, own.role) for own in dong.dated] == [
        ("01-4", "配合"),
        ("02", "责任单位"),
    ]
    assert "逾期的任务1应报未报" in page(site, paths.unit("jia"))
    assert "1个任务已过完成时限，还没有登记完成：建设统一受理平台" in page(site, paths.OVERVIEW)


def test_measures_can_be_chosen_by_how_their_tasks_stand(site: Tree) -> None:
    tree = html.fromstring(site[paths.MEASURES])
    options = tree.xpath("//select[@id='by-due']/option/@value")
    assert options[:2] == ["", "due-overdue"]
    assert tree.xpath("//li[contains(@data-is, 'due-overdue')]//h3/a/text()") == ["推进一网通办"]


def test_the_method_lists_the_cases_of_tasks_only_where_there_are_any(
    site: Tree, report: Report
) -> None:
    said = page(site, paths.METHOD)
    for case in DueCase:
        assert case.rule(30) in said
    assert method(snapshot(report, report.site.as_of)).tasks == ()


def test_a_mark_says_who_leads_and_who_helps(plan: Report) -> None:
    found = matrix(plan)
    signs = {unit.name: mark for unit, mark in zip(found.units, found.rows[0].marks, strict=True)}
    assert signs == {
        "甲局": ("●", "牵头、配合"),
        "乙局": ("●", "配合、牵头"),
        "丙局": ("●", "配合、牵头"),
        "各镇": ("◎", "配合"),
        "东镇": ("○", "经集合"),
        "西镇": ("○", "经集合"),
    }


def test_nobody_is_said_to_lead_who_does_not(plan: Report) -> None:
    several, one = (measure_facts(m, snapshot(plan, plan.site.as_of)) for m in plan.measures)
    assert several.assigned == "牵头：甲局、乙局、丙局；配合：乙局、丙局、甲局、各镇"
    assert one.assigned == "甲局、各镇（责任单位；次序照原文，不表示牵头）"
    assert several.answered_by == "甲局等4个责任单位"


def test_open_data_say_what_the_pages_say(site: Tree) -> None:
    tasks = {row["id"]: row for row in rows(site, "tasks")}
    assert list(tasks) == ["01-1", "01-2", "01-3", "01-4", "02"]
    assert tasks["01-1"]["roles"] == "牵头：甲局；配合：乙局、丙局"
    assert (tasks["01-1"]["due_day"], tasks["01-1"]["case"]) == ("2026-06-30", "已逾期")
    assert (tasks["01-2"]["due_day"], tasks["01-3"]["done"]) == ("", "2025-12-31")
    assert [row["case"] for row in rows(site, "milestones")] == ["按期完成", "已逾期"]
    found = {row["title"]: row["address"] for row in rows(site, "evidence")}
    assert found == {"办事指南": "https://example.org/guide", "调研报告": f"evidence/{REPORT_FILE}"}
    roles = {row["unit_name"]: row["roles"] for row in rows(site, "responsibilities")}
    assert roles["东镇"] == "责任单位"


def test_the_calendar_has_the_limits_that_are_still_open(site: Tree) -> None:
    text = site[paths.DEADLINES].decode().replace("\r\n ", "")
    ids = {line.split("@")[0] for line in text.split("\r\n") if line.startswith("UID:task-")}
    assert ids == {"UID:task-01-1", "UID:task-01-1-step-2", "UID:task-01-4", "UID:task-02"}
    assert "建设统一受理平台：完成时限的最后一天" in text


def test_a_diff_tells_what_became_overdue_and_what_was_done(plan: Report) -> None:
    days = (dt.date(2025, 12, 31), dt.date(2026, 1, 1), dt.date(2026, 1, 10), dt.date(2026, 7, 15))
    first, second, third, last = (snapshot(plan, day) for day in days)
    told = as_text(change_table(changes(first, second), "上期"))
    assert "完成或者逾期的任务（1项）\n  01　措施一　编制办事指南：▲临近到期 → ×已逾期\n" in told
    told = as_text(change_table(changes(second, third), "上期"))
    assert "  01　措施一　编制办事指南：×已逾期 → √按期完成\n" in told
    assert "  01　措施一　推进一网通办：编制办事指南：推进中 → 已完成（2026年1月10日起）\n" in told
    told = as_text(change_table(changes(third, last), "上期"))
    assert "建设统一受理平台：完成需求调研：○未到期 → √按期完成" in told
    assert "建设统一受理平台：上线试运行：○未到期 → ×已逾期" in told
    assert "清理证明事项" not in told
