"""The figures a document carries: what is printed, in a form a program reads."""

import json

from reportsite.facts.indicator import FIELDS, figure_files
from reportsite.plan.judge import Actual
from reportsite.plan.snapshot import snapshot
from tests.support.demo import demo_report


def test_a_row_is_an_indicator_in_a_year_with_its_source() -> None:
    report = demo_report()
    now = snapshot(report, report.site.as_of)
    table, data = figure_files(now, report.indicators)
    assert (table.name, table.media_type) == ("figures.csv", "text/csv")
    assert table.data.decode("utf-8-sig").splitlines()[0] == ",".join(FIELDS)
    rows = json.loads(data.data)
    verdicts = [verdict for i in report.indicators for verdict in now.verdicts[i.id]]
    assert len(rows) == len(verdicts) == 100
    for row, verdict in zip(rows, verdicts, strict=True):
        actual = verdict.judgement.actual
        assert row["status"] == verdict.case
        assert row["actual"] == (str(actual.value) if isinstance(actual, Actual) else "")
        assert bool(row["source"]) == isinstance(actual, Actual)


def test_a_document_without_indicators_carries_nothing() -> None:
    assert figure_files(snapshot(demo_report(), demo_report().site.as_of), ()) == ()
