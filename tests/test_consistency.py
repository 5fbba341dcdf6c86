"""One value for each figure, wherever the demo says it: pages, prints, and data to download.

Every source is read as a stranger would read it, from the built files, into facts: what is said of
which indicator in which period, as known on which day.
"""

import csv
import datetime as dt
import io
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

import pytest
from lxml import html

from reportsite import words, workbook
from reportsite.check import typedfigures
from reportsite.formbook import xlsx
from reportsite.formlayout import HEADER
from reportsite.forms import forms
from reportsite.model import Report
from reportsite.period import Period, period
from reportsite.problems import Place, Problems
from reportsite.progress import Actual, Case, Unset, completion
from reportsite.standing import Standing, standing
from reportsite.view.status import RULES
from tests.checkout import Tree
from tests.demo import demo_report
from tests.printing import pages as pdf_pages

MARK = "[√●▲×○]"
SPECIMENS = ("method/", "about/style/")  # what a status looks like, of no indicator
NOTHING = {"—", "未报送", ""}
COUNTED = re.compile(r"20项中((?:\d+项[^\d、。]+、?)+)")


@dataclass(frozen=True, slots=True)
class Fact:
    """What is said: `kind` of an indicator (or of all), of a period, as known on a day."""

    kind: str
    of: str
    period: str
    as_of: dt.date


Said = Iterator[tuple[Fact, str]]
Row = dict[str, str]
FORM = Period(2025, 6, "2025-H1")
TRUE = ("true", "是")
KEYS = {
    "指标编号": "indicator",
    "年份": "year",
    "时期": "period",
    "目标值": "target",
    "实际值": "value",
    "是否有效": "current",
    "完成率": "completion",
    "状态": "case",
}


@pytest.fixture(scope="module")
def demo(demo_site: Tree) -> Tree:
    """Return the demo's site, and the forms for a period of it."""
    issued = (form for form in forms(demo_report(), FORM) if form.figures)
    sent = {f"forms/{form.unit}.xlsx": xlsx(form) for form in issued}
    assert sent
    return {**demo_site, **sent}


