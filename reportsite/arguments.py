"""What may follow `build.py` on the command line, and argparse's own words in Chinese."""

import argparse
from pathlib import Path

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
        usage="build.py [build|check|serve] [选项]",
        description="把 content/ 和 data/ 里的内容生成网站和 PDF 简报。",
        allow_abbrev=False,
    )
    parser.add_argument(
        "command",
        nargs="?",
        default="build",
        choices=("build", "check", "serve"),
        help="build 生成（默认）；check 只检查；serve 在本机预览，保存后自动刷新",
    )
    parser.add_argument(
        "--root", metavar="DIR", type=Path, default=program, help="content/ 和 data/ 在哪里"
    )
    parser.add_argument("--output", metavar="DIR", type=Path, help="输出到哪里（默认是 output/）")
    parser.add_argument("--no-pdf", action="store_true", help="不生成 PDF")
    parser.add_argument("--strict", action="store_true", help="有警告也算失败")
    parser.add_argument(
        "--release", action="store_true", help="正式发布：还有待填的内容就拒绝，草稿不发布"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="问题的输出格式")
    parser.add_argument(
        "--port",
        type=_port,
        default=8000,
        help="serve 用的端口（默认8000；0是任选）",
    )
    return parser


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) < 2**16:
        return int(text)
    raise argparse.ArgumentTypeError(f"应是0到65535的整数，现在是「{text}」")
