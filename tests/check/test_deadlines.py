"""What is typed of limits, stages and evidence is held against the text, the dates and the files."""

from contextlib import suppress
from pathlib import Path

import pytest

from reportsite.check import check
from reportsite.check.deadlines import file_fault
from reportsite.plan.model import Basis, Report
from reportsite.problems import ContentError, Problems
from reportsite.source.files import HEAD, LARGEST, PACKED, Enclosure, enclosures, load
from tests.support.bureau import PDF, bureau, bureau_report
from tests.support.checkout import edit

ONLINE = "content/measures/01-online.md"


def told(root: Path) -> list[str]:
    problems = Problems()
    with suppress(ContentError):
        check(load(root, problems), problems)
    return [str(problem) for problem in problems.sorted]


def test_a_limit_rests_on_words_of_the_task_or_is_inferred(tmp_path: Path) -> None:
    first, training, *_, clearing = bureau_report(tmp_path).measures[0].tasks
    assert (first.due_quote, first.due_basis) == ("2026年6月底前建成统一受理平台", Basis.EXPLICIT)
    assert training.due_basis is clearing.due_basis is Basis.INFERRED


LINK = ', href: "https://example.org/guide"'
LIMITS = "应是 2026-12-31、2026-06、2026-H1、2026-Q3、2026 或“持续推进”。"
TWO_DATES = "没有完成不能登记完成，请核对这两个日期。"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("_quote: 2026年6月底前建成", "_quote: 2026年¦7月底前建成", "E406 引文与正式文本不一致：「2026年」之后应为「6」，写成了「7」，请照原文改。"),
        ("_quote: 2026年6月底前建成统一受理平台", "_quote: ¦2025年年底前编制完成并公布", "E406 引文「2025年年底前编制完成并公布」在正式文本里找不到，请从 data/plan.txt 里逐字抄录。"),
        ("    due: 2026-06\n    due_quote: ", "    due_quote: ¦", "E326 写了「due_quote」，没有写「due」，请照引文写完成时限，例如 due: 2026。"),
        ("due: 2026-06\n", "due: ¦2026年6月底\n", f"E205 「due」是「2026年6月底」，{LIMITS}"),
        ("due: 2026-Q1", "due: ¦２０２６-Q1", f"E205 「due」是「２０２６-Q1」，{LIMITS}是不是「2026-Q1」？"),
        ("done: 2025-12-31", "done: ¦2026-01-11", f"E326 完成日期 2026-01-11 晚于登记“已完成”的 2026-01-10，{TWO_DATES}"),
        ("    stage: 已完成\n    stage_since: 2026-01-10\n    done: ", "    stage: 推进中\n    stage_since: 2026-01-10\n    done: ¦", "E326 写了完成日期（done），阶段却不是“已完成”，请核对阶段，或删去完成日期。"),
        ("    stage: 已完成\n    stage_since: 2026-01-10\n    done: 2025-12-31\n", "    stage: ¦已完成\n", "E343 「stage」和「stage_since」要一起写，前者是阶段，后者是确定这个阶段的日期。"),
        ("since: 2025-03-01}", "since: ¦2026-03-01}", "E322 「推进中」从 2026-03-01 起，不早于后面的「已完成」，请从早到晚写，核对日期。"),
        ("{title: 办事指南" + LINK, "¦{title: 办事指南", "E328 佐证材料「办事指南」没有写网址（href），也没有写文件（file），请写一样。"),
        ("{title: 办事指南" + LINK, "¦{title: 办事指南, file: 调研报告.pdf" + LINK, "E328 佐证材料「办事指南」只能写网址（href）或文件（file）中的一样，请写一样。"),
        (LINK, ', href: ¦"javascript:alert(1)"', "E203 「href」是「javascript:alert(1)」，应是完整的网址，以 http:// 或 https:// 开头。"),
        (LINK, ', href: ¦"https://a@example.org/guide"', "E203 「href」是「https://a@example.or…」，应是完整的网址，以 http:// 或 https:// 开头。"),
        ("file: 调研报告.pdf", "file: ¦调研报告1.pdf", "E327 佐证材料的文件「调研报告1.pdf」在 content/evidence/ 里没有，是不是「调研报告.pdf」？"),
        ("indicators: []", "¦due: 2026\nindicators: []", "E329 这项措施有4个任务，「due」要写在任务里，请移到 tasks 的那一条下面。"),
    ],
)  # fmt: skip
def test_a_slip_is_told_once_at_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    file = bureau(tmp_path) / ONLINE
    edit(file, old, new)
    before, after = file.read_text("utf-8").split("¦")
    file.write_text(before + after, "utf-8")
    place = f"{ONLINE}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
    found = [line for line in told(tmp_path) if " W103 " not in line]
    assert found == [f"{place}: 错误 {said}"]


