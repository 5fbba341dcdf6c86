"""Words that returned forms add to the measures' files; a changed text is a new entry."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportsite.collect import literal
from reportsite.collect.returned import Return, Said
from reportsite.model import Entry, Measure, Nobody, Report, Undated, Unit
from reportsite.owed import same
from reportsite.period import Period
from reportsite.problems import Problems


@dataclass(frozen=True, slots=True)
class NewEntry:
    """Words to be added to a measure's file, as Markdown."""

    said: Said
    measure: Measure
    unit: Unit
    period: Period
    on: dt.date

    @property
    def heading(self) -> str:
        day = f"{self.on.year}年{self.on.month}月{self.on.day}日"
        return f"{self.period.words}（{self.unit.name}，{day}）"

    @property
    def body(self) -> str:
        return literal.markdown(self.said.words)


def new_entries(
    returns: Iterable[Return], report: Report, problems: Problems
) -> Iterator[NewEntry]:
    """Yield what is not registered yet, in the order of the forms."""
    measures = {measure.id: measure for measure in report.measures}
    seen: set[tuple[object, ...]] = set()
    for form in returns:
        for said in form.words:
            key = (form.unit.id, form.period.year, form.period.months, said.measure, said.kind)
            new = NewEntry(said, measures[said.measure], form.unit, form.period, form.on)
            if key not in seen and _is_news(new, problems):
                yield new
            seen.add(key)


def _is_news(new: NewEntry, problems: Problems) -> bool:
    earlier = [entry for entry in new.measure.entries if _is_about(entry, new)]
    if any(entry.text == new.body for entry in earlier):
        return False
    if any(not isinstance(entry.on, Undated) and entry.on >= new.on for entry in earlier):
        message = f"：{new.measure.source} 里已经有同一天或更晚登记的「{new.heading}」，内容不同，"
        hint = (
            "如果是收过以后在这里改了文字，请把这份表移走；"
            "如果是单位更正，请用 --on 写更正的日期，要晚于那一天。"
        )
        new.said.spot.tell(problems, "E375", message, hint)
        return False
    return True


def _is_about(entry: Entry, new: NewEntry) -> bool:
    return (
        entry.kind is new.said.kind
        and same(entry.period, new.period)
        and not isinstance(entry.unit, Nobody)
        and entry.unit.id == new.unit.id
    )
