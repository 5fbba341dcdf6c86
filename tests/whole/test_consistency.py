"""One value for each figure, wherever the demo says it: pages, charts, prints, data and forms."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

import pytest
from lxml import etree, html

from reportsite.check import wording
from reportsite.forms import forms
from reportsite.forms.book import xlsx
from reportsite.plan import words
from reportsite.plan.case import Case
from reportsite.plan.judge import Actual, Unset, completion
from reportsite.plan.model import Report
from reportsite.plan.snapshot import Snapshot, snapshot
from reportsite.problems import Place
from tests.support.checkout import Tree
from tests.support.demo import demo_report
from tests.support.printing import copied
from tests.whole.facts import MARK, Fact, Said, marked, on, pages, papers, tables

SPECIMENS = ("method/", "about/style/")  # what a status looks like, of no indicator
SVG_TITLE = "{http://www.w3.org/2000/svg}title"
Facts = dict[Fact, dict[str, set[str]]]


@pytest.fixture(scope="module")
def demo(demo_site: Tree) -> Tree:
    """Return the demo's site, and the forms for a period of it."""
    issued = (form for form in forms(demo_report(), tables.FORM) if form.figures)
    sent = {f"forms/{form.unit}.xlsx": xlsx(form) for form in issued}
    assert sent
    return {**demo_site, **sent}


@pytest.fixture(scope="module")
def facts(demo: Tree) -> Facts:
    """Return every fact with its values, and the files that say each."""
    found: Facts = defaultdict(lambda: defaultdict(set))
    for path, data in demo.items():
        for fact, value in _read(path, data):
            found[fact][value].add(path)
    return found


def _read(path: str, data: bytes) -> Said:
    report = demo_report()
    issued = (issue.as_of for issue in report.bulletins if f"bulletins/{issue.id}" in path)
    day = next(issued, report.site.as_of)
    if path.endswith(".html") and not path.startswith(SPECIMENS):
        yield from pages.read(path, html.fromstring(data), day)
    elif path.endswith(".svg"):
        titles = (title.text or "" for title in etree.fromstring(data).iter(SVG_TITLE))
        yield from pages.drawn(titles, day)
    elif path.endswith(".pdf"):
        yield from papers.read(path, data, day)
    elif path.startswith("forms/"):
        yield from tables.read_form(data, day)
    elif path.startswith("data/") and path.endswith((".csv", ".json", ".xlsx")):
        yield from tables.read(path, data, day)


def test_every_fact_has_one_value(facts: Facts) -> None:
    assert {fact: dict(said) for fact, said in facts.items() if len(said) != 1} == {}


def test_the_values_are_those_of_the_data(facts: Facts) -> None:
    for fact, said in facts.items():
        assert set(said) == {_expected(fact)}, fact


def _expected(fact: Fact) -> str:
    at = on(fact.as_of)
    year = int(fact.period[:4])
    if fact.kind == "项数":
        verdicts = (at.verdict(indicator.id, year) for indicator in at.report.indicators)
        return str(sum(verdict.case is Case(fact.of) for verdict in verdicts))
    verdict = at.verdict(fact.of, year)
    target = verdict.judgement.goalpost.target
    if fact.kind == "目标值":
        return "—" if isinstance(target, Unset) else str(target)
    if fact.kind == "状态":
        return marked(verdict.case)
    if fact.kind == "记号":
        return verdict.case.mark
    if fact.kind == "更正前":
        made = next(c for c in at.corrections() if _key(c.after) == (fact.of, fact.period))
        return str(made.before.value)
    if fact.kind == "序时应达":
        return _pace(at, fact)
    row = _row_of(at, fact)
    if fact.kind == "实际值":
        return str(row.value)
    rate = completion(target, row.value)
    return "—" if isinstance(rate, Unset) else words.percent(rate)