def fault(name: str, size: int = 100, head: bytes = PDF[:HEAD], *, is_regular: bool = True) -> str:
    message, _ = file_fault(name, {name: Enclosure(size, head, is_regular)}) or ("", "")
    return message


@pytest.mark.parametrize(
    "name", ["../a.pdf", "a/b.pdf", "a\\b.pdf", ".a.pdf", "C:a.pdf", "a#b.pdf"]
)
def test_a_path_is_no_name_of_a_file(name: str) -> None:
    assert "应是一个文件名" in fault(name)


def test_only_files_that_are_what_their_names_say_are_published() -> None:
    assert fault("甲.pdf") == fault("甲.PDF") == ""
    assert "不是.png文件" in fault("甲.png")
    assert fault("甲.docx", head=PACKED) == fault("甲.ofd", head=PACKED) == ""
    assert "不是.docx文件" in fault("甲.docx", head=b"\xd0\xcf\x11\xe0")
    assert "不是.pdf文件" in fault("甲.pdf", size=0, head=b"")
    assert "种类不能公开" in fault("甲.exe")
    assert "种类不能公开" in fault("甲")


def test_a_file_is_as_large_as_may_be_and_no_larger() -> None:
    assert fault("甲.pdf", LARGEST) == ""
    assert fault("甲.pdf", LARGEST + 1) == "有20.0MB，太大，"


def test_a_link_is_no_file_whatever_it_leads_to(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "evidence"
    (folder / "夹.pdf").mkdir(parents=True)
    secret = tmp_path / "secret.pdf"
    secret.write_bytes(PDF)
    (folder / "链.pdf").symlink_to(secret)
    found = enclosures(tmp_path)
    for name in ("夹.pdf", "链.pdf"):
        message, _ = file_fault(name, found) or ("", "")
        assert message.startswith("不是普通的文件")


def test_a_file_that_nothing_names_is_not_published_and_told(tmp_path: Path) -> None:
    (bureau(tmp_path) / "content/evidence/内部.pdf").write_bytes(PDF)
    assert told(tmp_path) == [
        "content/evidence/内部.pdf:1:1: 警告 W103 这个文件没有被采用，请在任务的 evidence 里写明；不该公开的请移走。"
    ]


APART = """\
---
tasks:
  - title: 建设统一受理平台
    stage: 已完成
    stage_since: 2026-06-30
    milestones:
      - {title: 上线试运行, done: 2026-05-30}
---
"""


def apart(root: Path, text: str) -> tuple[list[str], Report | None]:
    """Return what is told, and the report, where what was reported stands apart (the demo)."""
    demo = bureau(root) / "data" / "demo"
    (demo / "bulletins").mkdir(parents=True)
    (demo / "measures").mkdir()
    for name in ("actuals.csv", "overrides.yml"):
        (demo / name).write_text((root / "data" / name).read_text("utf-8"), "utf-8")
    (demo / "site.yml").write_text("as_of: 2026-07-15\n", "utf-8")
    (demo / "measures" / "01.md").write_text(text, "utf-8")
    problems, report = Problems(), None
    with suppress(ContentError):
        report = check(load(root, problems, demo=True), problems)
    return [str(problem) for problem in problems.sorted], report


def test_what_is_reported_apart_stands_for_all_that_the_issued_file_says_was_done(
    tmp_path: Path,
) -> None:
    found, report = apart(tmp_path, APART)
    assert found == []
    assert report
    first, _, third, _ = report.measures[0].tasks
    assert [stage.name.value for stage in first.stages] == ["已完成"]
    assert [str(step.done) for step in first.milestones] == ["None", "2026-05-30"]
    assert (first.proofs, third.proofs, third.stages) == ((), (), ())


def test_what_is_reported_apart_of_nothing_that_was_issued_is_told(tmp_path: Path) -> None:
    text = APART.replace("上线试运行", "上线运行")
    text = text.replace(
        "tasks:\n", "tasks:\n  - {title: 建设受理平台, stage: 推进中, stage_since: 2026-01-01}\n"
    )
    found, _ = apart(tmp_path, text)
    assert found == [
        "data/demo/measures/01.md:3:13: 错误 E325 这项措施没有任务「建设受理平台」，是不是「建设统一受理平台」？",
        "data/demo/measures/01.md:8:17: 错误 E325 这个任务没有里程碑「上线运行」，是不是「上线试运行」？",
    ]
