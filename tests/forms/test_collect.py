"""What comes back is registered exactly, once, and all of it or nothing."""

import datetime as dt
import json
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportsite.forms.collect import Asked, Collected, collect, write
from reportsite.plan.model import Report
from reportsite.problems import ContentError, Problems, as_text
from reportsite.source import ledger
from tests.support.checkout import ROOT, Tree, command, edit, tree
from tests.support.damages import DAMAGES, spoilt, told
from tests.support.demo import report_of
from tests.support.once import once
from tests.support.returns import DAY, MARKET, cell, changed, filled, form, put, swap

Captured = pytest.CaptureFixture[str]
CSV, MEASURE = "data/actuals.csv", "content/measures/01-policy-system.md"
HEADER = f"{','.join(ledger.HEADER)}\n"
MARKET_NAME = "市市场监管局（知识产权局）"
ROWS = (
    f"01,2024-H1,0.70,{DAY},{MARKET_NAME},知识产权统计年报,\n"
    f"06,2024-H1,4.75,{DAY},{MARKET_NAME},质押登记台账,\n"
)
ON = f"（{MARKET_NAME}，2024年7月20日）"
SAID = f"""
## 进展

### 2024年上半年{ON}

阶段：推进中

完成了办法修订。

## 存在问题

### 2024年上半年{ON}

人手不足。

## 下一步

### 2024年上半年{ON}

下半年推开。
"""


def handed_in(site: Path, *forms: bytes) -> tuple[Path, ...]:
    """Put returned forms beside the project under other names than they were sent out with."""
    folder = site / "收回"
    folder.mkdir(exist_ok=True)
    files = tuple(folder / f"表{number}.xlsx" for number in range(1, len(forms) + 1))
    for file, data in zip(files, forms, strict=True):
        file.write_bytes(data)
    return files


def sources(site: Path) -> Tree:
    return {p: d for p, d in tree(site).items() if p.startswith(("content/", "data/"))}


def looked(site: Path, *forms: bytes, **options: Any) -> Collected:
    return collect(Asked(site, handed_in(site, *forms), **options), Problems())


def registered(site: Path, *forms: bytes, **options: Any) -> Collected:
    collected = looked(site, *forms, **options)
    write(site, collected)
    return collected


def refused(site: Path, *forms: bytes, **options: Any) -> str:
    """Return the problems for which nothing was registered, one a line."""
    before = sources(site)
    with pytest.raises(ContentError) as error:
        registered(site, *forms, **options)
    assert sources(site) == before
    return as_text(error.value.problems)


def rows(site: Path) -> str:
    return (site / CSV).read_text("utf-8").removeprefix(HEADER)


def reported_by_both(site: Path) -> None:
    """Let the pledge figure be reported by the finance office too."""
    name = "name: 知识产权质押融资金额\n"
    edit(
        site / "data" / "indicators.yml", name, f"{name}    reporters: [{MARKET_NAME}, 市金融办]\n"
    )


def pledge(site: Path, unit: str, value: object, *changes: Callable[[Any], object]) -> bytes:
    """Return a unit's form with nothing but a figure for pledges in it."""
    empty = form(report_of(site), unit)
    row = 10 if unit == MARKET else 5

    def fill(book: Any) -> None:
        put(book, "填报说明", {"B8": DAY})
        put(book, "指标", {f"H{row}": value, f"I{row}": "台账"})
        for change in changes:
            change(book)

    return changed(empty, fill)


# What is registered


def test_looking_changes_nothing(site: Path, report: Report) -> None:
    before = sources(site)
    looked(site, filled(form(report)))
    assert sources(site) == before


def test_figures_and_words_are_registered_exactly(site: Path, report: Report) -> None:
    before = (site / MEASURE).read_text("utf-8")
    registered(site, filled(form(report)))
    assert rows(site) == ROWS
    assert (site / MEASURE).read_text("utf-8") == before + SAID


def test_what_is_registered_is_read_as_it_was_meant(site: Path, report: Report) -> None:
    registered(site, filled(form(report)))
    told = report_of(site)
    assert [(str(row.value), row.source) for row in told.actuals] == [
        ("0.70", "知识产权统计年报"),
        ("4.75", "质押登记台账"),
    ]
    entries = told.measures[0].entries
    assert [entry.kind.value for entry in entries] == ["进展", "存在问题", "下一步"]
    assert {entry.on for entry in entries} == {dt.date(2024, 7, 20)}


