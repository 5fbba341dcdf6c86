"""What a plan does not have does not appear: no page, link, table, column, document or sentence of it."""

import datetime as dt
import re
from collections.abc import Callable, Container, Iterator
from dataclasses import replace
from functools import cache
from itertools import chain
from typing import Any

import pytest
from lxml import html

from reportsite import opendata, paper
from reportsite.check.functions import Setting, bound
from reportsite.facts.datatable import Dataset
from reportsite.facts.page import View
from reportsite.forms import forms
from reportsite.opendata import calendar
from reportsite.pipeline import TEMPLATES
from reportsite.plan import paths
from reportsite.plan.model import Assurance, Chapter, Measure, Report
from reportsite.plan.period import Period
from reportsite.plan.snapshot import snapshot
from reportsite.problems import Problems
from reportsite.render.templates import assets, render
from reportsite.site import frame, share
from reportsite.site.audit import audit
from reportsite.source.calls import MisuseError
from reportsite.source.writing import Artifact
from tests.support.demo import demo_report, page_views, real_report

NO_CHAPTER = Chapter(0, "", "")


def without_indicators(report: Report) -> Report:
    goals = tuple(replace(goal, indicator=None) for goal in report.plan.goals)
    plan = replace(report.plan, goals=goals, annex_title="", years=(), notes=())
    measures = tuple(replace(measure, indicators=()) for measure in report.measures)
    tensions = tuple(replace(tension, indicators=()) for tension in report.tensions)
    issues = tuple(replace(issue, prose=()) for issue in report.bulletins)
    told = replace(report, plan=plan, measures=measures, tensions=tensions, bulletins=issues)
    return replace(told, indicators=(), actuals=(), overrides=())


def without_goals(report: Report) -> Report:
    issues = tuple(replace(issue, prose=()) for issue in report.bulletins)
    tensions = tuple(replace(tension, goals=()) for tension in report.tensions)
    plan = replace(report.plan, goals=(), aim="", aim_due=0)
    return replace(report, plan=plan, bulletins=issues, tensions=tensions)


def without_assurance(report: Report) -> Report:
    return replace(report, assurance=Assurance("", "", ()))


def without_measures(report: Report) -> Report:
    issues = tuple(replace(issue, prose=()) for issue in report.bulletins)
    tensions = tuple(replace(tension, measures=()) for tension in report.tensions)
    plan = replace(report.plan, chapters=())
    register = replace(report.register, groups=())
    told = replace(report, plan=plan, measures=(), tensions=tensions, bulletins=issues)
    return replace(told, register=register)


def without_units(report: Report) -> Report:
    register = replace(report.register, units=(), groups=(), recipients=())
    measures = (_named_by(m, ()) for m in report.measures)
    indicators = tuple(replace(indicator, reporters=()) for indicator in report.indicators)
    known = {indicator.id: indicator for indicator in indicators}
    joined = tuple(
        replace(
            m, indicators=tuple(replace(i, indicator=known[i.indicator.id]) for i in m.indicators)
        )
        for m in measures
    )
    goals = tuple(
        replace(goal, indicator=known[goal.indicator.id] if goal.indicator else None)
        for goal in report.plan.goals
    )
    plan = replace(report.plan, goals=goals)
    return replace(report, plan=plan, register=register, measures=joined, indicators=indicators)


def without_groups(report: Report) -> Report:
    units = {unit.id for unit in report.register.units}
    measures = tuple(_named_by(measure, units) for measure in report.measures)
    return replace(report, register=replace(report.register, groups=()), measures=measures)


def _named_by(measure: Measure, known: Container[str]) -> Measure:
    """Return a measure without the units that are not known, and without what was said of it."""
    tasks = tuple(
        replace(task, bracket="", units=tuple(n for n in task.units if n.unit.id in known))
        for task in measure.tasks
    )
    return replace(measure, tasks=tasks, entries=())


def without_chapters(report: Report) -> Report:
    measures = tuple(replace(measure, chapter=NO_CHAPTER) for measure in report.measures)
    return replace(report, plan=replace(report.plan, chapters=()), measures=measures)


def without_notice(report: Report) -> Report:
    plan = replace(report.plan, notice_title="", notice="", recipients="", disclosure="")
    return replace(report, plan=plan)


def without_notes(report: Report) -> Report:
    return replace(report, plan=replace(report.plan, notes=()))


def without_place(report: Report) -> Report:
    site = replace(report.site, place="", region="", subject="", plan_name="方案")
    return replace(report, site=site)


def without_issues(report: Report) -> Report:
    return replace(report, bulletins=())


