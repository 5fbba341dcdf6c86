"""Who answers for a measure: the units of its bracket, spelt and ordered as there."""

from collections.abc import Iterator

from reportsite.load import Document
from reportsite.model import Register, Responsible
from reportsite.official import OfficialItem
from reportsite.problems import Problems, nearest
from reportsite.schema import MeasureFile

KINDS = {True: ("sole", "负责"), False: ("joint", "按职责分工负责")}


def check(
    file: MeasureFile,
    document: Document,
    item: OfficialItem,
    register: Register | None,
    problems: Problems,
) -> tuple[Responsible, ...]:
    """Return the bodies a measure names; without a readable register there is none to join."""
    _hold_kind(file, document, item, problems)
    known = _spellings(register)
    if _hold_names(file, document, item, known, problems):
        _hold_order(file, document, item, problems)
    return tuple(known[name] for name in file.units if name in known)


def _spellings(register: Register | None) -> dict[str, Responsible]:
    return dict(_spelt(register)) if register else {}


def _spelt(register: Register) -> Iterator[tuple[str, Responsible]]:
    groups = {group.unit.id for group in register.groups}
    for unit in register.responsible:
        for spelt in (unit.name, *unit.aliases):
            yield spelt, Responsible(spelt, unit, unit.id in groups)


def _hold_kind(
    file: MeasureFile, document: Document, item: OfficialItem, problems: Problems
) -> None:
    kind, words = KINDS[item.is_sole]
    if file.responsibility != kind:
        message = f"原文括号的末尾是「{words}」，这里应写 {kind}。"
        problems.add(document.place("responsibility"), "E316", message)


def _hold_names(
    file: MeasureFile,
    document: Document,
    item: OfficialItem,
    known: dict[str, Responsible],
    problems: Problems,
) -> bool:
    """Report unknown, foreign, repeated and missing units; say whether all are the bracket's."""
    missing = [name for name in item.units if name not in file.units]
    wrong = [name for name in file.units if name not in item.units]
    meant = _meant(wrong, missing)
    for i, name in enumerate(file.units):
        place = document.place("units", i)
        hint = f"是不是「{meant[name]}」？" if name in meant else "如果是多写的，请删去。"
        if name in file.units[:i]:
            problems.add(place, "E303", f"责任单位「{name}」写了两次，", "请删去一处。")
        elif name in wrong and known and name not in known:
            problems.add(place, "E301", f"责任单位「{name}」不在 data/units.yml。", hint)
        elif name in wrong:
            problems.add(place, "E317", f"「{name}」不在这项措施原文的括号里。", hint)
    left_out = [name for name in missing if name not in meant.values()]
    if left_out:
        message = f"少写了责任单位：{'、'.join(left_out)}，"
        problems.add(document.place("units"), "E318", message, "请照原文的括号补上。")
    return sorted(file.units) == sorted(item.units)


def _meant(wrong: list[str], missing: list[str]) -> dict[str, str]:
    """Return which missing unit each wrong one was probably meant to be: the alike, then the rest."""
    found: dict[str, str] = {}
    for name in wrong:
        word = nearest(name, [other for other in missing if other not in found.values()])
        if word:
            found[name] = word
    rest = [name for name in wrong if name not in found]
    left = [name for name in missing if name not in found.values()]
    return found | dict(zip(rest, left, strict=False))


def _hold_order(
    file: MeasureFile, document: Document, item: OfficialItem, problems: Problems
) -> None:
    pairs = zip(file.units, item.units, strict=True)
    for i, (typed, official) in enumerate(pairs):
        if typed != official:
            message = f"责任单位的次序与原文不同：这里应是「{official}」，"
            hint = f"原文的次序是：{'、'.join(item.units)}。"
            problems.add(document.place("units", i), "E319", message, hint)
            return
