"""Open data: all that the pages say of the plan, as tables; demo data say so in every row."""

from dataclasses import replace

from reportsite import paths, words
from reportsite.datatable import Column, Dataset, DataTable, Kind
from reportsite.model import Site
from reportsite.standing import Standing
from reportsite.view.opendata import annex, registers
from reportsite.view.typeset import root

NAME = "bayannur-ip-plan"
STAMP = "演示数据：虚构，不得引用"
STAMPED = Column("stamp", "数据性质", Kind.TEXT, "这个文件里的数字和进展全部是虚构的。")


def dataset(standing: Standing) -> Dataset:
    """Return all tables as known on a day, and what is said of them together."""
    site = standing.report.site
    stamp = STAMP if site.is_demo else ""
    made = (*annex.tables(standing), *registers.tables(standing))
    slices = ((i.id, annex.series(standing, i.id)) for i in standing.report.indicators)
    return Dataset(
        name=NAME,
        title=f"{site.title}数据",
        description=f"{site.description}这里是网页上全部内容的数据文件。",
        publisher=site.organiser,
        keywords=site.keywords,
        root=root(site),
        as_of=standing.as_of,
        licence=site.data_licence,
        citation=_citation(site),
        stamp=stamp,
        tables=tuple(_stamped(table, stamp) for table in made),
        slices=tuple((paths.indicator_csv(id), _stamped(own, stamp)) for id, own in slices),
    )


def _citation(site: Site) -> str:
    """Return the line to cite the data with; the address once there is one."""
    address = f"，{root(site)}data/" if root(site) else ""
    said = f"{site.organiser}：{site.title}数据，数据截至{words.date(site.as_of)}{address}。"
    return f"（演示数据，不得引用）{said}" if site.is_demo else said


def _stamped(table: DataTable, stamp: str) -> DataTable:
    """Let every row say that it is invented, where it is."""
    if not stamp:
        return table
    rows = tuple((*row, stamp) for row in table.rows)
    return replace(table, columns=(*table.columns, STAMPED), rows=rows)
