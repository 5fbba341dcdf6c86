"""A second plan, different in every respect, is built and printed like the first (`make demo-other`).

A bureau's, with leads and helpers, limits and milestones, figures by county, an upper limit, a range
and words for targets, no notes, no goals, other years and another way of numbering.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from reportsite.pipeline import Options, build
from reportsite.problems import Problems
from tests.support.checkout import ROOT, Tree, tree
from tests.support.once import once
from tests.support.printing import MM, pages

OTHER = ROOT / "tests" / "other"
A4 = {(210, 297), (297, 210)}
FIRST_PLAN = re.compile(r"巴彦淖尔|内蒙古|知识产权|旗县区|十七|二十项|六项目标|2021|联席会议")


def built_other(folder: Path) -> None:
    problems = Problems()
    build(Options(OTHER, folder / "site", demo=True), problems)
    assert problems.sorted == ()


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    return tree(once(tmp_path_factory, "other", built_other) / "site")


def page(other: Tree, path: str) -> str:
    """Return the words of a page."""
    text = other[f"{path}index.html"].decode()
    main = text[text.index("<main") : text.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", main))


def test_there_is_a_page_for_each_thing_and_none_for_what_there_is_not(other: Tree) -> None:
    kinds = {name.split("/")[0] for name in other if name.endswith("/index.html")}
    assert {"measures", "indicators", "units", "plan", "bulletins", "matrix"} <= kinds
    assert "assurance" not in kinds
    assert len([n for n in other if re.fullmatch(r"measures/\d\d/index.html", n)]) == 5
    assert len([n for n in other if re.fullmatch(r"indicators/\d\d/index.html", n)]) == 4


def test_nothing_of_the_first_plan_is_said(other: Tree) -> None:
    texts = {
        name: data.decode() for name, data in other.items() if name.endswith((".html", ".csv"))
    }
    assert {name for name, text in texts.items() if FIRST_PLAN.search(text)} == set()


def test_the_home_page_counts_what_this_plan_has(other: Tree) -> None:
    said = page(other, "")
    assert "五项措施、四项指标" in said
    assert "2个任务已过完成时限" in said


def test_tasks_say_who_leads_by_when_and_how_it_stands(other: Tree) -> None:
    said = page(other, "measures/01/")
    assert "牵头：市交通运输局；配合：各县区人民政府" in said
    assert "按期完成" in said  # 摸清底数, ten days before its limit
    assert "第一批开工" in said
    assert "已逾期" in page(other, "measures/03/")
    assert "第一部分" in said
    assert "第第" not in said


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("indicators/01/", ("达标", "明显低于序时", "东岭县", "92", "基期")),
        ("indicators/02/", ("≤10", "约束性", "达标", "应报未报")),
        ("indicators/03/", ("88—92", "未设目标", "南坪区")),
        ("indicators/04/", ("基本覆盖", "全覆盖")),
    ],
)
def test_targets_of_every_kind_stand_as_printed(
    other: Tree, path: str, words: tuple[str, ...]
) -> None:
    said = page(other, path)
    assert [word for word in words if word not in said] == []


def test_the_data_have_tasks_and_areas(other: Tree) -> None:
    listed = json.loads(other["data/datapackage.json"])["resources"]
    assert {"tasks", "milestones"} <= {resource["name"] for resource in listed}
    rows = [line for line in other["data/actuals.csv"].decode().splitlines() if "南坪区" in line]
    assert len(rows) == 4


def test_every_sheet_is_a4_with_all_its_print_inside(other: Tree) -> None:
    prints = {name: data for name, data in other.items() if name.endswith(".pdf")}
    assert {"pdf/report.pdf", "pdf/annex.pdf", "pdf/matrix.pdf"} <= set(prints)
    for name, data in prints.items():
        for sheet in pages(data):
            width, height = float(sheet.width), float(sheet.height)
            assert (round(width * MM), round(height * MM)) in A4, name
            assert [char["text"] for char in sheet.chars if not _inside(char, width, height)] == []


def _inside(char: Any, width: float, height: float) -> bool:
    """Say whether a letter stands on its sheet."""
    left, right, top, bottom = (float(char[side]) for side in ("x0", "x1", "top", "bottom"))
    return left >= 0 and right <= width and top >= 0 and bottom <= height


def test_a_print_says_demo_and_nothing_of_the_first_plan(other: Tree) -> None:
    for name, data in other.items():
        if name.endswith(".pdf"):
            text = "".join(sheet.extract_text() for sheet in pages(data))
            assert "演示数据" in text, name
            assert not FIRST_PLAN.search(text), name
