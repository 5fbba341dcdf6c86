"""Plans of any kind: made up by hypothesis, and written down as content/ and data/ with their text.

What a plan says is known here before it is written, so that what stands on a site can be held to it.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from reportsite.source.characters import chinese

WORDS = (
    *(
        "道路",
        "桥梁",
        "水库",
        "灌区",
        "学校",
        "医院",
        "市场",
        "码头",
        "车站",
        "公园",
        "图书",
        "档案",
    ),
    *(
        "气象",
        "消防",
        "粮食",
        "能源",
        "林草",
        "畜牧",
        "渔业",
        "环卫",
        "照明",
        "排水",
        "供热",
        "养老",
    ),
)
DEEDS = ("建设", "提升", "改造", "普查", "联网", "扩容", "监管", "服务", "推广", "试点")
BODIES = ("工程局", "管理处", "服务中心", "办公室", "委员会", "总站")
NUMBERINGS = ("（{}）", "{}、", "第{}条　", "{:d}.", "（{:d}）")


def numbered(style: str, number: int) -> str:
    """Return a number as a numbering has it."""
    return style.format(number if ":d" in style else chinese(number))


@dataclass(frozen=True)
class Brackets:
    """A way to name units behind a task: by role where `roles`, else all alike."""

    before: str
    after: str
    roles: bool = False
    between: str = "、"
    ending: str = ""

    def closed(self, units: "dict[str, list[str]]") -> str:
        """Return the bracket that names some units, each list by its role."""
        if self.roles:
            parts = [f"{role}单位：{self.between.join(names)}" for role, names in units.items()]
            return self.before + "；".join(parts) + self.after
        names = [name for some in units.values() for name in some]
        return self.before + self.between.join(names) + self.ending + self.after


BRACKETS = (
    Brackets("〔", "〕", ending="按职责分工负责"),
    Brackets("（责任单位：", "）"),
    Brackets("（", "）", roles=True),
    Brackets("[", "]", roles=True, between="，"),
    Brackets("【", "】", ending="负责"),
    Brackets("(", ")", roles=True),
)


@dataclass(frozen=True)
class SampleTask:
    """A task: its title, its paragraph, and its units by role."""

    title: str
    paragraph: str
    units: dict[str, list[str]]


@dataclass(frozen=True)
class SampleMeasure:
    """A measure: chapter from 1 (0 without chapters), and its paragraphs where it lists no task."""

    number: int
    mark: str
    title: str
    chapter: int
    paragraph: str
    units: dict[str, list[str]]
    tasks: tuple[SampleTask, ...]

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return (self.paragraph, *(task.paragraph for task in self.tasks))


@dataclass(frozen=True)
class SamplePlan:
    """A plan as it was made up."""

    place: str
    title: str
    years: tuple[int, ...]
    issued: int
    bracket: Brackets
    units: tuple[str, ...]
    chapters: tuple[tuple[str, str], ...]
    measures: tuple[SampleMeasure, ...]
    indicators: tuple[tuple[str, str, tuple[str, ...]], ...]
    goals: tuple[tuple[str, str], ...]
    assurance: tuple[str, ...]
    has_notice: bool
    lines: list[str] = field(default_factory=list, compare=False)


def _units(draw: st.DrawFn, bracket: Brackets, known: tuple[str, ...]) -> dict[str, list[str]]:
    """Draw who does something; a plan without units names nobody."""
    some = draw(st.lists(st.sampled_from(known), max_size=4, unique=True)) if known else []
    if not some:
        return {}
    if bracket.roles:
        return {"牵头": some[:1], **({"配合": some[1:]} if some[1:] else {})}
    return {"": some[:1] if bracket.ending == "负责" else some}


@st.composite
def plans(draw: st.DrawFn, *, most: int = 60) -> SamplePlan:
    """Draw a plan of any size and kind."""
    place = "青禾" + draw(st.sampled_from(("市", "县", "区")))
    bracket, numbering = draw(st.sampled_from(BRACKETS)), draw(st.sampled_from(NUMBERINGS))
    first, span = draw(st.integers(2001, 2040)), draw(st.integers(1, 10))
    bodies = draw(st.integers(0, 12))
    units = tuple(f"{WORDS[i]}{BODIES[i % len(BODIES)]}" for i in range(bodies))
    headings = draw(st.integers(0, 7))
    chapters = tuple((f"{chinese(i + 1)}、", f"{WORDS[-1 - i]}工作") for i in range(headings))
    count = draw(st.integers(0, most))
    measures = tuple(
        _measure(draw, n + 1, count, (bracket, numbering, units, headings)) for n in range(count)
    )
    rows = draw(st.one_of(st.just(0), st.integers(1, most)))
    cells = st.lists(st.integers(1, 999).map(str), min_size=span, max_size=span)
    indicators = tuple(
        (f"{WORDS[n % 24]}{DEEDS[n % 10]}{chinese(n + 1)}号", draw(st.sampled_from(("个", "万件", ""))), tuple(draw(cells)))
        for n in range(rows)
    )  # fmt: skip
    goals = tuple(
        (f"目标{chinese(n + 1)}达到{n + 7}处", str(n + 7)) for n in range(draw(st.integers(0, 8)))
    )
    assurance = tuple(
        f"（{chinese(n + 1)}）保证第{chinese(n + 1)}点。各方照办。"
        for n in range(draw(st.integers(0, 4)))
    )
    return SamplePlan(
        place=place,
        title=f"{place}{draw(st.sampled_from(WORDS))}行动方案",
        years=tuple(range(first, first + span)),
        issued=first + draw(st.integers(-1, span - 1)),
        bracket=bracket,
        units=units,
        chapters=chapters,
        measures=measures,
        indicators=indicators,
        goals=goals,
        assurance=assurance,
        has_notice=draw(st.booleans()),
    )


def _measure(
    draw: st.DrawFn, number: int, count: int, how: tuple[Brackets, str, tuple[str, ...], int]
) -> SampleMeasure:
    bracket, numbering, known, chapters = how
    title = f"{DEEDS[number % 10]}{WORDS[number % 24]}{chinese(number)}线"
    tasks = tuple(
        _task(draw, number, at, how) for at in range(draw(st.sampled_from((0, 0, 1, 2, 3, 4, 5))))
    )
    units = {} if tasks else _units(draw, bracket, known)
    closed = bracket.closed(units) if units else ""
    mark = numbered(numbering, number)
    said = f"{mark}{title}。要在{WORDS[number % 7]}方面做实第{number}件事。{closed}"
    return SampleMeasure(
        number=number,
        mark=mark.rstrip("　"),
        title=title,
        chapter=(number - 1) * chapters // count + 1 if chapters else 0,
        paragraph=said,
        units=units,
        tasks=tasks,
    )


def _task(
    draw: st.DrawFn, number: int, at: int, how: tuple[Brackets, str, tuple[str, ...], int]
) -> SampleTask:
    bracket, _, known, _ = how
    title = f"{WORDS[(number + at) % 24]}分项{chinese(number)}之{chinese(at + 1)}"
    units = _units(draw, bracket, known)
    closed = bracket.closed(units) if units else ""
    return SampleTask(title, f"{at + 1}.{title}。按时办结。{closed}", units)


def write(plan: SamplePlan, folder: Path) -> None:
    """Write a plan down as an editor would: its text, and content/ and data/ that quote it."""
    lines = list(_text(plan))
    text = "\n".join(lines) + "\n"
    (folder / "content" / "measures").mkdir(parents=True)
    for name in ("bulletins", "pages"):
        (folder / "content" / name).mkdir()
    (folder / "data").mkdir()
    (folder / "data" / "plan.txt").write_text(text, "utf-8")
    _dump(folder / "content" / "site.yml", _site(plan))
    front = _front(plan, hashlib.sha256(text.encode()).hexdigest())
    _dump(folder / "content" / "plan.md", front, _preamble(plan))
    for measure in plan.measures:
        file = (
            folder / "content" / "measures" / f"{measure.number:02}-{'abc'[measure.number % 3]}.md"
        )
        _dump(file, _measure_front(measure, plan), "\n\n".join(measure.paragraphs))
    if plan.assurance:
        front = {"mark": f"{chinese(len(plan.chapters) + 1)}、", "title": "推进机制"}
        _dump(folder / "content" / "assurance.md", front, "\n\n".join(plan.assurance))
    units = [_unit(number, name) for number, name in enumerate(plan.units)]
    _dump(folder / "data" / "units.yml", {"units": units})
    if plan.indicators:
        _dump(folder / "data" / "indicators.yml", _annex(plan))
    for name in ("tensions", "overrides"):
        _dump(folder / "data" / f"{name}.yml", {name: []})
    header = "indicator,period,value,reported_on,unit,source,note\n"
    (folder / "data" / "actuals.csv").write_text(header, "utf-8")


def _text(plan: SamplePlan) -> Iterator[str]:
    """Yield the lines of the official text."""
    if plan.has_notice:
        yield from (
            f"关于印发《{plan.title}》的通知",
            "",
            "各有关单位：",
            "　　现印发给你们，请落实。",
        )
        yield from (
            f"　　{plan.place}人民政府",
            f"　　{plan.issued}年5月6日",
            "　　（此件公开发布）",
        )
    yield from ("", plan.title, "")
    if preamble := _preamble(plan):
        yield f"　　{preamble}"
    chapter = 0
    for measure in plan.measures:
        while chapter < measure.chapter:
            yield "　　" + "".join(plan.chapters[chapter])
            chapter += 1
        yield from (f"　　{paragraph}" for paragraph in measure.paragraphs)
    yield from ("　　" + "".join(heading) for heading in plan.chapters[chapter:])
    if plan.assurance:
        yield f"　　{chinese(len(plan.chapters) + 1)}、推进机制"
        yield from (f"　　{paragraph}" for paragraph in plan.assurance)
    if plan.indicators:
        yield from ("", "附表", "\t".join(["序号", "指标", *(f"{year}年" for year in plan.years)]))
        for number, (name, unit, cells) in enumerate(plan.indicators, 1):
            yield "\t".join([str(number), f"{name}（{unit}）" if unit else name, *cells])


def _preamble(plan: SamplePlan) -> str:
    if not plan.goals:
        return "为做好这项工作，制定本方案。" if plan.has_notice else ""
    return f"到{plan.years[-1]}年，{'，'.join(quote for quote, _ in plan.goals)}。"


def _site(plan: SamplePlan) -> dict[str, Any]:
    gaps = ("published", "base_url", "domain", "site_id_code", "icp", "police", "phone", "address")
    links = ("conac_url", "report_error_url", "data_licence")
    limits = {
        "near_percent": 10,
        "behind_points": 10,
        "annual_due": "01-31",
        "half_year_due": "07-31",
    }
    return {
        "title": f"{plan.place}行动公开",
        "short_title": "行动公开",
        "description": "公开这份方案的进展。",
        "keywords": [plan.place],
        "organiser": f"{plan.place}行动专班",
        "as_of": f"{plan.issued}-05-06",
        "base_path": "/",
        **dict.fromkeys((*gaps, *links), "待填"),
        "thresholds": limits,
    }


def _front(plan: SamplePlan, checksum: str) -> dict[str, Any]:
    notice = {
        "notice_title": f"关于印发《{plan.title}》的通知",
        "recipients": "各有关单位：",
        "notice": "现印发给你们，请落实。",
        "disclosure": "（此件公开发布）",
    }
    goals = [
        {"id": f"goal-{n}", "name": f"目标{n}", "quote": quote, "value": value, "unit": "处", "due": str(plan.years[-1])}
        for n, (quote, value) in enumerate(plan.goals, 1)
    ]  # fmt: skip
    return {
        "title": plan.title,
        "issuer": f"{plan.place}人民政府",
        "issued": f"{plan.issued}-05-06",
        "sha256": checksum,
        **(notice if plan.has_notice else {}),
        "chapters": [{"mark": mark, "title": title} for mark, title in plan.chapters],
        "goals": goals,
    }


def _measure_front(measure: SampleMeasure, plan: SamplePlan) -> dict[str, Any]:
    front = {
        "number": measure.number,
        "title": measure.title,
        "summary": f"做第{measure.number}件事。",
    }
    if plan.chapters:
        front["chapter"] = measure.chapter
    if measure.tasks:
        front["tasks"] = [
            {"title": task.title, **_named(task.units, plan.bracket)} for task in measure.tasks
        ]
    return front | _named(measure.units, plan.bracket)


def _named(units: dict[str, list[str]], bracket: Brackets) -> dict[str, Any]:
    if not units:
        return {}
    if bracket.roles:
        return {"roles": units}
    kind = {"按职责分工负责": "joint", "负责": "sole"}.get(bracket.ending)
    return {"units": units[""], **({"responsibility": kind} if kind else {})}


def _unit(number: int, name: str) -> dict[str, Any]:
    return {"id": f"unit-{number}", "name": name, "kind": "虚构的单位", "verified": "未核实"}


def _annex(plan: SamplePlan) -> dict[str, Any]:
    rows = [
        {
            "id": f"{number:02}",
            "name": name,
            **({"unit": unit} if unit else {"unit_presumed": "个"}),
            "nature": {"accumulation": "stock", "basis": "inferred", "evidence": "按年末数"},
            "targets": {str(year): cell for year, cell in zip(plan.years, cells, strict=True)},
        }
        for number, (name, unit, cells) in enumerate(plan.indicators, 1)
    ]
    return {
        "title": "附表",
        "heading": ["附表", "序号", "指标", *(f"{year}年" for year in plan.years)],
        "years": [str(year) for year in plan.years],
        "listed_before_issue": [str(year) for year in plan.years if year < plan.issued],
        **({"reporter": plan.units[0]} if plan.units else {}),
        "indicators": rows,
    }


def _dump(file: Path, data: dict[str, Any], body: str | None = None) -> None:
    text = yaml.safe_dump(
        data, allow_unicode=True, sort_keys=False, default_style=None, width=10**6
    )
    file.write_text(text if body is None else f"---\n{text}---\n\n{body}\n", "utf-8")
