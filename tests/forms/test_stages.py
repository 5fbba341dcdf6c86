"""The stage of a whole measure changes only where its bodies agree or the office has decided."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportsite.forms.collect import Asked, Collected, as_text, collect, summary, write
from reportsite.plan.model import Report
from reportsite.plan.snapshot import snapshot
from reportsite.plan.written import StageName
from reportsite.problems import ContentError, Problems
from reportsite.problems import as_text as told_in_full
from tests.support.checkout import edit
from tests.support.damages import told
from tests.support.demo import report_of
from tests.support.returns import MARKET, changed, form, put

SOLE, JOINT = "13", "03"
BODIES = ("zhongji-fayuan", "jianchayuan", "gongan", MARKET, "sifa")
FIRST, LATER = "2024-07-20", "2024-08-02"
Ask = Callable[..., Collected]


def says(report: Report, stage: str, *, of: str = SOLE, by: str = MARKET, on: str = FIRST) -> bytes:
    """Return a unit's form with nothing but a stage of one measure chosen in it."""

    def choose(book: Any) -> None:
        row = next(cell.row for cell in book["措施"]["A"] if cell.value == f"措施{of}")
        put(book, "填报说明", {"B8": on})
        put(book, "措施", {f"D{row}": stage})

    return changed(form(report, by), choose)


@pytest.fixture
def registered(site: Path) -> Ask:
    """Return how to hand in forms and register them."""

    def register(*forms: bytes, prefer: tuple[str, ...] = ()) -> Collected:
        files = tuple(site / f"表{number}.xlsx" for number in range(1, len(forms) + 1))
        for file, data in zip(files, forms, strict=True):
            file.write_bytes(data)
        collected = collect(Asked(site, files, prefer=prefer), Problems())
        write(site, collected)
        return collected

    return register


def file_of(site: Path, id: str) -> Path:
    return next((site / "content" / "measures").glob(f"{id}-*.md"))


def stages(site: Path, id: str) -> list[tuple[str, str]]:
    measure = next(m for m in report_of(site).measures if m.id == id)
    return [(stage.name.value, str(stage.since)) for stage in measure.stages]


def refused(registered: Ask, *forms: bytes, prefer: tuple[str, ...] = ()) -> str:
    with pytest.raises(ContentError) as error:
        registered(*forms, prefer=prefer)
    return told_in_full(error.value.problems)


def test_the_sole_responsible_units_stage_is_the_measures(
    site: Path, report: Report, registered: Ask
) -> None:
    collected = registered(says(report, "推进中"))
    assert stages(site, SOLE) == [("推进中", FIRST)]
    assert "+ 阶段：推进中，2024-07-20 起\n" in as_text(collected)
    assert summary(collected, is_done=True) == "登记了0个数、1段文字、1个阶段，写进1个文件。"


def test_a_replaced_stage_stays_for_the_issues_of_its_time(
    site: Path, report: Report, registered: Ask
) -> None:
    registered(says(report, "推进中"))
    collected = registered(says(report, "已完成", on=LATER))
    assert stages(site, SOLE) == [("推进中", FIRST), ("已完成", LATER)]
    assert "起（原来是“推进中”，移到 earlier_stages）\n" in as_text(collected)
    measure = next(m for m in report_of(site).measures if m.id == SOLE)
    known = [snapshot(report_of(site), dt.date(2024, 8, day)).stage(measure) for day in (1, 2)]
    assert [stage and stage.name for stage in known] == [StageName.UNDER_WAY, StageName.DONE]


def test_forms_once_registered_change_no_stage_again(
    site: Path, report: Report, registered: Ask
) -> None:
    first, later = says(report, "推进中"), says(report, "已完成", on=LATER)
    registered(first)
    registered(later)
    before = file_of(site, SOLE).read_bytes()
    assert registered(first).changes == registered(later).changes == {}
    assert file_of(site, SOLE).read_bytes() == before


def test_an_untouched_cell_changes_no_stage(site: Path, report: Report, registered: Ask) -> None:
    registered(says(report, "推进中"))

    def write_only(book: Any) -> None:
        row = next(cell.row for cell in book["措施"]["A"] if cell.value == f"措施{SOLE}")
        put(book, "填报说明", {"B8": LATER})
        put(book, "措施", {f"E{row}": "又做了一件事。"})

    assert registered(changed(form(report), write_only)).additions.stages == ()
    assert stages(site, SOLE) == [("推进中", FIRST)]


def test_one_of_several_units_does_not_speak_for_the_measure(
    site: Path, report: Report, registered: Ask
) -> None:
    collected = registered(says(report, "已完成", of=JOINT))
    assert stages(site, JOINT) == []
    assert collected.additions.passed_over == (
        "措施03的阶段没有改（还没有确定）：市市场监管局（知识产权局）报“已完成”。"
        "要采用哪个单位的，写明 --prefer，例如 --prefer 市市场监管局（知识产权局）。",
    )


def test_the_office_decides_by_name(site: Path, report: Report, registered: Ask) -> None:
    forms = (
        says(report, "已完成", of=JOINT, by="gongan"),
        says(report, "推进中", of=JOINT, by="sifa"),
    )
    registered(*forms, prefer=("市司法局",))
    assert stages(site, JOINT) == [("推进中", FIRST)]


def test_all_bodies_that_agree_decide_together_whenever_they_answer(
    site: Path, report: Report, registered: Ask
) -> None:
    early, late = BODIES[:3], BODIES[3:]
    registered(*(says(report, "推进中", of=JOINT, by=body) for body in early))
    assert stages(site, JOINT) == []
    registered(*(says(report, "推进中", of=JOINT, by=body, on=LATER) for body in late))
    assert stages(site, JOINT) == [("推进中", LATER)]


def test_two_preferred_units_must_not_differ(report: Report, registered: Ask) -> None:
    forms = (
        says(report, "已完成", of=JOINT, by="gongan"),
        says(report, "推进中", of=JOINT, by="sifa"),
    )
    assert refused(registered, *forms, prefer=("市公安局", "市司法局")) == told(
        "two preferred units with different stages"
    )


def test_a_stage_older_than_the_one_registered_needs_a_day(
    site: Path, report: Report, registered: Ask
) -> None:
    stage = f"stage: 推进中\nstage_since: {LATER}\n"
    edit(file_of(site, SOLE), "responsibility: sole\n", f"responsibility: sole\n{stage}")
    assert refused(registered, says(report, "已完成")) == told("a stage older than the last")


def test_a_stage_written_in_another_way_is_left_to_the_editor(
    site: Path, report: Report, registered: Ask
) -> None:
    stage = "stage:\n  推进中\nstage_since: 2024-01-02\n"
    edit(file_of(site, SOLE), "responsibility: sole\n", f"responsibility: sole\n{stage}")
    assert refused(registered, says(report, "已完成")) == told("a stage on a line of its own")
