"""A table as CSV for spreadsheets: UTF-8 with BOM, CRLF, and no cell that runs as a formula."""

import csv
import io

from reportsite.datatable import Cell, DataTable

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def written(table: DataTable) -> bytes:
    """Return the file: a line of keys, then the rows; numbers with the digits they came with."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(column.key for column in table.columns)
    writer.writerows(map(plain, row) for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def plain(cell: Cell) -> str:
    """Return a cell as text; text that a spreadsheet would run is led by an apostrophe."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(FORMULA) else cell
    return str(cell)
