"""Every document that is printed, in the order they are printed in.

Some of them may be wanted alone: those whose path fits a pattern are printed, the others stay.
"""

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from reportsite.facts.page import View
from reportsite.paper.bulletin import paper
from reportsite.paper.measure import sheet
from reportsite.paper.report import volume
from reportsite.paper.unit import unit_sheets
from reportsite.paper.wide import annex, matrix_sheet
from reportsite.plan.model import Report
from reportsite.plan.snapshot import snapshot
from reportsite.problems import Code, Place, Problems
from reportsite.source.writing import Artifact, Manuscript


def documents(report: Report) -> tuple[View, ...]:
    """Return a view for every PDF, as things stand at the site's `as_of`."""
    now = snapshot(report, report.site.as_of)
    return (
        *(paper(bulletin, snapshot(report, bulletin.as_of)) for bulletin in report.bulletins),
        *(sheet(measure, now) for measure in report.measures),
        *unit_sheets(now),
        *([annex(now)] if report.indicators else []),
        volume(now),
        *([matrix_sheet(report)] if report.has_duties else []),
    )


PLACE = Place("build.py")
SHOWN = 5


def selected(
    manuscripts: Sequence[Manuscript], pattern: str, problems: Problems
) -> tuple[list[Manuscript], list[Manuscript]]:
    """Return the manuscripts to print and the others; an empty pattern asks for all."""
    fits = [not pattern or fnmatchcase(one.path, pattern) for one in manuscripts]
    if manuscripts and not any(fits):
        some = "、".join(one.path for one in manuscripts[:SHOWN])
        problems.add(PLACE, Code.E712, f"没有路径像「{pattern}」的 PDF，", f"有：{some}……")
    pairs = list(zip(manuscripts, fits, strict=True))
    return [one for one, fit in pairs if fit], [one for one, fit in pairs if not fit]


def left_as_printed(others: Iterable[Manuscript], site: Path, problems: Problems) -> list[Artifact]:
    """Return documents as they stand in the published site; that some are not there is one problem."""
    files = {one.path: site / one.path for one in others}
    missing = [path for path, file in files.items() if not file.is_file()]
    if missing:
        some = "、".join(missing[:SHOWN]) + "……" * (len(missing) > SHOWN)
        message = f"只印一部分时别的沿用原来的，可是有{len(missing)}份还没有印过（{some}），"
        problems.add(PLACE, Code.E713, message, "请先不加 --only 完整生成一次。")
        return []
    return [Artifact(path, file.read_bytes()) for path, file in files.items()]
