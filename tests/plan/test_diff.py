"""An issue stays as it was printed; what moved between two of them is told once for all."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from reportsite.facts.tables import PARTS, between, change_table
from reportsite.paper import documents as papers
from reportsite.pipeline import TEMPLATES
from reportsite.plan.case import Case
from reportsite.plan.model import Report
from reportsite.plan.snapshot import changes, snapshot
from reportsite.plan.written import Bulletin, BulletinKind
from reportsite.problems import Problems
from reportsite.render.templates import render
from reportsite.site import frame
from reportsite.site.bulletins import views as site_views
from reportsite.source.calls import Insert
from tests.support.checkout import ROOT, Tree, run
from tests.support.demo import cut_back, demo_report, rendered
from tests.support.printing import printed_set

ISSUES = {issue.id: issue for issue in demo_report().bulletins}
DAYS = {id: issue.as_of.isoformat() for id, issue in ISSUES.items()}


@pytest.mark.parametrize("id", ["2024-01", "2025-01"])
def test_an_issue_keeps_every_byte_when_later_data_and_corrections_come(
    id: str, demo_site: Tree, tmp_path: Path
) -> None:
    """Built on its own day, and with all that was reported, corrected and set since."""
    report = demo_report(cut_back(tmp_path, DAYS[id]))
    then = rendered(report, demo_site)
    page, paper = f"bulletins/{id}/index.html", f"pdf/bulletins/{id}.pdf"
    assert then[page] == demo_site[page]
    assert printed_set(report, paper)[paper] == demo_site[paper]
    assert then["indicators/06/index.html"] != demo_site["indicators/06/index.html"]


def test_a_corrected_figure_is_old_in_the_old_issue_and_new_in_the_new(demo_site: Tree) -> None:
    old = demo_site["bulletins/2024-01/index.html"].decode()
    assert "累计4.83亿元" in old
    assert "4.71" not in old
    assert "4.71" in demo_site["bulletins/2025-02/index.html"].decode()


def test_limits_set_later_leave_the_older_issues_with_theirs(demo_site: Tree) -> None:
    old, new = (demo_site[f"bulletins/{id}/index.html"].decode() for id in ("2024-01", "2025-01"))
    assert "相差不超过15个百分点（含）" in old
    assert "相差不超过15个百分点" not in new
    (moved,) = between(demo_report(), ISSUES["2024-01"], ISSUES["2025-01"]).limits
    assert (moved.name, moved.before) == ("略低于序时", "低于序时进度不超过15个百分点（含）")
    assert moved.after == "低于序时进度不超过10个百分点（含）"


def test_page_and_paper_tell_the_limits_that_were_changed() -> None:
    report, own = demo_report(), ISSUES["2025-01"]
    since = Insert("changes", ("2024年第1期", DAYS["2024-01"]))
    printed = _with(report, own, since)
    views = (*site_views(snapshot(printed, printed.site.as_of)), *papers(printed))
    shared = {**frame.shared(report, pdfs=False, search=False, release=False), "files": {}}
    own_views = [view for view in views if own.id in view.path]
    told = [html for _, html in render(own_views, shared, TEMPLATES, Problems())]
    assert len(told) == 2
    for html in told:
        assert "改了的评定界限（1项）" in html
        assert "低于序时进度不超过15个百分点（含）" in html


def _with(report: Report, issue: Bulletin, insert: Insert) -> Report:
    return replace(report, bulletins=(replace(issue, prose=(insert,)),))


def test_a_stage_set_later_leaves_the_older_issues_with_theirs() -> None:
    measure = next(m for m in demo_report().measures if m.id == "13")
    stages = [snapshot(demo_report(), ISSUES[id].as_of).stage(measure) for id in sorted(ISSUES)]
    assert [stage and stage.name for stage in stages] == ["推进中", "推进中", "推进中", "已完成"]


def test_the_diff_tells_figures_cases_corrections_stages_and_words() -> None:
    report = demo_report()
    before, after = (snapshot(report, ISSUES[id].as_of) for id in ("2025-01", "2025-02"))
    found = changes(before, after)
    financing = next(moved for moved in found.moved if moved.indicator.id == "06")
    assert (financing.before.year, financing.before.case) == (2024, Case.MET)
    assert (financing.after.year, financing.after.case) == (2025, Case.ON_PACE)
    assert [(c.indicator.id, str(c.before.value), str(c.after.value)) for c in found.corrected] == [
        ("02", "2.94", "2.91")
    ]
    assert {said.entry.period.words for said in found.said} == {"2025年上半年"}
    assert found.staged == ()
    last = changes(after, snapshot(report, ISSUES["2026-01"].as_of))
    assert [(s.measure.id, s.before and s.before.name, s.after.name) for s in last.staged] == [
        ("13", "推进中", "已完成")
    ]


def test_nothing_moves_between_a_day_and_itself() -> None:
    at = snapshot(demo_report(), ISSUES["2024-01"].as_of)
    assert change_table(changes(at, at), "本期").is_empty


def test_the_command_and_the_page_tell_the_same_diff(demo_site: Tree) -> None:
    told = run(ROOT, "diff", "2026-01", "2025-02", "--demo", "--format", "json")
    assert told.returncode == 0, told.stderr
    table = between(demo_report(), ISSUES["2025-02"], ISSUES["2026-01"])
    found = json.loads(told.stdout)
    page = demo_site["bulletins/2026-01/index.html"].decode()
    for part in PARTS:
        assert found[part] == [
            {"id": row.id, "name": row.name, "before": row.before, "after": row.after}
            for row in getattr(table, part)
        ]
        for row in found[part]:
            assert row["name"] in page
            assert row["after"] in page
            assert row["before"] in page


def test_the_command_speaks_chinese_and_names_the_issues_there_are() -> None:
    told = run(ROOT, "diff", "2025-02", "2026-01", "--demo")
    assert told.stdout.startswith("与2025年第2期（数据截至2025年8月5日）相比，到2026年1月28日：\n")
    assert "更正的数字" not in told.stdout
    assert (
        "  13　措施十三　促进知识产权服务业发展：推进中 → 已完成（2025年12月20日起）\n"
        in told.stdout
    )
    wrong = run(ROOT, "diff", "2025-02", "2027-01", "--demo")
    assert wrong.returncode == 1
    assert wrong.stderr == "没有2027-01这一期，有：2024-01、2025-01、2025-02、2026-01。\n"
    one = run(ROOT, "diff", "2025-02")
    assert one.returncode == 2
    assert "diff 还要写「两期」。\n例如：build.py diff 2024-01 2024-02　" in one.stderr


def test_a_notice_has_addressees_signature_number_and_attachments(demo_site: Tree) -> None:
    issue = ISSUES["2025-01"]
    assert issue.kind is BulletinKind.NOTICE
    page = demo_site["bulletins/2025-01/index.html"].decode()
    assert "演示〔2025〕1号" in page
    assert '<p class="addressees">各旗县区人民政府，联席会议各成员单位：</p>' in page
    assert "<span>2025年2月14日</span>" in page
    assert page.index('class="signature"') < page.index('<h2 id="附件1')
    assert ">附件2　2024年措施进展情况</h2>" in page
