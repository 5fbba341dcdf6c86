"""Every body of the register has its own id and its own spellings."""

from collections.abc import Callable

import pytest

from reportsite.plan.model import Report


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  - id: caizheng\n", "  - id: ¦banquan\n", "E302 「banquan」已经用在「市版权局」，不能重复，请改掉一处。"),
        ("aliases: [农牧局]", "aliases: [农牧局, ¦农牧局]", "E302 「农牧局」已经用在自己的名称或别名里，"),
        ("      - id: linhe\n", "      - id: ¦sifa\n", "E302 「sifa」已经用在「市司法局」，"),
        ("        name: 临河区\n", "        name: ¦市司法局\n", "E302 「市司法局」已经用在「市司法局」，"),
        ("  - id: jingkaiqu\n", "  - id: ¦经开区\n", "E203 「id」是「经开区」，应是小写字母、数字和减号，"),
        ("        until: 2023-07\n", "        until: ¦2023年7月\n", "E203 「until」是「2023年7月」，应是年和月，例如 2023-07。"),
        ("        until: 2023-07\n", "        since: 2023-08\n        until: ¦2023-07\n", "E322 截止年月 2023-07 早于起始年月 2023-08，"),
    ],
)  # fmt: skip
def test_a_slip_is_told_once_at_its_place(
    change: Callable[[str, str, str], str], told: Callable[[], str], old: str, new: str, said: str
) -> None:
    place = change("data/units.yml", old, new)
    (only,) = told().splitlines()
    assert only.startswith(f"{place} 错误 {said}")


def test_a_copied_body_is_told_once(
    change: Callable[[str, str, str], str], told: Callable[[], str]
) -> None:
    nongmu = "  - id: nongmu\n    name: 市农牧局\n    kind: 部门\n    aliases: [农牧局]\n    verified: 惯例\n"
    place = change(
        "data/units.yml", "  - id: lincao\n", nongmu.replace(": n", ": ¦n", 1) + "  - id: lincao\n"
    )
    (only,) = told().splitlines()
    assert only.startswith(f"{place} 错误 E302 「nongmu」已经用在「市农牧局」，")


def test_a_name_in_time_is_kept_with_its_months(report: Report) -> None:
    banking = next(unit for unit in report.register.units if unit.id == "yinbaojian")
    assert [(name.since, name.until, name.verified) for name in banking.names] == [
        (None, "2023-07", "惯例"),
        ("2023-07", None, "推定"),
    ]


def test_what_is_not_known_is_empty_and_not_invented(report: Report) -> None:
    unknown = next(unit for unit in report.register.units if unit.name == "市绿统办")
    assert (unknown.full_name, unknown.verified) == ("", "未核实")
