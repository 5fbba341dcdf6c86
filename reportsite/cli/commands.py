"""The commands: each does what was asked, prints what there is to say and returns the exit code.

ContentError leaves a command where the editors' files have faults. An unchanged site is told
before any library is loaded, so what a command needs is imported inside it.
"""

import os
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from dataclasses import fields
from itertools import pairwise
from time import perf_counter
from typing import TYPE_CHECKING

from reportsite.problems import Problem, Problems, as_json, as_text
from reportsite.source.cache import Memory, Printout

if TYPE_CHECKING:
    from reportsite.pipeline import Options
    from reportsite.plan.model import Report
    from reportsite.press import Printed

BAR = "{desc} {percentage:3.0f}% |{bar:30}| {n_fmt}/{total_fmt}份{postfix}，还要{remaining}"


def build(asked: Namespace) -> int:
    stopwatch, memory = Stopwatch(), _memory(asked)
    inputs = memory.inputs()
    if not asked.timings and (said := memory.recall(inputs)):
        print(said.problems, end="")
        print(f"没有变化，不用重新生成。{said.summary}", file=sys.stderr)
        return 0
    from reportsite import pipeline
    from reportsite.press.printing import unwatched

    problems, watch = Problems(), bar if sys.stderr.isatty() else unwatched
    outcome = pipeline.build(_options(asked), problems, watch=watch, stage=stopwatch)
    summary = f"网站在 {asked.site}：{outcome.pages}页、{outcome.pdfs}份PDF。"
    summary += "".join(f"\n压缩包在 {file}。" for file in outcome.made)
    said = Printout(_written(asked, problems.sorted), summary + _gaps(outcome.gaps))
    memory.keep(inputs, said, outcome.made)
    print(said.problems, end="")
    print(f"更新了{outcome.changed}个文件。{said.summary}", file=sys.stderr)
    if asked.timings:
        print(stopwatch.table(), end="", file=sys.stderr)
    return 0


def check(asked: Namespace) -> int:
    problems = Problems()
    report, gaps = _inspected(asked, problems)
    print(_written(asked, problems.sorted), end="")
    counts = f"{len(report.measures)}项措施、{len(report.indicators)}项指标检查完毕。"
    print(counts + _gaps(gaps), file=sys.stderr)
    return 0


def serve(asked: Namespace) -> int:
    from reportsite.cli import preview

    return preview.serve(_options(asked), port=asked.port)


def forms(asked: Namespace) -> int:
    from reportsite import forms

    problems, year = Problems(), asked.period.year
    report, _ = _inspected(asked, problems)
    if year not in report.judged_years:
        why = "在方案印发时已经过去" if year in report.plan.years else "不在方案里"
        print(f"{year}年{why}，没有生成。", file=sys.stderr)
        return 1
    folder = asked.output / "forms" / str(asked.period)
    made = forms.forms(report, asked.period)
    if not made:
        print("没有登记要报送的单位，没有填报表可以生成。", file=sys.stderr)
        return 1
    changed = forms.write(made, folder, problems)
    print(_written(asked, problems.sorted), end="")
    print(f"填报表在 {folder}：{len(made)}份，更新了{changed}份。", file=sys.stderr)
    _tell_unlisted(report, "没有给它生成")
    return 0


def collect(asked: Namespace) -> int:
    from reportsite.forms import collect

    problems = Problems()
    wanted = collect.Asked(asked.root, tuple(asked.files), asked.on, tuple(asked.prefer))
    collected = collect.collect(wanted, problems)
    if asked.yes:
        collect.write(asked.root, collected)
    print(_written(asked, problems.sorted), end="")
    if asked.format == "text":
        print(collect.as_text(collected), end="")
    print(collect.summary(collected, is_done=asked.yes), file=sys.stderr)
    return 0


def owed(asked: Namespace) -> int:
    from reportsite.plan import owed

    report, _ = _inspected(asked, Problems())
    as_of = asked.on or report.site.as_of
    rows = owed.owed(report, asked.period, as_of)
    print((owed.as_json if asked.format == "json" else owed.as_text)(rows), end="")
    bodies = len(report.register.bodies)
    day = f"{as_of.year}年{as_of.month}月{as_of.day}日"
    summary = f"{asked.period.words}：{bodies}个单位里{len(rows)}个还没有报齐（截至{day}）。"
    print(summary, file=sys.stderr)
    _tell_unlisted(report, "没有算在内")
    return 0


