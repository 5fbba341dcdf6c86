"""The page 责任矩阵: measures against units, and the same counted by chapter as squares."""

from dataclasses import dataclass

from reportsite.facts.matrix import Matrix, MatrixChapter, matrix
from reportsite.facts.page import HOME, View
from reportsite.plan import paths
from reportsite.plan.model import Report
from reportsite.render.charts import Squares, squares
from reportsite.site.frame import article, column

ChapterSquares = tuple[MatrixChapter, Squares]


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """The page: the matrix, and its chapters with as many squares as they have units."""

    matrix: Matrix
    duties: tuple[ChapterSquares, ...]


def view(report: Report) -> View:
    """Return the page of the matrix."""
    return View(
        path=paths.MATRIX,
        template="site/matrix.html",
        title="责任矩阵",
        description="十七项措施各由哪些单位负责，点名的和经集合承担的分开标。",
        column=column("matrix"),
        record=MatrixPage(matrix(report), duties(report)),
        crumbs=(HOME,),
        article=article(report, report.plan.issuer),
        source="data/units.yml",
    )


def duties(report: Report) -> tuple[ChapterSquares, ...]:
    """Return the chapters with their responsibilities counted, as squares."""
    chapters = matrix(report).chapters
    most = max(own.units + own.groups for own in chapters)
    return tuple(
        (own, squares(own.units, own.groups, room=most, sentence=own.sentence)) for own in chapters
    )
