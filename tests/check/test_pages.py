"""Pages, bulletins and what they may link to."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reportsite.plan.model import Report
from reportsite.source.calls import Insert

Told = Callable[[], str]
FRONT = "---\ntitle: 联系我们\nsummary: 怎样找到我们。\n---\n\n"
BULLETIN = "content/bulletins/2023-01.md"


def write(site: Path, name: str, body: str) -> None:
    (site / f"content/pages/{name}").write_text(FRONT + body, "utf-8")


@pytest.mark.parametrize(
    "target",
    [
        *("/", "/measures/", "/measures/17/", "/indicators/20/", "/units/sifa/", "/units/linhe/"),
        *("/units/qixianqu/", "/plan/", "/assurance/", "/definitions/", "/bulletins/2023-01/"),
        *("/about/", "/contact/", "about.md", "contact.md", "../plan.md", "../assurance.md"),
        *(
            "../measures/17-international-cooperation.md",
            "../bulletins/2023-01.md",
            "/units/#members",
        ),
    ],
)
def test_every_page_can_be_linked_to(site: Path, told: Told, target: str) -> None:
    write(site, "contact.md", f"见[此处]({target})。\n")
    assert told() == ""


@pytest.mark.parametrize(
    "target",
    [
        *("/measures/18/", "/indicators/00/", "/units/jingkaiqu/", "/units/sifaju/", "/assets/"),
        *("/bulletins/2023-02/", "/404.html", "../site.yml", "../../data/units.yml", "about"),
    ],
)
def test_what_is_no_page_cannot_be_linked_to(site: Path, told: Told, target: str) -> None:
    write(site, "contact.md", f"见[此处]({target})。\n")
    (only,) = told().splitlines()
    assert only.startswith(f"content/pages/contact.md:6:7: 错误 E501 链接「{target}」")


def test_a_measure_that_is_missing_does_not_break_the_links_to_it(site: Path, told: Told) -> None:
    write(site, "contact.md", "见[第九项](/measures/09/)。\n")
    (site / "content/measures/09-market-operation.md").unlink()
    assert [line.split()[2] for line in told().splitlines()] == ["E402"]


@pytest.mark.parametrize(
    "name", ["Contact.md", "联系.md", "a b.md", "plan.md", "assets.md", "pdf.md", "a_b.md"]
)
def test_a_page_s_name_is_fit_for_its_url(site: Path, told: Told, name: str) -> None:
    write(site, name, "请写信。\n")
    (only,) = told().splitlines()
    assert only.startswith(
        f"content/pages/{name}:1:1: 错误 E323 文件名「{name}」会成为网址，不能用，"
    )


def test_a_bulletin_puts_its_tables_between_its_words(report: Report) -> None:
    (bulletin,) = (issue for issue in report.bulletins if issue.id == "2023-01")
    inserts = [block.name for block in bulletin.prose if isinstance(block, Insert)]
    assert inserts == ["goals", "measures", "targets"]
    assert len(bulletin.prose) == 6


def test_a_later_bulletin_comes_first(site: Path, told: Told) -> None:
    text = (site / BULLETIN).read_text("utf-8")
    second = text.replace("\nnumber: 1\n", "\nnumber: 12\n")
    (site / "content/bulletins/2023-12.md").write_text(second, "utf-8")
    assert told() == ""
    (site / "content/bulletins/2023-2.md").write_text(second, "utf-8")
    assert told() == (
        "content/bulletins/2023-2.md:5:9: 错误 E321 这是2023年第12期，文件名应是 2023-12.md。\n"
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("status: draft ", "status: ¦final ", "E204 「status」是「final」，只能是：draft、issued。"),
        ("kind: 简报", "kind: ¦快报", "E204 「kind」是「快报」，只能是：简报、通报。是不是「通报」？"),
        ("copies: 待填 ", "copies: ¦若干 ", "E203 「copies」是「若干」，应是整数，例如 7。"),
        ("\ndate: 待填 ", "\ndate: ¦2023-7-3 ", "E205 「date」是「2023-7-3」，应写成 2023-07-03 这样。是不是「2023-07-03」？"),
    ],
)  # fmt: skip
def test_a_bulletin_s_front_matter_is_told_of(
    change: Callable[[str, str, str], str], told: Told, old: str, new: str, said: str
) -> None:
    assert change(BULLETIN, old, new) + f" 错误 {said}\n" == told()
