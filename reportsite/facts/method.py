"""How figures are judged, generated from the rule itself; and what people decided instead."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from reportsite.facts.case import Fact, limits, rule_of
from reportsite.plan import words
from reportsite.plan.case import Case
from reportsite.plan.judge import Rules
from reportsite.plan.model import Indicator
from reportsite.plan.snapshot import ByRule, Snapshot, Verdict


@dataclass(frozen=True, slots=True)
class InForce:
    """The days on which limits were or will be in force, and those limits."""

    days: str
    limits: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Method:
    """Every case with its rule, the limits, and what is held against 序时进度.

    `history` is empty where the limits were never changed; `rest` counts what is not `smooth`.
    """

    cases: tuple[tuple[Case, str], ...]
    limits: tuple[Fact, ...]
    history: tuple[InForce, ...]
    smooth: tuple[Indicator, ...]
    rest: int


def method(at: Snapshot) -> Method:
    """Return the rule of the day."""
    smooth = tuple(indicator for indicator in at.report.indicators if indicator.smooth)
    return Method(
        cases=tuple((case, rule_of(case, at.rule)) for case in Case),
        limits=limits(at.rule),
        history=tuple(_history(at.report.site.rules)),
        smooth=smooth,
        rest=len(at.report.indicators) - len(smooth),
    )


def _history(rules: Rules) -> Iterator[InForce]:
    """Yield every rule that there was, the oldest first; nothing where there was only one."""
    since = ""
    for until, rule in rules.earlier:
        yield InForce(f"{since}到{words.date(until)}", limits(rule))
        since = f"从{words.date(until + dt.timedelta(1))}"
    if rules.earlier:
        yield InForce(f"{since}起", limits(rules.latest))


def by_hand(at: Snapshot) -> tuple[Verdict, ...]:
    """Return the verdicts over which an override stands on the day."""
    every = (verdict for verdicts in at.verdicts.values() for verdict in verdicts)
    return tuple(verdict for verdict in every if not isinstance(verdict.override, ByRule))
