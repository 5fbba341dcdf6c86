"""The figures a document prints, as files it carries: one row for each indicator and year."""

import csv
import io
import json
from collections.abc import Iterable, Iterator

from reportsite.artifact import Attachment
from reportsite.model import Indicator
from reportsite.progress import Actual, Unset
from reportsite.standing import Standing, Verdict

BYTE_ORDER_MARK = "\ufeff"  # Excel and WPS take a CSV without it for GBK
FIELDS = (
    "indicator",
    "name",
    "unit",
    "year",
    "target",
    "is_listed",
    "period",
    "actual",
    "status",
    "reported_on",
    "reported_by",
    "source",
)

Row = tuple[str, ...]


def figure_files(standing: Standing, indicators: Iterable[Indicator]) -> tuple[Attachment, ...]:
    """Return a CSV and a JSON of the indicators' targets, figures and cases; none without any.

    Figures are as printed (0.70 stays 0.70); what does not exist is ''.
    """
    rows = [_row(verdict) for i in indicators for verdict in standing.verdicts[i.id]]
    if not rows:
        return ()
    said = f"本文件印出的指标数据（截至{standing.as_of}）"
    return (
        Attachment("figures.csv", said, "text/csv", "".join(_csv(rows)).encode()),
        Attachment("figures.json", said, "application/json", _json(rows).encode()),
    )


def _row(verdict: Verdict) -> Row:
    indicator, goalpost = verdict.indicator, verdict.judgement.goalpost
    target = "" if isinstance(goalpost.target, Unset) else str(goalpost.target)
    own = (indicator.id, indicator.name, indicator.unit, str(goalpost.year), target)
    return (*own, str(goalpost.listed).lower(), *_reported(verdict))


def _reported(verdict: Verdict) -> Row:
    actual, case = verdict.judgement.actual, verdict.case.value
    if not isinstance(actual, Actual):
        return ("", "", case, "", "", "")
    on = actual.reported_on.isoformat()
    return (str(actual.period), str(actual.value), case, on, actual.unit, actual.source)


def _csv(rows: Iterable[Row]) -> Iterator[str]:
    yield BYTE_ORDER_MARK
    text = io.StringIO()
    csv.writer(text).writerows((FIELDS, *rows))
    yield text.getvalue()


def _json(rows: Iterable[Row]) -> str:
    found = [dict(zip(FIELDS, row, strict=True)) for row in rows]
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"
