"""Who is to do what: a task's paragraphs, and its units by role as its bracket names them.

A bracket is read by a list of words alone (the names known, and how texts call a role), so that no
style of bracket is preferred. Nobody leads who is not named so, there or once for all.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from reportsite.check.deadlines import Dates, TaskReport
from reportsite.check.schema import (
    MeasureFile,
    PlanFile,
    ReportedFile,
    ReportedMilestone,
    TaskEntry,
    TaskFields,
)
from reportsite.plan.model import Task
from reportsite.plan.register import ROLE_NAMES, Register, Responsible, Role, Unit
from reportsite.problems import Code, Place, Problems, closest, nearest
from reportsite.source.files import Document, Enclosure
from reportsite.source.official_text import letters
from reportsite.source.yaml_text import Location

OPENING, CLOSING = "〔（(［[【﹝", "〕）)］]】﹞"
BETWEEN = re.compile(r"[、，,；;：:/\s]+")
JOINING = re.compile(r"^(?:以及|及其?|和|与|由|等)|(?:等|按(?:照|各自|职责|职能|分工)*)$")
STOP = "。；;！!"
CALLED = re.compile("|".join(sorted(map(re.escape, ROLE_NAMES), key=len, reverse=True)))
WRITTEN = {Role.SOLE: "请写 responsibility: sole。", Role.SHARED: "请写 responsibility: joint。"}
ASKED = {"sole": Role.SOLE, "joint": Role.SHARED, None: Role.RESPONSIBLE}


class Joined(Protocol):
    """What a task is joined to; `evidence` are the files of content/evidence/."""

    @property
    def plan(self) -> PlanFile | None: ...
    @property
    def register(self) -> Register | None: ...
    @property
    def passages(self) -> Mapping[str, tuple[str, ...]]: ...
    @property
    def evidence(self) -> Mapping[str, Enclosure]: ...


@dataclass(frozen=True, slots=True)
class Named:
    """A name as typed or printed, its role, and where it was typed."""

    name: str
    role: Role
    location: Location = ()


def tasks(
    file: MeasureFile,
    told: TaskReport,
    document: Document,
    joins: Joined,
    problems: Problems,
) -> Iterator[Task]:
    """Yield a measure's tasks; a measure that lists none is one task itself.

    `told` is what was reported of the measure, in its own file or in one apart.
    """
    known = dict(_spelt(joins.register)) if joins.register else {}
    dates = Dates(document, joins.evidence, told.document is not document, problems)
    reader = _TaskReader(document, joins, known, dates, problems)
    passage = joins.passages.get(document.path, ())
    _hold_apart(file, told, problems)
    if not file.tasks:
        yield reader.task("", file, (), passage, told)
        return
    _hold_whole(file, told, document, problems)
    starts = list(_starts(file, document, passage, problems))
    ends = [*starts[1:], len(passage)]
    _hold_opening(passage[: starts[0]], {*known}, document, problems)
    for i, (entry, start, end) in enumerate(zip(file.tasks, starts, ends, strict=True)):
        own = _told_of(entry, i, told)
        yield reader.task(entry.title, entry, ("tasks", i), passage[start:end], own)


def _hold_apart(file: MeasureFile, told: TaskReport, problems: Problems) -> None:
    """Report what is said apart of a task or a milestone that the issued file does not have."""
    if not isinstance(told.fields, ReportedFile):
        return
    issued = {entry.title: entry for entry in file.tasks}
    own: list[tuple[Location, tuple[ReportedMilestone, ...], TaskFields]] = [
        ((), told.fields.milestones, file)
    ]
    for i, task in enumerate(told.fields.tasks):
        if task.title in issued:
            own.append((("tasks", i), task.milestones, issued[task.title]))
        else:
            place = told.document.place("tasks", i, "title")
            hint = closest(task.title, issued) or "请照措施文件里的标题写。"
            problems.add(place, Code.E325, f"这项措施没有任务「{task.title}」，", hint)
    for at, steps, fields in own:
        known = [step.title for step in fields.milestones]
        for i, step in enumerate(steps):
            if step.title not in known:
                place = told.document.place(*at, "milestones", i, "title")
                hint = closest(step.title, known) or "请照措施文件里的标题写。"
                problems.add(place, Code.E325, f"这个任务没有里程碑「{step.title}」，", hint)


OF_A_TASK = ("stage", "stage_since", "done", "earlier_stages", "evidence")
OF_A_PLAN = ("units", "roles", "responsibility", "due", "due_quote", "milestones")


def _hold_whole(
    file: MeasureFile, told: TaskReport, document: Document, problems: Problems
) -> None:
    """Report what a measure says of itself that is its tasks' to say."""
    said = ((document, file, OF_A_PLAN), (told.document, told.fields, OF_A_TASK))
    for typed, fields, keys in said:
        if own := [key for key in keys if getattr(fields, key, None)]:
            place = min(typed.yaml.key_place(key) for key in own)
            listed = "".join(f"「{key}」" for key in own)
            message = f"这项措施有{len(file.tasks)}个任务，{listed}要写在任务里，"
            problems.add(place, Code.E329, message, "请移到 tasks 的那一条下面。")


