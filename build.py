#!/usr/bin/env python3
"""The command line: parse, call, print problems, exit code; nothing else."""

import sys
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

PROGRAM = Path(__file__).resolve().parent
sys.path.insert(0, str(PROGRAM))  # python -I leaves it out

from reportsite.cli.arguments import parsed  # noqa: E402
from reportsite.source import writing  # noqa: E402
from reportsite.source.freshness import Memory, Printout  # noqa: E402

if TYPE_CHECKING:
    from reportsite.pipeline import Options
    from reportsite.press.printing import Watch
    from reportsite.problems import Problem


def main(arguments: list[str] | None = None) -> int:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace", line_buffering=True)  # type: ignore[union-attr]
    asked = parsed(PROGRAM, arguments)
    try:
        if writing.recover(asked.root):
            print("上次登记填报表时中断了，现在已经补完。", file=sys.stderr)
        return COMMANDS[asked.command](asked)
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("reportsite"):
            raise
        print(
            f"缺少运行环境（没有装 {error.name}）。请在本文件夹里运行：make\n"
            "装好以后也可以直接运行：.venv/bin/python build.py",
            file=sys.stderr,
        )
        return 2
    except KeyboardInterrupt:
        print("\n已中断，原来的网站没有动。", file=sys.stderr)
        return 130
    except PermissionError as error:
        print(f"没有权限读写 {error.filename}，请检查它归哪个用户。", file=sys.stderr)
        return 1


def _build(asked: Namespace) -> int:
    memory = _memory(asked)
    inputs = memory.inputs()
    if said := memory.recall(inputs):
        print(said.problems, end="")
        print(f"没有变化，不用重新生成。{said.summary}", file=sys.stderr)
        return 0
    from reportsite import pipeline
    from reportsite.problems import ContentError, Problems

    options, problems = _options(asked), Problems()
    try:
        outcome = pipeline.build(options, problems, watch=_watch())
    except ContentError as error:
        return _refused(asked, error.problems)
    summary = f"网站在 {options.site}：{outcome.pages}页、{outcome.pdfs}份PDF。"
    summary += "".join(f"\n压缩包在 {file}。" for file in outcome.made)
    said = Printout(_written(asked, problems.sorted), summary + _gaps(outcome.gaps))
    memory.keep(inputs, said, outcome.made)
    print(said.problems, end="")
    print(f"更新了{outcome.changed}个文件。{said.summary}", file=sys.stderr)
    return 0


def _check(asked: Namespace) -> int:
    from reportsite import pipeline
    from reportsite.problems import ContentError, Problems

    problems = Problems()
    try:
        report, gaps = pipeline.inspect(_options(asked), problems)
    except ContentError as error:
        return _refused(asked, error.problems)
    print(_written(asked, problems.sorted), end="")
    counts = f"{len(report.measures)}项措施、{len(report.indicators)}项指标检查完毕。"
    print(counts + _gaps(gaps), file=sys.stderr)
    return 0


def _serve(asked: Namespace) -> int:
    from reportsite.cli.preview import serve

    return serve(_options(asked), port=asked.port)


def _forms(asked: Namespace) -> int:
    from reportsite import forms, pipeline
    from reportsite.problems import ContentError, Problems

    problems = Problems()
    try:
        report, _ = pipeline.inspect(_options(asked), problems)
    except ContentError as error:
        return _refused(asked, error.problems)
    if asked.period.year not in report.judged_years:
        why = "在方案印发时已经过去" if asked.period.year in report.plan.years else "不在方案里"
        print(f"{asked.period.year}年{why}，没有生成。", file=sys.stderr)
        return 1
    folder = _output(asked) / "forms" / str(asked.period)
    made = forms.forms(report, asked.period)
    changed = forms.write(made, folder, problems)
    print(_written(asked, problems.sorted), end="")
    print(f"填报表在 {folder}：{len(made)}份，更新了{changed}份。", file=sys.stderr)
    for group in forms.without_members(report):
        print(f"「{group.name}」的成员名单还没有登记，没有给它生成。", file=sys.stderr)
    return 0


def _collect(asked: Namespace) -> int:
    from reportsite.forms import collect
    from reportsite.problems import ContentError, Problems

    problems, root = Problems(), asked.root.resolve()
    wanted = collect.Asked(root, tuple(asked.files), asked.on, tuple(asked.prefer))
    try:
        collected = collect.collect(wanted, problems)
        if asked.yes:
            collect.write(root, collected)
    except ContentError as error:
        print(_written(asked, error.problems), end="")
        print(f"共{len(error.problems)}个问题，什么也没有登记。", file=sys.stderr)
        return 1
    print(_written(asked, problems.sorted), end="")
    if asked.format == "text":
        print(collect.as_text(collected), end="")
    print(collect.summary(collected, is_done=asked.yes), file=sys.stderr)
    return 0


