"""The units of a measure are its bracket's, and a wrong one is told with the one that was meant."""

from collections.abc import Callable
from pathlib import Path

import pytest

Told = Callable[[], str]
UNITS = ["市市场监管局（知识产权局）", "市金融办", "银保监分局", "各旗县区政府"]


@pytest.fixture
def said(site: Path, told: Told) -> Callable[[list[str]], list[str]]:
    """Return what is told when measure 9 lists these units: line:column, code and words."""
    file = site / "content/measures/09-market-operation.md"
    listed = "".join(f"  - {unit}\n" for unit in UNITS)
    text = file.read_text("utf-8")
    assert listed in text

    def say(units: list[str]) -> list[str]:
        file.write_text(text.replace(listed, "".join(f"  - {u}\n" for u in units)), "utf-8")
        return [line.removeprefix(f"content/measures/{file.name}:") for line in told().splitlines()]

    return say


Said = Callable[[list[str]], list[str]]


def test_the_bracket_as_it_stands_is_right(said: Said) -> None:
    assert said(UNITS) == []


@pytest.mark.parametrize(
    ("units", "messages"),
    [
        (["市市场监管局（知识产权局）", "市金融辦", "银保监分局", "各旗县区政府"],
         ["8:5: 错误 E301 责任单位「市金融辦」不在 data/units.yml。是不是「市金融办」？"]),
        (["市场监管局（知识产权局）", "市金融办", "银保监分局", "各旗县区政府"],
         ["7:5: 错误 E317 「市场监管局（知识产权局）」不在这项措施原文的括号里。是不是「市市场监管局（知识产权局）」？"]),
        (["市市场监管局", "市金融办", "银保监局", "各旗县区政府"],
         ["7:5: 错误 E301 责任单位「市市场监管局」不在 data/units.yml。是不是「市市场监管局（知识产权局）」？",
          "9:5: 错误 E301 责任单位「银保监局」不在 data/units.yml。是不是「银保监分局」？"]),
        (["市市场监管局（知识产权局）", "市财政局", "银保监分局", "各旗县区政府"],
         ["8:5: 错误 E317 「市财政局」不在这项措施原文的括号里。是不是「市金融办」？"]),
        ([*UNITS, "市财政局"],
         ["11:5: 错误 E317 「市财政局」不在这项措施原文的括号里。如果是多写的，请删去。"]),
        (UNITS[:1] + UNITS[2:], ["7:3: 错误 E318 少写了责任单位：市金融办，请照原文的括号补上。"]),
        (UNITS[2:], ["7:3: 错误 E318 少写了责任单位：市市场监管局（知识产权局）、市金融办，请照原文的括号补上。"]),
        ([UNITS[0], UNITS[2], UNITS[1], UNITS[3]],
         ["8:5: 错误 E319 责任单位的次序与原文不同：这里应是「市金融办」，原文的次序是：市市场监管局（知识产权局）、市金融办、银保监分局、各旗县区政府。"]),
        ([*UNITS, UNITS[0]], ["11:5: 错误 E303 责任单位「市市场监管局（知识产权局）」写了两次，请删去一处。"]),
        (["临河区", *UNITS[:3]],
         ["7:5: 错误 E301 责任单位「临河区」不在 data/units.yml。是不是「各旗县区政府」？"]),
    ],
)  # fmt: skip
def test_each_slip_gives_one_message(said: Said, units: list[str], messages: list[str]) -> None:
    assert said(units) == messages


def test_a_broken_register_leaves_the_bracket_to_be_held(site: Path, said: Said) -> None:
    (site / "data/units.yml").write_text("units: [\n", "utf-8")
    lines = said([UNITS[0], "市金融辦", *UNITS[2:]])
    assert [line.split()[2] for line in lines] == ["E317", "E115"]
    assert "是不是「市金融办」？" in lines[0]