def _pace(at: Snapshot, fact: Fact) -> str:
    """Return where half of the way from last year's target to this one's ends."""
    goalpost = at.verdict(fact.of, tables.FORM.year).judgement.goalpost
    assert isinstance(goalpost.base, Decimal)
    assert isinstance(goalpost.target, Decimal)
    half = (goalpost.base + goalpost.target) / 2
    return f"{half.normalize():f}"


def _key(row: Actual) -> tuple[str, str]:
    return row.indicator, row.period.words


def _row_of(at: Snapshot, fact: Fact) -> Actual:
    return next(row for row in at.actuals(fact.of) if row.period.words == fact.period)


def test_every_figure_of_the_data_is_said_on_page_and_paper(facts: Facts) -> None:
    """Nothing is left out: all twenty targets and statuses of the year in every issue."""
    report = demo_report()
    for issue in report.bulletins:
        for indicator in report.indicators:
            fact = Fact("状态", indicator.id, f"{on(issue.as_of).year}年", issue.as_of)
            said = {f"bulletins/{issue.id}/index.html", f"pdf/bulletins/{issue.id}.pdf"}
            assert said <= _files(facts, fact)


def test_every_newest_figure_is_said_in_all_five_media(facts: Facts) -> None:
    report = demo_report()
    at = on(report.site.as_of)
    for id in (indicator.id for indicator in report.indicators):
        own = f"indicators/{id}/index.html"
        for row in at.actuals(id):
            files = _files(facts, Fact("实际值", id, row.period.words, at.as_of))
            data = {f"data/actuals.{kind}" for kind in ("csv", "json")}
            assert {own, "pdf/report.pdf", "data/plan.xlsx", *data} <= files
        for verdict in at.verdicts[id]:
            files = _files(facts, Fact("目标值", id, f"{verdict.year}年", at.as_of))
            assert {own, f"charts/{id}.svg", "pdf/annex.pdf", "pdf/report.pdf"} <= files
            assert {"data/plan.xlsx", "data/targets.csv", "data/targets.json"} <= files
        last = _files(facts, Fact("目标值", id, "2025年", at.as_of))
        for folder in ("forms/", "units/", "measures/", "pdf/units/", "pdf/measures/"):
            assert any(file.startswith(folder) for file in last), folder


def _files(facts: Facts, fact: Fact) -> set[str]:
    return {file for said in facts[fact].values() for file in said}


def test_counts_of_all_cases_sum_to_twenty(facts: Facts) -> None:
    totals: dict[tuple[str, dt.date], int] = defaultdict(int)
    for fact, said in facts.items():
        if fact.kind == "项数":
            totals[fact.period, fact.as_of] += int(next(iter(said)))
    assert len(totals) >= 4
    assert set(totals.values()) == {20}


def test_no_number_in_any_text_disagrees_with_the_data_of_its_day(demo: Tree) -> None:
    report = demo_report()
    for path, day, text in _texts(demo, report):
        at = snapshot(report, day)
        told = [problem.message for problem in wording.figure_faults(text, Place(path), at)]
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
    verdicts = [v for own in snapshot(report, report.site.as_of).verdicts.values() for v in own]
    assert all(isinstance(v.judgement.actual, Actual) for v in verdicts if v.case not in waiting)
    figures = {row.indicator for row in report.actuals}
    silent = {f"indicators/{i.id}/index.html" for i in report.indicators if i.id not in figures}
    judged = "//*[contains(@class, 'tag') and (contains(@class, 'ok') or contains(@class, 'near') or contains(@class, 'miss'))]"
    for path, data in real_site.items():
        if path not in silent and figures:
            continue
        if path.endswith(".html") and not path.startswith(SPECIMENS):
            assert html.fromstring(data).xpath(judged) == [], path
        if path.endswith(".pdf"):
            text = "".join(text for text in copied(data) if Case.MET.meaning.rule not in text)
            assert not re.search(f"{MARK}(?:{'|'.join(set(Case) - waiting)})", text), path
