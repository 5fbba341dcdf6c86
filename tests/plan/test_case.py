"""One table of cases: each is answered for everywhere, and a new one without its row is no program."""

import subprocess
import sys
from pathlib import Path

from reportsite.plan.case import WORST_FIRST, Case, CaseGroup, Ground
from tests.support.checkout import ROOT, edit

OFFICE = ("序时", "集合", "列值", "推定", "口径", "应报未报", "未到期", "达标")


def test_a_case_without_its_row_is_told_by_the_type_checker(tmp_path: Path) -> None:
    file = tmp_path / "case.py"
    file.write_text((ROOT / "reportsite/plan/case.py").read_text("utf-8"), "utf-8")
    edit(file, '    MET = "达标"\n', '    MET = "达标"\n    SHARED = "共同达标"\n')
    told = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path), str(file)],
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        check=False,
    )
    assert told.returncode == 1
    assert 'expected "Never"' in told.stdout
    assert "Case.SHARED" in told.stdout


def test_the_order_is_best_first_and_the_worst_first_is_its_end() -> None:
    groups = [case.meaning.group for case in Case]
    assert groups[0] is CaseGroup.GOOD
    assert groups.index(CaseGroup.OPEN) == len(groups) - groups.count(CaseGroup.OPEN)
    assert WORST_FIRST == (Case.FAR_BEHIND, Case.MISSED, Case.BEHIND, Case.NEAR)
    ranks = {case.meaning.group: case.rank for case in Case}
    assert [group for group, _ in sorted(ranks.items(), key=lambda item: item[1])] == list(
        CaseGroup
    )


def test_shape_and_word_tell_a_case_without_colour() -> None:
    assert {case: case.mark for case in Case} == {
        Case.MET: "√", Case.EARLY: "√", Case.ON_PACE: "●", Case.NEAR: "▲", Case.BEHIND: "▲",
        Case.MISSED: "×", Case.FAR_BEHIND: "×", Case.UNDECIDABLE: "○", Case.OWED: "○",
        Case.NOT_DUE: "○", Case.NO_TARGET: "○", Case.LISTED: "○",
    }  # fmt: skip
    assert {case.mark for case in Case if not case.is_judged} == {"○"}


def test_a_figure_leads_to_a_judgement_or_says_why_not() -> None:
    with_figure = {case for case in Case if case.meaning.ground in (Ground.YEAR, Ground.PART)}
    assert {case for case in Case if case.is_judged} == with_figure - {Case.UNDECIDABLE}


def test_a_citizen_is_told_each_case_in_other_words_than_the_office() -> None:
    said = [case.meaning.plain for case in Case]
    assert len(set(said)) == len(said)
    assert [words for words in said if any(word in words for word in OFFICE)] == []
