"""Known tensions of the official text: quotes are verbatim, subjects exist."""

from reportsite.check.indicators import known_row
from reportsite.check.official_text import quoted
from reportsite.load import Document
from reportsite.model import Plan, Statement, Tension
from reportsite.official import Official
from reportsite.problems import Problems, closest
from reportsite.schema import TensionEntry, TensionsFile
from reportsite.validation import validate


def check(
    document: Document, official: str, text: Official, plan: Plan | None, problems: Problems
) -> tuple[Tension, ...]:
    """Return the tensions; their goals are joined only where the plan's file is sound."""
    file = validate(TensionsFile, document, problems)
    if file is None:
        return ()
    seen: set[str] = set()
    for i, entry in enumerate(file.tensions):
        if entry.id in seen:
            place = document.place("tensions", i, "id")
            problems.add(place, "E302", f"「{entry.id}」写了两次，", "每条的 id 要不同。")
        seen.add(entry.id)
        for j, statement in enumerate(entry.statements):
            spot = document.at("tensions", i, "statements", j, "quote")
            quoted(statement.quote, official, spot, problems)
        _subjects(document, i, entry, text, problems)
        if plan:
            _hold_goals(document, i, entry, plan, problems)
    return tuple(map(_tension, file.tensions))


def _subjects(
    document: Document, i: int, entry: TensionEntry, text: Official, problems: Problems
) -> None:
    known = [f"{item.number:02}" for item in text.measures]
    for j, measure in enumerate(entry.measures):
        if measure not in known:
            place = document.place("tensions", i, "measures", j)
            hint = f"编号是 {known[0]} 到 {known[-1]}。"
            problems.add(place, "E312", f"没有措施 {measure}，", hint)
    for j, indicator in enumerate(entry.indicators):
        known_row(indicator, text, document.place("tensions", i, "indicators", j), problems)


def _hold_goals(
    document: Document, i: int, entry: TensionEntry, plan: Plan, problems: Problems
) -> None:
    known = [goal.id for goal in plan.goals]
    for j, goal in enumerate(entry.goals):
        if goal not in known:
            place = document.place("tensions", i, "goals", j)
            message = f"content/plan.md 里没有名为「{goal}」的目标。"
            problems.add(place, "E320", message, closest(goal, known))


def _tension(entry: TensionEntry) -> Tension:
    return Tension(
        id=entry.id,
        title=entry.title,
        statements=tuple(Statement(s.where, s.quote) for s in entry.statements),
        treatment=entry.treatment,
        measures=entry.measures,
        indicators=entry.indicators,
        goals=entry.goals,
    )
