"""Forms out: for a period, what each responsible body is asked, with what is already known.

`forms` is pure: from the report to one `Form` a body. `book` turns a form into a spreadsheet.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from reportsite.forms import book
from reportsite.forms.layout import Form, FormRow, Labels, area_row
from reportsite.plan import owed, words
from reportsite.plan.judge import Actual, Goalpost
from reportsite.plan.model import Accumulation, Basis, Indicator, Measure, Report
from reportsite.plan.period import Period
from reportsite.plan.register import Unit
from reportsite.plan.responsibility import Duty, Mode, duties_of, reported_by
from reportsite.plan.snapshot import Snapshot, snapshot
from reportsite.plan.target import NoTarget, Target
from reportsite.problems import Code, Place, Problems
from reportsite.source.writing import put

LARGEST = 10**12  # where no target says what is too much
SLIP = 100  # a figure a hundred times the highest target is a slip of the unit, not a figure


def forms(report: Report, period: Period) -> tuple[Form, ...]:
    """Return a form for every body that reports a measure or an indicator, in register order."""
    known = snapshot(report, dt.date.max)  # a form shows the newest figure, published or not
    made = (_form(known, body, period) for body in report.register.bodies)
    return tuple(form for form in made if form.words or form.figures)


def write(forms: tuple[Form, ...], folder: Path, problems: Problems) -> int:
    """Write the forms into a folder; return how many changed.

    A form somebody has worked on there is left as it is, with a warning.
    """
    changed = 0
    for form in forms:
        file, data = folder / form.file_name, book.xlsx(form)
        before = file.read_bytes() if file.exists() else b""
        if before and not book.is_untouched(before):
            message = "这份表有人动过（可能已经填了），没有覆盖。"
            hint = "要重新生成，请先把它移走。"
            problems.add(Place(f"{folder.name}/{form.file_name}"), Code.W381, message, hint)
        elif before != data:
            put(file, data)
            changed += 1
    return changed


def without_members(report: Report) -> tuple[Unit, ...]:
    """Return the groups whose members nobody has named: nobody can be given their form."""
    return tuple(group for group in report.register.groups if not group.members)


def _form(known: Snapshot, body: Unit, period: Period) -> Form:
    report = known.report
    site = report.site
    return Form(
        title=f"{site.subject}{site.plan_name}进展填报表",
        unit=body.id,
        unit_name=body.name,
        period=period,
        plan=report.plan.sha256[:16],
        guide=_guide(known, body, period),
        figures=tuple(row for i in reported_by(report, body) for row in _figures(i, period, known)),
        words=tuple(map(_measure, duties_of(report, body))),
    )


def _measure(duty: Duty) -> FormRow:
    measure = duty.measure
    task = "\n".join(measure.paragraphs).removeprefix(measure.heading).removeprefix("。")
    said = f"{task}{_membership(duty)}{_stage(measure)}{''.join(_limits(duty))}"
    return FormRow(measure.id, (measure.heading, said))


def _limits(duty: Duty) -> Iterator[str]:
    """Yield a line for each task that reaches the body: its part in it, and by when."""
    named = {part.unit.id for part in duty.parts}
    for number, task in enumerate(duty.measure.tasks, 1):
        roles = dict.fromkeys(own.role for own in task.units if own.unit.id in named)
        if roles and not duty.measure.is_plain:
            which = f"任务{number}“{task.title}”，" if task.title else ""
            stage = f"，已登记的阶段：{task.stages[-1].name}" if task.title and task.stages else ""
            yield f"\n（{which}本单位：{'、'.join(roles)}，完成时限：{task.due or '没有写明'}{stage}）"


def _stage(measure: Measure) -> str:
    """Say which stage is registered for the measure, where one is."""
    if not measure.stages:
        return ""
    stage = measure.stages[-1]
    return f"（已登记的阶段：{stage.name}，{words.date(stage.since)}起）"


def _membership(duty: Duty) -> str:
    """Say under which name a member of a group is responsible."""
    if duty.mode is not Mode.MEMBER:
        return ""
    return f"（{duty.unit.name}属于“{duty.named.unit.name}”）"


def _figures(indicator: Indicator, period: Period, known: Snapshot) -> Iterator[FormRow]:
    """Yield the row of the whole, then one for every area."""
    yield (whole := _figure(indicator, period, known))
    newest = known.area_actuals(indicator.id)
    for area in indicator.areas:
        name, unit, *_ = whole.labels
        last = _last(tuple(row for row in newest if row.area == area.name), indicator)
        labels = (f"{name}（{area.name}）", unit, last, "—", "—", f"只填{area.name}的数")
        yield replace(whole, id=area_row(indicator.id, area.name), labels=labels)


def _figure(indicator: Indicator, period: Period, known: Snapshot) -> FormRow:
    ends = [
        end for target in indicator.targets if isinstance(target, Target) for end in target.ends
    ]
    return FormRow(
        id=indicator.id,
        labels=(
            indicator.name,
            indicator.unit or _presumed(indicator.unit_presumed),
            _last(known.actuals(indicator.id), indicator),
            _target(indicator, period),
            _pace(indicator, period, known),
            "；".join(_remarks(indicator)) or "—",
        ),
        decimals=max(map(_places, ends), default=0),
        most=int(max(ends, default=0) * SLIP) or LARGEST,
    )


def _presumed(unit: str) -> str:
    return f"（附件未写，推定“{unit}”）" if unit else "（附件未写）"


def _last(rows: tuple[Actual, ...], indicator: Indicator) -> str:
    if not rows:
        return "尚未报送"
    return f"{rows[-1].value}{indicator.unit}（{rows[-1].period.words}）"


def _target(indicator: Indicator, period: Period) -> str:
    target = indicator.target_of(period.year)
    return "未设目标" if isinstance(target, NoTarget) else target.amount(indicator.unit)


def _pace(indicator: Indicator, period: Period, known: Snapshot) -> str:
    """Return where the straight line to the target stands at the end of a part of the year."""
    goalpost = known.verdict(indicator.id, period.year).judgement.goalpost
    line = _line(goalpost, period)
    return "—" if line is None else f"{line}{indicator.unit}"


def _line(goalpost: Goalpost, period: Period) -> Decimal | None:
    base, target = goalpost.base, goalpost.target
    if period.is_year or not goalpost.smooth:
        return None
    if not (isinstance(base, Decimal) and isinstance(target, Decimal)) or base == target:
        return None
    exact = base + (target - base) * period.share.numerator / period.share.denominator
    finest = Decimal(1).scaleb(-(max(_places(base), _places(target)) + 2))
    rounded = exact.quantize(finest, rounding=ROUND_HALF_UP)
    return rounded.normalize() if rounded % 1 else rounded.quantize(Decimal(1))


def _places(value: Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent))


def _remarks(indicator: Indicator) -> Iterator[str]:
    if indicator.reporters_basis is Basis.INFERRED:
        yield "方案没有写由谁报送，暂请本单位报，待确认"
    if indicator.nature.accumulation is Accumulation.FLOW:
        yield "请填1月至期末的合计"
    if indicator.breakdown:
        yield "这一行填全部地区合起来的数，各地区的填在下面各行"
    if indicator.parts:
        yield f"请填合计，分项写在备注：{'、'.join(indicator.parts)}"


def _guide(known: Snapshot, body: Unit, period: Period) -> Labels:
    """Return the instructions, one a line."""
    report, rule = known.report, known.rule
    due = owed.due_date(rule, period)
    until = f"{words.date(due)}前" if isinstance(due, dt.date) else "尽快"
    lines = [
        f"请在{until}填好，保存后把这个文件交回{report.site.organiser}。"
        "可以改文件名，不要改表名，不要增删行。",
        "只填黄色的格。其他格由程序写好，已锁定；有写错的地方，请在交回时说明，不要自己改。",
        "先填本页的填报人和填报日期。填报人只供联系，不公开。",
        "“措施”表：写本单位做的事。没有进展、没有问题的，空着即可。"
        "换行按 Alt+Enter；每格不超过2000字。",
        "“所处阶段”从下拉表里选，是本单位承担的任务到了哪一步；说不准就空着，空着不改变已登记的阶段。",
    ]
    if reported_by(report, body):
        lines += [
            "“指标”表：“本期数”按“单位”一列的单位填，只写数字，例如 4.75；"
            "不写“约”“3万”“3-5”，不写公式。",
            "本期数是截至期末的数，不是当期新增（“说明”里另有要求的除外）。没有数的空着，不要填0；填了数的，要写来源。",
            "“序时应达”是从上年目标到当年目标按月均分、到期末应达到的数，供对照；印“—”的不按月比。",
        ]
    else:
        lines.append("没有登记由本单位报送的指标，所以没有“指标”表。")
    return (
        *lines,
        f"填报的内容（填报人除外）会在“{report.site.title}”网站公开，请先经本单位审核。",
    )
