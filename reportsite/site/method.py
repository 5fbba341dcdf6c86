"""How figures are judged, generated from the rule itself; and what was corrected."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from reportsite.facts.case import Fact, limits, rule_of
from reportsite.facts.page import HOME, Link, View
from reportsite.plan import paths, words
from reportsite.plan.case import Case
from reportsite.plan.judge import Actual, Rules
from reportsite.plan.model import Indicator, Report
from reportsite.plan.snapshot import Snapshot
from reportsite.plan.written import Override
from reportsite.site.frame import article, column


@dataclass(frozen=True, slots=True)
class InForce:
    """The days on which limits were or will be in force, and those limits."""

    days: str
    limits: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Method:
    """The page 评定方法; `history` is empty where the limits were never changed."""

    cases: tuple[tuple[Case, str], ...]
    limits: tuple[Fact, ...]
    history: tuple[InForce, ...]
    smooth: tuple[Link, ...]
    rest: int


@dataclass(frozen=True, slots=True)
class Correction:
    """A figure that was replaced: what it was and what it is."""

    indicator: Link
    unit: str
    period: str
    before: str
    after: str
    on: str
    reporter: str
    note: str


@dataclass(frozen=True, slots=True)
class ByHand:
    """A judgement made by hand that stands, and the case that the rule leads to."""

    indicator: Link
    year: str
    by_rule: str
    case: str
    reason: str
    signer: str
    signed_on: str
    expires: str


@dataclass(frozen=True, slots=True)
class Corrections:
    """The page 更正记录: corrected figures and judgements made by hand."""

    corrections: tuple[Correction, ...]
    by_hand: tuple[ByHand, ...]


def method(snapshot: Snapshot) -> View:
    report, rule = snapshot.report, snapshot.rule
    smooth = tuple(i for i in report.indicators if i.smooth)
    return View(
        path=paths.METHOD,
        template="site/method.html",
        title="评定方法",
        description="每一种状态怎样得出，用什么界限。",
        column=column("method"),
        record=Method(
            cases=tuple((case, rule_of(case, rule)) for case in Case),
            limits=limits(rule),
            history=tuple(_history(report.site.rules)),
            smooth=tuple(Link(i.name, paths.indicator(i.id)) for i in smooth),
            rest=len(report.indicators) - len(smooth),
        ),
        crumbs=(HOME,),
        article=article(report),
    )


def _history(rules: Rules) -> Iterator[InForce]:
    """Yield every rule that there was, the oldest first; nothing where there was only one."""
    since = ""
    for until, rule in rules.earlier:
        yield InForce(f"{since}到{words.date(until)}", limits(rule))
        since = f"从{words.date(until + dt.timedelta(1))}"
    if rules.earlier:
        yield InForce(f"{since}起", limits(rules.latest))


def corrections(snapshot: Snapshot) -> View:
    report = snapshot.report
    return View(
        path=paths.CORRECTIONS,
        template="site/corrections.html",
        title="更正记录",
        description="改过的数字和人工作出的评定，改前改后都在这里。",
        column=column("corrections"),
        record=Corrections(
            tuple(_correction(old, new, report) for old, new in snapshot.revisions()),
            tuple(_by_hand(made, case, report) for made, case in overrides(snapshot)),
        ),
        crumbs=(HOME,),
        article=article(report),
        source="data/actuals.csv",
    )


def overrides(snapshot: Snapshot) -> Iterator[tuple[Override, Case]]:
    """Yield the overrides that stand on the day, each with the case that the rule leads to."""
    for verdicts in snapshot.verdicts.values():
        for verdict in verdicts:
            if isinstance(verdict.override, Override):
                yield verdict.override, verdict.judgement.case


def _indicator(id: str, report: Report) -> Indicator:
    return next(indicator for indicator in report.indicators if indicator.id == id)


def _link(id: str, report: Report) -> Link:
    indicator = _indicator(id, report)
    return Link(f"指标{indicator.number}　{indicator.name}", paths.indicator(id))


def _correction(old: Actual, new: Actual, report: Report) -> Correction:
    return Correction(
        indicator=_link(new.indicator, report),
        unit=_indicator(new.indicator, report).unit,
        period=new.period.words,
        before=str(old.value),
        after=str(new.value),
        on=words.date(new.reported_on),
        reporter=new.unit,
        note=new.note,
    )


def _by_hand(override: Override, by_rule: Case, report: Report) -> ByHand:
    return ByHand(
        indicator=_link(override.indicator, report),
        year=f"{override.year}年",
        by_rule=by_rule.value,
        case=override.case.value,
        reason=override.reason,
        signer=override.signer,
        signed_on=words.date(override.signed_on),
        expires=words.date(override.expires),
    )
