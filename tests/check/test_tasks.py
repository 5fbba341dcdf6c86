"""Who is to do what is read by role from any bracket, and nobody leads who is not named so."""

import pytest

from reportsite.check.deadlines import TaskReport
from reportsite.check.fields import validate
from reportsite.check.measures import Joins
from reportsite.check.schema import ForAllEntry, MeasureFile, PlanFile
from reportsite.check.tasks import tasks
from reportsite.plan.model import Task
from reportsite.plan.register import Group, Register, Role, Unit
from reportsite.problems import Problems
from reportsite.source.files import Document
from reportsite.source.markdown import Context
from reportsite.source.yaml_text import parse

PATH = "content/measures/02-x.md"
FIRST = "content/plan.md"
A, B, C, D = "市发改委", "市财政局", "市科技局（外专局）", "各县区政府"
SHARED, SOLE, LEAD, SUPPORT = Role.SHARED, Role.SOLE, Role.LEAD, Role.SUPPORT
RESPONSIBLE, CARRY_OUT = Role.RESPONSIBLE, Role.CARRY_OUT


def unit(id: str, name: str, *aliases: str) -> Unit:
    return Unit(id=id, name=name, kind="样本", aliases=aliases, verified="未核实")


UNITS = (unit("a", A, "发改委"), unit("b", B), unit("c", C), unit("e", "市林草局"))
REGISTER = Register(UNITS, (Group(id="d", name=D, kind="集合", verified="未核实"),), ())


def read(
    front: str, *passage: str, before: str = "", for_all: tuple[ForAllEntry, ...] = ()
) -> tuple[tuple[Task, ...], list[str]]:
    """Return a measure's tasks, and what is told, without the file's name."""
    problems = Problems()
    text = f"number: 2\ntitle: 甲\nsummary: 乙\n{front}"
    document = Document(PATH, parse(text, PATH, first_line=2))
    file = validate(MeasureFile, document, problems)
    assert file, problems.found
    plan = PlanFile.model_construct(for_all=for_all)
    said = {FIRST: (before,), PATH: passage}
    joins = Joins(plan, REGISTER, None, said, Context({}, {}), {})
    made = tuple(tasks(file, TaskReport(document, file), document, joins, problems))
    return made, [str(problem).removeprefix(f"{PATH}:") for problem in problems.sorted]


def roles(task: Task) -> dict[str, Role]:
    return {named.spelt: named.role for named in task.units}


def listed(*units: str, responsibility: str = "") -> str:
    said = f"\nresponsibility: {responsibility}" if responsibility else ""
    return f"units: [{', '.join(units)}]{said}\n"


LED = f"roles: {{牵头: [{A}], 配合: [{B}, {C}]}}\n"
BY_ROLE = {A: LEAD, B: SUPPORT, C: SUPPORT}


@pytest.mark.parametrize(
    ("front", "bracket", "expected"),
    [
        (listed(A, C, D, responsibility="joint"), f"〔{A}、{C}，{D}按职责分工负责〕", {A: SHARED, C: SHARED, D: SHARED}),
        (listed(A, C, responsibility="joint"), f"[{A}，{C}分工负责]", {A: SHARED, C: SHARED}),
        (listed(C, responsibility="sole"), f"〔{C}负责〕", {C: SOLE}),
        (listed(A, B), f"（责任单位：{A}、{B}）", {A: RESPONSIBLE, B: RESPONSIBLE}),
        (listed(A, B), f"(责任单位:{A}、{B})", {A: RESPONSIBLE, B: RESPONSIBLE}),
        (listed(C, A), f"（责任单位：{C}、{A}等）", {C: RESPONSIBLE, A: RESPONSIBLE}),
        (listed(A, B), f"（{A}、{B}）", {A: RESPONSIBLE, B: RESPONSIBLE}),
        (LED, f"[牵头单位：{A}；配合单位：{B}、{C}]", BY_ROLE),
        (LED, f"[牵头单位:{A};配合单位:{B},{C}]", BY_ROLE),
        (LED, f"【{A}牵头，{B}、{C}配合】", BY_ROLE),
        (LED, f"（{A}牵头，{B}和{C}等配合）", BY_ROLE),
        (LED, f"〔由{A}牵头，{B}以及{C}按职责配合〕", BY_ROLE),
        (LED, f"（牵头部门：{A}；协办单位：{B}及{C}）", BY_ROLE),
        (LED + listed(D), f"（{A}牵头，{B}、{C}配合，责任单位：{D}）", {D: RESPONSIBLE, **BY_ROLE}),
    ],
)  # fmt: skip
def test_a_bracket_of_any_style_is_read_by_role(
    front: str, bracket: str, expected: dict[str, Role]
) -> None:
    (task,), told = read(front, f"（二）甲。完善（试行）办法。{bracket}")
    assert told == []
    assert roles(task) == expected


