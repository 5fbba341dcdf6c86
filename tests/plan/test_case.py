"""One table of cases: each is answered for everywhere, and a new one without its row is no program."""

import subprocess
import sys
from pathlib import Path

from reportsite.plan.case import WORST_FIRST, Case, CaseGroup, Ground
from tests.support.checkout import ROOT, edit

EXPLAINED = """\
√达标｜ok｜达到或跟上进度｜全年数｜全年实际值达到目标值。｜全年的数达到了目标。
√已提前达标｜ok｜达到或跟上进度｜年内的数｜全年数还没有报送，年内的数已经达到全年目标值。｜没到年底就达到了全年的目标。
●达到序时｜ok｜达到或跟上进度｜年内的数｜年内完成的增量不低于序时进度（从上年目标到当年目标按月均分）。｜到这时应有的数，已经有了。
▲接近｜near｜接近｜全年数｜全年实际值没有达到目标值，相差不超过目标值的{near}%（含）。｜全年的数离目标不远。
▲略低于序时｜near｜接近｜年内的数｜年内完成的增量低于序时进度，相差不超过{behind}个百分点（含）。｜比这时应有的数少一些。
×未达标｜miss｜落后｜全年数｜全年实际值没有达到目标值，相差超过目标值的{near}%。｜全年的数没有达到目标。
×明显低于序时｜miss｜落后｜年内的数｜年内完成的增量低于序时进度，相差超过{behind}个百分点。｜比这时应有的数少很多。
○不可评定｜none｜没有结论｜全年数｜有数字，但按规则算不出结论，原因另外写明。｜有数字，还不能评。
○应报未报｜none｜没有结论｜还在等数｜报送截止日已过，应报的数没有收到。没有数字不等于没有完成。｜到期没有报。
○未到期｜none｜没有结论｜还在等数｜还没有到报送截止日，或者要等全年数才能评定。｜还没到报的时候。
○未设目标｜none｜没有结论｜不评定｜附件没有给这一年定目标，不评定。｜这一年没有目标。
○附件列值｜none｜没有结论｜不评定｜这一年在文件印发时已经过去，附件所列的数不作为实际值，不评定。｜印发时这一年已经过去。"""
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


def test_each_case_is_explained_in_words_that_change_only_on_purpose() -> None:
    said = (
        (case.marked, case.tone, case.meaning.group.value[1], case.meaning.ground.value,
         case.meaning.rule, case.meaning.plain)
        for case in Case
    )  # fmt: skip
    assert "\n".join("｜".join(row) for row in said) == EXPLAINED


def test_a_figure_leads_to_a_judgement_or_says_why_not() -> None:
    with_figure = {case for case in Case if case.meaning.ground in (Ground.YEAR, Ground.PART)}
    assert {case for case in Case if case.is_judged} == with_figure - {Case.UNDECIDABLE}


def test_a_citizen_is_told_each_case_in_other_words_than_the_office() -> None:
    said = [case.meaning.plain for case in Case]
    assert len(set(said)) == len(said)
    assert [words for words in said if any(word in words for word in OFFICE)] == []
