"""A period spelt in two ways is one period, with all that was said for it, wherever it is read."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import html

from reportsite import paper
from reportsite.plan import paths
from reportsite.problems import Problems
from reportsite.render.templates import render
from reportsite.site import frame
from reportsite.site.search import searched
from reportsite.source.writing import Artifact
from tests.support.checkout import ROOT
from tests.support.demo import built, demo_report

TABLE = '{{ 措施进展("2025") }}'


@dataclass(frozen=True)
class Twice:
    """A measure's file, its newest period's words and key, and what two units said, each spelt."""

    file: str
    words: str
    key: str
    said: tuple[tuple[str, str, str], ...]

    @property
    def id(self) -> str:
        return self.file[:2]

    @property
    def heading(self) -> str:
        return "\n## 进展\n" + "".join(
            f"\n### {typed}（{unit}，2026年1月20日）\n\n{text}\n" for typed, unit, text in self.said
        )


CASES = (
    Twice(
        "10-brand-building.md",
        "2025年上半年",
        "2025-H1",
        (
            ("2025年上半年", "市农牧局", "甲局办了三场推介。"),
            ("2025年1—6月", "市商务局", "乙局办了两场展会。"),
        ),
    ),
    Twice(
        "14-culture.md",
        "2025年",
        "2025",
        (
            ("2025年", "市文旅广局", "甲局办了九次讲座。"),
            ("2025年1—12月", "市委网信办", "乙办发了八篇文章。"),
        ),
    ),
)
both = pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.key))
Pages = dict[str, html.HtmlElement]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the project whose demo says twice, in two spellings, what CASES say."""
    folder = tmp_path_factory.mktemp("twice")
    for part in ("content", "data"):
        shutil.copytree(ROOT / part, folder / part)
    demo = folder / "data" / "demo"
    for case in CASES:
        file = demo / "measures" / case.file
        file.write_text(file.read_text("utf-8") + case.heading, "utf-8")
    issue = demo / "bulletins" / "2026-01.md"
    text = issue.read_text("utf-8")
    assert TABLE in text
    asked = text.replace(TABLE, f'{TABLE}\n\n{{{{ 措施进展("2025-06") }}}}')
    issue.write_text(asked, "utf-8")
    return folder


@pytest.fixture(scope="module")
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Pages:
    files = built(tmp_path_factory.mktemp("built"), root, pdfs=False)
    pages = {path: data for path, data in files.items() if path.endswith(".html")}
    return {path: html.document_fromstring(data.decode()) for path, data in pages.items()}


@pytest.fixture(scope="module")
def papers(root: Path) -> Pages:
    report, problems = demo_report(root), Problems()
    shared = frame.shared(report, pdfs=True, search=True, release=False)
    made = list(render(paper.documents(report), shared, ROOT / "templates", problems))
    assert problems.sorted == ()
    return {view.path: html.document_fromstring(text) for view, text in made}


def parts(page: html.HtmlElement, path: str) -> Iterator[str]:
    """Yield the text of each part of a page, without white space."""
    return (re.sub(r"\s", "", part.text_content()) for part in page.xpath(path))


def holds_all(part: str, case: Twice) -> bool:
    return all(unit in part and text in part for _, unit, text in case.said)


@both
def test_the_page_of_the_measure_has_both_units_under_one_period(site: Pages, case: Twice) -> None:
    page = site[paths.measure(case.id)]
    (part,) = parts(page, f"//section[@class='period'][h3='{case.words}']")
    assert holds_all(part, case)


@both
def test_the_sheet_of_the_measure_prints_both_units(papers: Pages, case: Twice) -> None:
    sheet = papers[paths.measure_pdf(case.id)]
    (part,) = parts(sheet, f"//tr[th[small='{case.words}'] and contains(th, '进展')]")
    assert holds_all(part, case)


@both
def test_the_ledger_of_each_unit_names_the_period_alike(
    site: Pages, papers: Pages, case: Twice
) -> None:
    report = demo_report()
    units = {unit.name: unit.id for unit in report.register.bodies}
    for _, unit, text in case.said:
        page, sheet = site[paths.unit(units[unit])], papers[paths.unit_pdf(units[unit])]
        on_page = parts(page, f"//section[@class='period'][*[1]='{case.words}']")
        on_paper = parts(sheet, f"//table[@class='told']//tr[td[1]='{case.words}']")
        assert [part for part in on_page if text in part]
        assert [part for part in on_paper if text in part]


@both
def test_the_whole_report_has_both_units_under_one_period(papers: Pages, case: Twice) -> None:
    page = papers[paths.REPORT_PDF]
    rows = list(parts(page, f"//table[@class='told']//tr[td[1]='{case.words}']"))
    for _, unit, text in case.said:
        assert [row for row in rows if unit in row and text in row]


@both
def test_the_table_of_an_issue_has_both_units(site: Pages, papers: Pages, case: Twice) -> None:
    caption = f"{case.words}各项措施进展情况"
    tables = (
        (site[paths.bulletin("2026-01")], f"//h3[contains(., '{caption}')]"),
        (papers[paths.bulletin_pdf("2026-01")], f"//figcaption[contains(., '{caption}')]"),
    )
    for page, path in tables:
        rows = parts(page, f"{path}/following::table[1]//tr")
        assert [row for row in rows if holds_all(row, case)]


@both
def test_updates_and_search_have_one_record_of_the_period(site: Pages, case: Twice) -> None:
    page = site[paths.UPDATES]
    anchor = f"period-{case.key}-m{case.id}"
    (part,) = parts(page, f"//*[@id='{anchor}']")
    data = html.tostring(page, encoding="utf-8", doctype="<!doctype html>")
    records = dict(searched(Artifact(paths.UPDATES, data)))
    record = html.document_fromstring(records[f"updates/index/{anchor}.html"])
    (indexed,) = parts(record, "//main")
    assert holds_all(part, case)
    assert holds_all(indexed, case)


@both
def test_no_page_and_no_paper_shows_a_second_name(site: Pages, papers: Pages, case: Twice) -> None:
    for page in (*site.values(), *papers.values()):
        for typed, _, _ in case.said:
            assert typed == case.words or typed not in page.text_content()
