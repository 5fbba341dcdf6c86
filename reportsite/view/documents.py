"""Every document that is printed, in the order they are printed in."""

from reportsite.model import Report
from reportsite.view.page import View
from reportsite.view.papers import paper
from reportsite.view.sheets import sheet


def documents(report: Report) -> tuple[View, ...]:
    """Return a view for every PDF."""
    return (
        *(paper(bulletin, report) for bulletin in report.bulletins),
        *(sheet(measure, report) for measure in report.measures),
    )
