"""A measure on one sheet: what was issued and registered of it, and what was reported last."""

from reportsite.facts.indicator import figure_files
from reportsite.facts.measure import measure_facts
from reportsite.facts.page import View, about
from reportsite.plan import paths
from reportsite.plan.model import Measure
from reportsite.plan.snapshot import Snapshot


def sheet(measure: Measure, snapshot: Snapshot) -> View:
    """Return the view of a measure's sheet as known on a day."""
    name = measure.label
    return View(
        path=paths.measure_pdf(measure.id),
        template="paper/measure.html",
        title=f"{name}：{measure.title}",
        description=measure.summary,
        record=measure_facts(measure, snapshot),
        source=measure.source,
        about=about(snapshot.report.site, name),
        attachments=figure_files(snapshot, (link.indicator for link in measure.indicators)),
    )
