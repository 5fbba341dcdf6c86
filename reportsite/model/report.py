"""The report: everything true and joined."""

from dataclasses import dataclass

from reportsite.model.issued import AssuranceItem, Basis, Chapter, Indicator, Plan, Tension
from reportsite.model.register import Register, Responsible
from reportsite.model.reported import Entry, Override, Stage
from reportsite.model.written import Bulletin, Page, Site
from reportsite.progress import Actual


@dataclass(frozen=True, slots=True)
class IndicatorLink:
    """A measure's indicator and the basis of the link."""

    indicator: Indicator
    basis: Basis


@dataclass(frozen=True, slots=True)
class Measure:
    """One of the 17 measures: the official paragraph whole, and what was reported below it.

    `stages` are all that were set, the oldest first: an old issue is printed with its own.
    """

    id: str
    title: str
    chapter: Chapter
    paragraph: str
    bracket: str
    units: tuple[Responsible, ...]
    is_sole: bool
    indicators: tuple[IndicatorLink, ...]
    summary: str
    stages: tuple[Stage, ...]
    entries: tuple[Entry, ...]
    source: str

    @property
    def number(self) -> int:
        return int(self.id)


@dataclass(frozen=True, slots=True)
class Report:
    """All that the site and the bulletins say."""

    site: Site
    plan: Plan
    measures: tuple[Measure, ...]
    assurance_title: str
    assurance: tuple[AssuranceItem, ...]
    register: Register
    indicators: tuple[Indicator, ...]
    actuals: tuple[Actual, ...]
    overrides: tuple[Override, ...]
    tensions: tuple[Tension, ...]
    bulletins: tuple[Bulletin, ...]
    pages: tuple[Page, ...]

    @property
    def judged_years(self) -> tuple[int, ...]:
        """The years of the plan that were not past when it was issued."""
        return tuple(t.year for t in self.indicators[0].targets if not t.listed)
