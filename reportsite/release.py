"""What must be so before the public sees it: no gap the office has to fill, no draft, no demo."""

from collections.abc import Iterator
from dataclasses import replace

from reportsite.load import Document, Sources
from reportsite.model import GAP, Report
from reportsite.problems import Place, Problems

DRAFT = "draft"


def gaps(sources: Sources) -> Iterator[tuple[Place, str]]:
    """Yield the place and name of every 待填 in the site's settings and in issued bulletins."""
    issued = (d for d in sources.bulletins if d.yaml.data.get("status") != DRAFT)
    for document in (sources.site, *issued):
        yield from _gaps(document)


def _gaps(document: Document) -> Iterator[tuple[Place, str]]:
    for key, value in document.yaml.data.items():
        if value == GAP:
            yield document.place(key), key


def refuse_gaps(sources: Sources, problems: Problems) -> None:
    """Make every gap an error: a release has none."""
    for place, key in gaps(sources):
        message = f"「{key}」还是「{GAP}」，正式发布前必须由主办单位提供。"
        problems.add(place, "E901", message, "不要编造；没有的先不要发布。")


def refuse_demo(sources: Sources, problems: Problems) -> None:
    """Make invented data an error: it is never released."""
    if sources.is_demo:
        message = "这是虚构的演示数据，不能正式发布。"
        problems.add(Place(sources.actuals.path), "E902", message, "正式发布不要写 --demo。")


def released(report: Report) -> Report:
    """Return the report without drafts, as a release shows it."""
    issued = tuple(bulletin for bulletin in report.bulletins if not bulletin.is_draft)
    return replace(report, bulletins=issued)