def test_a_second_run_of_the_same_file_changes_nothing(site: Path, report: Report) -> None:
    registered(site, filled(form(report)))
    before = sources(site)
    again = registered(site, filled(form(report)))
    assert (again.changes, again.additions.known) == ({}, 5)
    assert sources(site) == before
    registered(site, filled(form(report)), on=dt.date(2024, 7, 30))
    assert sources(site) == before


def test_many_forms_are_registered_at_once(site: Path, report: Report) -> None:
    units = ("linhe", "nongmu", "wulate-haiguan")
    given = [filled(form(report, unit)) for unit in (*units, MARKET)]
    collected = registered(site, *given)
    assert len(collected.additions.entries) == 12
    assert len(report_of(site).actuals) == 2


def test_rows_stand_by_day_whatever_the_order_of_the_files(site: Path) -> None:
    reported_by_both(site)
    late = pledge(site, "jinrongban", 4.75, cell("填报说明", "B8", "2024-07-22"))
    early = filled(form(report_of(site)), cell("指标", "H10", None))
    registered(site, late, early)
    assert re.findall(r"2024-07-\d\d", rows(site)) == ["2024-07-20", "2024-07-22"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (4.7, "4.70"),
        ("4.70", "4.70"),
        ("４．７５", "4.75"),
        (" 4.75\u3000", "4.75"),
        (4.75, "4.75"),
        (0.1 + 0.2, "0.30"),
        (5, "5.00"),
        (4.123456, "4.123456"),
        ("0", "0"),
        ("1,234.5", "1234.5"),
    ],
)
def test_a_figure_is_kept_as_it_is_shown(
    site: Path, report: Report, typed: object, kept: str
) -> None:
    given = filled(form(report), cell("指标", "H5", None), cell("指标", "H10", typed))
    registered(site, given)
    assert rows(site).split(",")[2] == kept


@pytest.mark.parametrize("typed", ["", "-", "—", "无", "暂无", "/"])
def test_nothing_is_registered_for_nothing(site: Path, report: Report, typed: str) -> None:
    problems = Problems()
    given = filled(form(report), cell("指标", "H10", typed), cell("指标", "J10", "年底才有"))
    collected = collect(Asked(site, handed_in(site, given)), problems)
    assert [row.reported.indicator for row in collected.additions.rows] == ["01"]
    assert as_text(problems.found) == told("a source without a figure")


@pytest.mark.parametrize(
    "typed", [dt.date(2024, 7, 20), "2024年7月20日", "2024.7.20", "２０２４-7-20"]
)
def test_the_day_is_read_however_it_is_typed(site: Path, report: Report, typed: object) -> None:
    registered(site, filled(form(report), cell("填报说明", "B8", typed)))
    assert rows(site) == ROWS


def test_a_day_can_be_given_for_a_form_without_one(site: Path, report: Report) -> None:
    given = filled(form(report), cell("填报说明", "B8", None))
    registered(site, given, on=dt.date(2024, 7, 25))
    assert "2024-07-25" in rows(site)
    assert "2024年7月25日" in (site / MEASURE).read_text("utf-8")


def test_who_filled_it_in_is_said_but_never_registered(site: Path, report: Report) -> None:
    collected = registered(site, filled(form(report)))
    assert [form.by for form in collected.returns] == ["张三"]
    assert not any("张三".encode() in data for data in sources(site).values())


def test_sorted_rows_are_read_by_their_numbers(site: Path, report: Report) -> None:
    registered(site, filled(form(report), swap("指标", 10, 7), swap("措施", 5, 9)))
    assert rows(site) == ROWS
    assert "完成了办法修订。" in (site / MEASURE).read_text("utf-8")


def test_words_that_look_like_markdown_cannot_break_the_file(site: Path, report: Report) -> None:
    words = "# 大标题\n---\n## 下一步\n- 一\n| a |\n|---|\n{{ 各项目标() }}\n<script>x</script>\n**"
    problems = Problems()
    given = filled(form(report), cell("措施", "E5", words))
    collected = collect(Asked(site, handed_in(site, given)), problems)
    write(site, collected)
    assert {problem.code.name for problem in problems.found} == {"W536"}
    entries = report_of(site).measures[0].entries
    assert len(entries) == 3
    shown = [re.sub("<[^>]+>", "", line) for line in str(entries[0].prose[0]).split("\n")]
    escaped = words.replace("<", "&lt;").replace(">", "&gt;").split("\n")
    assert shown == ["阶段：推进中", *escaped]