@pytest.fixture(scope="module")
def facts(demo: Tree) -> dict[Fact, dict[str, set[str]]]:
    """Return every fact with its values, and the files that say each."""
    found: dict[Fact, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for path, data in demo.items():
        for fact, value in _read(path, data):
            found[fact][value].add(path)
    return found


def _read(path: str, data: bytes) -> Said:
    report = demo_report()
    day = next(
        (i.as_of for i in report.bulletins if f"bulletins/{i.id}" in path), report.site.as_of
    )
    if path.endswith(".html"):
        yield from _html(path, html.fromstring(data), day)
    elif path.startswith("pdf/bulletins/"):
        yield from _pdf(data, day)
    elif path.startswith("data/") and path.endswith((".csv", ".json", ".xlsx")):
        for rows in _tables(path, data):
            yield from _records(rows, day)
    elif path.startswith("forms/"):
        yield from _form(data, day)


def _html(path: str, page: html.HtmlElement, day: dt.date) -> Said:
    for graphic in page.xpath("//svg"):
        graphic.drop_tree()
    for table in page.xpath("//table[contains(@class, 'figures')]"):
        yield from _bulletin_table(table, day)
    if match := re.fullmatch(r"indicators/(\d\d)/index.html", path):
        yield from _indicator_page(match[1], page, day)
    for table in page.xpath("//table[@class='targets' or @class='targets brief']"):
        yield from _target_table(table, day)
    yield from _counts(page.text_content(), day)


def _bulletin_table(table: html.HtmlElement, day: dt.date) -> Said:
    title = table.xpath("string(//*[@id=$id])", id=table.get("aria-labelledby"))
    year = re.search(r"(\d{4})年", title)
    heads = [head.text_content() for head in table.xpath("./thead//th")]
    for row in table.xpath("./tbody/tr"):
        id = re.search(r"indicators/(\d\d)/", row.xpath("string(./th/a/@href)"))
        cells = [cell.text_content().strip() for cell in row.xpath("./td")]
        assert id
        if heads[1] == "时期":
            yield from _correction(id[1], cells, day)
        elif year:
            period = row.xpath("string(./td[2]/@data-label)")
            actual = row.xpath("string(./td[2]/text())").strip()
            status = row.xpath("string(./td[5]/span)")
            said = [cells[0], actual, cells[2], status]
            yield from _row(id[1], year[1], period, said, day)


def _row(id: str, year: str, spoken: str, said: list[str], day: dt.date) -> Said:
    target, actual, rate, status = said
    yield Fact("目标值", id, f"{year}年", day), target
    yield Fact("状态", id, f"{year}年", day), status
    if actual not in NOTHING:
        yield Fact("实际值", id, spoken, day), actual
        yield Fact("完成率", id, spoken, day), rate


def _correction(id: str, cells: list[str], day: dt.date) -> Said:
    yield Fact("更正前", id, cells[0], day), cells[1]
    yield Fact("实际值", id, cells[0], day), cells[2]


def _indicator_page(id: str, page: html.HtmlElement, day: dt.date) -> Said:
    for row in page.xpath("//table[@class='years']/tbody/tr"):
        year = row.xpath("string(./th)")
        cells = row.xpath("./td[not(@class='source')]")
        target, actual, rate, status = (cell.text_content().strip() for cell in cells)
        yield Fact("目标值", id, year, day), target
        yield Fact("状态", id, year, day), status
        if match := re.fullmatch(r"(.*?)([\d.]+)", actual):
            yield Fact("实际值", id, year + match[1], day), match[2]
            if rate != "—":
                yield Fact("完成率", id, year + match[1], day), rate
    for row in page.xpath("//table[@class='history']/tbody/tr[not(.//del)]"):
        spoken, value = row.xpath("string(./th)"), row.xpath("string(./td[1])")
        yield Fact("实际值", id, spoken, day), value
    for fact in page.xpath("//dl[@class='inputs']/div"):
        label, text = fact.xpath("string(./dt)"), fact.xpath("string(./dd)")
        if match := re.fullmatch(r"(\d{4}年.*?)(目标值|实际值)", label):
            number = re.match(r"[\d.]+", text)
            assert number
            yield Fact(match[2], id, match[1], day), number[0]


def _target_table(table: html.HtmlElement, day: dt.date) -> Said:
    for row in table.xpath("./tbody/tr"):
        id = re.search(r"(\d\d)/index.html", row.xpath("string(./th/a/@href)"))
        assert id
        for cell in row.xpath("./td[@data-label]"):
            yield Fact("目标值", id[1], f"{cell.get('data-label')}年", day), cell.text_content()
        year = f"{standing(demo_report(), day).year}年"
        yield Fact("状态", id[1], year, day), row.xpath("string(./td[@class='state']/span[1])")
        figure = row.xpath("string(./td[@class='n now'])")
        if match := re.fullmatch(r"(.*?)([\d.]+)", figure):
            yield Fact("实际值", id[1], year + match[1], day), match[2]


def _counts(text: str, day: dt.date) -> Said:
    """Yield the counts per case of all twenty in the year reported on; a measure counts fewer."""
    year = f"{standing(demo_report(), day).year}年"
    for listed in COUNTED.findall(re.sub(r"\s", "", text)):
        for count, case in re.findall(r"(\d+)项([^\d、。]+)", listed):
            yield Fact("项数", case, year, day), count


def _pdf(data: bytes, day: dt.date) -> Said:
    year = standing(demo_report(), day).year
    ids = {indicator.name: indicator.id for indicator in demo_report().indicators}
    yield from _counts("".join(page.extract_text() for page in pdf_pages(data)), day)
    for table in (table for page in pdf_pages(data) for table in page.extract_tables()):
        head, *rows = [[_joined(cell) for cell in row] for row in table]
        if len(head) == 8 and head[3] == "目标值":
            part = head[4].removeprefix("实际值")
            yield from _pdf_rows(rows, str(year), part, day)
        elif len(head) == 7 and head[2] == "时期":
            for row in rows:
                yield from _correction(ids[row[0]], row[2:], day)


def _pdf_rows(rows: list[list[str]], year: str, part: str, day: dt.date) -> Said:
    for number, _, _, target, actual, rate, _, status in rows:
        match = re.fullmatch(r"(-?[\d.]+)(.*)", actual)
        spoken = f"{year}年{match[2] or part}" if match else ""
        said = [target, match[1] if match else actual, rate, status.replace("人工评定", "")]
        yield from _row(f"{int(number):02}", year, spoken, said, day)


def _joined(cell: str | None) -> str:
    return re.sub(r"\s", "", cell or "")


def _tables(path: str, data: bytes) -> Iterator[list[Row]]:
    """Yield the tables of a download, each a list of rows by column; every cell is text."""
    if path.endswith(".csv"):
        yield list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    elif path.endswith(".json"):
        yield from _lists(json.loads(data, parse_float=str, parse_int=str))
    else:
        problems = Problems()
        book = workbook.read(data, path, problems)
        assert book, problems.found
        yield from map(_sheet, book.values())


def _lists(found: object) -> Iterator[list[Row]]:
    """Yield all lists of objects in a JSON file, however deep."""
    if isinstance(found, dict):
        for value in found.values():
            yield from _lists(value)
    elif isinstance(found, list) and all(isinstance(row, dict) for row in found):
        yield [{key: _text(value) for key, value in row.items()} for row in found]


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _sheet(grid: workbook.Grid) -> list[Row]:
    """Return the rows below the first row that names a table's columns, in words or by keys."""
    for head in grid.rows:
        names = {c: grid.text(head, c) for r, c in grid.cells if r == head}
        if {"指标编号", "indicator"} & set(names.values()):
            keys = {column: KEYS.get(name, name) for column, name in names.items()}
            below = [row for row in grid.rows if row > head]
            return [{key: grid.text(row, c) for c, key in keys.items()} for row in below]
    return []


def _records(rows: Iterable[Row], day: dt.date) -> Said:
    """Yield the facts of a download's rows, of whatever columns are there; the newest row wins."""
    newest: dict[Fact, str] = {}
    for row in rows:
        id, year, spoken = row.get("indicator", ""), row.get("year", ""), row.get("period", "")
        if "target" in row and id and year:
            newest[Fact("目标值", id, f"{year}年", day)] = row["target"] or "—"
        if "case" in row and id and year:
            case = Case(row["case"])
            newest[Fact("状态", id, f"{year}年", day)] = f"{_mark(case)}{case}"
        found = period(spoken)
        if id and found and row.get("value") and row.get("current", "true").lower() in TRUE:
            newest[Fact("实际值", id, found.words, day)] = row["value"]
            if row.get("completion"):
                rate = words.percent(Decimal(row["completion"]))
                newest[Fact("完成率", id, found.words, day)] = rate
    yield from newest.items()


def _form(data: bytes, day: dt.date) -> Said:
    """Yield what stands beside the cells of a form: last figure, target, and 序时."""
    book = workbook.read(data, "form", Problems())
    assert book
    grid = book["指标"]
    heads = {grid.text(HEADER, c): c for r, c in grid.cells if r == HEADER}
    target = next(head for head in heads if head.endswith("目标"))
    for row in (row for row in grid.rows if row > HEADER):
        said = {head: grid.text(row, c) for head, c in heads.items()}
        id = said["编号"].removeprefix("指标")
        yield Fact("目标值", id, target.removesuffix("目标"), day), _number(said[target])
        if match := re.fullmatch(r"([\d.]+)[^（]*（(.*)）", said["上次报送"]):
            yield Fact("实际值", id, match[2], day), match[1]
        if said["序时应达"] != "—":
            yield Fact("序时应达", id, FORM.words, day), _number(said["序时应达"])


def _number(text: str) -> str:
    """Return the number that a text begins with; — for none."""
    match = re.match(r"[\d.]+", text)
    return match[0] if match else "—"


def test_every_fact_has_one_value(facts: dict[Fact, dict[str, set[str]]]) -> None:
    assert {fact: dict(said) for fact, said in facts.items() if len(said) != 1} == {}


def test_the_values_are_those_of_the_data(facts: dict[Fact, dict[str, set[str]]]) -> None:
    for fact, said in facts.items():
        assert set(said) == {_expected(fact)}, fact


def _expected(fact: Fact) -> str:
    at = standing(demo_report(), fact.as_of)
    year = int(fact.period[:4])
    if fact.kind == "项数":
        verdicts = (at.verdict(indicator.id, year) for indicator in at.report.indicators)
        return str(sum(verdict.case is Case(fact.of) for verdict in verdicts))
    verdict = at.verdict(fact.of, year)
    target = verdict.judgement.goalpost.target
    if fact.kind == "目标值":
        return "—" if isinstance(target, Unset) else str(target)
    if fact.kind == "状态":
        return f"{_mark(verdict.case)}{verdict.case}"
    if fact.kind == "更正前":
        return next(str(o.value) for o, n in at.revisions() if _key(n) == (fact.of, fact.period))
    if fact.kind == "序时应达":
        return _pace(at, fact)
    row = _row_of(at, fact)
    if fact.kind == "实际值":
        return str(row.value)
    rate = completion(target, row.value)
    return "—" if isinstance(rate, Unset) else words.percent(rate)


def _pace(at: Standing, fact: Fact) -> str:
    """Return where half of the way from last year's target to this one's ends."""
    goalpost = at.verdict(fact.of, FORM.year).judgement.goalpost
    assert isinstance(goalpost.base, Decimal)
    assert isinstance(goalpost.target, Decimal)
    half = (goalpost.base + goalpost.target) / 2
    return f"{half.normalize():f}"


def _mark(case: Case) -> str:
    return {"达标": "√", "已提前达标": "√", "达到序时": "●", "接近": "▲", "略低于序时": "▲"}.get(
        case, "×" if case in (Case.MISSED, Case.FAR_BEHIND) else "○"
    )


def _key(row: Actual) -> tuple[str, str]:
    return row.indicator, row.period.words


def _row_of(at: Standing, fact: Fact) -> Actual:
    return next(row for row in at.actuals(fact.of) if row.period.words == fact.period)


def test_every_figure_of_the_data_is_said_on_page_and_paper(
    facts: dict[Fact, dict[str, set[str]]],
) -> None:
    """Nothing is left out: all twenty targets and statuses of the year, all newest figures."""
    report = demo_report()
    for issue in report.bulletins:
        at = standing(report, issue.as_of)
        for indicator in report.indicators:
            fact = Fact("状态", indicator.id, f"{at.year}年", issue.as_of)
            files = {file for said in facts[fact].values() for file in said}
            assert {f"bulletins/{issue.id}/index.html", f"pdf/bulletins/{issue.id}.pdf"} <= files
    for row in standing(report, report.site.as_of).report.actuals:
        at_last = Fact("实际值", row.indicator, row.period.words, report.site.as_of)
        assert facts[at_last]


def test_counts_of_all_cases_sum_to_twenty(facts: dict[Fact, dict[str, set[str]]]) -> None:
    totals: dict[tuple[str, dt.date], int] = defaultdict(int)
    for fact, said in facts.items():
        if fact.kind == "项数":
            totals[fact.period, fact.as_of] += int(next(iter(said)))
    assert len(totals) >= 4
    assert set(totals.values()) == {20}


def test_no_number_in_any_text_disagrees_with_the_data_of_its_day(demo: Tree) -> None:
    report = demo_report()
    for path, day, text in _texts(demo, report):
        at = standing(report, day)
        told = [problem.message for problem in typedfigures.faults(text, Place(path), at)]
        assert told == [], path


def _texts(demo: Tree, report: Report) -> Iterator[tuple[str, dt.date, str]]:
    days = {f"bulletins/{issue.id}/index.html": issue.as_of for issue in report.bulletins}
    for path, day in days.items():
        paragraphs = html.fromstring(demo[path]).xpath("//div[@class='prose']/p")
        yield path, day, "\n".join(p.text_content() for p in paragraphs)


def test_the_real_site_judges_nothing_that_nobody_reported(report: Report, real_site: Tree) -> None:
    """Done-criterion 6: without a figure there is no status but the waiting ones, anywhere.

    Only where the rules themselves are told is every status named.
    """
    waiting = {Case.NO_TARGET, Case.LISTED, Case.NOT_DUE, Case.OWED}
    verdicts = [v for own in standing(report, report.site.as_of).verdicts.values() for v in own]
    assert all(isinstance(v.judgement.actual, Actual) for v in verdicts if v.case not in waiting)
    figures = {row.indicator for row in report.actuals}
    silent = {f"indicators/{i.id}/index.html" for i in report.indicators if i.id not in figures}
    judged = "//span[contains(@class, 'tag') and (contains(@class, 'ok') or contains(@class, 'near') or contains(@class, 'miss'))]"
    for path, data in real_site.items():
        if path not in silent and figures:
            continue
        if path.endswith(".html") and not path.startswith(SPECIMENS):
            assert html.fromstring(data).xpath(judged) == [], path
        if path.endswith(".pdf"):
            texts = (_joined(page.extract_text()) for page in pdf_pages(data))
            text = "".join(text for text in texts if RULES[Case.MET] not in text)
            assert not re.search(f"{MARK}(?:{'|'.join(set(Case) - waiting)})", text), path