def _hold_opening(
    passage: tuple[str, ...], known: set[str], document: Document, problems: Problems
) -> None:
    """Report units that are named before the first task: no task is theirs, and none is dropped."""
    brackets = _brackets(passage, known) if passage else []
    if names := [named.name for bracket in brackets for named in _printed(bracket, known)]:
        message = f"第一个任务前面还写了责任单位：{'、'.join(names)}，它们不属于哪一个任务，"
        hint = "请删去 tasks，把整项措施作为一个任务，单位都写上。"
        problems.add(document.yaml.key_place("tasks"), Code.E318, message, hint)


def _told_of(entry: TaskEntry, i: int, told: TaskReport) -> TaskReport:
    """Return what was reported of a task: in its own entry, or in that of its title apart."""
    if isinstance(told.fields, MeasureFile):
        return TaskReport(told.document, entry, ("tasks", i))
    apart = told.fields.tasks if isinstance(told.fields, ReportedFile) else ()
    found = ((at, own) for at, own in enumerate(apart) if own.title == entry.title)
    at, own = next(found, (0, None))
    return TaskReport(told.document, own, ("tasks", at))


def _starts(
    file: MeasureFile, document: Document, passage: tuple[str, ...], problems: Problems
) -> Iterator[int]:
    """Yield the paragraph each task begins with: the next that has its title."""
    at = 0
    for i, entry in enumerate(file.tasks):
        title = letters(entry.title)
        found = (n for n in range(at, len(passage)) if title in letters(passage[n]))
        start = next(found, -1)
        if start < 0 and passage:
            message = f"任务「{entry.title}」在这项措施的正式文本里找不到，或者次序不对，"
            hint = "每个任务自成一段，请照原文的次序抄它开头的话。"
            problems.add(document.place("tasks", i, "title"), Code.E325, message, hint)
        yield max(start, at)
        at = max(start + 1, at)


def _typed(fields: TaskFields, document: Document, location: Location) -> Iterator[Named]:
    for i, name in enumerate(fields.units):
        yield Named(name, ASKED[fields.responsibility], (*location, "units", i))
    for role, names in fields.roles.items():
        at = (*location, "roles")
        key = next(
            k for k in document.yaml.keys if k[:-1] == at and ROLE_NAMES.get(str(k[-1])) is role
        )
        for i, name in enumerate(names):
            yield Named(name, role, (*key, i))


def _spelt(register: Register) -> Iterator[tuple[str, tuple[Unit, bool]]]:
    groups = {group.id for group in register.groups}
    for unit in register.responsible:
        for spelt in (unit.name, *unit.aliases):
            yield spelt, (unit, unit.id in groups)


@dataclass(frozen=True, slots=True)
class Bracket:
    """Where a paragraph names its units; a closed one has nothing else in it."""

    words: str
    is_closed: bool


