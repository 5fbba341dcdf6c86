"""Open data to files: the tables as CSV, JSON and a workbook, and what describes them."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from reportsite import paths
from reportsite.artifact import Artifact
from reportsite.datatable import Dataset
from reportsite.downloads import csvfile, dictionary, jsonfile, package, xlsx


def downloads(dataset: Dataset, cache: Path) -> tuple[Artifact, ...]:
    """Return all files of the data; what takes long is kept in `cache`."""
    files = tuple(_files(dataset, cache))
    return (*files, _checksums(files))


def _files(dataset: Dataset, cache: Path) -> Iterator[Artifact]:
    tables = {paths.table_csv(t.name): csvfile.written(t) for t in dataset.tables}
    for path, data in tables.items():
        yield Artifact(path, data)
    for table in dataset.tables:
        yield Artifact(paths.table_json(table.name), jsonfile.table(table))
    for path, cut in dataset.slices:
        yield Artifact(path, csvfile.written(cut))
    yield Artifact(paths.DICTIONARY, csvfile.written(dictionary.dictionary(dataset)))
    yield Artifact(paths.PLAN_JSON, jsonfile.plan(dataset))
    yield Artifact(paths.PLAN_SCHEMA, jsonfile.schema(dataset))
    yield Artifact(paths.WORKBOOK, xlsx.kept(dataset, cache))
    yield Artifact(paths.DATA_PACKAGE, package.package(dataset, tables))


def _checksums(files: Iterable[Artifact]) -> Artifact:
    """Return the list that `sha256sum -c` checks, in the folder of the data."""
    folder = paths.CHECKSUMS.removesuffix("SHA256SUMS")
    lines = sorted(
        f"{hashlib.sha256(file.data).hexdigest()}  {file.path.removeprefix(folder)}\n"
        for file in files
    )
    return Artifact(paths.CHECKSUMS, "".join(lines).encode())