@pytest.mark.parametrize("stop", ["", "。", "；"])
def test_a_last_sentence_names_units_as_a_bracket_does(stop: str) -> None:
    (task,), told = read(LED, f"（二）甲。完善（试行）办法。由{A}牵头，{B}、{C}配合{stop}")
    assert told == []
    assert roles(task) == BY_ROLE


def test_a_paragraph_of_its_own_names_the_units() -> None:
    (task,), told = read(listed(A, B), "（二）甲。", "完善办法。", f"责任单位：{A}、{B}")
    assert told == []
    assert roles(task) == {A: RESPONSIBLE, B: RESPONSIBLE}
    assert task.paragraphs == ("（二）甲。", "完善办法。", f"责任单位：{A}、{B}")


def test_a_text_that_names_nobody_needs_no_units() -> None:
    (task,), told = read("", "（二）甲。完善《办法》（2023年版）。")
    assert told == []
    assert task.units == ()


def test_a_spelling_means_the_body_whose_alias_it_is_and_a_group_is_one() -> None:
    (task,), told = read(listed("发改委", D), f"（二）甲。（责任单位：发改委、{D}）")
    assert told == []
    assert [(n.spelt, n.unit.id, n.is_group) for n in task.units] == [
        ("发改委", "a", False),
        (D, "d", True),
    ]


@pytest.mark.parametrize("bracket", [f"（责任单位：{A}、{B}）", f"〔{A}、{B}按职责分工负责〕", f"（{A}、{B}）"])  # fmt: skip
def test_nobody_leads_who_is_not_named_so(bracket: str) -> None:
    joint = "joint" if "分工" in bracket else ""
    (task,), told = read(listed(A, B, responsibility=joint), f"（二）甲。{bracket}")
    assert told == []
    assert LEAD not in roles(task).values()
    assert not any(named.rule for named in task.units)


@pytest.mark.parametrize(
    ("front", "bracket", "said"),
    [
        (listed(A, B, responsibility="sole"), f"〔{A}、{B}按职责分工负责〕",
         [f"6:17: 错误 E316 原文里「{A}」是按职责分工负责，这里写成了负责，请写 responsibility: joint。"]),
        (f"roles: {{牵头: [{B}], 配合: [{A}]}}\n", f"（{A}牵头，{B}配合）",
         [f"5:14: 错误 E316 原文里「{B}」是配合，这里写成了牵头，请写在 roles 的「配合」后面。",
          f"5:26: 错误 E316 原文里「{A}」是牵头，这里写成了配合，请写在 roles 的「牵头」后面。"]),
        (listed(A, B), f"（{A}牵头，{B}配合）",
         [f"5:9: 错误 E316 原文里「{A}」是牵头，这里写成了责任单位，请写在 roles 的「牵头」后面。",
          f"5:15: 错误 E316 原文里「{B}」是配合，这里写成了责任单位，请写在 roles 的「配合」后面。"]),
        (f"roles: {{牵头: [{A}]}}\n", f"（{A}牵头，{B}配合）",
         [f"5:8: 错误 E318 少写了责任单位：{B}，请照原文的括号补上。"]),
        (listed(A), f"（责任单位：{A}、{B}、{C}）",
         [f"5:8: 错误 E318 少写了责任单位：{B}、{C}，请照原文的括号补上。"]),
        (listed(A, "市财政厅"), f"（责任单位：{A}、{B}）",
         [f"5:15: 错误 E301 责任单位「市财政厅」不在 data/units.yml。是不是「{B}」？"]),
        (listed(A, "市教育局"), f"（责任单位：{A}、市教育局）",
         ["5:15: 错误 E301 责任单位「市教育局」不在 data/units.yml。如果是多写的，请删去。"]),
        (listed(A, B, "市林草局"), f"（责任单位：{A}、{B}）",
         ["5:21: 错误 E317 「市林草局」不在这项措施原文的括号里。如果是多写的，请删去。"]),
        (listed(A), "（二）完善办法。",
         [f"5:9: 错误 E317 「{A}」不在这项措施原文的括号里。如果是多写的，请删去。"]),
        (listed(B, A), f"（责任单位：{A}、{B}）",
         [f"5:9: 错误 E319 责任单位的次序与原文不同：这里应是「{A}」，原文的次序是：{A}、{B}。"]),
        (listed(A, A), f"（责任单位：{A}）",
         [f"5:15: 错误 E303 责任单位「{A}」写了两次，请删去一处。"]),
    ],
)  # fmt: skip
def test_what_differs_from_the_bracket_is_told_with_what_it_says(
    front: str, bracket: str, said: list[str]
) -> None:
    _, told = read(front, f"（二）甲。{bracket}")
    assert told == said


RULE = "列第一位的为牵头单位，下同"
EVERYWHERE = "以下均需各县区政府落实，不再列出"
FOR_FIRST = ForAllEntry.model_construct(quote=RULE, role=Role.LEAD, first=True)
FOR_ALL = ForAllEntry.model_construct(quote=EVERYWHERE, role=Role.CARRY_OUT, units=(D,))


