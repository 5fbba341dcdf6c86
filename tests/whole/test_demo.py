"""The demo shows every case, says everywhere that it is invented, and reaches nothing else."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from lxml import html

from reportsite.facts.page import DEMO
from reportsite.paper import documents
from reportsite.plan.case import Case
from reportsite.plan.snapshot import snapshot
from reportsite.plan.target import Target
from reportsite.plan.written import BulletinKind, Nobody
from tests.support.checkout import ROOT, Tree, run
from tests.support.demo import built, demo_report
from tests.support.printing import painted, selected
from tests.support.websites import REAL, settle
from tests.whole.facts import marked

GREY = (239, 239, 239)  # of the words behind the text
TOP = 105  # points: the margin above the type area, 37 mm
FOLDER = ROOT / "data" / "demo"
SPACED = re.compile(r"[一-鿿] [0-9A-Za-z]|[0-9A-Za-z] [一-鿿]|[一-鿿][,;:!?()][一-鿿]")


def test_every_case_holds_for_some_indicator_on_the_site_itself() -> None:
    report = demo_report()
    verdicts = snapshot(report, report.site.as_of).verdicts
    assert {verdict.case for years in verdicts.values() for verdict in years} == set(Case)


def test_every_issue_has_figures_of_its_own_half_year() -> None:
    kinds = {issue.id: issue.kind for issue in demo_report().bulletins}
    assert kinds == {
        "2024-01": BulletinKind.BRIEF,
        "2025-01": BulletinKind.NOTICE,
        "2025-02": BulletinKind.BRIEF,
        "2026-01": BulletinKind.BRIEF,
    }


def test_figures_are_reported_every_half_year() -> None:
    periods = {str(row.period) for row in demo_report().actuals}
    assert periods >= {"2023-H1", "2023", "2024-H1", "2024", "2025-H1", "2025"}


def test_there_are_two_corrections_an_override_and_a_conflict_resolved_by_name() -> None:
    report = demo_report()
    now = snapshot(report, report.site.as_of)
    assert len(now.corrections()) == 2
    (override,) = report.overrides
    verdict = now.verdict(override.indicator, override.year)
    assert verdict.case is override.case is not verdict.judgement.case
    assert [
        row for row in report.actuals if "市金融办报" in row.note and "银保监分局报" in row.note
    ]


def test_a_dozen_measures_have_a_stage_and_words_of_several_units() -> None:
    told = [measure for measure in demo_report().measures if measure.entries]
    assert len(told) >= 12
    assert all(measure.stages for measure in told)
    assert {measure.stages[-1].name.value for measure in told} == {
        "未启动", "推进中", "已完成", "长期推进",
    }  # fmt: skip
    units = {e.unit.name for m in told for e in m.entries if not isinstance(e.unit, Nobody)}
    assert len(units) >= 15
    assert all(entry.unit for measure in told for entry in measure.entries)


def test_every_entry_has_a_day_so_that_no_issue_can_change() -> None:
    days = [entry.on for measure in demo_report().measures for entry in measure.entries]
    assert all(hasattr(day, "year") for day in days)


def test_every_page_says_it_is_invented_and_keeps_search_engines_out(demo_site: Tree) -> None:
    found = {path: data for path, data in demo_site.items() if path.endswith(".html")}
    assert "404.html" in found
    for path, data in found.items():
        page = html.fromstring(data)
        (banner,) = page.xpath("//body/aside[@class='demo']")
        assert banner.text_content().startswith(DEMO), path
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex"], path
        assert DEMO in page.xpath("//title")[0].text, path


def test_every_status_leads_to_the_reasons_for_it(demo_site: Tree) -> None:
    """Rule, inputs and source rows: a click away, or right below.

    An issue prints its rules itself; a card of a measure names the worst of several indicators.
    """
    told = ("method/", "about/style/", "bulletins/", "measures/index.html")
    words = {marked(case) for case in set(Case) - {Case.LISTED, Case.NO_TARGET}}
    pages = [(p, d) for p, d in demo_site.items() if p.endswith(".html") and not p.startswith(told)]
    found = [
        (path, tag)
        for path, data in pages
        for tag in html.fromstring(data).xpath("//*[contains(@class, 'tag ')]")
        if tag.text_content() in words
    ]
    assert len(found) > 200
    for path, tag in found:
        is_told = tag.getparent().tag in ("summary", "dd")
        assert is_told or "#why" in tag.get("href", ""), (path, tag.text_content())


def test_every_page_of_every_pdf_says_it_in_words_and_behind_them(demo_site: Tree) -> None:
    papers = [data for path, data in demo_site.items() if path.endswith(".pdf")]
    assert len(papers) == len(documents(demo_report()))
    for data in papers:
        assert all(DEMO in page for page in selected(data))
        for shapes in painted(data):
            assert GREY in {colour for colour, _ in shapes}, "the watermark"
            assert [top for colour, top in shapes if top < TOP and _is_red(colour)], "the frame"


def _is_red(colour: tuple[int, ...]) -> bool:
    red, green, _ = colour
    return red > 180 and green < 50


def test_a_release_of_the_demo_is_refused(tmp_path: Path) -> None:
    told = run(ROOT, "build", "--demo", "--release", "--no-pdf", "--output", str(tmp_path))
    assert told.returncode == 1
    assert "data/demo/actuals.csv:1:1: 错误 E902 这是虚构的演示数据，不能正式发布。" in told.stdout
    assert list(tmp_path.iterdir()) == []


def test_the_real_site_is_the_same_byte_for_byte_without_the_demo(
    real_site: Tree, site: Path
) -> None:
    shutil.rmtree(site / "data" / "demo")
    settle(site, REAL)
    assert built(site / "output", site, demo=False) == real_site


def test_nothing_invented_is_on_the_real_site(real_site: Tree) -> None:
    figures, words = _invented_figures(), {"".join(text.split()) for text in _invented_words()}
    assert len(figures) > 20
    assert len(words) > 100
    for path, data in real_site.items():
        text = _text(path, data)
        assert [figure for figure in figures if figure in text] == [], path
        plain = "".join(text.split())  # sentences are broken into lines, figures are not
        assert [word for word in (DEMO, *words) if word in plain] == [], path


def _invented_figures() -> set[str]:
    """Return the demo's figures that are no targets and not whole numbers."""
    report = demo_report()
    targets = {str(t.value) for i in report.indicators for t in i.targets if isinstance(t, Target)}
    return {str(row.value) for row in report.actuals if "." in str(row.value)} - targets


