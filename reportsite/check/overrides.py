"""Judgements made by hand: over a year's figure that is there, signed, one at a time, running out."""

from collections.abc import Iterable, Iterator

from reportsite.load import Document
from reportsite.model import Indicator, Override, Target
from reportsite.problems import Problems
from reportsite.progress import Actual, Case
from reportsite.schema import OverrideEntry, OverridesFile
from reportsite.validation import validate

Fault = tuple[str, str, str, str]  # key, code, message, hint


def check(
    document: Document,
    indicators: tuple[Indicator, ...],
    reported: tuple[Actual, ...] | None,
    problems: Problems,
) -> tuple[Override, ...]:
    """Return the overrides in the file's order; `reported` is None where rows may be missing."""
    file = validate(OverridesFile, document, problems)
    if file is None:
        return ()
    found: list[Override] = []
    for i, entry in enumerate(file.overrides):
        override = _override(entry, document.place("overrides", i, "indicator").line)
        unjoined = [*_unjoined(override, indicators)] or [*_unfounded(override, reported)]
        for key, *told in (*unjoined, *_ill_timed(override, found)):
            problems.add(document.place("overrides", i, key), *told)
        found.append(override)
    return tuple(found)


def _override(entry: OverrideEntry, line: int) -> Override:
    return Override(
        indicator=entry.indicator,
        year=entry.year,
        case=Case(entry.case),
        reason=entry.reason,
        signer=entry.signer,
        signed_on=entry.signed_on,
        expires=entry.expires,
        line=line,
    )


def _unjoined(override: Override, indicators: tuple[Indicator, ...]) -> Iterator[Fault]:
    years = {
        (indicator.id, target.year)
        for indicator in indicators
        for target in indicator.targets
        if isinstance(target, Target) and not target.listed
    }
    if indicators and (override.indicator, override.year) not in years:
        message = f"指标 {override.indicator} 在{override.year}年没有要评定的目标，"
        yield "indicator", "E340", message, "请核对编号和年份。"


def _unfounded(override: Override, reported: tuple[Actual, ...] | None) -> Iterator[Fault]:
    """Yield an override of a year whose figure nobody had reported when it was signed."""
    is_there = reported is None or any(
        row.indicator == override.indicator
        and row.period.is_year
        and row.period.year == override.year
        and row.reported_on <= override.signed_on
        for row in reported
    )
    if not is_there:
        message = (
            f"到 {override.signed_on} 签字时，指标 {override.indicator} 还没有报送"
            f"{override.year}年的全年数，"
        )
        yield "signed_on", "E345", message, "没有数字不能评定；请核对年份和日期，或者删去这一条。"


def _ill_timed(override: Override, before: Iterable[Override]) -> Iterator[Fault]:
    if override.expires < override.signed_on:
        message = f"到期日 {override.expires} 早于签字日 {override.signed_on}，"
        yield "expires", "E322", message, "请核对这两个日期。"
    for other in before:
        is_same = (other.indicator, other.year) == (override.indicator, override.year)
        if is_same and _overlap(override, other):
            message = f"与第{other.line}行的人工评定是同一项指标、同一年，那一条到 {other.expires} 才到期，"
            yield "signed_on", "E344", message, "同一时间只能有一条，请改日期或删去一条。"


def _overlap(one: Override, other: Override) -> bool:
    return one.signed_on <= other.expires and other.signed_on <= one.expires