def without_tensions(report: Report) -> Report:
    return replace(report, tensions=())


def without_pages(report: Report) -> Report:
    return replace(report, pages=())


Strip = Callable[[Report], Report]
STRIPS: tuple[Strip, ...] = (
    without_indicators, without_goals, without_assurance, without_measures, without_units,
    without_groups, without_chapters, without_notice, without_notes, without_place,
    without_issues, without_tensions, without_pages,
)  # fmt: skip
TOGETHER: tuple[tuple[Strip, ...], ...] = (
    *((strip,) for strip in STRIPS),
    (without_indicators, without_goals),
    (without_indicators, without_measures),
    (without_indicators, without_tensions, without_chapters, without_groups),
    (without_measures, without_units),
    STRIPS,
)


def neutral(report: Report) -> Report:
    """Return a plan of which no word is its editors': what is then read is the program's own."""
    title = "《某事》方案"
    plan = replace(
        report.plan, title=title, notice_title="某函", notice="现印发。", preamble=("某事。",)
    )
    chapters = {c.number: replace(c, title=f"第{c.number}类") for c in plan.chapters}
    goals = tuple(
        replace(g, name=f"某数{i}", quote="某数", remark="") for i, g in enumerate(plan.goals)
    )
    plan = replace(
        plan, chapters=tuple(chapters.values()), goals=goals, aim="到某年某事大成", issuer="某市政府",
        recipients="各位：", disclosure="公开", annex_title="某表", notes=(),
    )  # fmt: skip
    measures = tuple(
        replace(
            m, title=f"某事{m.number}", paragraphs=(f"{m.mark}某事{m.number}。做好。",), summary="做好。",
            chapter=chapters[m.chapter.number], tasks=tuple(replace(t, bracket="") for t in m.tasks),
        )
        for m in report.measures
    )  # fmt: skip
    site = replace(
        report.site, title="某市公开", short_title="公开", description="公开某事。", keywords=("某事",),
        place="某市", region="某省某市", subject="某事", plan_name="方案", organiser="某办",
    )  # fmt: skip
    items = tuple(
        replace(item, heading="（一）某项", paragraph="（一）某项。做好。")
        for item in report.assurance.items
    )
    assurance = replace(report.assurance, items=items)
    units = tuple(replace(unit, note="") for unit in report.register.units)
    groups = tuple(replace(group, note="") for group in report.register.groups)
    register = replace(report.register, units=units, groups=groups, recipients=())
    told = replace(report, site=site, plan=plan, measures=measures, tensions=(), bulletins=())
    told = replace(told, assurance=assurance, register=register)
    pages = tuple(replace(page, prose=(), summary="本站说明。") for page in report.pages)
    return replace(told, pages=pages)


def real() -> Report:
    return _without_prose(real_report())


def demo() -> Report:
    return _without_prose(demo_report())


def plain() -> Report:
    return neutral(real_report())


def _without_prose(report: Report) -> Report:
    """Return a report without what links to parts by its editors' own hand."""
    pages = tuple(replace(page, prose=()) for page in report.pages)
    measures = tuple(
        replace(m, entries=tuple(replace(entry, prose=()) for entry in m.entries))
        for m in report.measures
    )
    return replace(report, pages=pages, measures=measures)


