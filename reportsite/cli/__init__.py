"""Commands, preview and progress on a terminal: in goes what was typed, out come words and an exit code.

Light to import, and on every system: what a command needs is loaded when it is asked for.
"""

import sys
from pathlib import Path

from reportsite.cli.arguments import parsed


def main(arguments: list[str], program: Path) -> int:
    """Do what was typed after `build.py`, which lies in `program`; return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace", line_buffering=True)  # type: ignore[union-attr]
    try:
        return _done(arguments, program)
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


def _done(arguments: list[str], program: Path) -> int:
    asked = parsed(arguments, program)
    from reportsite.cli import commands
    from reportsite.problems import ContentError
    from reportsite.source import writing

    if writing.recover(asked.root):
        print("上次登记填报表时中断了，现在已经补完。", file=sys.stderr)
    try:
        return commands.COMMANDS[asked.command](asked)
    except ContentError as error:
        return commands.refused(asked, error.problems)
