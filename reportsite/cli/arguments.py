"""What may follow `build.py` on the command line, and argparse's own words in Chinese."""

import argparse
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportsite.plan.period import Period

COMMANDS = {
    "build": "生成（默认）",
    "check": "只检查",
    "serve": "在本机预览，保存后自动刷新",
    "forms": "给每个单位生成填报表",
    "collect": "收回填好的表（先看，加 --yes 才登记）",
    "owed": "列出还没有报送的单位",
    "diff": "比较两期简报之间的变化",
    "booklet": "把 PDF 拼成 A3 小册子",
}

WORDS = {
    "usage: ": "用法：",
    "positional arguments": "命令",
    "options": "选项",
    "show this help message and exit": "显示本说明",
    "%(prog)s: error: %(message)s\n": "看不懂这条命令：%(message)s。说明见 %(prog)s --help\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s %(message)s",
    "unrecognized arguments: %s": "没有「%s」这个选项",
    "invalid choice: %(value)r (choose from %(choices)s)": "没有%(value)r，只有 %(choices)s",
    "expected one argument": "后面要写一个值",
    "ignored explicit argument %r": "后面不写值（%r）",
}


def parser(program: Path) -> argparse.ArgumentParser:
    """Return the parser; `program` is the folder that stands in for --root."""
    vars(argparse)["_"] = lambda word: WORDS.get(word, word)  # where argparse asks gettext
    parser = argparse.ArgumentParser(
        prog="build.py",
        usage=f"build.py [{'|'.join(COMMANDS)}] [文件…] [选项]",
        description="把 content/ 和 data/ 里的内容生成网站和 PDF 简报。",
        allow_abbrev=False,
    )
    _add_words(parser)
    _add_options_of_a_build(parser, program)
    _add_options_of_forms(parser)
    return parser


def _add_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "command",
        nargs="?",
        default="build",
        choices=tuple(COMMANDS),
        help="；".join(f"{name} {words}" for name, words in COMMANDS.items()),
    )
    parser.add_argument(
        "files",
        nargs="*",
        metavar="文件",
        type=Path,
        help="collect 要收的填报表，或者放它们的文件夹；diff 要比的两期；booklet 要拼的 PDF（不写就拼全部简报）",
    )


def _add_options_of_a_build(parser: argparse.ArgumentParser, program: Path) -> None:
    parser.add_argument(
        "--root", metavar="DIR", type=Path, default=program, help="content/ 和 data/ 在哪里"
    )
    parser.add_argument("--output", metavar="DIR", type=Path, help="输出到哪里（默认是 output/）")
    parser.add_argument("--no-pdf", action="store_true", help="不生成 PDF")
    parser.add_argument(
        "--only",
        metavar="样式",
        default="",
        help="只印这些 PDF，别的沿用原来的，例如 'pdf/units/*'",
    )
    parser.add_argument("--strict", action="store_true", help="有警告也算失败")
    parser.add_argument(
        "--release", action="store_true", help="正式发布：还有待填的内容就拒绝，草稿不发布"
    )
    parser.add_argument(
        "--zip", action="store_true", help="另把网站打成一个压缩包，交给门户网站的管理人员"
    )
    parser.add_argument(
        "--demo", action="store_true", help="用 data/demo/ 里虚构的数据演示，输出到 output/demo/"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="问题的输出格式")
    parser.add_argument(
        "--port",
        type=_port,
        default=8000,
        help="serve 用的端口（默认8000；0是任选）",
    )


def _add_options_of_forms(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--period", metavar="时期", type=_period, help="forms、owed 的时期，例如 2024-H1"
    )
    parser.add_argument(
        "--on", metavar="日期", type=_day, help="collect 登记的日期；owed 按哪一天看"
    )
    parser.add_argument("--yes", action="store_true", help="collect 确认登记")
    parser.add_argument(
        "--prefer", metavar="单位", action="append", default=[], help="两个单位报的不同时采用谁的"
    )


def parsed(program: Path, arguments: list[str] | None) -> argparse.Namespace:
    """Return what was asked for; leaves with exit code 2 and words where it makes no sense."""
    made = parser(program)
    asked = made.parse_intermixed_args(arguments)
    if asked.files and asked.command not in ("collect", "diff", "booklet"):
        made.error(f"{asked.command} 后面不写「{asked.files[0]}」")
    if asked.command == "diff" and len(asked.files) != 2:
        made.error("diff 后面要写两期，例如 diff 2024-01 2024-02")
    if asked.demo and asked.command == "collect":
        made.error("collect 登记的是真实数据，不能和 --demo 一起用")
    if asked.only and (asked.release or asked.zip or asked.no_pdf or asked.command != "build"):
        made.error("--only 只用于平时的 build；打包和正式发布要完整")
    if not asked.files and asked.command == "collect":
        made.error("collect 后面要写收回的填报表，或者放它们的文件夹，例如 collect 收回")
    if asked.period is None and asked.command in ("forms", "owed"):
        made.error(f"{asked.command} 要写时期，例如 --period 2024-H1")
    return asked


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


def _day(text: str) -> dt.date:
    from reportsite.check.fields import day

    try:
        return day(text)
    except ValueError as error:
        message = f"应是日期，例如 2024-07-20，现在是「{text}」"
        raise argparse.ArgumentTypeError(message) from error


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) < 2**16:
        return int(text)
    raise argparse.ArgumentTypeError(f"应是0到65535的整数，现在是「{text}」")