def test_files_keep_their_marks_line_ends_and_encodings(site: Path, report: Report) -> None:
    old = f"{HEADER}01,2023,0.60,2024-01-20,{MARKET_NAME},年报,\n".replace("\n", "\r\n")
    (site / CSV).write_bytes(old.encode("gb18030"))
    measure = (site / MEASURE).read_bytes()
    windows = b"\xef\xbb\xbf" + measure.replace(b"\n", b"\r\n")
    (site / MEASURE).write_bytes(windows)
    registered(site, filled(form(report)))
    expected = (old + ROWS.replace("\n", "\r\n")).encode("gb18030")
    assert (site / CSV).read_bytes() == expected
    assert (site / MEASURE).read_bytes() == windows + SAID.replace("\n", "\r\n").encode()


def test_a_corrected_form_is_added_and_says_what_it_corrects(site: Path, report: Report) -> None:
    registered(site, filled(form(report)))
    later = (cell("填报说明", "B8", "2024-08-02"), cell("指标", "H10", 4.8))
    collected = registered(site, filled(form(report), *later, cell("措施", "F5", "人手仍不足。")))
    assert rows(site) == f"{ROWS}06,2024-H1,4.80,2024-08-02,{MARKET_NAME},质押登记台账,\n"
    assert [str(getattr(row.before, "value", "")) for row in collected.additions.rows] == ["4.75"]
    entries = [e for e in report_of(site).measures[0].entries if e.kind.value == "存在问题"]
    assert [entry.text for entry in entries] == ["人手不足。", "人手仍不足。"]
    before = sources(site)
    registered(site, filled(form(report)))  # the first form once more
    assert sources(site) == before


# What is refused


@pytest.fixture(scope="module")
def complaints(tmp_path_factory: pytest.TempPathFactory, report: Report) -> dict[str, str]:
    """Return what is told of each spoilt form; all are handed in at once, and nothing changes."""

    def refuse(site: Path) -> None:
        for folder in ("content", "data"):
            shutil.copytree(ROOT / folder, site / folder)
        said = refused(site, *(spoilt(name, report) for name in DAMAGES))
        (site / "said.txt").write_text(said, "utf-8")

    said = once(tmp_path_factory, "spoilt", refuse) / "said.txt"
    found = dict.fromkeys(DAMAGES, "")
    for line in said.read_text("utf-8").splitlines():
        place = re.fullmatch(r"收回/表(\d+)(\.xlsx.*)", line)
        assert place
        found[list(DAMAGES)[int(place[1]) - 1]] += f"表{place[2]}\n"
    return found


@pytest.mark.parametrize("name", DAMAGES)
def test_a_spoilt_form_is_told_exactly_and_changes_nothing(
    name: str, complaints: dict[str, str]
) -> None:
    assert complaints[name] == told(name)


def test_all_faults_of_all_forms_are_told_in_one_run(site: Path, report: Report) -> None:
    names = ("3万", "negative", "unknown stage", "old xls")
    said = refused(site, *(spoilt(name, report) for name in names))
    assert re.findall(r"表(\d)\.xlsx\S* 错误 (E\d+)", said) == [
        ("1", "E365"), ("2", "E366"), ("3", "E370"), ("4", "E350"),
    ]  # fmt: skip


def test_one_spoilt_form_keeps_the_sound_ones_out_too(site: Path, report: Report) -> None:
    assert "E365" in refused(site, filled(form(report, "nongmu")), spoilt("3万", report))


def test_a_file_that_is_not_there_is_told(site: Path) -> None:
    with pytest.raises(ContentError) as error:
        collect(Asked(site, (site / "没有.xlsx",)), Problems())
    assert as_text(error.value.problems) == told("no such file")


def test_a_folder_stands_for_all_that_was_sent_in_it(site: Path, report: Report) -> None:
    handed_in(site, filled(form(report)), filled(form(report, "nongmu")))
    for litter in (".DS_Store", "Thumbs.db"):
        (site / "收回" / litter).write_bytes(b"x")
    problems = Problems()
    collected = collect(Asked(site, (site / "收回",)), problems)
    assert [back.unit.id for back in collected.returns] == [MARKET, "nongmu"]
    assert problems.found == []


def test_a_form_that_is_still_open_is_warned_of(site: Path, report: Report) -> None:
    handed_in(site, filled(form(report)))
    for sign in ("~$表1.xlsx", ".~lock.表1.xlsx#"):
        (site / "收回" / sign).write_bytes(b"x")
    problems = Problems()
    collected = collect(Asked(site, (site / "收回", site / "收回" / "~$表1.xlsx")), problems)
    assert len(collected.returns) == 1
    assert as_text(problems.found) == told("a form that is still open")


