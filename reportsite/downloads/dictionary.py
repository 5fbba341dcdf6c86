"""The data dictionary: what every column of every table means, itself a table."""

from collections.abc import Iterator

from reportsite.datatable import Column, Dataset, DataTable, Field, table, text

NEVER_EMPTY = "不会空"

FIELDS: tuple[Field[tuple[DataTable, Column]], ...] = (
    text("table", "文件", "哪个文件（不带扩展名）。", lambda row: row[0].name),
    text("table_title", "表", "表的名称。", lambda row: row[0].title),
    text("column", "列名", "CSV 和 JSON 里的列名。", lambda row: row[1].key),
    text("title", "列的名称", "Excel 里的列名。", lambda row: row[1].title),
    text("kind", "类型", "这一列是什么。", lambda row: row[1].kind.words),
    text("unit", "单位", "数的计量单位。", lambda row: row[1].unit, empty="没有单位"),
    text("meaning", "意思", "这一列说的是什么。", lambda row: row[1].meaning),
    text(
        "words",
        "可能的值",
        "只有这几种，用“；”隔开。",
        lambda row: "；".join(row[1].words),
        empty="不限",
    ),
    text("empty", "空着的意思", "这一格空着是什么意思。", lambda row: row[1].empty or NEVER_EMPTY),
)


def dictionary(dataset: Dataset) -> DataTable:
    """Return one row for every column of every table."""
    return table(
        "dictionary",
        "数据字典",
        "每张表每一列的意思。",
        key="table column",
        fields=FIELDS,
        records=_columns(dataset),
    )


def _columns(dataset: Dataset) -> Iterator[tuple[DataTable, Column]]:
    for data in dataset.tables:
        for column in data.columns:
            yield data, column
