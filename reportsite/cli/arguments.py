"""What may follow `build.py`: each command with its own options, and argparse's own words in Chinese."""

import argparse
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    import datetime as dt

    from reportsite.plan.period import Period

WORDS = {
    "usage: ": "用法：",
    "options": "选项",
    "positional arguments": "后面写",
    "show this help message and exit": "显示本说明",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s %(message)s",
    "the following arguments are required: %s": "还要写「%s」",
    "invalid choice: %(value)r (choose from %(choices)s)": "没有%(value)r，只有 %(choices)s",
    "expected one argument": "后面要写一个值",
    "ignored explicit argument %r": "后面不写值（%r）",
}

# A command: what it does; the options and words it has; command lines to copy.
# fmt: off
COMMANDS = {
    "build": ("生成网站和 PDF（不写命令就是它）", "--demo --no-pdf --only --release --zip --strict --format --timings --root --output",
        ("--no-pdf", "--demo  # 看演示，在 output/demo/", "build --only 'pdf/units/*'")),
    "check": ("只检查内容和数据，什么也不写", "--demo --release --strict --format --root",
        ("check", "check --release  # 连待填的一起列出", "check --format json")),
    "serve": ("在本机预览，保存后自动刷新", "--demo --release --strict --port --root --output",
        ("serve", "serve --port 0  # 任选一个空闲的端口", "serve --demo")),
    "forms": ("给每个单位生成填报表", "--period --demo --strict --format --root --output",
        ("forms --period 2024-H1  # 上半年的", "forms --period 2024  # 全年的")),
    "collect": ("收回填好的表：先看，加 --yes 才登记", "files --yes --on --prefer --format --root",
        ("collect 收回", "collect 收回 --yes", "collect 收回/表1.xlsx --on 2024-08-02")),
    "owed": ("列出还没有报齐的单位", "--period --on --demo --strict --format --root",
        ("owed --period 2024-H1", "owed --period 2024-H1 --on 2024-08-01 --format json")),
    "diff": ("比较两期简报之间的变化", "issues --demo --strict --format --root",
        ("diff 2024-01 2024-02", "diff 2025-02 2026-01 --demo")),
    "booklet": ("把 PDF 拼成 A3 小册子", "documents --demo --root --output",
        ("booklet", "booklet output/site/pdf/report.pdf")),
}
# fmt: on


class _Parser(argparse.ArgumentParser):
    """Answers what it does not understand with an example."""

    def error(self, message: str) -> NoReturn:
        name = self.prog.partition(" ")[2]
        example = _examples(name or "build")[0].partition("  #")[0]
        said = f"看不懂这条命令：{f'{name} {message}'.strip()}。\n"
        self.exit(2, f"{said}例如：{example}　说明：{self.prog} --help\n")


def parsed(arguments: list[str], program: Path) -> argparse.Namespace:
    """Return what was asked for; leaves with exit code 2 and words where it makes no sense."""
    vars(argparse)["_"] = lambda word: WORDS.get(word, word)  # where argparse asks gettext
    name, words = _command(arguments)
    parser = _parser(name, program) if name in COMMANDS else _front()
    if name == "--help":
        parser.parse_args([name])
    if fault := _foreign(name, words):
        parser.error(fault)
    asked, others = parser.parse_known_intermixed_args(words)
    if others:
        parser.error(f"后面不写「{others[0]}」")
    if name == "build" and asked.only and (asked.release or asked.zip or not asked.pdfs):
        parser.error("--only 只用于平时的 build；打包和正式发布要完整")
    asked.output = asked.output or asked.root / "output"
    asked.site = asked.output / ("demo" if asked.demo else "site")
    return asked


def _command(arguments: list[str]) -> tuple[str, list[str]]:
    """Return the command, which is the first word that is no option's value, and the rest."""
    for at, (before, word) in enumerate(pairwise(["", *arguments])):
        if not word.startswith("-") and before not in VALUED:
            return word, arguments[:at] + arguments[at + 1 :]
    return ("--help" if {"-h", "--help"} & {*arguments} else "build"), arguments


def _foreign(name: str, words: list[str]) -> str:
    """Say what is no command, or which option a command does not have and who has it; else ''."""
    if name not in COMMANDS:
        return f"没有「{name}」这个命令，只有 {'、'.join(COMMANDS)}"
    has = {
        each: [word for word in has.split() if word.startswith("-")]
        for each, (_, has, _) in COMMANDS.items()
    }
    for option in (word.partition("=")[0] for word in words if word.startswith("-")):
        if option not in (*has[name], "-h", "--help", "--"):
            from reportsite.problems import nearest

            others = "、".join(each for each in has if option in has[each])
            meant = nearest(option.strip("-"), [each[2:] for each in has[name]])
            hint = f"（{others} 有）" if others else f"（是不是 --{meant}？）" if meant else ""
            return f"没有 {option} 这个选项{hint}"
    return ""


