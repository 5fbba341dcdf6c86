"""One declaration a file: closed, frozen, and to be had as a JSON Schema."""

import re

import pytest
from pydantic import BaseModel, ValidationError

from reportsite.check import schema

MODELS = [
    model
    for model in vars(schema).values()
    if isinstance(model, type) and issubclass(model, schema.Typed) and model is not schema.Typed
]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_record_knows_all_its_keys(model: type[BaseModel]) -> None:
    with pytest.raises(ValidationError) as refused:
        model.model_validate({"没有这一项": "甲"})
    kinds = {error["loc"]: error["type"] for error in refused.value.errors()}
    assert kinds.pop(("没有这一项",)) == "extra_forbidden"
    assert set(kinds.values()) <= {"missing"}
    assert model.model_config["frozen"]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_record_has_a_json_schema_whose_patterns_are_patterns(model: type[BaseModel]) -> None:
    described = model.model_json_schema()
    assert set(described["properties"]) == set(model.model_fields)
    assert described["additionalProperties"] is False
    for pattern in re.findall(r"'pattern': '([^']+)'", str(described)):
        assert re.compile(pattern.replace("\\\\", "\\")).match("") is None