def diff(asked: Namespace) -> int:
    from reportsite.facts import tables

    report, _ = _inspected(asked, Problems())
    issues = {bulletin.id: bulletin for bulletin in report.bulletins}
    for id in asked.issues:
        if id not in issues:
            print(f"没有{id}这一期，有：{'、'.join(sorted(issues))}。", file=sys.stderr)
            return 1
    before, after = sorted((issues[id] for id in asked.issues), key=lambda issue: issue.as_of)
    table = tables.between(report, before, after)
    print((tables.as_json if asked.format == "json" else tables.as_text)(table), end="")
    return 0


def booklet(asked: Namespace) -> int:
    from reportsite.paper import booklet

    files = asked.documents or sorted((asked.site / "pdf" / "bulletins").glob("*.pdf"))
    folder = asked.output / "booklet"
    try:
        made = booklet.write(files, folder)
    except booklet.NotADocumentError as error:
        print(error, file=sys.stderr)
        return 1
    words = f"{len(made)}份小册子在 {folder}：A3 双面打印，沿短边翻转，对折装订。"
    print(words if made else "还没有印好的简报，请先生成。", file=sys.stderr)
    return 0 if made else 1


COMMANDS = {run.__name__: run for run in (build, check, serve, forms, collect, owed, diff, booklet)}


def refused(asked: Namespace, problems: tuple[Problem, ...]) -> int:
    """Print the faults that stopped a command; return its exit code."""
    stands = "什么也没有登记" if asked.command == "collect" else "没有生成；原来的网站没有动"
    print(_written(asked, problems), end="")
    print(f"共{len(problems)}个问题，{stands}。", file=sys.stderr)
    return 1


class Stopwatch:
    """What each stage of a build costs: seconds that passed, and processor seconds, children's too."""

    def __init__(self) -> None:
        self._marks: list[tuple[str, float, float]] = []
        self("启动")

    def __call__(self, stage: str) -> None:
        """Note that a stage begins, and so that the one before is over."""
        self._marks.append((stage, perf_counter(), sum(os.times()[:4])))

    def table(self) -> str:
        """End the last stage; return a line for each stage, and one for all."""
        self("合计")
        first, last = self._marks[0], self._marks[-1]
        spans = [*pairwise(self._marks), ((last[0], *first[1:]), last)]
        return "阶段   用时/秒   处理器/秒\n" + "".join(
            f"{stage}{until - since:10.2f}{spent - before:12.2f}\n"
            for (stage, since, before), (_, until, spent) in spans
        )


def bar(count: int, printed: "Iterator[Printed]") -> "Iterator[Printed]":
    """Pass documents on as they are printed, with documents, pages and time left on a line."""
    if not count:
        return
    from tqdm import tqdm

    pages = 0
    with tqdm(desc="印刷", total=count, bar_format=BAR, leave=False) as shown:
        for one in printed:
            pages += one.pages
            shown.update()
            shown.set_postfix_str(f"{pages}页")
            yield one


def _inspected(asked: Namespace, problems: Problems) -> "tuple[Report, int]":
    from reportsite import pipeline

    return pipeline.inspect(_options(asked), problems)


def _options(asked: Namespace) -> "Options":
    """Return what a build is asked for, which goes by the same names."""
    from reportsite.pipeline import Options

    names = {field.name for field in fields(Options)}
    return Options(**{name: value for name, value in vars(asked).items() if name in names})


def _memory(asked: Namespace) -> Memory:
    options = (
        f"pdf={asked.pdfs} only={asked.only} zip={asked.zip} release={asked.release} "
        f"strict={asked.strict} {asked.format}"
    )
    note = asked.output / f".built{'-demo' if asked.demo else ''}.json"
    return Memory(note, asked.program, asked.root, asked.site, options)


def _written(asked: Namespace, problems: Iterable[Problem]) -> str:
    return (as_json if asked.format == "json" else as_text)(problems)


def _gaps(count: int) -> str:
    if not count:
        return ""
    return f"\n这是预览：还有{count}处待填，正式发布前要补齐（--release 会检查）。"


def _tell_unlisted(report: "Report", so: str) -> None:
    """Name the groups whose members nobody has registered, and what became of them."""
    from reportsite.forms import without_members

    for group in without_members(report):
        print(f"「{group.name}」的成员名单还没有登记，{so}。", file=sys.stderr)
