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

import openpyxl
import pytest
from lxml import html

from reportsite import words
from reportsite.check import typedfigures
from reportsite.model import Report
from reportsite.period import period
from reportsite.problems import Place
from reportsite.progress import Actual, Case, Unset, completion
from reportsite.standing import Standing, standing
from tests.checkout import Tree
from tests.demo import built, demo_report
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


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    return built(tmp_path_factory.mktemp("demo"))


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
        yield from _records(_table(path, data), day)


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


def _table(path: str, data: bytes) -> list[dict[str, str]]:
    if path.endswith(".csv"):
        return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    if path.endswith(".json"):
        found = json.loads(data)
        return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []
    sheets = openpyxl.load_workbook(io.BytesIO(data), read_only=True).worksheets
    rows = [[str(cell) for cell in row] for sheet in sheets for row in sheet.values]
    return [dict(zip(rows[0], row, strict=False)) for row in rows[1:]] if rows else []


def _records(rows: Iterable[dict[str, str]], day: dt.date) -> Said:
    """Yield the figures of downloads that have the columns of reported figures; the newest wins."""
    newest: dict[tuple[str, str], str] = {}
    for row in rows:
        if {"indicator", "period", "value"} <= row.keys() and (found := period(row["period"])):
            newest[row["indicator"], found.words] = str(row["value"])
    for (id, spoken), value in newest.items():
        yield Fact("实际值", id, spoken, day), value


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
    row = _row_of(at, fact)
    if fact.kind == "实际值":
        return str(row.value)
    rate = completion(target, row.value)
    return "—" if isinstance(rate, Unset) else words.percent(rate)


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


def test_the_real_site_judges_nothing_that_nobody_reported(
    report: Report, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Done-criterion 6: no figure was reported, so no status but the waiting ones is anywhere."""
    waiting = {Case.NO_TARGET, Case.LISTED, Case.NOT_DUE, Case.OWED}
    verdicts = standing(report, report.site.as_of).verdicts
    assert report.actuals == ()
    assert {v.case for years in verdicts.values() for v in years} <= waiting
    real = built(tmp_path_factory.mktemp("real"), demo=False)
    judged = "//span[contains(@class, 'tag') and (contains(@class, 'ok') or contains(@class, 'near') or contains(@class, 'miss'))]"
    for path, data in real.items():
        if path.endswith(".html") and not path.startswith(SPECIMENS):
            assert html.fromstring(data).xpath(judged) == [], path
        if path.endswith(".pdf"):
            text = "".join(page.extract_text() for page in pdf_pages(data))
            assert not re.search(f"{MARK}(?:{'|'.join(set(Case) - waiting)})", text), path