def _owed(asked: Namespace) -> int:
    from reportsite import forms, pipeline
    from reportsite.plan import owed
    from reportsite.problems import ContentError, Problems

    try:
        report, _ = pipeline.inspect(_options(asked), Problems())
    except ContentError as error:
        return _refused(asked, error.problems)
    as_of = asked.on or report.site.as_of
    rows = owed.owed(report, asked.period, as_of)
    print((owed.as_json if asked.format == "json" else owed.as_text)(rows), end="")
    bodies = len(report.register.bodies)
    day = f"{as_of.year}年{as_of.month}月{as_of.day}日"
    summary = f"{asked.period.words}：{bodies}个单位里{len(rows)}个还没有报齐（截至{day}）。"
    print(summary, file=sys.stderr)
    for group in forms.without_members(report):
        print(f"「{group.name}」的成员名单还没有登记，没有算在内。", file=sys.stderr)
    return 0


def _diff(asked: Namespace) -> int:
    from reportsite import pipeline
    from reportsite.facts import changes
    from reportsite.problems import ContentError, Problems

    try:
        report, _ = pipeline.inspect(_options(asked), Problems())
    except ContentError as error:
        return _refused(asked, error.problems)
    wanted = [str(file) for file in asked.files]
    issues = {bulletin.id: bulletin for bulletin in report.bulletins}
    for id in wanted:
        if id not in issues:
            print(f"没有{id}这一期，有：{'、'.join(sorted(issues))}。", file=sys.stderr)
            return 1
    before, after = sorted((issues[id] for id in wanted), key=lambda issue: issue.as_of)
    table = changes.between(report, before, after)
    print((changes.as_json if asked.format == "json" else changes.as_text)(table), end="")
    return 0


def _booklet(asked: Namespace) -> int:
    from reportsite.paper import booklet

    files = asked.files or sorted((_site(asked) / "pdf" / "bulletins").glob("*.pdf"))
    folder = _output(asked) / "booklet"
    try:
        made = booklet.write(files, folder)
    except booklet.NotADocumentError as error:
        print(error, file=sys.stderr)
        return 1
    words = f"{len(made)}份小册子在 {folder}：A3 双面打印，沿短边翻转，对折装订。"
    print(words if made else "还没有印好的简报，请先生成。", file=sys.stderr)
    return 0 if made else 1


COMMANDS = {
    "build": _build,
    "check": _check,
    "serve": _serve,
    "forms": _forms,
    "collect": _collect,
    "owed": _owed,
    "diff": _diff,
    "booklet": _booklet,
}


def _watch() -> "Watch":
    from reportsite.cli.progress_bar import bar
    from reportsite.press.printing import unwatched

    return bar if sys.stderr.isatty() else unwatched


def _output(asked: Namespace) -> Path:
    output: Path = asked.output or asked.root / "output"
    return output.resolve()


def _memory(asked: Namespace) -> Memory:
    output = _output(asked)
    options = (
        f"pdf={not asked.no_pdf} only={asked.only} zip={asked.zip} release={asked.release} "
        f"strict={asked.strict} {asked.format}"
    )
    note = f".built{'-demo' if asked.demo else ''}.json"
    return Memory(output / note, PROGRAM, asked.root.resolve(), _site(asked), options)


def _site(asked: Namespace) -> Path:
    return _output(asked) / ("demo" if asked.demo else "site")


def _options(asked: Namespace) -> "Options":
    from reportsite.pipeline import Options

    return Options(
        root=asked.root.resolve(),
        site=_site(asked),
        pdfs=not asked.no_pdf,
        release=asked.release,
        strict=asked.strict,
        demo=asked.demo,
        only=asked.only,
        zip=asked.zip,
    )


def _written(asked: Namespace, problems: "Iterable[Problem]") -> str:
    from reportsite.problems import as_json, as_text

    return (as_json if asked.format == "json" else as_text)(problems)


def _refused(asked: Namespace, problems: "tuple[Problem, ...]") -> int:
    print(_written(asked, problems), end="")
    print(f"共{len(problems)}个问题，没有生成；原来的网站没有动。", file=sys.stderr)
    return 1


def _gaps(count: int) -> str:
    if not count:
        return ""
    return f"\n这是预览：还有{count}处待填，正式发布前要补齐（--release 会检查）。"


if __name__ == "__main__":
    sys.exit(main())
