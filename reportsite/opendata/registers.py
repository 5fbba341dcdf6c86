"""The tables of who does what: measures, units, responsibilities, links, and what was reported."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from reportsite.facts.datatable import Cell, DataTable, Field, day, fitted, table, text, whole
from reportsite.facts.measure import assigned
from reportsite.facts.plan import extent
from reportsite.plan import paths, words
from reportsite.plan.deadline import Due, DueCase
from reportsite.plan.model import Basis, IndicatorLink, Measure, Report
from reportsite.plan.register import Role, Unit
from reportsite.plan.responsibility import Duty, Mode, duties, duties_of, groups_of, way
from reportsite.plan.snapshot import Snapshot, Step, TaskState
from reportsite.plan.written import Entry, EntryKind, Evidence, Stage, StageName

ROLES = ("点名的单位", "原文写的集合", "集合的成员", "只在主送机关里出现")
GROUPED = (*ROLES[1:3], Mode.GROUP.value, Mode.MEMBER.value)


@dataclass(frozen=True, slots=True)
class _Body:
    """A body of the register and what it is there for."""

    unit: Unit
    role: str
    groups: str
    named: int
    grouped: int


CASES = tuple(case.value for case in DueCase)
STAGES = tuple(stage.value for stage in StageName)


def _due(limit: Due | None) -> Cell:
    return limit.words if limit else ""


def _end(limit: Due | None) -> Cell:
    return (limit.end if limit else None) or ""


# fmt: off
TASKS: tuple[Field[TaskState], ...] = (
    text("id", "任务编号", "措施编号；一项措施有几个任务的，加上第几个。", lambda t: t.id),
    text("measure", "措施编号", "哪一项措施。", lambda t: t.measure.id, refers="measures.id"),
    whole("number", "第几个任务", "一项措施里的次序；措施就是一个任务的写0。", lambda t: t.number),
    text("title", "任务", "照原文。", lambda t: t.title),
    text("roles", "分工", "哪些单位牵头、配合、参与等，照原文的写法，用“；”隔开。", lambda t: assigned(t.task.units), empty="原文没有写明"),
    text("due", "完成时限", "什么时候完成。", lambda t: _due(t.task.due), empty="没有写明"),
    day("due_day", "时限的最后一天", "评定按这一天（含）。", lambda t: _end(t.task.due), empty="没有写明，或者持续推进"),
    text("due_basis", "时限的依据", "完成时限是原文写明，还是编者推定。", lambda t: words.BASIS[t.task.due_basis] if t.task.due else "", empty="没有写明时限", words=words.BASIS.values()),
    text("stage", "所处阶段", "编辑登记的阶段。", lambda t: t.stage_name, empty="没有登记", words=STAGES),
    day("stage_since", "阶段自", "从哪一天起。", lambda t: t.stage.since if t.stage else "", empty="没有登记"),
    day("done", "完成日期", "哪一天完成。", lambda t: (t.stage.finished if t.stage else None) or "", empty="没有登记完成"),
    text("case", "状态", "按完成时限评定的状态。", lambda t: t.case.value, words=CASES),
)

MILESTONES: tuple[Field[tuple[TaskState, int, Step]], ...] = (
    text("task", "任务编号", "哪一个任务。", lambda row: row[0].id, refers="tasks.id"),
    whole("number", "第几个里程碑", "一个任务里的次序。", lambda row: row[1]),
    text("title", "里程碑", "编者写的。", lambda row: row[2].milestone.title),
    text("due", "完成时限", "什么时候完成。", lambda row: _due(row[2].milestone.due)),
    day("due_day", "时限的最后一天", "评定按这一天（含）。", lambda row: _end(row[2].milestone.due), empty="持续推进"),
    day("done", "完成日期", "哪一天完成。", lambda row: row[2].done or "", empty="没有登记完成"),
    text("case", "状态", "按完成时限评定的状态。", lambda row: row[2].case.value, words=CASES),
)

EVIDENCE: tuple[Field[tuple[TaskState, int, int, Evidence]], ...] = (
    text("task", "任务编号", "哪一个任务。", lambda row: row[0].id, refers="tasks.id"),
    whole("milestone", "第几个里程碑", "属于哪个里程碑；属于任务本身的写0。", lambda row: row[1]),
    whole("number", "序号", "第几份。", lambda row: row[2]),
    text("title", "名称", "材料的名称。", lambda row: row[3].title),
    text("address", "在哪里", "网址；或者本站的文件，从网站的根目录算起。", lambda row: row[3].href or paths.evidence(row[3].file)),
    day("on", "日期", "材料的日期。", lambda row: row[3].on or "", empty="没有写明"),
)

MEASURES: tuple[Field[Measure], ...] = (
    text("id", "措施编号", "两位编号。", lambda m: m.id),
    text("title", "标题", "照原文。", lambda m: m.title),
    whole("chapter", "章", "第几章。", lambda m: m.chapter.number),
    text("chapter_title", "章标题", "照原文。", lambda m: m.chapter.title),
    text("text", "正式文本", "措施的全文，与印发的原文逐字核对。", lambda m: "\n".join(m.paragraphs)),
    text("bracket", "责任单位原文", "原文括号里的话。", lambda m: "；".join(t.bracket for t in m.tasks if t.bracket)),
    text("summary", "概括", "编者写的一句话，不是原文。", lambda m: m.summary),
)

LINKS: tuple[Field[tuple[Measure, IndicatorLink]], ...] = (
    text("measure", "措施编号", "哪一项措施。", lambda row: row[0].id, refers="measures.id"),
    text("measure_title", "措施标题", "照原文。", lambda row: row[0].title),
    text("indicator", "指标编号", "哪一项指标。", lambda row: row[1].indicator.id, refers="indicators.id"),
    text("indicator_name", "指标名称", "照附件。", lambda row: row[1].indicator.name),
    text("basis", "依据", "对应关系是原文写明，还是编者推定。", lambda row: words.BASIS[row[1].basis], words=(words.BASIS[basis] for basis in Basis)),
)

UNITS: tuple[Field[_Body], ...] = (
    text("id", "单位编号", "本站的短名。", lambda b: b.unit.id),
    text("name", "单位", "原文的写法（最常见的一种）。", lambda b: b.unit.name),
    text("full_name", "全称", "查到的全称。", lambda b: b.unit.full_name, empty="没有查到"),
    text("kind", "性质", "单位的性质。", lambda b: b.unit.kind),
    text("role", "在方案里", "方案怎样写到它。", lambda b: b.role, words=ROLES),
    text("groups", "所属集合", "经哪个集合承担措施。", lambda b: b.groups, empty="不经集合"),
    whole("named", "点名的措施", "原文点名的措施有几项。", lambda b: b.named, unit="项"),
    whole("grouped", "经集合的措施", "经集合承担的措施有几项。", lambda b: b.grouped, unit="项"),
    text("verified", "核实程度", "全称核实到哪一步。", lambda b: b.unit.verified),
    text("source", "核实依据", "全称从哪里查到。", lambda b: b.unit.source, empty="没有写明"),
    text("aliases", "其他写法", "原文的其他写法，用“；”隔开。", lambda b: "；".join(b.unit.aliases), empty="没有"),
    text("note", "说明", "编者的说明。", lambda b: b.unit.note, empty="没有说明"),
)

RESPONSIBILITIES: tuple[Field[Duty], ...] = (
    text("measure", "措施编号", "哪一项措施。", lambda d: d.measure.id, refers="measures.id"),
    text("measure_title", "措施标题", "照原文。", lambda d: d.measure.title),
    text("unit", "单位编号", "哪个单位。", lambda d: d.unit.id, refers="units.id"),
    text("unit_name", "单位", "登记的名称。", lambda d: d.unit.name),
    text("spelt", "原文写法", "原文括号里的写法。", lambda d: d.named.spelt),
    text("mode", "方式", "点名：原文写了这个单位；集合：原文写的是集合；经集合：是这个集合的成员。", lambda d: d.mode.value, words=(mode.value for mode in Mode)),
    text("roles", "分工", "牵头、配合、参与等，照原文；几个任务里不同的都写。", lambda d: "、".join(d.roles)),
    text("group", "集合", "经哪个集合。", lambda d: d.named.unit.id if d.mode is Mode.MEMBER else "", empty="不经集合", refers="units.id"),
)

UPDATES: tuple[Field[tuple[Measure, Entry]], ...] = (
    text("measure", "措施编号", "哪一项措施。", lambda row: row[0].id, refers="measures.id"),
    text("measure_title", "措施标题", "照原文。", lambda row: row[0].title),
    text("period", "时期", "写法同“报送的数”。", lambda row: str(row[1].period)),
    text("kind", "种类", "进展、存在问题还是下一步。", lambda row: row[1].kind.value, words=(kind.value for kind in EntryKind)),
    text("unit", "单位编号", "哪个单位报送。", lambda row: row[1].unit.id, empty="就整项措施而言"),
    text("unit_name", "单位", "登记的名称。", lambda row: row[1].unit.name, empty="就整项措施而言"),
    day("on", "报送日期", "哪一天报送。", lambda row: row[1].on or "", empty="没有写明，按时期结束算"),
    text("text", "内容", "报送的文字。", lambda row: row[1].text),
)


def tables(snapshot: Snapshot) -> Iterator[DataTable]:
    """Yield the tables of who does what, as known on a day: of measures, of units, of both."""
    report = snapshot.report
    if report.measures:
        yield _measures(snapshot)
    if report.measures and report.indicators:
        links = ((measure, link) for measure in report.measures for link in measure.indicators)
        said = "哪项措施对应哪项指标，依据是什么。"
        yield table(
            "links", "措施与指标", said, key="measure indicator", fields=LINKS, records=links
        )
    if report.register.responsible:
        yield from _units(report)
    if not report.is_plain:
        yield from _tasks(snapshot)
    if report.measures:
        yield _updates(snapshot)


def _tasks(snapshot: Snapshot) -> Iterator[DataTable]:
    """Yield the tasks, and their milestones and evidence where there are any."""
    states = [state for m in snapshot.report.measures for state in snapshot.tasks(m)]
    said = "每项措施的任务：由谁牵头、配合，什么时候完成，到了哪一步。"
    yield table("tasks", "任务", said, key="id", fields=TASKS, records=states)
    steps = [(state, n, step) for state in states for n, step in enumerate(state.steps, 1)]
    if steps:
        said = "任务的里程碑：什么时候完成，完成没有。"
        yield table(
            "milestones", "里程碑", said, key="task number", fields=MILESTONES, records=steps
        )
    proofs = [*_proofs((state, 0, state.task.evidence) for state in states)]
    proofs += _proofs((state, n, step.proofs) for state, n, step in steps)
    if proofs:
        said, key = "证明完成情况的材料：网址，或者本站的文件。", "task milestone number"
        yield table("evidence", "佐证材料", said, key=key, fields=EVIDENCE, records=proofs)


def _proofs(
    owners: Iterable[tuple[TaskState, int, tuple[Evidence, ...]]],
) -> Iterator[tuple[TaskState, int, int, Evidence]]:
    for state, at, proofs in owners:
        yield from ((state, at, number, proof) for number, proof in enumerate(proofs, 1))


def _measures(snapshot: Snapshot) -> DataTable:
    report = snapshot.report
    own = {"id": f"两位编号，{report.measures[0].id}到{report.measures[-1].id}。"}
    fields = tuple(fitted(MEASURES, lacking=_lacking(report), said=own))
    ways = sorted(set(map(way, report.measures)))
    leads = any(named.role is Role.LEAD for measure in report.measures for named in measure.units)
    means = f"几个单位分工，还是一个单位。{'' if leads else '原文没有写谁牵头。'}"
    whose = [text("responsibility", "负责方式", means, way, words=ways)] * report.has_duties
    units = "责任单位" * report.has_duties
    said = f"{extent(report).measures}的{words.together('正式文本', units, '所处阶段')}。"
    columns = (*fields[:-1], *whose, fields[-1], *_stages(snapshot))
    return table("measures", "措施", said, key="id", fields=columns, records=report.measures)


def _units(report: Report) -> Iterator[DataTable]:
    grouped, lacking = bool(report.register.groups), _lacking(report)
    said, unused = ("、集合和集合的成员", ()) if grouped else ("", GROUPED)
    fields = tuple(fitted(UNITS, lacking=lacking, unused=unused))
    said = f"方案写到的单位{said}。"
    yield table("units", "单位", said, key="id", fields=fields, records=_bodies(report))
    if not report.has_duties:
        return
    parted, told = "：点名的和经集合的分开写，次序照原文，不分先后", dict[str, str]()
    if not grouped:
        parted, told = "，次序照原文，不分先后", {"mode": "点名：原文写了这个单位。"}
    duty = tuple(fitted(RESPONSIBILITIES, lacking=lacking, said=told, unused=unused))
    said, own = f"哪项措施由哪些单位承担{parted}。", duties(report)
    yield table(
        "responsibilities", "责任分工", said, key="measure unit", fields=duty, records=own
    )


def _lacking(report: Report) -> set[str]:
    """Return the columns that the plan has nothing for."""
    chaptered = any(measure.chapter.title for measure in report.measures)
    lacking = set() if chaptered else {"chapter", "chapter_title"}
    lacking |= set() if report.register.groups else {"group", "groups", "grouped"}
    lacking |= set() if report.is_led else {"roles"}
    lacking |= set() if report.measures else {"named", "grouped"}
    return lacking | (set() if report.has_duties else {"bracket"})


def _updates(snapshot: Snapshot) -> DataTable:
    measures = snapshot.report.measures
    said = ((measure, entry) for measure in measures for entry in snapshot.entries(measure))
    # fmt: off
    return table("updates", "进展", "各单位报送的进展、存在问题和下一步，一段一行。", key="measure period kind unit on text", fields=UPDATES, records=said)
    # fmt: on


def _stages(snapshot: Snapshot) -> tuple[Field[Measure], ...]:
    """Return the columns of a measure's stage on the day."""

    def of_stage(read: Callable[[Stage], Cell]) -> Callable[[Measure], Cell]:
        return lambda measure: read(stage) if (stage := snapshot.stage(measure)) else ""

    name, since = of_stage(lambda s: s.name.value), of_stage(lambda s: s.since)
    return (
        text("stage", "所处阶段", "编辑登记的阶段。", name, empty="没有登记", words=STAGES),
        day("stage_since", "阶段自", "从哪一天起。", since, empty="没有登记"),
    )


def _bodies(report: Report) -> Iterator[_Body]:
    register = report.register
    parts = (register.units, register.groups, register.members, register.recipients)
    for role, units in zip(ROLES, parts, strict=True):
        for unit in units:
            through = "；".join(group.name for group in groups_of(register, unit))
            modes = [duty.mode for duty in duties_of(report, unit)]
            grouped = modes.count(Mode.MEMBER)
            yield _Body(unit, role, through, len(modes) - grouped, grouped)
