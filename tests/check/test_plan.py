"""Around the measures, too, nothing stands that was not issued."""

from collections.abc import Callable
from pathlib import Path

import pytest

Told = Callable[[], str]
Change = Callable[[str, str, str], str]
PATH = "content/plan.md"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("印发《贯彻落实<知识", "印发《贯彻落实¦〈知识", "E401 通知标题与正式文本（data/plan.txt 第1行）不一致：「发《贯彻落实」之后应为「<」，写成了「〈」，"),
        ("\ntitle: 巴彦淖尔市", "\ntitle: 巴彦¦卓尔市", "E401 标题与正式文本（data/plan.txt 第11行）不一致：「巴彦」之后应为「淖」，写成了「卓」，"),
        ("disclosure: （此件公开发布", "disclosure: （此件公开¦", "E401 公开属性与正式文本（data/plan.txt 第9行）不一致：写的是「（此件公开）」，原文印的是「（此件公开发布）」，"),
        ("issued: 2023-07-03", "issued: ¦2023-07-13", "E401 成文日期与正式文本（data/plan.txt 第8行）不一致：写的是「2023年7月13日」，原文印的是「2023年7月3日」，"),
        ("recipients: 各旗县区人民政府，", "recipients: 各旗县区人民政府¦、", "E401 主送机关与正式文本（data/plan.txt 第4行）不一致：「县区人民政府」之后应为「，」，写成了「、」，"),
        ("抓好落实。\n", "抓好落实¦\n", "E401 通知正文与正式文本（data/plan.txt 第5行）不一致：「认真抓好落实」之后少了「。」，"),
        ("  due: 2035", "  due: ¦2025", "E408 期限2025年不在引文里，请照引文写年份。"),
        ("    value: 4\n", "    value: ¦5\n", "E408 目标值「5个」不在引文里，请照引文写数和单位。"),
        ("    value: 0.78\n", "    value: ¦0.7\n", "E408 目标值「0.7件」不在引文里，"),
        ("    value: 0.78\n", "    value: ¦.78\n", "E203 「value」是「.78」，应是数字，"),
        ("    value: 7\n    unit: 亿元", "    value: ¦7\n    unit: 万元", "E408 目标值「7万元」不在引文里，"),
        ('value: 4\n    unit: 个\n    due: 2025\n    indicator: "07"', 'value: ¦4\n    unit: 个\n    due: 2025\n    indicator: "08"',
         "E409 目标值4个与附件第8行2025年的5家不相等。"),
        ("quote: 集体商标达到120件", "quote: 集体商标达到¦一百二十件", "E406 引文与正式文本不一致：「集体商标达到」之后应为「120」，写成了「一百二十」，"),
    ],
)  # fmt: skip
def test_a_change_is_told_once_at_its_character(
    change: Change, told: Told, old: str, new: str, said: str
) -> None:
    place = change(PATH, old, new)
    (only,) = told().splitlines()
    assert only.startswith(f"{place} 错误 {said}")


def test_a_goal_is_not_compared_with_an_annex_that_could_not_be_read(
    site: Path, change: Change, told: Told
) -> None:
    (site / "data/indicators.yml").write_text("title：\n", "utf-8")
    change(PATH, 'indicator: "07"', 'indicator: "08"')
    (only,) = told().splitlines()
    assert only.startswith("data/indicators.yml:1:6: 错误 E112")


def test_a_remark_is_the_editors_own(change: Change, told: Told) -> None:
    change(PATH, "remark: 附件第4行以“万件”计，0.1万件即1000件。", "remark: 单位不同。")
    assert told() == ""
