"""The ledger of reported figures (data/actuals.csv): every column is declared here, once.

Reading, writing, the form, the downloads, what documents carry, and the dictionary follow from it.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """A column of words beside a figure: its key, its title in forms and downloads, its meaning.

    `empty` says what an empty cell means; without it the cell must be filled, for `example`.
    `width` is the form's, in letters.
    """

    key: str
    title: str
    meaning: str
    empty: str = ""
    example: str = ""
    width: int = 24


FIGURE = ("indicator", "period", "value", "reported_on", "unit")  # each read by a rule of its own
TEXTS = (
    LedgerColumn("source", "来源", "数从哪里来。", example="报表名称或来文文号", width=26),
    LedgerColumn("note", "备注", "报送时的说明。", empty="没有备注"),
)
AREA = LedgerColumn("area", "地区", "数是哪个地区的。", empty="全部地区合起来")
KEYS = tuple(column.key for column in TEXTS)
HEADER = (*FIGURE, *KEYS)
# A ledger may lack these; only a plan with figures by area has the last.
OPTIONAL = (*(column.key for column in TEXTS if column.empty), AREA.key)