def test_an_empty_folder_is_told(site: Path) -> None:
    (site / "收回").mkdir()
    with pytest.raises(ContentError) as error:
        collect(Asked(site, (site / "收回",)), Problems())
    assert as_text(error.value.problems) == told("an empty folder")


def test_two_forms_of_one_unit_must_say_the_same(site: Path, report: Report) -> None:
    one, other = filled(form(report)), filled(form(report), cell("指标", "H10", 4.8))
    assert refused(site, one, other) == told("two forms of one unit")
    assert len(registered(site, one, one).additions.rows) == 2


def test_two_units_that_differ_are_a_conflict(site: Path) -> None:
    reported_by_both(site)
    forms = pledge(site, MARKET, 4.75), pledge(site, "jinrongban", 4.8)
    assert refused(site, *forms) == told("two units that differ")


@pytest.mark.parametrize(("name", "value"), [("市金融办", "4.80"), (MARKET_NAME, "4.75")])
def test_a_conflict_is_resolved_by_name(site: Path, name: str, value: str) -> None:
    reported_by_both(site)
    forms = pledge(site, MARKET, 4.75), pledge(site, "jinrongban", 4.8)
    collected = registered(site, *forms, prefer=(name,))
    assert rows(site) == f"06,2024-H1,{value},{DAY},{name},台账,\n"
    assert len(collected.additions.passed_over) == 1


def test_a_conflict_with_what_is_registered_is_resolved_by_name(site: Path) -> None:
    reported_by_both(site)
    registered(site, pledge(site, MARKET, 4.75))
    rival = pledge(site, "jinrongban", 4.8, cell("填报说明", "B8", "2024-07-22"))
    assert refused(site, rival) == told("a unit that differs from what is registered")
    kept = registered(site, rival, prefer=(MARKET_NAME,))
    assert (kept.changes, len(kept.additions.passed_over)) == ({}, 1)
    registered(site, rival, prefer=("市金融办",))
    assert rows(site).endswith("06,2024-H1,4.80,2024-07-22,市金融办,台账,\n")


def test_two_units_that_agree_are_no_conflict(site: Path) -> None:
    reported_by_both(site)
    registered(site, pledge(site, MARKET, 4.75), pledge(site, "jinrongban", "4.750"))
    assert rows(site) == f"06,2024-H1,4.75,{DAY},{MARKET_NAME},台账,\n"
    registered(site, pledge(site, "jinrongban", "4.750"))
    assert rows(site).count("\n") == 1


def test_a_name_nobody_has_is_not_preferred(site: Path, report: Report) -> None:
    assert refused(site, filled(form(report)), prefer=("市金融辦",)) == told("an unknown name")


def test_another_figure_of_the_same_day_needs_a_day_of_its_own(site: Path, report: Report) -> None:
    registered(site, filled(form(report)))
    other = filled(form(report), cell("指标", "H10", 4.8), cell("措施", "E5", "别的。"))
    assert refused(site, other) == told("another figure of the same day")
    registered(site, other, on=dt.date(2024, 7, 21))
    assert rows(site).endswith(f"06,2024-H1,4.80,2024-07-21,{MARKET_NAME},质押登记台账,\n")


def test_a_figure_older_than_the_last_row_needs_a_day(site: Path, report: Report) -> None:
    last = f"02,2023,2.70,2024-07-25,{MARKET_NAME},年报,\n"
    (site / CSV).write_text(HEADER + last, "utf-8")
    assert refused(site, filled(form(report))) == told("older than the last row")
    registered(site, filled(form(report)), on=dt.date(2024, 7, 25))


def test_a_broken_project_is_told_before_anything_is_registered(site: Path, report: Report) -> None:
    edit(site / MEASURE, "chapter: 1", "chapter: 2")
    assert "E315" in refused(site, filled(form(report)))


def test_what_the_project_would_warn_of_is_told_beforehand(site: Path, report: Report) -> None:
    problems = Problems()
    given = filled(form(report), cell("指标", "H10", 475))
    collect(Asked(site, handed_in(site, given)), problems)
    assert [(p.place.path, p.place.line, p.code.name) for p in problems.found] == [(CSV, 3, "W338")]


def test_a_file_saved_in_the_meantime_is_not_lost(site: Path, report: Report) -> None:
    collected = looked(site, filled(form(report)))
    edit(site / MEASURE, "number: 1", "number:  1")
    before = sources(site)
    with pytest.raises(ContentError) as error:
        write(site, collected)
    assert as_text(error.value.problems) == told("saved in the meantime")
    assert sources(site) == before