def _brackets(passage: tuple[str, ...], names: set[str]) -> list[Bracket]:
    """Return where paragraphs name units: each in its bracket, the last one also without any."""
    found = [_bracket(paragraph, names) for paragraph in passage]
    return [own for own in found[:-1] if own.is_closed and own.words] + found[-1:]


def _bracket(paragraph: str, names: set[str]) -> Bracket:
    """Return the last bracket of a paragraph, else its last sentence, where it names or asks."""
    text = paragraph.rstrip(STOP + " \u3000")
    inner = _inner(text)
    for words, is_closed in ((inner, True), (text.rpartition("。")[2], False)):
        has_name = any(name in words for name in names)
        if (CALLED.search(words) and (is_closed or has_name)) or (is_closed and has_name):
            return Bracket(words, is_closed)
    return Bracket("", is_closed=True)


def _inner(text: str) -> str:
    """Return what stands in the bracket that closes a text, '' where none does."""
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        depth += (text[at] in CLOSING) - (text[at] in OPENING)
        if depth == 0:
            return text[at + 1 : -1] if text[at] in OPENING else ""
    return ""


def _printed(bracket: Bracket, spellings: set[str]) -> Iterator[Named]:
    """Yield the names in a bracket with their roles; what is no word of the list is a name too.

    A role stands before its names (`牵头单位：…`) or behind them (`…牵头`), as the first one does.
    """
    names = "|".join(sorted(map(re.escape, spellings), key=len, reverse=True)) or "(?!)"
    parts = re.split(f"({names})|({CALLED.pattern})", bracket.words)
    events: list[tuple[str, str]] = []
    for loose, name, called in zip(
        parts[::3], [*parts[1::3], None], [*parts[2::3], None], strict=True
    ):
        words = (JOINING.sub("", word) for word in BETWEEN.split(loose))
        events += [("name", word) for word in words if word and bracket.is_closed]
        events += [("name", name)] if name else []
        events += [("role", called)] if called else []
    roles = [ROLE_NAMES[word] for kind, word in events if kind == "role"]
    is_before = bool(events) and events[0][0] == "role"
    role = -1 if is_before else 0
    for kind, word in events:
        role += kind == "role"
        if kind == "name":
            yield Named(word, roles[role] if role < len(roles) else Role.RESPONSIBLE)


def _meant(wrong: list[str], missing: list[str]) -> dict[str, str]:
    """Return which missing unit each wrong one was probably meant to be: the alike, then the rest."""
    found: dict[str, str] = {}
    for name in wrong:
        if word := nearest(name, [other for other in missing if other not in found.values()]):
            found[name] = word
    rest = [name for name in wrong if name not in found]
    left = [name for name in missing if name not in found.values()]
    return found | dict(zip(rest, left, strict=False))


