"""The register of units: units, groups with their members, recipients; every spelling unique."""

import re
from collections.abc import Iterator

from reportsite.check.fields import validate
from reportsite.plan.register import Register, Unit
from reportsite.problems import Code, Place, Problems, closest
from reportsite.source.characters import shortened
from reportsite.source.files import Document
from reportsite.source.yaml_text import Location

FULL_WIDTH = str.maketrans("()", "（）")


def check(document: Document, problems: Problems) -> Register | None:
    file = validate(Register, document, problems)
    if file is None:
        return None
    _unique(file, document, problems)
    _periods(file, document, problems)
    return file


def _entries(file: Register) -> Iterator[tuple[Location, Unit]]:
    for i, unit in enumerate(file.units):
        yield ("units", i), unit
    for i, group in enumerate(file.groups):
        yield ("groups", i), group
        for j, member in enumerate(group.members):
            yield ("groups", i, "members", j), member
    for i, unit in enumerate(file.recipients):
        yield ("recipients", i), unit


def _unique(file: Register, document: Document, problems: Problems) -> None:
    """Report ids and spellings that two bodies share: of each body the first, as the rest follow."""
    seen: dict[str, Unit] = {}
    for location, entry in _entries(file):
        for key, text in _identities(entry):
            if text in seen:
                place, other = document.place(*location, *key), seen[text]
                whose = "自己的名称或别名里" if other is entry else f"「{other.name}」"
                message = f"「{text}」已经用在{whose}，"
                problems.add(place, Code.E302, message, "不能重复，请改掉一处。")
                break
            seen[text] = entry


def _periods(file: Register, document: Document, problems: Problems) -> None:
    """Report a name that ends before it begins."""
    for location, entry in _entries(file):
        for i, name in enumerate(entry.names):
            if name.since and name.until and name.until < name.since:
                place = document.place(*location, "names", i, "until")
                message = f"截止年月 {name.until} 早于起始年月 {name.since}，"
                problems.add(place, Code.E322, message, "请核对这两个年月。")


def _identities(entry: Unit) -> Iterator[tuple[Location, str]]:
    yield ("id",), entry.id
    yield ("name",), entry.name
    for i, alias in enumerate(entry.aliases):
        yield ("aliases", i), alias


def body_named(
    name: str, register: Register | None, what: str, place: Place, problems: Problems
) -> Unit | None:
    """Return the body that can report by a name of it, its brackets and blanks in any width.

    A name of none is reported as that of `what`; without a register there is nothing to join.
    """
    if register is None:
        return None
    bodies = register.by_name
    found = bodies.get(name) or bodies.get(re.sub(r"\s", "", name).translate(FULL_WIDTH))
    if found is None:
        message = f"{what}「{shortened(name) or '（空）'}」不在 data/units.yml。"
        problems.add(place, Code.E301, message, closest(name, bodies))
    return found
