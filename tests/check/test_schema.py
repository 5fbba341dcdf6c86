"""One declaration a file: closed, frozen, and to be had as a JSON Schema."""

import re
from dataclasses import fields
from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from reportsite.check import schema
from reportsite.plan import judge, model, register, written
from reportsite.source.kinds import Closed

MADE = (schema.Typed, Closed, written.Site, written.Bulletin)
SHAPES: dict[str, Any] = {
    name: shape
    for module in (schema, judge, model, register, written)
    for name, shape in vars(module).items()
    if isinstance(shape, type) and issubclass(shape, (schema.Typed, Closed)) and shape not in MADE
}


def _keys(shape: Any) -> set[str]:
    """Return what a shape declares; it is frozen."""
    if issubclass(shape, BaseModel):
        assert shape.model_config["frozen"]
        return set(shape.model_fields)
    assert shape.__dataclass_params__.frozen
    return {field.name for field in fields(shape)}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_a_record_knows_all_its_keys(shape: Any) -> None:
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(shape).validate_python({"没有这一项": "甲"})
    kinds = {error["loc"]: error["type"] for error in refused.value.errors()}
    assert kinds.pop(("没有这一项",)) in ("extra_forbidden", "unexpected_keyword_argument")
    assert set(kinds.values()) <= {"missing"}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_a_record_has_a_json_schema_whose_patterns_are_patterns(shape: Any) -> None:
    described = TypeAdapter(shape).json_schema()
    assert set(described["properties"]) == _keys(shape)
    assert described["additionalProperties"] is False
    for pattern in re.findall(r"'pattern': '([^']+)'", str(described)):
        assert re.compile(pattern.replace("\\\\", "\\")).match("") is None
