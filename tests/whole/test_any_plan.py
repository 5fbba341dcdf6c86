"""Any plan fits: what was made up is what stands, and nothing of another plan is said."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import Phase, example, given, settings

from reportsite.check import check
from reportsite.pipeline import Options, build
from reportsite.plan import words
from reportsite.plan.model import Report
from reportsite.plan.register import ROLE_NAMES
from reportsite.problems import Problems
from reportsite.source.files import load
from tests.support.plans import BRACKETS, SamplePlan, plans, write


def checked(plan: SamplePlan) -> Report:
    with TemporaryDirectory() as folder:
        write(plan, Path(folder))
        problems = Problems()
        report = check(load(Path(folder), problems), problems)
    assert [str(problem) for problem in problems.sorted] == []
    return report


PROVED = settings().max_examples > 1000  # by `make prove`
CHECKED, BUILT = (1500, 60) if PROVED else (25, 3)


NOBODY_REPORTS = SamplePlan(
    place="青禾市",
    title="青禾市道路行动方案",
    years=(2001,),
    issued=2001,
    bracket=BRACKETS[0],
    units=(),
    chapters=(),
    measures=(),
    indicators=(("道路普查一号", "个", ("1",)),),
    goals=(),
    assurance=(),
    has_notice=False,
)


@settings(max_examples=CHECKED)
@given(plans())
@example(NOBODY_REPORTS)
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


ANOTHER = re.compile(r"巴彦淖尔|内蒙古|天赋河套|知识产权|旗县区|组织保障")
FIRST_COUNTS = {"措施": "十七项措施", "指标": "二十项指标", "目标": "六项目标"}
HEADING = re.compile(r"<(?:h1|h2)[^>]*>(.*?)</", re.DOTALL)
COUNT = re.compile(r"([一二三四五六七八九十百]+|[0-9]+)项(措施|指标|目标)")


GENERATED = (Phase.explicit, Phase.generate)  # a smaller plan that fails takes as long


@settings(max_examples=BUILT, phases=GENERATED)
@given(plans(most=60 if PROVED else 12))
def test_a_site_says_its_own_plan_and_no_other(plan: SamplePlan) -> None:
    with TemporaryDirectory() as folder:
        root, site = Path(folder, "plan"), Path(folder, "site")
        write(plan, root)
        problems = Problems()
        build(Options(root, site, pdfs=False, search=False), problems)
        pages = {
            file.relative_to(site).as_posix(): file.read_text("utf-8")
            for file in site.rglob("*")
            if file.suffix in {".html", ".json", ".csv", ".xml", ".txt", ".ics"}
        }
    assert [str(problem) for problem in problems.sorted] == []
    for name, text in pages.items():
        assert not ANOTHER.search(text), (name, ANOTHER.search(text))
    measures = {name for name in pages if re.fullmatch(r"measures/\d\d/index.html", name)}
    indicators = {name for name in pages if re.fullmatch(r"indicators/\d\d/index.html", name)}
    assert len(measures) == len(plan.measures)
    assert len(indicators) == len(plan.indicators)
    for made in plan.measures:
        page = pages[f"measures/{made.number:02}/index.html"]
        assert all(paragraph in page for paragraph in made.paragraphs)
    totals = {"措施": len(plan.measures), "指标": len(plan.indicators), "目标": len(plan.goals)}
    foreign = [
        FIRST_COUNTS[what]
        for what, n in totals.items()
        if f"{words.count(n)}项" not in FIRST_COUNTS[what]
    ]
    for name, text in pages.items():
        assert [said for said in foreign if said in text] == [], name
        for heading in HEADING.findall(text):
            for number, what in COUNT.findall(re.sub(r"<[^>]+>", "", heading)):
                assert words.count(totals[what]) == number or str(totals[what]) == number, (
                    name,
                    heading,
                )
