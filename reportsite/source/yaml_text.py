"""YAML read as text with positions: no `no` that turns False, no `010` that turns 8.

PyYAML's parser gives events with marks; every scalar stays the text that was typed and the
schema does the typing. What editors really do wrong is named where it stands (yamlfaults).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from reportsite.problems import Code, Place, Problem
from reportsite.source import yaml_faults
from reportsite.source.characters import shortened
from reportsite.source.yaml_faults import WIDE_BLANKS, Source

Location = tuple[str | int, ...]
Value = str | None | list["Value"] | dict[str, "Value"]

NULLS = {"", "~", "null", "Null", "NULL"}
DEEPEST = 20
COMMAS = re.compile("[，、；]")
GLUED_COLON = re.compile(r"[\w-]+(?:(?P<wide>：)|:(?=\S))")


@dataclass(frozen=True, slots=True)
class YamlText:
    """A parsed mapping of plain text, with the place of every value and of every key.

    `verbatim` holds where the characters of a value begin, for values that stand in the file
    as they are: on one line and without escapes. `is_whole` is false where a fault kept something
    from being read: then nothing can be said about what is missing.
    """

    data: dict[str, Value]
    places: dict[Location, Place]
    keys: dict[Location, Place] = field(default_factory=dict)
    verbatim: dict[Location, Place] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    is_whole: bool = True

    def place(self, *location: str | int) -> Place:
        """Return the place of a value, or of the nearest thing around it that has one."""
        outwards = (location[:end] for end in range(len(location), -1, -1))
        return next(self.places[outer] for outer in outwards if outer in self.places)

    def key_place(self, *location: str | int) -> Place:
        """Return the place of a key, or of what stands around it."""
        return self.keys.get(location) or self.place(*location)

    def character(self, offset: int, *location: str | int) -> Place:
        """Return the place of a value's character; of the value where it is not verbatim."""
        start = self.verbatim.get(location)
        if start is None:
            return self.place(*location)
        return Place(start.path, start.line, start.column + offset)


