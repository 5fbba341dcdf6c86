#!/usr/bin/env python3
"""The command line: parse, call, print problems, exit code; nothing else."""

import sys
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

PROGRAM = Path(__file__).resolve().parent
sys.path.insert(0, str(PROGRAM))  # python -I leaves it out

from reportsite.arguments import parser  # noqa: E402
from reportsite.freshness import Memory, Said  # noqa: E402

if TYPE_CHECKING:
    from reportsite.pipeline import Options
    from reportsite.problems import Problem


def main(arguments: list[str] | None = None) -> int:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace", line_buffering=True)  # type: ignore[union-attr]
    asked = parser(PROGRAM).parse_args(arguments)
    try:
        return {"build": _build, "check": _check, "serve": _serve}[asked.command](asked)
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
        outcome = pipeline.build(options, problems)
    except ContentError as error:
        return _refused(asked, error.problems)
    summary = f"网站在 {options.site}：{outcome.pages}页、{outcome.pdfs}份PDF。"
    said = Said(_written(asked, problems.sorted), summary + _gaps(outcome.gaps))
    memory.keep(inputs, said)
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
    from reportsite.serve import serve

    return serve(_options(asked), port=asked.port)


def _output(asked: Namespace) -> Path:
    output: Path = asked.output or asked.root / "output"
    return output.resolve()


def _memory(asked: Namespace) -> Memory:
    output = _output(asked)
    options = f"pdf={not asked.no_pdf} release={asked.release} strict={asked.strict} {asked.format}"
    return Memory(output / ".built.json", PROGRAM, asked.root.resolve(), output / "site", options)


def _options(asked: Namespace) -> "Options":
    from reportsite.pipeline import Options

    return Options(
        root=asked.root.resolve(),
        site=_output(asked) / "site",
        pdfs=not asked.no_pdf,
        release=asked.release,
        strict=asked.strict,
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
