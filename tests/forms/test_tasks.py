"""A form says by when each of a body's tasks is to be done; several tasks have their own stages."""

import pytest

from reportsite.forms import forms
from reportsite.forms.additions import additions
from reportsite.forms.returned import Return, ReturnedWords
from reportsite.forms.rows import FormCell
from reportsite.plan.model import Report
from reportsite.plan.period import Period
from reportsite.plan.written import EntryKind
from reportsite.problems import Problems
from tests.support.bureau import bureau_report

H1 = Period(2026, 6)


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return bureau_report(tmp_path_factory.mktemp("bureau"))


def test_a_form_says_of_each_task_what_the_body_does_and_by_when(bureau: Report) -> None:
    labels = {
        form.unit: {row.id: row.labels[1] for row in form.words} for form in forms(bureau, H1)
    }
    assert labels["jia"]["01"].endswith(
        "\n（任务1“建设统一受理平台”，本单位：牵头，完成时限：2026年6月（到6月30日），已登记的阶段：推进中）"
        "\n（任务2“开展窗口培训”，本单位：配合，完成时限：持续推进，已登记的阶段：长期推进）"
        "\n（任务4“清理证明事项”，本单位：牵头，完成时限：2026年8月10日）"
    )
    assert labels["dong"]["02"].endswith("\n（本单位：责任单位，完成时限：2026年（到12月31日））")


def test_a_plan_without_limits_says_nothing_of_them(report: Report) -> None:
    rows = [row for form in forms(report, Period(2024, 6)) for row in form.words]
    assert not any("完成时限：" in row.labels[1] for row in rows)


def test_the_stage_of_a_measure_of_several_tasks_is_left_to_its_tasks(bureau: Report) -> None:
    cell = FormCell("甲.xlsx", "措施", 5, 5)
    said = ReturnedWords("01", EntryKind.PROGRESS, "已完成", "建成了平台。", cell)
    unit = bureau.register.by_name["甲局"]
    form = Return("甲.xlsx", unit, H1, bureau.site.as_of, "", (), (said,))
    found = additions((form,), bureau, (), Problems())
    assert found.stages == ()
    assert found.passed_over == (
        "措施01有几个任务，阶段没有改：甲局报“已完成”。请在文件头的任务里登记。",
    )
