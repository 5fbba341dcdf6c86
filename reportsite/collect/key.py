"""Which form a returned workbook is: its hidden key, held against this plan and its register."""

from collections.abc import Iterator

from reportsite.characters import shortened
from reportsite.forms.layout import FORMAT, KEY, Key
from reportsite.model import Report
from reportsite.period import period
from reportsite.problems import Place, Problems
from reportsite.workbook import Book, Grid

NO_FORM = "请用本站发出的填报表（build.py forms）填写。"


def key_of(book: Book, path: str, problems: Problems) -> Key | None:
    grid = book.get(KEY)
    facts = {grid.text(row, 1): grid.text(row, 2) for row in grid.rows[:5]} if grid else {}
    if grid is None or "format" not in facts:
        problems.add(Place(path), "E352", "这不是本站发出的填报表（没有隐藏的识别信息）。", NO_FORM)
        return None
    if facts["format"] != FORMAT:
        message = f"填报表的版本是「{shortened(facts['format'])}」，本程序只认得「{FORMAT}」。"
        problems.add(Place(path), "E353", message, "请重新生成填报表再填。")
        return None
    rows = tuple(_key_rows(grid))
    plan, unit, when = (facts.get(name, "") for name in ("plan", "unit", "period"))
    key = Key(FORMAT, plan, unit, when, rows)
    if facts.get("digest") != key.digest:
        message = "隐藏的识别信息被改动过，或者由两份表拼成，"
        problems.add(Place(path), "E354", message, "请用原来发出的表重填。")
        return None
    return key


def _key_rows(grid: Grid) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for row in grid.rows[5:]:
        last = max(place for number, place in grid.cells if number == row)
        sheet, id, *labels = (grid.text(row, place) for place in range(1, last + 1))
        yield sheet, id, tuple(labels)


def is_ours(key: Key, report: Report, path: str, problems: Problems) -> bool:
    """Report a form of another plan, of a body unknown by now, or of no period of the plan."""
    if key.plan != report.plan.sha256[: len(key.plan) or None]:
        message = "这份表不是按本站的正式文本生成的。"
        problems.add(Place(path), "E354", message, NO_FORM)
        return False
    if key.unit not in {body.id for body in report.register.bodies}:
        message = f"填报单位「{key.unit}」不在 data/units.yml。"
        problems.add(Place(path), "E355", message, "单位登记改过的，请重新生成填报表。")
        return False
    when = period(key.period)
    if when is None or when.year not in report.plan.years:
        message = f"报送时期「{key.period}」不在本方案的年份里。"
        problems.add(Place(path), "E355", message, "请重新生成填报表。")
        return False
    return True
