"""A copy of the real project in which the pledges are reported by two areas, too."""

from pathlib import Path

from reportsite.source import ledger
from tests.support.checkout import edit

TARGETS = "    targets: {2021: 1.38, 2022: 2.5, 2023: 4, 2024: 5.5, 2025: 7}\n"
UNIT = "市市场监管局（知识产权局）"
HEAD = f"{','.join((*ledger.HEADER, ledger.AREA.key))}\n"


def declare(site: Path, kind: str = "sum") -> Path:
    lines = f"    breakdown: {{areas: [临河区, 五原县], kind: {kind}}}\n"
    edit(site / "data" / "indicators.yml", TARGETS, TARGETS + lines)
    return site


def register(site: Path, *rows: str) -> None:
    """Write a ledger: `period value day area note`, all but the first three may be left out."""
    lines = [",".join((*ledger.HEADER, "area"))]
    for row in rows:
        period, value, on, area, note = [*row.split(), "", ""][:5]
        lines.append(f"06,{period},{value},{on},{UNIT},报表,{note},{area.strip('-')}")
    (site / "data" / "actuals.csv").write_text("\n".join(lines) + "\n", "utf-8")
