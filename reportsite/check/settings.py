"""The site's settings, and the limits of the judgement on every day."""

from decimal import Decimal
from itertools import pairwise

from reportsite.load import Document
from reportsite.model import Paper, Site, Typeface
from reportsite.problems import Place, Problems
from reportsite.rule import Rule, Rules
from reportsite.sitefile import EarlierThresholds, PrintEntry, SiteFile, Thresholds
from reportsite.validation import validate

HALF_YEAR_END = (6, 30)


def check(document: Document, problems: Problems, *, is_demo: bool) -> Site | None:
    """Return what site.yml says; none where a field of it cannot be read."""
    file = validate(SiteFile, document, problems)
    if file is None:
        return None
    fields = dict(file)
    latest, earlier = fields.pop("thresholds"), fields.pop("earlier_thresholds")
    _hold_rules(latest, earlier, document, problems)
    rules = Rules(_rule(latest), tuple((limits.until, _rule(limits)) for limits in earlier))
    paper = _paper(document, fields.pop("print"))
    return Site(rules=rules, paper=paper, is_demo=is_demo, **fields)


def _paper(document: Document, entry: PrintEntry) -> Paper:
    faces = (
        Typeface(role, file, document.place("print", "fonts", role).line)
        for role, file in entry.fonts.items()
    )
    return Paper(entry.duplex, entry.ends_even, tuple(faces))


def _hold_rules(
    latest: Thresholds,
    earlier: tuple[EarlierThresholds, ...],
    document: Document,
    problems: Problems,
) -> None:
    """Report limits that ask for what there cannot be yet, and earlier ones that are out of order."""
    _hold_half_year(latest, document.place("thresholds", "half_year_due"), problems)
    for i, limits in enumerate(earlier):
        place = document.place("earlier_thresholds", i, "half_year_due")
        _hold_half_year(limits, place, problems)
    for i, (one, other) in enumerate(pairwise(earlier), 1):
        if other.until <= one.until:
            place = document.place("earlier_thresholds", i, "until")
            message = f"这一条用到 {other.until}，不晚于上一条的 {one.until}，"
            problems.add(place, "E322", message, "请从早到晚写，核对日期。")


def _hold_half_year(limits: Thresholds, place: Place, problems: Problems) -> None:
    if limits.half_year_due <= HALF_YEAR_END:
        hint = "应在当年 07-01 到 12-31 之间，例如 07-31。"
        problems.add(place, "E346", "上半年还没有过完，不能要求报送它的数，", hint)


def _rule(limits: Thresholds) -> Rule:
    return Rule(
        near_percent=Decimal(limits.near_percent),
        behind_points=Decimal(limits.behind_points),
        annual_due=limits.annual_due,
        half_year_due=limits.half_year_due,
    )