class Made:
    """All that is made of a plan, documents as HTML; `tables` are those of the open data."""

    def __init__(self, report: Report) -> None:
        now, problems = snapshot(report, report.site.as_of), Problems()
        self.report, self.tables = report, opendata.dataset(now)
        shared: dict[str, Any] = {**frame.shared(report, pdfs=True, search=True, release=False)}
        self.documents = dict(_rendered(paper.documents(report), shared))
        cards = [*share.charts(now), *share.cards(page_views(report, preview=True), now)]
        files = [
            Artifact(view.path, text.encode())
            for view, text in render(cards, shared, TEMPLATES, problems)
        ]
        files += [
            Artifact(own.path.replace(".svg", ".png"), b"")
            for own in files
            if own.path.startswith("charts/")
        ]
        files += [*calendar.calendars(now), *map(_empty, _downloads(self.tables))]
        files += map(_empty, (*self.documents, paths.FAVICON, paths.TOUCH_ICON))
        self.shared = shared = {**shared, "files": {file.path: 0 for file in files}}
        self.pages = dict(_rendered(page_views(report, preview=True), shared))
        made = [Artifact(path, text.encode()) for path, text in self.pages.items()]
        audit([*made, *files, *assets(TEMPLATES)], "site", report.site.base_path, problems)
        self.faults, self.files = problems.sorted, {file.path: file.data for file in files}

    @property
    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield what readers see of every page and document."""
        for path, text in chain(self.pages.items(), self.documents.items()):
            if path.endswith((".html", ".pdf")):
                yield path, html.fromstring(text).text_content()


def _empty(path: str) -> Artifact:
    return Artifact(path, b"")


def _downloads(dataset: Dataset) -> Iterator[str]:
    yield from (
        of(own.name) for own in dataset.tables for of in (paths.table_csv, paths.table_json)
    )
    yield from (path for path, _ in dataset.slices)
    yield from (paths.DICTIONARY, paths.PLAN_JSON, paths.PLAN_SCHEMA, paths.WORKBOOK)
    yield from (paths.DATA_PACKAGE, paths.CHECKSUMS)


def _rendered(views: tuple[View, ...], shared: dict[str, Any]) -> Iterator[tuple[str, str]]:
    problems = Problems()
    for view, text in render(views, shared, TEMPLATES, problems):
        yield view.path, text
    assert problems.sorted == ()


@cache
def made(base: Callable[[], Report], *strips: Strip) -> Made:
    report = base()
    for strip in strips:
        report = strip(report)
    return Made(report)


def _named(strip: Strip) -> str:
    return strip.__name__.removeprefix("without_")


def _said(strips: tuple[Strip, ...]) -> str:
    return "+".join(map(_named, strips)) if len(strips) < 9 else "all"


@pytest.mark.parametrize("strips", TOGETHER, ids=_said)
def test_a_plan_that_lacks_a_part_is_made_whole_without_a_dead_link(
    strips: tuple[Strip, ...],
) -> None:
    assert made(real, *strips).faults == ()


@pytest.mark.parametrize(
    "strip", [without_indicators, without_measures, without_units, without_groups], ids=_named
)
def test_what_was_reported_of_the_other_parts_still_stands(strip: Strip) -> None:
    assert made(demo, strip).faults == ()


def _every_section_has_a_page_and_its_places_or_none_of_them(own: Made) -> None:
    menu = {link.path for link in own.shared["menu"]}
    listed = own.pages[paths.SITEMAP]
    for section in frame.site_sections(own.report).values():
        assert (section.path in own.pages) == section.exists
        assert (section.path in menu) == (section.exists and bool(section.menu))
        assert (f">{section.name}</a></h2>" in listed or f">{section.name}</a></li>" in listed) >= (
            section.exists
        )


WORDS: dict[Strip, str] = {
    without_indicators: r"指标|附件(?!\d　)|评定|序时|实际值|达标|完成率|数字",
    without_goals: "项目标|首要目标|要达到的|长远目标",
    without_assurance: "组织保障|不计入",
    without_measures: "措施|章|点名的措施|集合|矩阵|分工",
    without_units: "责任单位|点名|集合|矩阵|台账|分工",
    without_groups: "集合|经“",
    without_chapters: "章|第.类",
    without_notice: "某函|各位",
    without_notes: "原注|附件的注",
    without_tensions: "口径提示",
    without_issues: "最近的简报",
}


def _nothing_is_said_of_what_it_does_not_have(own: Made, strip: Strip) -> None:
    found = {
        (path, match[0])
        for path, text in own.texts
        for match in re.finditer(f".{{0,12}}(?:{WORDS[strip]}).{{0,12}}", text)
    }
    assert found == set()


def _nothing_is_counted_where_there_is_none(own: Made) -> None:
    none = re.compile(r".{0,12}(?<![\d.])0[项个章年条份].{0,12}|(?<![\d一-龥])项(?:指标|措施|目标)")
    told = [(path, hit[0]) for path, text in own.texts for hit in none.finditer(text)]
    assert told == []


HOLDERS = "ul ol dl table tbody thead tr h1 h2 h3 h4 p blockquote figure figcaption section nav"
FILLED_LATER = {"results", "told"}  # by a script


def _empty_elements(text: str) -> Iterator[str]:
    for element in html.fromstring(text).iter(*HOLDERS.split()):
        known = element.get("id") in FILLED_LATER or element.get("class") == "left"
        if not known and not element.text_content().strip() and not element.xpath(".//svg|.//col"):
            yield html.tostring(element, encoding="unicode")[:80]


def _no_list_table_heading_or_paragraph_is_empty(own: Made) -> None:
    texts = {**own.pages, **own.documents}
    found = [
        (path, e)
        for path, text in texts.items()
        if path.endswith(("html", "pdf"))
        for e in _empty_elements(text)
    ]
    assert found == []


def _every_row_of_a_table_has_as_many_cells_as_its_head(own: Made) -> None:
    for path, text in {**own.pages, **own.documents}.items():
        trees = html.fromstring(text).iter("table") if path.endswith(("html", "pdf")) else ()
        for table in trees:
            heads = {_width(row) for row in table.xpath("thead[count(tr)=1]/tr")}
            rows = {_width(row) for row in table.xpath("tbody/tr")}
            assert not heads or rows == heads, (path, table.text_content().strip()[:40])


def _width(row: html.HtmlElement) -> int:
    return sum(int(cell.get("colspan", 1)) for cell in row)


@pytest.mark.parametrize("strips", TOGETHER, ids=_said)
def test_nothing_of_a_part_is_left_where_a_plan_does_not_have_it(strips: tuple[Strip, ...]) -> None:
    """All of one plan in one test: it is made once, whichever process comes to it."""
    own = made(plain, *strips)
    _every_section_has_a_page_and_its_places_or_none_of_them(own)
    _nothing_is_counted_where_there_is_none(own)
    _no_list_table_heading_or_paragraph_is_empty(own)
    _every_row_of_a_table_has_as_many_cells_as_its_head(own)
    _no_table_of_the_data_refers_to_one_that_is_not_there(own)
    for strip in strips if len(strips) == 1 and strips[0] in WORDS else ():
        _nothing_is_said_of_what_it_does_not_have(own, strip)


DOCUMENTS: dict[Strip, tuple[str, ...]] = {
    without_indicators: (paths.ANNEX_PDF,),
    without_measures: (paths.MATRIX_PDF, paths.measure_pdf("01")),
    without_units: (paths.MATRIX_PDF, paths.unit_pdf("nongmu")),
}


@pytest.mark.parametrize("strip", DOCUMENTS, ids=_named)
def test_no_document_is_printed_of_what_a_plan_does_not_have(strip: Strip) -> None:
    own, whole = made(plain, strip), made(plain)
    assert set(DOCUMENTS[strip]) & set(own.documents) == set()
    assert set(DOCUMENTS[strip]) <= set(whole.documents)
    assert paths.REPORT_PDF in own.documents


TABLES: dict[Strip, str] = {
    without_indicators: "indicators targets actuals judgements series links",
    without_goals: "goals",
    without_measures: "measures links responsibilities updates",
    without_units: "units responsibilities",
}


@pytest.mark.parametrize("strip", TABLES, ids=_named)
def test_the_data_have_no_table_of_what_a_plan_does_not_have(strip: Strip) -> None:
    own, whole = made(plain, strip).tables.tables, made(plain).tables.tables
    gone = {table.name for table in whole} - {table.name for table in own}
    assert gone == set(TABLES[strip].split())


def _no_table_of_the_data_refers_to_one_that_is_not_there(own: Made) -> None:
    tables = own.tables.tables
    known = {table.name for table in tables}
    referred = {c.refers.partition(".")[0] for table in tables for c in table.columns if c.refers}
    assert referred <= known


@pytest.mark.parametrize(
    ("strip", "sheets"),
    [
        (without_indicators, {"措施"}),
        (without_measures, {"指标"}),
        (without_units, set()),
        (without_goals, {"措施", "指标"}),
    ],
    ids=lambda value: _named(value) if callable(value) else "",
)
def test_a_form_has_no_sheet_of_what_a_plan_does_not_have(strip: Strip, sheets: set[str]) -> None:
    issued = forms(strip(real_report()), Period(2024, 6))
    assert {sheet.name for form in issued for sheet, _ in form.sheets} == sheets


def test_a_plan_without_targets_is_reported_on_from_its_issue_to_the_day_of_its_data() -> None:
    report = without_indicators(real_report())
    later = replace(report, site=replace(report.site, as_of=dt.date(2025, 3, 1)))
    assert report.judged_years == (2023,)
    assert later.judged_years == (2023, 2024, 2025)
    assert snapshot(later, later.site.as_of).year == 2024


def test_a_call_for_what_a_plan_does_not_have_is_refused_in_words() -> None:
    report = without_goals(without_indicators(without_measures(real_report())))
    at = Setting(snapshot(report, report.site.as_of))
    refused = {
        "各项目标": "目标", "措施与责任分工": "措施", "指标目标表": "指标", "更正": "指标",
        "指标表": "指标", "各状态项数": "指标", "各状态占比": "指标", "状态": "指标",
    }  # fmt: skip
    for name, what in refused.items():
        arguments = {"各状态项数": ["2023"], "各状态占比": ["2023"], "状态": ["01", "2023"]}
        with pytest.raises(MisuseError, match=f"方案没有{what}，"):
            bound(at)[name].gives(*arguments.get(name, []))
