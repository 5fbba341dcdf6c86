"""Known tensions of the official text: quotes are verbatim, subjects exist."""

from reportsite.load import Document
from reportsite.model import Plan, Statement, Tension
from reportsite.problems import Problems
from reportsite.schema import TensionsFile
from reportsite.validation import validate


def check(
    document: Document, official: str, plan: Plan | None, problems: Problems
) -> tuple[Tension, ...]:
    file = validate(TensionsFile, document, problems)
    if file is None:
        return ()
    goals = {goal.id for goal in plan.goals} if plan else set()
    for i, entry in enumerate(file.tensions):
        for j, statement in enumerate(entry.statements):
            if statement.quote not in official:
                place = document.place("tensions", i, "statements", j, "quote")
                message = f"引文「{statement.quote[:20]}…」在正式文本里找不到。"
                problems.add(place, "E406", message)
        for j, goal in enumerate(entry.goals):
            if plan and goal not in goals:
                place = document.place("tensions", i, "goals", j)
                problems.add(place, "E320", f"没有名为「{goal}」的目标。")
    return tuple(
        Tension(
            id=entry.id,
            title=entry.title,
            statements=tuple(Statement(s.where, s.quote) for s in entry.statements),
            treatment=entry.treatment,
            measures=entry.measures,
            indicators=entry.indicators,
            goals=entry.goals,
        )
        for entry in file.tensions
    )
