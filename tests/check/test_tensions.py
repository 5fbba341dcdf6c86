"""A tension quotes the official text and speaks of what exists."""

from collections.abc import Callable

import pytest

Told = Callable[[], str]
Change = Callable[[str, str, str], str]
PATH = "data/tensions.yml"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("quote: 培育1-2家", "quote: 培育1-¦3家", "E406 引文与正式文本不一致：「培育1-」之后应为「2」，写成了「3」，"),
        ('indicators: ["20"]', 'indicators: ["20", ¦"21"]', "E304 附件里没有指标 21，编号是 01 到 20。"),
        ('measures: ["13", "15"]', 'measures: ["13", ¦"00"]', "E312 没有措施 00，编号是 01 到 17。"),
        ("goals: [copyright-works]", "goals: [¦copyright]", "E320 content/plan.md 里没有名为「copyright」的目标。是不是「copyright-works」？"),
        ("id: row-17-unit", "id: ¦copyright-units", "E302 「copyright-units」写了两次，每条的 id 要不同。"),
        ("goals: [copyright-works]", "goals: [¦版权]", "E203 第1条是「版权」，应是小写字母、数字和减号，"),
    ],
)  # fmt: skip
def test_a_slip_is_told_once_at_its_place(
    change: Change, told: Told, old: str, new: str, said: str
) -> None:
    place = change(PATH, old, new)
    (only,) = told().splitlines()
    assert only.startswith(f"{place} 错误 {said}")


def test_goals_are_not_looked_for_in_a_plan_that_could_not_be_read(
    change: Change, told: Told
) -> None:
    place = change("content/plan.md", "issuer: ", "issuer¦：")
    (only,) = told().splitlines()
    assert only.startswith(f"{place} 错误 E112 ")