def _front() -> _Parser:
    """Return what answers where no command of ours is named: the list of commands."""
    lines = (f"  {name:10}{does}\n" for name, (does, _, _) in COMMANDS.items())
    return _Parser(
        prog="build.py",
        usage="build.py [命令] [选项]",
        description="把 content/ 和 data/ 里的内容生成网站和 PDF 简报。",
        epilog=f"命令:\n{''.join(lines)}\n一个命令的选项和例子：build.py 命令 --help",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def _parser(name: str, program: Path) -> _Parser:
    does, has, _ = COMMANDS[name]
    words = "".join(f" {OPTIONS[word]['metavar']}" for word in has.split() if word[0] != "-")
    parser = _Parser(
        prog=f"build.py {name}",
        usage=f"build.py {name}{words} [选项]",
        description=f"{does}。",
        epilog="例子:\n" + "".join(f"  {line}\n" for line in _examples(name)),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    for option in has.split():
        parser.add_argument(option, **OPTIONS[option])
    parser.set_defaults(command=name, program=program, root=program, output=None, demo=False)
    return parser


def _examples(name: str) -> list[str]:
    return [f"build.py {line}" for line in COMMANDS[name][2]]


def _folder(text: str) -> Path:
    return Path(text).resolve()


def _period(text: str) -> "Period":
    from reportsite.plan.period import late, spoken

    if meant := late(text):
        raise argparse.ArgumentTypeError(f"时期从1月算起，请写 {meant}")
    found = spoken(text)
    if found is None:
        raise argparse.ArgumentTypeError(
            f"应写成 2024、2024-H1、2024-Q3 或 2024-06，现在是「{text}」"
        )
    return found


def _day(text: str) -> "dt.date":
    from reportsite.source.kinds import day

    try:
        return day(text)
    except ValueError as error:
        message = f"应是日期，例如 2024-07-20，现在是「{text}」"
        raise argparse.ArgumentTypeError(message) from error


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) < 2**16:
        return int(text)
    raise argparse.ArgumentTypeError(f"应是0到65535的整数，现在是「{text}」")


def _flag(does: str, **how: Any) -> dict[str, Any]:
    return {"action": "store_true", "help": does, **how}


def _value(word: str, read: Callable[[str], object], does: str, **how: Any) -> dict[str, Any]:
    return {"metavar": word, "type": read, "help": does, **how}


# Each option once, whichever commands have it; a name without dashes is a word of its own.
OPTIONS = {
    "--root": _value("文件夹", _folder, "content/ 和 data/ 在哪里"),
    "--output": _value("文件夹", _folder, "输出到哪里（默认是 output/）"),
    "--demo": _flag("用 data/demo/ 里虚构的数据演示，输出到 output/demo/"),
    "--strict": _flag("有警告也算失败"),
    "--release": _flag("正式发布：还有待填的内容就拒绝，草稿不发布"),
    "--format": {"choices": ("text", "json"), "default": "text", "help": "输出的格式"},
    "--no-pdf": _flag("不生成 PDF", action="store_false", dest="pdfs"),
    "--only": _value("样式", str, "只印这些 PDF，别的沿用原来的，例如 'pdf/units/*'", default=""),
    "--zip": _flag("另把网站打成一个压缩包，交给门户网站的管理人员"),
    "--timings": _flag("最后列出每一步用的时间；没有变化也重新生成"),
    "--port": _value("端口", _port, "默认8000；0是任选一个空闲的", default=8000),
    "--period": _value("时期", _period, "报送的时期，例如 2024-H1", required=True),
    "--on": _value("日期", _day, "不按表上的填报日期、不按数据截至日，按这一天"),
    "--yes": _flag("确认登记"),
    "--prefer": _value("单位", str, "两个单位报的不同时采用谁的", action="append", default=[]),
    "files": _value("文件…", Path, "收回的填报表，或者放它们的文件夹", nargs="+"),
    "issues": _value("两期", str, "要比的两期，先后随意，例如 2024-01", nargs=2),
    "documents": _value("文件…", Path, "要拼的 PDF（不写就拼全部简报）", nargs="*"),
}
VALUED = {name for name, how in OPTIONS.items() if how.get("action", "append") == "append"}