@dataclass(frozen=True, slots=True)
class _TaskReader:
    """What reads the tasks of one file."""

    document: Document
    joins: Joined
    known: Mapping[str, tuple[Unit, bool]]
    dates: Dates
    problems: Problems

    def task(
        self,
        title: str,
        fields: TaskFields,
        location: Location,
        passage: tuple[str, ...],
        told: TaskReport,
    ) -> Task:
        typed = list(_typed(fields, self.document, location))
        names = {named.name for named in typed}
        brackets = _brackets(passage, names)
        every = (n for bracket in brackets for n in _printed(bracket, {*self.known, *names}))
        printed = list({named.name: named for named in every}.values())
        if passage and self._hold_names(typed, printed, location):
            self._hold_roles(typed, printed)
        known = (named for named in typed if named.name in self.known)
        units = tuple(Responsible(n.name, *self.known[n.name], n.role) for n in known)
        words = [re.sub(rf"(?:{CALLED.pattern})$", "", own.words) for own in brackets if own.words]
        self.dates.limit(fields, location, passage)
        stages, evidence = self.dates.reported(told)
        return Task(
            title=title,
            paragraphs=passage,
            bracket="；".join(words),
            units=self._with_rules(units),
            due=fields.due,
            due_quote=fields.due_quote,
            milestones=tuple(self.dates.milestones(fields.milestones, location, told)),
            stages=stages,
            evidence=evidence,
        )

    def _hold_names(self, typed: list[Named], printed: list[Named], location: Location) -> bool:
        """Report unknown, foreign, repeated and missing units; say whether all are the bracket's."""
        names, official = [n.name for n in typed], [n.name for n in printed]
        missing = [name for name in official if name not in names]
        wrong = [name for name in names if name not in official]
        meant = _meant(wrong, missing)
        for i, (name, place) in enumerate((n.name, self._place(n)) for n in typed):
            hint = f"是不是「{meant[name]}」？" if name in meant else "如果是多写的，请删去。"
            if name in names[:i]:
                self.problems.add(place, Code.E303, f"责任单位「{name}」写了两次，", "请删去一处。")
            elif name not in self.known and self.joins.register:
                message = f"责任单位「{name}」不在 data/units.yml。"
                self.problems.add(place, Code.E301, message, hint)
            elif name in wrong:
                message = f"「{name}」不在这项措施原文的括号里。"
                self.problems.add(place, Code.E317, message, hint)
        left_out = [name for name in missing if name not in meant.values()]
        if left_out:
            message = f"少写了责任单位：{'、'.join(left_out)}，"
            where = ((*location, key) for key in ("units", "roles"))
            found = (place for place in where if place in self.document.yaml.places)
            place = self.document.place(*next(found, location))
            self.problems.add(place, Code.E318, message, "请照原文的括号补上。")
        return sorted(names) == sorted(official)

    def _place(self, named: Named) -> Place:
        return self.document.place(*named.location)

    def _place_of_role(self, named: Named) -> Place:
        """Return where a role was typed: once for a list of units, else with the name."""
        said = (*named.location[:-2], "responsibility")
        is_said = named.location[-2] == "units" and said in self.document.yaml.places
        return self.document.place(*(said if is_said else named.location))

    def _hold_roles(self, typed: list[Named], printed: list[Named]) -> None:
        """Report each role that is not the bracket's, and the first unit that is out of order."""
        roles = {named.name: named.role for named in printed}
        places: set[Place] = set()
        for own in typed:
            place, role = self._place_of_role(own), roles[own.name]
            if own.role is not role and place not in places:
                places.add(place)
                message = f"原文里「{own.name}」是{role.value}，这里写成了{own.role.value}，"
                hint = WRITTEN.get(role, f"请写在 roles 的「{role.value}」后面。")
                self.problems.add(place, Code.E316, message, hint)
        row = {named.name: named for named in typed if named.location[-2] == "units"}
        order = [named.name for named in printed if named.name in row]
        for own, name in zip(row.values(), order, strict=False):
            if own.name != name:
                message = f"责任单位的次序与原文不同：这里应是「{name}」，"
                hint = f"原文的次序是：{'、'.join(order)}。"
                self.problems.add(self._place(own), Code.E319, message, hint)
                return

    def _with_rules(self, units: tuple[Responsible, ...]) -> tuple[Responsible, ...]:
        """Return units with what the text says once for all, from the measure where it says so."""
        for rule in self.joins.plan.for_all if self.joins.plan else ():
            if not self._holds(rule.quote):
                continue
            if rule.first and units and units[0].role is Role.RESPONSIBLE:
                units = (replace(units[0], role=rule.role, rule=rule.quote), *units[1:])
            added = (name for name in rule.units if name in self.known)
            units += tuple(Responsible(n, *self.known[n], rule.role, rule.quote) for n in added)
        return units

    def _holds(self, quote: str) -> bool:
        """Say whether a rule is stated before this file's passage, or in it."""
        for path, lines in self.joins.passages.items():
            if letters(quote) in letters("".join(lines)):
                return True
            if path == self.document.path:
                break
        return False
