"""What returned forms add to what is registered: new figures and entries, and every disagreement.

Nothing registered is ever replaced: a correction is a new row, a changed text a new entry.
"""

from dataclasses import dataclass

from reportsite.collect.newentries import NewEntry, new_entries
from reportsite.collect.newrows import NewRow, new_rows
from reportsite.collect.newstages import NewStage, new_stages
from reportsite.collect.returned import Reported, Return, Said
from reportsite.model import Report, Unit
from reportsite.problems import Problems


@dataclass(frozen=True, slots=True)
class Additions:
    """All that is to be added, in the order it will stand; `known` counts what was there already.

    `passed_over` says in words which figures give way to a preferred unit's, and which stages nobody
    has decided on.
    """

    rows: tuple[NewRow, ...]
    entries: tuple[NewEntry, ...]
    stages: tuple[NewStage, ...]
    known: int
    passed_over: tuple[str, ...]


def additions(
    returns: tuple[Return, ...], report: Report, prefer: tuple[Unit, ...], problems: Problems
) -> Additions:
    """Return what the forms add; every disagreement among them or with the register is a problem.

    `prefer` names the units whose figure holds where two units report different ones.
    """
    _hold_twins(returns, problems)
    order = {body.id: place for place, body in enumerate(report.register.bodies)}
    sorted_returns = tuple(sorted(returns, key=lambda r: (r.on, order[r.unit.id], r.path)))
    rows, passed_over = new_rows(sorted_returns, report, prefer, problems)
    entries = tuple(new_entries(sorted_returns, report, problems))
    stages, undecided = new_stages(entries, report, prefer, problems)
    total = sum(len(form.figures) + len(form.words) for form in returns)
    known = total - len(rows) - len(entries) - len(passed_over)
    return Additions(rows, entries, stages, known, (*passed_over, *undecided))


def _hold_twins(returns: tuple[Return, ...], problems: Problems) -> None:
    """Report two forms of one unit and period that do not say the same."""
    seen: dict[tuple[object, ...], tuple[object, str]] = {}
    for form in returns:
        items: tuple[Reported | Said, ...] = (*form.figures, *form.words)
        for item in items:
            key = (form.unit.id, form.period.year, form.period.months, *_name(item))
            other, first = seen.setdefault(key, (_content(item), form.path))
            if other != _content(item):
                message = f"与 {first} 里{form.unit.name}同一时期的同一格不同，"
                item.spot.tell(problems, "E374", message, "请只交一份，先由填报单位核定。")


def _name(item: Reported | Said) -> tuple[str, str]:
    return ("指标", item.indicator) if isinstance(item, Reported) else (item.kind, item.measure)


def _content(item: Reported | Said) -> object:
    return (item.value, item.source, item.note) if isinstance(item, Reported) else item.words
