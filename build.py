#!/usr/bin/env python3
"""The command line: parse, call, print problems, exit code; nothing else."""

import argparse
import sys
from pathlib import Path

from reportsite.freshness import Memory

PROGRAM = Path(__file__).resolve().parent
LIVE_SITE = "preview"


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="build.py", description="把 content/ 和 data/ 里的内容生成网站和 PDF 简报。"
    )
    parser.add_argument(
        "command",
        nargs="?",
        default="build",
        choices=("build", "check", "serve"),
        help="build 生成（默认）；check 只检查；serve 在本机预览，保存后自动刷新",
    )
    parser.add_argument("--root", type=Path, default=PROGRAM, help="content/ 和 data/ 所在的文件夹")
    parser.add_argument("--output", type=Path, help="输出文件夹（默认是其中的 output/）")
    parser.add_argument("--no-pdf", action="store_true", help="不生成 PDF")
    parser.add_argument("--strict", action="store_true", help="有警告也算失败")
    parser.add_argument(
        "--release", action="store_true", help="正式发布：还有待填的内容就拒绝，草稿不发布"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="问题的输出格式")
    parser.add_argument("--port", type=int, default=8000, help="serve 用的端口")
    return parser


def main(arguments: list[str] | None = None) -> int:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    asked = parser().parse_args(arguments)
    memory = _memory(asked)
    if asked.command == "build" and (said := memory.recall()) is not None:
        print(f"{said}没有变化，不用重新生成。")
        return 0
    try:
        return _run(asked, memory)
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("reportsite"):
            raise
        print(
            f"缺少运行环境（没有装 {error.name}）。请在本文件夹里运行：make\n"
            "装好以后也可以直接运行：.venv/bin/python build.py",
            file=sys.stderr,
        )
        return 2


def _memory(asked: argparse.Namespace) -> Memory:
    site = _output(asked) / "site"
    options = f"pdf={not asked.no_pdf} release={asked.release} strict={asked.strict} {asked.format}"
    return Memory(_output(asked) / ".built.json", PROGRAM, asked.root.resolve(), site, options)


def _output(asked: argparse.Namespace) -> Path:
    output: Path = asked.output or asked.root / "output"
    return output.resolve()


def _run(asked: argparse.Namespace, memory: Memory) -> int:
    from reportsite import pipeline
    from reportsite.problems import ContentError, Problems, as_json, as_text

    options = pipeline.Options(
        root=memory.root,
        site=memory.site,
        pdfs=not asked.no_pdf,
        release=asked.release,
        strict=asked.strict,
    )
    problems = Problems()
    written = as_json if asked.format == "json" else as_text
    try:
        if asked.command == "serve":
            from reportsite.serve import serve

            return serve(options, port=asked.port)
        if asked.command == "check":
            report, gaps = pipeline.inspect(options, problems)
            summary = f"{len(report.measures)}项措施、{len(report.indicators)}项指标检查完毕"
            changed = ""
        else:
            outcome = pipeline.build(options, problems)
            gaps = outcome.gaps
            summary = f"网站在 {options.site}：{outcome.pages}页、{outcome.pdfs}份PDF"
            changed = f"，更新了{outcome.changed}个文件"
    except ContentError as error:
        print(written(error.problems), end="")
        print(f"共{len(error.problems)}个问题，没有生成；原来的网站没有动。", file=sys.stderr)
        return 1
    print(written(problems.sorted), end="")
    print(f"{summary}{changed}。", file=sys.stderr)
    if gaps:
        print(
            f"这是预览：还有{gaps}处待填，正式发布前要补齐（--release 会检查）。", file=sys.stderr
        )
    if asked.command == "build":
        memory.keep(f"{summary}。\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
