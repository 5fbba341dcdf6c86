"""Any plan fits: what was made up is what stands, and nothing of another plan is said."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given

from reportsite.check import check
from reportsite.plan.model import Report
from reportsite.plan.register import ROLE_NAMES
from reportsite.problems import Problems
from reportsite.source.files import load
from tests.support.plans import SamplePlan, plans, write


def checked(plan: SamplePlan) -> Report:
    with TemporaryDirectory() as folder:
        write(plan, Path(folder))
        problems = Problems()
        report = check(load(Path(folder), problems), problems)
    assert [str(problem) for problem in problems.sorted] == []
    return report


@given(plans())
def test_what_was_made_up_is_what_is_read(plan: SamplePlan) -> None:
    report = checked(plan)
    assert [m.title for m in report.measures] == [m.title for m in plan.measures]
    assert [m.mark.rstrip("　") for m in report.measures] == [m.mark for m in plan.measures]
    assert [m.paragraphs for m in report.measures] == [m.paragraphs for m in plan.measures]
    for measure, made in zip(report.measures, plan.measures, strict=True):
        whose = [task.units for task in made.tasks] or [made.units]
        assert len(measure.tasks) == len(whose)
        for task, units in zip(measure.tasks, whose, strict=True):
            assert [named.spelt for named in task.units] == [
                n for some in units.values() for n in some
            ]
            roles = {n: ROLE_NAMES[role] for role, some in units.items() if role for n in some}
            assert all(named.role is roles.get(named.spelt, named.role) for named in task.units)
    assert [(c.mark, c.title) for c in report.plan.chapters] == list(plan.chapters)
    assert [(i.name, i.unit) for i in report.indicators] == [(n, u) for n, u, _ in plan.indicators]
    for indicator, (_, _, cells) in zip(report.indicators, plan.indicators, strict=True):
        assert tuple(target.printed for target in indicator.targets) == cells
    assert len(report.plan.goals) == len(plan.goals)
    assert tuple(item.paragraph for item in report.assurance.items) == plan.assurance