def test_what_is_said_once_gives_the_first_unit_its_role_and_says_why() -> None:
    front, bracket = listed(A, B), f"（二）甲。（责任单位：{A}、{B}）"
    (task,), told = read(front, bracket, before=f"总则。（{RULE}）", for_all=(FOR_FIRST,))
    assert told == []
    assert roles(task) == {A: LEAD, B: RESPONSIBLE}
    assert [named.rule for named in task.units] == [RULE, ""]


def test_what_is_said_once_adds_units_that_the_brackets_do_not_list() -> None:
    front, bracket = listed(A), f"（二）甲。（责任单位：{A}）"
    (task,), told = read(front, bracket, before=EVERYWHERE, for_all=(FOR_ALL, FOR_FIRST))
    assert told == []
    assert roles(task) == {A: RESPONSIBLE, D: CARRY_OUT}
    assert [named.rule for named in task.units] == ["", EVERYWHERE]


def test_what_is_said_once_holds_from_where_it_is_said() -> None:
    front = listed(A)
    said_here = f"（二）甲。{EVERYWHERE}。（责任单位：{A}）"
    assert D in roles(read(front, said_here, for_all=(FOR_ALL,))[0][0])
    problems = Problems()
    document = Document(PATH, parse(f"number: 2\ntitle: 甲\nsummary: 乙\n{front}", PATH))
    file = validate(MeasureFile, document, problems)
    assert file
    passage = (f"（二）甲。（责任单位：{A}）",)
    said = {PATH: passage, "content/measures/03-y.md": (EVERYWHERE,)}
    plan = PlanFile.model_construct(for_all=(FOR_ALL,))
    joins = Joins(plan, REGISTER, None, said, Context({}, {}), {})
    (task,) = tasks(file, TaskReport(document, file), document, joins, problems)
    assert D not in roles(task)


def test_a_unit_that_the_text_gives_a_role_is_not_made_lead_for_being_first() -> None:
    bracket = f"（二）甲。〔{A}、{B}按职责分工负责〕"
    front = listed(A, B, responsibility="joint")
    (task,), _ = read(front, bracket, before=RULE, for_all=(FOR_FIRST,))
    assert roles(task) == {A: SHARED, B: SHARED}


SEVERAL = f"""\
tasks:
  - title: 建设平台
    units: [{A}]
    responsibility: sole
  - title: 培育企业
    roles: {{牵头: [{B}], 配合: [{C}]}}
"""
PASSAGE = ("（二）甲。总的要求。", f"1.建设平台。先建。〔{A}负责〕", "2.培育企业。先培。", f"再育。（{B}牵头，{C}配合）")  # fmt: skip


def test_each_task_has_its_paragraphs_and_its_units() -> None:
    (one, two), told = read(SEVERAL, *PASSAGE)
    assert told == []
    assert (one.title, one.paragraphs, roles(one)) == ("建设平台", PASSAGE[1:2], {A: SOLE})
    assert (two.title, two.paragraphs) == ("培育企业", PASSAGE[2:])
    assert roles(two) == {B: LEAD, C: SUPPORT}


def test_a_fault_in_a_task_is_told_in_that_task() -> None:
    _, told = read(SEVERAL.replace(f"[{C}]", "[市林草局]"), *PASSAGE)
    assert told == [
        f"10:30: 错误 E317 「市林草局」不在这项措施原文的括号里。是不是「{C}」？",
    ]


@pytest.mark.parametrize(
    ("front", "place"),
    [
        (SEVERAL.replace("培育企业", "发展企业"), "9:12"),
        (SEVERAL.replace("建设平台", "先培"), "9:12"),
    ],
)
def test_a_task_that_is_not_found_in_order_is_told(front: str, place: str) -> None:
    _, told = read(front, *PASSAGE)
    assert [line.split(": 错误 ")[0] for line in told if " E325 " in line] == [place]


def test_every_paragraph_of_a_task_may_name_units() -> None:
    passage = (f"1.甲。一段（责任单位：{A}）", f"二段。（责任单位：{B}）")
    ((task,), told) = read(listed(A, B), *passage)
    assert told == []
    assert list(roles(task)) == [A, B]
    _, told = read(listed(B), *passage)
    assert len(told) == 1
    assert f"E318 少写了责任单位：{A}，" in told[0]


def test_units_named_before_the_first_task_are_not_dropped() -> None:
    front = f"tasks:\n  - {{title: 乙, roles: {{牵头: [{A}]}}}}\n"
    _, told = read(front, f"1.甲。（责任单位：{B}、{D}）", f"（1）乙。做。（牵头单位：{A}）")
    assert len(told) == 1
    assert f"E318 第一个任务前面还写了责任单位：{B}、{D}" in told[0]


def test_a_name_or_a_bracket_in_passing_asks_nobody() -> None:
    _, told = read(listed(A), f"1.甲（含{B}代建的路）。一段（见附表）", f"二段。（责任单位：{A}）")
    assert told == []
