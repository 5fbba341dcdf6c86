"""The command line: what it prints, what it returns, what it leaves alone."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reportsite.cli.commands import bar
from reportsite.press import Printed
from tests.support.checkout import ROOT, checkout, command, edit, hear_control_c, run, tree
from tests.support.websites import fill

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def built(site: Path, capsys: Captured) -> Path:
    """Return a project that has been built once, without PDFs."""
    assert built_again(site) == 0
    capsys.readouterr()
    return site


def built_again(site: Path, *arguments: str) -> int:
    return command("--root", str(site), "--no-pdf", *arguments)


def pages(site: Path) -> dict[str, bytes]:
    return tree(site / "output" / "site")


def test_build_makes_the_site_and_says_where(site: Path, capsys: Captured) -> None:
    assert built_again(site) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert f"网站在 {site / 'output' / 'site'}：" in err
    assert re.search(r"还有\d+处待填", err)
    assert len(pages(site)) > 70


def test_unchanged_project_is_not_built_again(built: Path, capsys: Captured) -> None:
    before = {path: path.stat().st_mtime_ns for path in built.rglob("*")}
    assert built_again(built) == 0
    assert "没有变化，不用重新生成。网站在" in capsys.readouterr().err
    assert {path: path.stat().st_mtime_ns for path in built.rglob("*")} == before


def test_unchanged_project_is_told_without_loading_a_library(site: Path) -> None:
    folder = checkout(site / "copy")
    assert run(folder, "--no-pdf").returncode == 0
    bare = subprocess.run(
        [sys.executable, "-S", "-I", "build.py", "--no-pdf"], cwd=folder, check=False
    )
    assert bare.returncode == 0


def test_saved_change_is_built(built: Path, capsys: Captured) -> None:
    edit(built / "content" / "pages" / "about.md", "title: ", "title: 新的")
    assert built_again(built) == 0
    assert re.search(r"更新了[1-9]\d*个文件。网站在", capsys.readouterr().err)
    assert "新的" in pages(built)["about/index.html"].decode()


def test_ten_mistakes_are_all_told_at_their_place_and_nothing_is_touched(
    built: Path, capsys: Captured
) -> None:
    before = pages(built)
    content = built / "content"
    measures = content / "measures"
    edit(measures / "03-judicial-protection.md", "  - 市公安局", "  - 市公案局")
    edit(measures / "01-policy-system.md", "number: 1\n", "number: 1\nnumber: 1\n")
    edit(measures / "02-management-system.md", "chapter: ", "chapter：")
    edit(content / "site.yml", "巴彦淖尔, 知识产权,", "巴彦淖尔，知识产权,")
    (measures / "09-market-operation.md").unlink()
    shutil.copy(measures / "07-creation.md", measures / "07-again.md")
    edit(measures / "10-brand-building.md", 'id: "02"', 'id: "22"')
    edit(measures / "04-administrative-protection.md", "行政执法保护力度", "行政执法力度")
    edit(content / "site.yml", "as_of: 2023-07-03", "as_of: 2023-13-03")
    edit(content / "pages" / "about.md", "\n## ", "\n[看](../measures/99-x.md)\n\n## ")
    assert built_again(built) == 1
    out, err = capsys.readouterr()
    told = [tuple(line.split(" ")[:3:2]) for line in out.splitlines()]
    assert told == [
        ("content/measures/01-policy-system.md:4:1:", "E119"),
        ("content/measures/02-management-system.md:5:8:", "E112"),
        ("content/measures/03-judicial-protection.md:9:5:", "E301"),
        ("content/measures/04-administrative-protection.md:24:83:", "E401"),
        ("content/measures/07-creation.md:3:9:", "E313"),
        ("content/measures/10-brand-building.md:14:10:", "E304"),
        (f"content/pages/about.md:{line_of(content / 'pages' / 'about.md', '[看]')}:5:", "E501"),
        ("content/site.yml:5:16:", "E117"),
        ("content/site.yml:12:8:", "E205"),
        ("data/plan.txt:25:3:", "E402"),
    ]
    assert err == "共10个问题，没有生成；原来的网站没有动。\n"
    assert pages(built) == before


def line_of(file: Path, text: str) -> int:
    lines = file.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def test_mended_project_is_built_again(built: Path) -> None:
    before = pages(built)
    name = built / "content" / "measures" / "03-judicial-protection.md"
    edit(name, "  - 市公安局", "  - 市公案局")
    assert built_again(built) == 1
    edit(name, "  - 市公案局", "  - 市公安局")
    assert built_again(built) == 0
    assert pages(built) == before


def test_release_refuses_every_gap_at_its_line_and_touches_nothing(
    built: Path, capsys: Captured
) -> None:
    before = pages(built)
    assert built_again(built, "--release") == 1
    out = capsys.readouterr().out.splitlines()
    settings = (built / "content" / "site.yml").read_text(encoding="utf-8").splitlines()
    gaps = [n for n, line in enumerate(settings, 1) if re.match(r"\w+: *待填( |$)", line)]
    assert len(gaps) > 5
    told = [re.match(r"content/site\.yml:(\d+):\d+: 错误 E901 ", line) for line in out]
    assert [int(match[1]) for match in told if match] == gaps
    assert pages(built) == before


def test_release_without_gaps_leaves_drafts_out(built: Path) -> None:
    fill(built / "content" / "site.yml")
    assert built_again(built, "--release") == 0
    assert not [path for path in pages(built) if path.startswith("bulletins/")]
    assert "待填" not in "".join(
        data.decode() for path, data in pages(built).items() if path.endswith(".html")
    )


def warned(site: Path) -> Path:
    (site / "content" / "pages" / "notes.txt").touch()
    return site


def test_warning_is_printed_and_printed_again(built: Path, capsys: Captured) -> None:
    warned(built)
    for _ in range(2):
        assert built_again(built) == 0
        assert capsys.readouterr().out.startswith("content/pages/notes.txt:1:1: 警告 W103 ")


def test_strict_refuses_a_warning(built: Path, capsys: Captured) -> None:
    assert built_again(warned(built), "--strict") == 1
    assert "警告 W103" in capsys.readouterr().out


def test_json_is_printed_whatever_happens(built: Path, capsys: Captured) -> None:
    assert built_again(built, "--format", "json") == 0
    assert json.loads(capsys.readouterr().out) == []
    assert built_again(built, "--format", "json") == 0
    assert json.loads(capsys.readouterr().out) == []
    (built / "content" / "plan.md").unlink()
    assert built_again(built, "--format", "json") == 1
    (problem,) = json.loads(capsys.readouterr().out)
    assert (problem["path"], problem["line"], problem["level"]) == ("content/plan.md", 1, "错误")


def test_check_writes_nothing(site: Path, capsys: Captured) -> None:
    assert command("check", "--root", str(site)) == 0
    assert "17项措施、20项指标检查完毕。" in capsys.readouterr().err
    assert not (site / "output").exists()


def test_check_tells_what_build_tells(built: Path, capsys: Captured) -> None:
    edit(built / "content" / "measures" / "03-judicial-protection.md", "市公安局", "市公案局")
    assert command("check", "--root", str(built)) == 1
    checked = capsys.readouterr().out
    assert built_again(built) == 1
    assert capsys.readouterr().out == checked != ""


def test_interrupted_build_says_so_and_touches_nothing(built: Path) -> None:
    before = pages(built)
    os.mkfifo(built / "content" / "pages" / "pipe.md")  # holds the build up while it reads
    hear_control_c()
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "build.py"), "--root", str(built), "--no-pdf"],
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    end = os.open(built / "content" / "pages" / "pipe.md", os.O_WRONLY)
    process.send_signal(signal.SIGINT)
    assert process.communicate()[1] == "\n已中断，原来的网站没有动。\n"
    assert process.returncode == 130
    assert pages(built) == before
    os.close(end)


def test_without_its_environment_it_says_what_to_run(tmp_path: Path) -> None:
    command = [sys.executable, "-S", "-I", str(ROOT / "build.py"), "--output", str(tmp_path)]
    bare = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert bare.returncode == 2
    assert "请在本文件夹里运行：make" in bare.stderr
    assert "Traceback" not in bare.stderr
    assert not list(tmp_path.iterdir())


def test_timings_tell_the_seconds_of_each_stage_after_all_else(
    built: Path, capsys: Captured
) -> None:
    assert built_again(built, "--timings") == 0
    out, err = capsys.readouterr()
    assert out == ""
    summary, table = err.split("阶段   用时/秒   处理器/秒\n")
    assert summary.startswith("更新了0个文件。网站在 ")
    rows = [line.split() for line in table.splitlines()]
    stages = "启动 检查 内容 数据 配图 网页 搜索 核对 发布 合计"
    assert [stage for stage, _, _ in rows] == stages.split()
    for column in (1, 2):
        *parts, whole = (float(row[column]) for row in rows)
        assert sum(parts) == pytest.approx(whole, abs=0.01 * len(rows))


def test_the_bar_shows_documents_pages_and_time_left(capfd: pytest.CaptureFixture[str]) -> None:
    made = [Printed(b"", pages, ()) for pages in (3, 4)]
    assert list(bar(2, iter(made))) == made
    said = capfd.readouterr().err
    assert "2/2份" in said
    assert "7页，还要" in said
    assert list(bar(0, iter(()))) == []