def parse(text: str, path: str, *, first_line: int = 1) -> YamlText:
    """Parse one YAML mapping; faults come back as problems beside what could be read."""
    source = Source(text.removeprefix("\ufeff"), Place(path, first_line))
    faults = tuple(yaml_faults.invisible(source.text, source.start))
    if faults:
        return _unread(source, *faults)
    try:
        _start, *events = yaml.parse(source.text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        return _unread(source, *yaml_faults.explain(error, source))
    if isinstance(events[0], yaml.StreamEndEvent):
        return _unread(source)
    if not isinstance(events[1], yaml.MappingStartEvent):
        return _unread(source, *yaml_faults.not_a_mapping(source))
    return _Builder(source, events[1:]).document()


def _unread(source: Source, *faults: Problem) -> YamlText:
    return YamlText({}, {(): source.start}, problems=faults, is_whole=not faults)


class _Builder:
    """Events to text, noting where each stands."""

    def __init__(self, source: Source, events: list[yaml.Event]) -> None:
        self.source = source
        self.events = iter(events)
        self.places: dict[Location, Place] = {}
        self.keys: dict[Location, Place] = {}
        self.verbatim: dict[Location, Place] = {}
        self.problems: list[Problem] = []
        self.is_whole = True

    def document(self) -> YamlText:
        root = self._value(next(self.events), ())
        assert isinstance(root, dict)
        self.places[()] = self.source.start
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                self._refuse(yaml_faults.another_document(self._place(event)))
        told = tuple(self.problems)
        return YamlText(root, self.places, self.keys, self.verbatim, told, self.is_whole)

    def _place(self, event: yaml.Event, offset: int = 0) -> Place:
        return self.source.place(_index(event) + offset)

    def _refuse(self, problem: Problem) -> None:
        self.problems.append(problem)
        self.is_whole = False

    def _value(self, event: yaml.Event, location: Location) -> Value:
        self.places[location] = self._place(event)
        self._refuse_names(event)
        if len(location) > DEEPEST:
            message = f"这里一层套一层，超过了{DEEPEST}层，"
            self._refuse(Problem(self._place(event), Code.E111, message, "请与同类文件对照。"))
            self._skip(event)
        elif isinstance(event, yaml.MappingStartEvent):
            return self._mapping(location)
        elif isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(location, in_brackets=bool(event.flow_style))
        elif isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, location)
        return None

    def _scalar(self, event: yaml.ScalarEvent, location: Location) -> str | None:
        if not event.style and event.value in NULLS:
            return None
        offset = 1 if event.style else 0
        if self.source.stands_at(_index(event) + offset, event.value):
            self.verbatim[location] = self._place(event, offset)
        return str(event.value)

    def _refuse_names(self, event: yaml.Event) -> None:
        """Report anchors, aliases and tags: they can explode, or change what a text means."""
        if getattr(event, "anchor", None) or getattr(event, "tag", None):
            sign = self.source.text[_index(event)]
            self._refuse(yaml_faults.special_start(self._place(event), sign))

    def _sequence(self, location: Location, *, in_brackets: bool) -> list[Value]:
        result: list[Value] = []
        for event in self._until(yaml.SequenceEndEvent):
            text = _plain(event) if in_brackets else None
            if text and COMMAS.search(text):
                result += self._split(event, text, (*location, len(result)))
            else:
                result.append(self._value(event, (*location, len(result))))
        return result

    def _split(self, event: yaml.Event, text: str, location: Location) -> list[Value]:
        """Report a full-width comma between brackets, and go on with what was meant."""
        comma = next(COMMAS.finditer(text))
        words = list(re.finditer(r"[^，、；\s][^，、；]*", text))
        meant = ", ".join(word[0] for word in words)
        message = f"方括号里的「{shortened(text)}」用了「{comma[0]}」，会被当成一个词，"
        hint = f"请用半角逗号加空格隔开，例如 [{meant}]；如果本来是一个词，请加引号。"
        place = self._place(event, comma.start())
        self.problems.append(Problem(place, Code.E117, message, hint))
        *parent, first = location
        for i, word in enumerate(words, int(first)):
            self.places[*parent, i] = self.verbatim[*parent, i] = self._place(event, word.start())
        return [word[0] for word in words]

    def _mapping(self, location: Location) -> dict[str, Value]:
        result: dict[str, Value] = {}
        for key in self._until(yaml.MappingEndEvent):
            if not isinstance(key, yaml.ScalarEvent):
                message = "这里应是项的名称，却是一个括号，"
                self._refuse(Problem(self._place(key), Code.E111, message, "请与同类文件对照。"))
                self._skip(key)
                self._skip(next(self.events))
                continue
            here, value = (*location, str(key.value)), next(self.events)
            if self._refuse_key(key, value, here):
                self._skip(value)
                continue
            self.keys[here] = self._place(key)
            result[str(key.value)] = self._value(value, here)
        return result

    def _refuse_key(self, key: yaml.ScalarEvent, value: yaml.Event, location: Location) -> bool:
        """Refuse a key that is there already, or that swallowed a blank or its value."""
        glued = GLUED_COLON.match(key.value) if _plain(value) == "" else None
        if location in self.keys:
            first = self.keys[location].line
            message = f"「{key.value}」写了两次，第一次在第{first}行，"
            self._refuse(Problem(self._place(key), Code.E119, message, "请删去一处。"))
        elif key.style:
            return False
        elif key.value[:1] in tuple(WIDE_BLANKS):
            self._refuse(yaml_faults.wrong_indent(self._place(key), key.value[0]))
        elif glued:
            is_wide = glued["wide"] is not None
            place = self._place(key, glued.end() - is_wide)
            self._refuse(yaml_faults.glued_colon(place, is_wide=is_wide))
        else:
            return False
        return True

    def _until(self, end: type[yaml.Event]) -> Iterator[yaml.Event]:
        """Yield the events of this level up to its end; the caller takes what is inside each."""
        for event in self.events:
            if isinstance(event, end):
                return
            yield event

    def _skip(self, event: yaml.Event) -> None:
        """Pass over an event's whole content."""
        depth = int(isinstance(event, yaml.CollectionStartEvent))
        while depth:
            inner = next(self.events)
            depth += isinstance(inner, yaml.CollectionStartEvent)
            depth -= isinstance(inner, yaml.CollectionEndEvent)


def _index(event: yaml.Event) -> int:
    assert event.start_mark
    return event.start_mark.index


def _plain(event: yaml.Event) -> str | None:
    """Return the text of a scalar that was typed without quotes."""
    return event.value if isinstance(event, yaml.ScalarEvent) and not event.style else None
