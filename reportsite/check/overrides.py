"""Judgements made by hand: of an indicator and a year that exist, signed, and running out."""

from reportsite.load import Document
from reportsite.model import Indicator, Override, Target
from reportsite.problems import Problems
from reportsite.progress import Case
from reportsite.schema import OverridesFile
from reportsite.validation import validate


def check(
    document: Document, indicators: tuple[Indicator, ...], problems: Problems
) -> tuple[Override, ...]:
    file = validate(OverridesFile, document, problems)
    if file is None:
        return ()
    judged = {
        (indicator.id, target.year)
        for indicator in indicators
        for target in indicator.targets
        if isinstance(target, Target) and not target.listed
    }
    found: list[Override] = []
    for i, entry in enumerate(file.overrides):
        place = document.place("overrides", i, "indicator")
        if judged and (entry.indicator, entry.year) not in judged:
            message = f"指标 {entry.indicator} 在{entry.year}年没有要评定的目标，"
            problems.add(place, "E340", message, "请核对编号和年份。")
        if entry.expires < entry.signed_on:
            where = document.place("overrides", i, "expires")
            message = f"到期日 {entry.expires} 早于签字日 {entry.signed_on}，"
            problems.add(where, "E322", message, "请核对这两个日期。")
        fields = dict(entry)
        found.append(Override(**{**fields, "case": Case(entry.case)}, line=place.line))
    return tuple(found)
