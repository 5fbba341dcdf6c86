"""What may be typed: each command knows its own options, and says so in Chinese."""

import re
import shlex
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import pytest

from reportsite.cli.arguments import COMMANDS, OPTIONS, VALUED, parsed
from tests.support.checkout import ROOT

Captured = pytest.CaptureFixture[str]
HAS = {name: has.split() for name, (_, has, _) in COMMANDS.items()}
FOREIGN = [
    (name, option)
    for name in COMMANDS
    for option in OPTIONS
    if option.startswith("--") and option not in HAS[name]
]
EXAMPLES = [(name, line) for name, (_, _, lines) in COMMANDS.items() for line in lines]
POSIX = [
    "fcntl",
    "grp",
    "posixshadow",
    "pty",
    "pwd",
    "readline",
    "resource",
    "syslog",
    "termios",
    "tty",
]
BLOCKED = f"""
import runpy, sys
sys.modules.update(dict.fromkeys({POSIX}))
sys.argv = {[str(ROOT / "build.py"), "check", "--help"]}
try:
    runpy.run_path(sys.argv[0], run_name="__main__")
finally:
    ours = sorted(name for name in sys.modules if name.startswith("reportsite"))
    print(*ours, file=sys.stderr)
"""


def typed(line: str) -> Namespace:
    return parsed(shlex.split(line, comments=True), ROOT)


def refused(line: str, capsys: Captured) -> str:
    """Return what is said of a line that makes no sense."""
    with pytest.raises(SystemExit) as stopped:
        typed(line)
    assert stopped.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    return err


def helped(line: str, capsys: Captured) -> str:
    with pytest.raises(SystemExit) as stopped:
        typed(line)
    assert stopped.value.code == 0
    return capsys.readouterr().out


@pytest.mark.parametrize(("name", "option"), FOREIGN)
def test_an_option_of_another_command_is_refused_and_says_whose_it_is(
    name: str, option: str, capsys: Captured
) -> None:
    value = " 1" if option in VALUED else ""
    line = COMMANDS[name][2][-1].partition("  #")[0]
    said = refused(f"{line} {option}{value}", capsys)
    owners = "、".join(other for other in COMMANDS if option in HAS[other])
    assert said.startswith(
        f"看不懂这条命令：{name} 没有 {option} 这个选项（{owners} 有）。\n例如："
    )
    assert said.endswith(f"说明：build.py {name} --help\n")


def test_each_option_is_declared_once_and_some_command_has_it() -> None:
    assert {*OPTIONS} == {option for has in HAS.values() for option in has}


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_is_chinese_and_has_its_own_options_alone(
    name: str, capsys: Captured
) -> None:
    said = helped(f"{name} --help", capsys)
    told, _, examples = said.partition("例子:\n")
    assert [line for line in told.splitlines() if line and not re.search("[一-鿿]", line)] == []
    shown = re.findall(r"^  (?:-h, )?(--[\w-]+)", told, re.MULTILINE)
    assert shown == ["--help", *(option for option in HAS[name] if option.startswith("--"))]
    lines = [line.removeprefix("  build.py ") for line in examples.splitlines()]
    assert lines == [line for command, line in EXAMPLES if command == name]
    assert 2 <= len(lines) <= 3


@pytest.mark.parametrize(("name", "line"), EXAMPLES)
def test_every_example_is_understood(name: str, line: str) -> None:
    assert typed(line).command == name


@pytest.mark.parametrize("line", ["--help", "-h", "--demo --help"])
def test_help_without_a_command_has_a_line_for_each(line: str, capsys: Captured) -> None:
    said = helped(line, capsys)
    assert said.startswith("用法：build.py [命令] [选项]\n")
    assert re.findall(r"^  (\w+) +\S", said, re.MULTILINE) == list(COMMANDS)


def test_no_command_is_build() -> None:
    assert typed("") == typed("build")
    assert typed("--demo --no-pdf") == typed("build --no-pdf --demo")
    assert typed("--release --zip").command == "build"


@pytest.mark.parametrize(
    "line",
    [
        "collect a.xlsx b.xlsx --yes --on 2024-08-02",
        "--on 2024-08-02 collect --yes a.xlsx b.xlsx",
        "collect a.xlsx --yes b.xlsx --on=2024-08-02",
        "--yes collect --on 2024-08-02 -- a.xlsx b.xlsx",
    ],
)
def test_options_stand_before_or_after_words(line: str) -> None:
    asked = typed(line)
    assert (asked.files, asked.yes, str(asked.on)) == (
        [Path("a.xlsx"), Path("b.xlsx")],
        True,
        "2024-08-02",
    )


def test_the_value_of_an_option_is_no_command() -> None:
    asked = typed("--output check --no-pdf")
    assert (asked.command, asked.site) == ("build", Path("check/site").resolve())


def test_issues_are_ids_and_documents_are_files() -> None:
    assert typed("diff 2024-01 2025-01").issues == ["2024-01", "2025-01"]
    assert typed("booklet a.pdf").documents == [Path("a.pdf")]
    assert typed("booklet").documents == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("bild", "没有「bild」这个命令，只有 build、check、"),
        ("--pdf", "build 没有 --pdf 这个选项（是不是 --no-pdf？）"),
        ("check --yes --zip --port 99", "check 没有 --yes 这个选项（collect 有）"),
        ("check --xyz", "check 没有 --xyz 这个选项。\n"),
        ("check --rel", "check 没有 --rel 这个选项（是不是 --release？）"),
        ("check -x", "check 没有 -x 这个选项"),
        ("check --pdf", "check 没有 --pdf 这个选项。\n"),
        ("check a.md", "check 后面不写「a.md」"),
        ("serve --port x", "serve --port 应是0到65535的整数，现在是「x」"),
        ("serve --port", "serve --port 后面要写一个值"),
        ("check --format xml", "check --format 没有'xml'，只有"),
        ("--no-pdf=x", "build --no-pdf 后面不写值"),
        ("owed", "owed 还要写「--period」。\n例如：build.py owed --period 2024-H1　"),
        ("diff 2024-01", "diff 还要写「两期」。\n例如：build.py diff 2024-01 2024-02　"),
        ("diff 2024-01 2024-02 2025-01", "diff 后面不写「2025-01」"),
        ("owed --period 2024-H1 --on x", "owed --on 应是日期，例如 2024-07-20，现在是「x」"),
        ("--release --only 'pdf/units/*'", "--only 只用于平时的 build；打包和正式发布要完整"),
        ("--zip --only 'pdf/units/*'", "--only 只用于平时的 build；打包和正式发布要完整"),
    ],
)
def test_mistyped_command_is_explained_in_chinese(line: str, said: str, capsys: Captured) -> None:
    assert said in refused(line, capsys)


def test_help_loads_the_command_line_alone_and_nothing_that_only_some_systems_have(
    tmp_path: Path,
) -> None:
    command = [sys.executable, "-S", "-I", "-c", BLOCKED]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0
    assert done.stdout.startswith("用法：build.py check [选项]\n")
    assert done.stderr.split() == ["reportsite", "reportsite.cli", "reportsite.cli.arguments"]
