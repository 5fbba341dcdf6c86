"""Every document that is printed, in the order they are printed in."""

from reportsite.model import Report
from reportsite.standing import standing
from reportsite.view.annex import annex
from reportsite.view.matrixsheet import matrix_sheet
from reportsite.view.page import View
from reportsite.view.papers import paper
from reportsite.view.sheets import sheet
from reportsite.view.unitsheets import unit_sheets
from reportsite.view.volume import volume


def documents(report: Report) -> tuple[View, ...]:
    """Return a view for every PDF, as things stand at the site's `as_of`."""
    now = standing(report, report.site.as_of)
    return (
        *(paper(bulletin, report) for bulletin in report.bulletins),
        *(sheet(measure, report) for measure in report.measures),
        *unit_sheets(now),
        annex(now),
        volume(now),
        matrix_sheet(report),
    )
