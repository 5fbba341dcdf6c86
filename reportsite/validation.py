"""A file against its shape: the typed record, or every fault in it at its place."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from reportsite.characters import shortened, visible
from reportsite.load import Document
from reportsite.problems import Place, Problem, Problems, closest
from reportsite.yamltext import Location

Model = TypeVar("Model", bound=BaseModel)


def validate(model: type[Model], document: Document, problems: Problems) -> Model | None:
    """Return the file as `model`, or nothing and a problem for every fault in it."""
    if not document.readable:
        return None
    try:
        return model.model_validate(document.yaml.data)
    except ValidationError as error:
        problems.extend(_problems(model, document, error.errors()))
        return None


def _problems(
    model: type[BaseModel], document: Document, errors: list[ErrorDetails]
) -> Iterator[Problem]:
    missing: dict[Location, list[str]] = {}
    unknown: list[Location] = []
    for error in errors:
        location = error["loc"]
        if error["type"] == "missing":
            missing.setdefault(location[:-1], []).append(str(location[-1]))
        elif error["type"] == "extra_forbidden":
            unknown.append(location)
        else:
            yield _wrong_value(document, error)
    for location in unknown:
        yield _unknown(model, document, location, missing.get(location[:-1], []))
    for record, names in missing.items():
        if names:
            yield _missing(document, record, names)


def _missing(document: Document, record: Location, names: list[str]) -> Problem:
    listed = "".join(f"「{name}」" for name in names)
    within = f"{_named(record[-1])}里" if record else ""
    message = f"{within}缺少{listed}{'这一项' if len(names) == 1 else '这几项'}，"
    return Problem(document.place(*record), "E201", message, f"请加上，例如「{names[0]}: …」。")


def _unknown(
    model: type[BaseModel], document: Document, location: Location, missing: list[str]
) -> Problem:
    """Report an unknown key; a missing one that it was probably meant to be is not missed again."""
    name, known = str(location[-1]), _fields(model, location[:-1])
    hint = closest(name, missing)
    meant = next((key for key in missing if f"「{key}」" in hint), None)
    if meant:
        missing.remove(meant)
    hint = hint or closest(name, known) or f"这里可以写：{'、'.join(known)}。"
    place = document.yaml.key_place(*location)
    return Problem(place, "E202", f"不认识的项「{name}」。", hint)


def _fields(model: type[BaseModel], location: Location) -> list[str]:
    """Return the keys allowed at a location inside a model."""
    schema = model.model_json_schema()
    node = schema
    for step in location:
        node = node["items"] if isinstance(step, int) else node["properties"][step]
        if "$ref" in node:
            node = schema["$defs"][node["$ref"].rsplit("/", 1)[-1]]
    return list(node["properties"])


EXPECTED = {
    "tuple_type": "应是一个列表，每行写一个、以「- 」开头",
    "dict_type": "应是「项: 值」一行一项的写法，冒号用半角、后面空一格",
    "model_type": "应是「项: 值」一行一项的写法，冒号用半角、后面空一格",
}


def _wrong_value(document: Document, error: ErrorDetails) -> Problem:
    place, name = _where(document, error["loc"])
    typed, context = error["input"], error.get("ctx", {})
    shown = f"{name}是{_shown(typed)}，"
    if error["type"] == "literal_error":
        choices = _choices(context)
        message = f"{shown}只能是：{'、'.join(choices)}。"
        hint = closest(str(typed), choices) if len(choices) > 1 else ""
        return Problem(place, "E204", message, hint)
    if error["type"] == "words":
        code = "E205" if context["kind"] == "date" else "E203"
        return Problem(place, code, f"{shown}{context['expected']}。", context["hint"])
    return Problem(place, "E203", f"{shown}{EXPECTED[error['type']]}。")


def _where(document: Document, location: Location) -> tuple[Place, str]:
    """Return the place and the name of what is wrong; pydantic marks a key by a last step."""
    if location[-1] == "[key]" and location not in document.yaml.places:
        return document.yaml.key_place(*location[:-1]), "项的名称"
    return document.place(*location), _named(location[-1])


def _named(step: str | int) -> str:
    return f"第{step + 1}条" if isinstance(step, int) else f"「{step}」"


def _shown(typed: object) -> str:
    if typed is None or typed == "":
        return "空的"
    if isinstance(typed, dict):
        return "一组「项: 值」"
    return "一个列表" if isinstance(typed, list) else f"「{visible(shortened(str(typed)))}」"


def _choices(context: Mapping[str, Any]) -> list[str]:
    """Return what a literal allows from pydantic's words: `'joint' or 'sole'`."""
    return str(context["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
