"""The report: everything true and joined, frozen, complete when made.

Missing is a named case: `GAP` for what the office must still supply, `NoTarget` for a year the
plan sets no target for. Keys are stable ASCII: measures "01".."17", indicators "01".."20".
"""

from reportsite.model.issued import (
    Accumulation,
    AssuranceItem,
    Basis,
    Chapter,
    Goal,
    Indicator,
    Nature,
    NoRow,
    NoTarget,
    Note,
    Plan,
    Statement,
    Target,
    Tension,
    scale,
)
from reportsite.model.register import Group, Register, Responsible, Unit, UnitName
from reportsite.model.report import IndicatorLink, Measure, Report
from reportsite.model.reported import (
    Block,
    Entry,
    EntryKind,
    Insert,
    Nobody,
    Override,
    Stage,
    StageName,
    Undated,
)
from reportsite.model.written import GAP, Bulletin, BulletinKind, Page, Paper, Site, Typeface

__all__ = [
    "GAP",
    "Accumulation",
    "AssuranceItem",
    "Basis",
    "Block",
    "Bulletin",
    "BulletinKind",
    "Chapter",
    "Entry",
    "EntryKind",
    "Goal",
    "Group",
    "Indicator",
    "IndicatorLink",
    "Insert",
    "Measure",
    "Nature",
    "NoRow",
    "NoTarget",
    "Nobody",
    "Note",
    "Override",
    "Page",
    "Paper",
    "Plan",
    "Register",
    "Report",
    "Responsible",
    "Site",
    "Stage",
    "StageName",
    "Statement",
    "Target",
    "Tension",
    "Typeface",
    "Undated",
    "Unit",
    "UnitName",
    "scale",
]
