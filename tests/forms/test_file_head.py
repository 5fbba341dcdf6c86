"""A stage is changed in a file's head as it is written there; not one byte of the rest is touched."""

import datetime as dt

import pytest

from reportsite.forms.words import StageLayoutError, with_stage
from reportsite.plan.written import Stage, StageName

OLD = Stage(StageName.UNDER_WAY, dt.date(2023, 11, 1))
NEW = Stage(StageName.DONE, dt.date(2024, 8, 2))
ITEM = "{stage: 推进中, since: 2023-11-01}"
FIRST = "{stage: 未启动, since: 2023-07-03}"
BODY = "\n（九）推进。\n\n## 进展\n\n---\n\nstage: 推进中\n"


def changed(head: str, before: Stage | None = OLD, end: str = "\n", mark: str = "") -> str:
    old = f"{mark}---\n{head}---\n{BODY}".replace("\n", end)
    new = with_stage(old.encode(), before, NEW).decode()
    body = BODY.replace("\n", end)
    assert new.startswith(f"{mark}---{end}")
    assert new.endswith(f"---{end}{body}")
    return new.removeprefix(f"{mark}---{end}").removesuffix(f"---{end}{body}").replace(end, "\n")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_first_stage_comes_last_in_the_head(end: str, mark: str) -> None:
    new = changed("number: 9\n", None, end, mark)
    assert new == "number: 9\nstage: 已完成\nstage_since: 2024-08-02\n"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_replaced_stage_becomes_an_earlier_one(end: str) -> None:
    head = "stage: 推进中\nstage_since: 2023-11-01\nsummary: 推进中\n"
    assert changed(head, end=end) == (
        f"stage: 已完成\nstage_since: 2024-08-02\nearlier_stages:\n  - {ITEM}\nsummary: 推进中\n"
    )


def test_quotes_and_comments_stay() -> None:
    head = "stage_since: '2023-11-01' # 会议定的\nstage:  \"推进中\"\t# 阶段\n"
    assert changed(head) == (
        "stage_since: '2024-08-02' # 会议定的\nstage:  \"已完成\"\t# 阶段\n"
        f"earlier_stages:\n  - {ITEM}\n"
    )


def test_only_the_value_is_changed_where_a_comment_says_the_same() -> None:
    head = "stage: 推进中 # 推进中\nstage_since: 2023-11-01 # 2023-11-01\n"
    new = "stage: 已完成 # 推进中\nstage_since: 2024-08-02 # 2023-11-01\n"
    assert changed(head) == f"{new}earlier_stages:\n  - {ITEM}\n"


@pytest.mark.parametrize(
    ("typed", "becomes"),
    [
        (f"earlier_stages:\n  - {FIRST}\n", f"earlier_stages:\n  - {FIRST}\n  - {ITEM}\n"),
        (f"earlier_stages: # 从早到晚\n- {FIRST}\n", f"earlier_stages: # 从早到晚\n- {FIRST}\n- {ITEM}\n"),
        (
            "earlier_stages:\n    - stage: 未启动\n      since: 2023-07-03\n\n# 以下是单位\n",
            f"earlier_stages:\n    - stage: 未启动\n      since: 2023-07-03\n    - {ITEM}\n\n# 以下是单位\n",
        ),
        (f"earlier_stages: [{FIRST}]\n", f"earlier_stages: [{FIRST}, {ITEM}]\n"),
        (f"earlier_stages: [ {FIRST} ]\n", f"earlier_stages: [ {FIRST}, {ITEM}]\n"),
        (
            f"earlier_stages:\n  - {FIRST}\n# 会议定的\n\n  - {FIRST}\n",
            f"earlier_stages:\n  - {FIRST}\n# 会议定的\n\n  - {FIRST}\n  - {ITEM}\n",
        ),
        ("earlier_stages: [] # 没有\n", f"earlier_stages: [{ITEM}] # 没有\n"),
        ("earlier_stages:\n", f"earlier_stages:\n  - {ITEM}\n"),
    ],
)  # fmt: skip
def test_it_comes_last_however_the_earlier_ones_are_written(typed: str, becomes: str) -> None:
    head = "stage: 推进中\nstage_since: 2023-11-01\n"
    new = "stage: 已完成\nstage_since: 2024-08-02\n"
    assert changed(f"{head}{typed}number: 9\n") == f"{new}{becomes}number: 9\n"
    assert changed(f"{typed}number: 9\n{head}") == f"{becomes}number: 9\n{new}"


@pytest.mark.parametrize(
    "head",
    [
        "stage:\n  推进中\nstage_since: 2023-11-01\n",
        "stage: 推进中\nstage_since: >\n  2023-11-01\n",
        f"stage: 推进中\nstage_since: 2023-11-01\nearlier_stages: [{FIRST},\n  ]\n",
    ],
)
def test_what_is_written_in_another_way_is_not_touched(head: str) -> None:
    with pytest.raises(StageLayoutError):
        changed(head)
