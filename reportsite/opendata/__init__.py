"""Open data: all that the pages say of the plan, as tables and as files in every format.

Demo data say so in every row.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from reportsite.facts.datatable import Column, Dataset, DataTable, Kind
from reportsite.facts.page import root
from reportsite.opendata import annex, files, registers
from reportsite.plan import paths, words
from reportsite.plan.snapshot import Snapshot
from reportsite.plan.written import Site
from reportsite.source.cache import Cache
from reportsite.source.writing import Artifact

STAMP = "演示数据：虚构，不得引用"
STAMPED = Column("stamp", "数据性质", Kind.TEXT, "这个文件里的数字和进展全部是虚构的。")


def dataset(snapshot: Snapshot) -> Dataset:
    """Return all tables as known on a day, and what is said of them together."""
    site = snapshot.report.site
    stamp = STAMP if site.is_demo else ""
    made = (*annex.tables(snapshot), *registers.tables(snapshot))
    slices = ((i.id, annex.series(snapshot, i.id)) for i in snapshot.report.indicators)
    return Dataset(
        name=site.dataset,
        title=f"{site.title}数据",
        description=f"{site.description}这里是网页上全部内容的数据文件。",
        publisher=site.organiser,
        keywords=site.keywords,
        root=root(site),
        as_of=snapshot.as_of,
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


def downloads(dataset: Dataset, cache: Cache) -> tuple[Artifact, ...]:
    """Return all files of the data; what takes long is kept in `cache`."""
    files = tuple(_files(dataset, cache))
    return (*files, _checksums(files))


def _files(dataset: Dataset, cache: Cache) -> Iterator[Artifact]:
    tables = {paths.table_csv(t.name): files.csv_file(t) for t in dataset.tables}
    for path, data in tables.items():
        yield Artifact(path, data)
    for table in dataset.tables:
        yield Artifact(paths.table_json(table.name), files.json_table(table))
    for path, cut in dataset.slices:
        yield Artifact(path, files.csv_file(cut))
    yield Artifact(paths.DICTIONARY, files.csv_file(files.dictionary(dataset)))
    yield Artifact(paths.PLAN_JSON, files.json_plan(dataset))
    yield Artifact(paths.PLAN_SCHEMA, files.json_schema(dataset))
    yield Artifact(paths.WORKBOOK, files.kept(dataset, cache))
    yield Artifact(paths.DATA_PACKAGE, files.package(dataset, tables))


def _checksums(files: Iterable[Artifact]) -> Artifact:
    """Return the list that `sha256sum -c` checks, in the folder of the data."""
    folder = paths.CHECKSUMS.removesuffix("SHA256SUMS")
    lines = sorted(
        f"{hashlib.sha256(file.data).hexdigest()}  {file.path.removeprefix(folder)}\n"
        for file in files
    )
    return Artifact(paths.CHECKSUMS, "".join(lines).encode())