def test_an_empty_form_and_a_foreign_sheet_are_warned_of(site: Path, report: Report) -> None:
    problems = Problems()

    def with_a_sheet(book: Any) -> None:
        book.create_sheet("附表")["A1"].value = "x"
        put(book, "填报说明", {"B8": DAY})

    given = changed(form(report), with_a_sheet)
    assert collect(Asked(site, handed_in(site, given)), problems).changes == {}
    assert as_text(problems.sorted) == told("nothing filled in, and a foreign sheet")


# The command line


def ask(site: Path, *arguments: str) -> int:
    return command("collect", "--root", str(site), *arguments)


def test_the_command_shows_every_line_and_waits_for_a_yes(
    site: Path, report: Report, capsys: Captured
) -> None:
    [file] = handed_in(site, filled(form(report)))
    before = sources(site)
    assert ask(site, str(file)) == 0
    out, err = capsys.readouterr()
    assert "收回/表1.xlsx：" in out
    assert f"+ 指标06 2024年上半年 4.75　{MARKET_NAME}，{DAY} 登记；来源：质押登记台账\n" in out
    assert f"\n{MEASURE}\n+ ## 进展  ### 2024年上半年{ON}\n+   阶段：推进中\n" in out
    assert err == "将登记2个数、3段文字，写进2个文件。核对无误后加 --yes 再运行一次。\n"
    assert sources(site) == before
    assert ask(site, "--yes", str(file)) == 0
    assert capsys.readouterr().err == "登记了2个数、3段文字，写进2个文件。\n"
    assert rows(site) == ROWS
    assert ask(site, str(file), "--yes") == 0
    assert capsys.readouterr().err == (
        "没有要登记的内容，什么也没有改。5格以前已经登记过，不再登记。\n"
    )


def test_the_command_tells_faults_and_fails(site: Path, report: Report, capsys: Captured) -> None:
    [file] = handed_in(site, spoilt("3万", report))
    assert ask(site, str(file), "--yes", "--format", "json") == 1
    out, err = capsys.readouterr()
    assert [(p["line"], p["column"], p["code"]) for p in json.loads(out)] == [(10, 8, "E365")]
    assert err == "共1个问题，什么也没有登记。\n"


def test_without_a_file_there_is_nothing_to_collect(site: Path, capsys: Captured) -> None:
    with pytest.raises(SystemExit, match="2"):
        ask(site, "--yes")
    said = capsys.readouterr().err
    assert "collect 还要写「文件…」。\n例如：build.py collect 收回　" in said


# The whole command dies before one of its renamings: the first puts the journal in place.
KILLED = """
import os, signal, sys
from pathlib import Path
from reportsite.cli import main

left = int(sys.argv[1])
def pass_by(event, _):
    global left
    left -= event == "os.rename"
    if not left:
        left = -1  # the killing is reported too
        os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(pass_by)
sys.dont_write_bytecode = True  # which is renaming too
sys.exit(main(["collect", "--root", sys.argv[2], sys.argv[3], "--yes"], Path.cwd()))
"""


@pytest.mark.parametrize(("renaming", "is_new"), [(1, False), (2, True), (3, True)])
@pytest.mark.parametrize("name", ["check", "collect"])
def test_any_next_command_finishes_what_a_killed_one_began(
    name: str, renaming: int, is_new: bool, site: Path, report: Report, capsys: Captured
) -> None:
    [file] = handed_in(site, filled(form(report)))
    argv = [sys.executable, "-c", KILLED, str(renaming), str(site), str(file)]
    assert subprocess.run(argv, cwd=ROOT, check=False).returncode == -signal.SIGKILL
    more = [str(file)] if name == "collect" else []
    assert command(name, "--root", str(site), *more) == 0
    assert ("上次登记填报表时中断了，现在已经补完。" in capsys.readouterr().err) == is_new
    assert rows(site) == (ROWS if is_new else "")
    assert (SAID in (site / MEASURE).read_text("utf-8")) == is_new


def test_the_re_saved_sample_comes_back_exactly(site: Path) -> None:
    folder = Path(__file__).parent.parent / "office"
    collected = collect(Asked(site, (folder / "resaved.xlsx",)), Problems())
    write(site, collected)
    assert rows(site) == ROWS
    assert (site / MEASURE).read_text("utf-8").endswith(SAID)