def _invented_words() -> Iterator[str]:
    """Yield the demo's sentences, titles, sources and notes."""
    report = demo_report()
    yield from (entry.text for measure in report.measures for entry in measure.entries)
    yield from (text for row in report.actuals for text in (row.source, row.note) if text)
    yield from (issue.title for issue in report.bulletins)


def _text(path: str, data: bytes) -> str:
    if path.endswith(".pdf"):
        return "\n".join(selected(data))
    if path.endswith(".html"):
        page = html.fromstring(data)
        for drawing in page.xpath("//svg"):
            drawing.drop_tree()
        return str(page.text_content())
    return (
        data.decode("utf-8", "replace") if path.endswith((".xml", ".csv", ".json", ".txt")) else ""
    )


def test_official_text_stands_in_the_demo_nowhere() -> None:
    paragraphs = [text for measure in demo_report().measures for text in measure.paragraphs]
    for file in (file for file in FOLDER.rglob("*") if file.is_file()):
        text = file.read_text("utf-8")
        assert not [p for p in paragraphs if p[:40] in text], file.name


def test_the_demo_is_written_as_official_papers_are() -> None:
    """No space between 汉字 and digits, full-width punctuation (standards D8)."""
    report = demo_report()
    words = [entry.text for measure in report.measures for entry in measure.entries]
    words += [row.note + row.source for row in report.actuals]
    words += [text for issue in report.bulletins for text in (issue.title, issue.summary)]
    assert [text for text in words if SPACED.search(text)] == []


def test_a_demo_leaves_the_real_site_in_place(site: Path) -> None:
    first = run(ROOT, "--root", str(site), "--no-pdf")
    assert first.returncode == 0, first.stderr
    before = sorted((site / "output" / "site").rglob("*.html"))
    stamps = [file.stat().st_mtime_ns for file in before]
    second = run(ROOT, "--root", str(site), "--no-pdf", "--demo")
    assert second.returncode == 0, second.stderr
    assert (site / "output" / "demo" / "index.html").exists()
    assert [file.stat().st_mtime_ns for file in before] == stamps
    again = run(ROOT, "--root", str(site), "--no-pdf")
    assert again.stderr.startswith("没有变化")
