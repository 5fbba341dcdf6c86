"""The shape of what editors type: one declaration per kind of file, all faults of a file at once."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from reportsite.load import Document
from reportsite.model import GAP
from reportsite.problems import Place, Problem, Problems, closest
from reportsite.yamltext import Location

Model = TypeVar("Model", bound=BaseModel)


def _listed(value: Any) -> Any:
    return () if value is None else value


def _filled(value: str) -> str:
    if not value.strip():
        raise ValueError("empty")
    return value


Text = Annotated[str, AfterValidator(_filled)]
MaybeText = Annotated[str, BeforeValidator(lambda value: value or "")]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
IndicatorId = Annotated[str, Field(pattern=r"^\d\d$")]
MeasureId = Annotated[str, Field(pattern=r"^\d\d$")]
Month = Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
MonthDay = Annotated[str, Field(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]
Basis = Literal["explicit", "inferred"]
Verified = Literal["核实", "部分核实", "惯例", "推定", "未核实", "名单未查到"]


class Typed(BaseModel):
    """A record of an editor's file: no unknown keys, never changed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Link(Typed):
    """A measure's indicator, and whether the measure's own text names it."""

    id: IndicatorId
    basis: Basis


class MeasureFile(Typed):
    number: int
    title: Text
    chapter: int
    units: tuple[Text, ...]
    responsibility: Literal["joint", "sole"]
    indicators: Annotated[tuple[Link, ...], BeforeValidator(_listed)] = ()
    summary: Text


class ChapterEntry(Typed):
    number: int
    title: Text


class GoalEntry(Typed):
    """A headline goal of the preamble; indicator is left out where the annex has no such row."""

    id: Slug
    name: Text
    quote: Text
    value: Decimal
    unit: Text
    due: int
    cumulative: bool = False
    indicator: IndicatorId | None = None
    basis: Basis = "explicit"
    remark: MaybeText = ""


class AimEntry(Typed):
    due: int
    quote: Text


class PlanFile(Typed):
    title: Text
    notice_title: Text
    issuer: Text
    issued: dt.date
    doc_no: MaybeText = ""
    disclosure: Text
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    recipients: Text
    notice: Text
    chapters: tuple[ChapterEntry, ...]
    goals: tuple[GoalEntry, ...]
    aim: AimEntry


class AssuranceFile(Typed):
    title: Text


class NameEntry(Typed):
    """A full name and the months it was valid: `since` from, `until` to, both inclusive."""

    full_name: Text
    since: Month | None = None
    until: Month | None = None
    verified: Verified
    note: MaybeText = ""


class UnitEntry(Typed):
    id: Slug
    name: Text
    full_name: MaybeText = ""
    kind: Text
    aliases: Annotated[tuple[Text, ...], BeforeValidator(_listed)] = ()
    verified: Verified
    note: MaybeText = ""
    source: MaybeText = ""
    names: Annotated[tuple[NameEntry, ...], BeforeValidator(_listed)] = ()
    code: MaybeText = ""


class GroupEntry(UnitEntry):
    members: Annotated[tuple[UnitEntry, ...], BeforeValidator(_listed)] = ()


class UnitsFile(Typed):
    units: tuple[UnitEntry, ...]
    groups: tuple[GroupEntry, ...]
    recipients: tuple[UnitEntry, ...]


class NatureEntry(Typed):
    accumulation: Literal["rate", "stock", "cumulative", "flow", "unstated"]
    basis: Basis
    evidence: Text


class IndicatorEntry(Typed):
    id: IndicatorId
    name: Text
    unit: MaybeText = ""
    unit_presumed: MaybeText = ""
    nature: NatureEntry
    targets: dict[int, Text]
    parts: Annotated[tuple[Text, ...], BeforeValidator(_listed)] = ()


class NoteEntry(Typed):
    number: int
    text: Text
    applies_to: tuple[IndicatorId, ...]


class IndicatorsFile(Typed):
    title: Text
    years: tuple[int, ...]
    listed_before_issue: tuple[int, ...]
    indicators: tuple[IndicatorEntry, ...]
    notes: tuple[NoteEntry, ...]


class StatementEntry(Typed):
    """Words of the official text and where they stand, in words."""

    where: Text
    quote: Text


class TensionEntry(Typed):
    id: Slug
    title: Text
    statements: tuple[StatementEntry, ...]
    treatment: Text
    measures: Annotated[tuple[MeasureId, ...], BeforeValidator(_listed)] = ()
    indicators: Annotated[tuple[IndicatorId, ...], BeforeValidator(_listed)] = ()
    goals: Annotated[tuple[Slug, ...], BeforeValidator(_listed)] = ()


class TensionsFile(Typed):
    tensions: tuple[TensionEntry, ...]


class Thresholds(Typed):
    """The limits of the judgement, in per cent, percentage points and as month-day."""

    near_percent: Decimal
    behind_points: Decimal
    annual_due: MonthDay
    half_year_due: MonthDay


class SiteFile(Typed):
    title: Text
    short_title: Text
    description: Text
    keywords: tuple[Text, ...]
    organiser: Text
    as_of: dt.date
    published: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d \d\d:\d\d$|^待填$")]
    base_url: Text
    base_path: Annotated[str, Field(pattern=r"^/([\w.~-]+/)*$")]
    domain: Text
    site_id_code: Text
    icp: Text
    police: Text
    phone: Text
    address: Text
    conac_url: Text
    report_error_url: Text
    thresholds: Thresholds


class BulletinFile(Typed):
    kind: Literal["简报"]
    name: Text
    year: int
    number: int
    total_number: int | Literal["待填"]
    status: Literal["draft", "issued"]
    title: Text
    issuer: Text
    as_of: dt.date
    date: dt.date | Literal["待填"]
    signer: Text
    report_to: Text
    send_to: Text
    distribute_to: Text
    copies: int | Literal["待填"]
    summary: Text


class PageFile(Typed):
    title: Text
    summary: Text


def validate(model: type[Model], document: Document, problems: Problems) -> Model | None:
    """Return the file as `model`, or nothing and a problem for every fault in it."""
    if not document.readable:
        return None
    try:
        return model.model_validate(document.yaml.data)
    except ValidationError as error:
        problems.extend(_problem(model, document, fault) for fault in _distinct(error.errors()))
        return None


def _distinct(errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """Return one fault a place: a union reports every one of its branches."""
    firsts: dict[Location, ErrorDetails] = {}
    for error in errors:
        firsts.setdefault(_location(error["loc"]), error)
    return list(firsts.values())


def _location(loc: Location) -> Location:
    """Drop pydantic's names of union branches and dict keys from an error's location."""
    return tuple(step for step in loc if step not in BRANCHES)


BRANCHES = {"int", "date", "[key]", f"literal['{GAP}']"}


def _problem(model: type[BaseModel], document: Document, error: ErrorDetails) -> Problem:
    location = _location(error["loc"])
    kind, typed = error["type"], error["input"]
    name = location[-1] if location else ""
    if kind == "missing":
        place = document.place(*location[:-1])
        return Problem(place, "E201", f"{_within(location)}缺少「{name}」这一项。")
    if kind == "extra_forbidden":
        known = _fields(model, location[:-1])
        place = document.yaml.key_place(*location)
        return Problem(place, "E202", f"不认识的项「{name}」。", closest(str(name), known))
    return _value_problem(document.place(*location), str(name), kind, typed, error)


def _within(location: Location) -> str:
    return f"第{location[-2] + 1}条" if len(location) > 1 and isinstance(location[-2], int) else ""


def _fields(model: type[BaseModel], location: Location) -> list[str]:
    """Return the keys allowed at a location inside a model."""
    schema = model.model_json_schema()
    node = schema
    for step in location:
        node = _resolve(schema, node)
        node = node["items"] if isinstance(step, int) else node["properties"][step]
    return list(_resolve(schema, node).get("properties", ()))


def _resolve(schema: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    reference = node.get("$ref")
    return schema["$defs"][reference.rsplit("/", 1)[-1]] if reference else node


EXPECTED = {
    "int_parsing": "应是整数",
    "int_type": "应是整数",
    "int_from_float": "应是整数",
    "decimal_parsing": "应是数字",
    "decimal_type": "应是数字",
    "bool_parsing": "应是 true 或 false",
    "bool_type": "应是 true 或 false",
    "date_from_datetime_parsing": "不是有效的日期，应写成 2023-07-03 这样",
    "date_from_datetime_inexact": "不是有效的日期，应写成 2023-07-03 这样",
    "date_parsing": "不是有效的日期，应写成 2023-07-03 这样",
    "date_type": "不是有效的日期，应写成 2023-07-03 这样",
    "string_type": "应是一段文字",
    "value_error": "不能是空的",
    "tuple_type": "应是一个列表，每行以「- 」开头",
    "dict_type": "应是「项: 值」一行一项的写法",
    "model_type": "应是「项: 值」一行一项的写法",
}
PATTERNS = {
    r"^\d\d$": "应是两位编号，例如 07",
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "应是小写字母、数字和减号，例如 wulate-haiguan",
    r"^\d{4}-(0[1-9]|1[0-2])$": "应是年和月，例如 2023-07",
    r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$": "应是月和日，例如 01-31",
    r"^[0-9a-f]{64}$": "应是64位十六进制校验值",
    r"^\d{4}-\d\d-\d\d \d\d:\d\d$|^待填$": "应是日期和时间，例如 2023-07-03 09:00，或待填",
    r"^/([\w.~-]+/)*$": "应以「/」开头、以「/」结尾，例如 /zt/zscq/",
}


def _value_problem(
    place: Place, name: str, kind: str, typed: object, error: ErrorDetails
) -> Problem:
    shown = "空的" if typed is None or typed == "" else f"「{typed}」"
    context = error.get("ctx", {})
    if kind == "string_pattern_mismatch":
        expected = PATTERNS[context["pattern"]]
    elif kind == "literal_error":
        choices = context["expected"].replace("'", "").replace(" or ", "、").replace(", ", "、")
        return Problem(
            place, "E204", f"「{name}」是{shown}，只能是：{choices}。", _choice(typed, choices)
        )
    else:
        expected = EXPECTED[kind]
    if isinstance(typed, str) and kind in {"model_type", "dict_type"}:
        return Problem(place, "E203", f"{shown}{expected}，冒号用半角、后面空一格。")
    code = "E205" if kind.startswith("date") else "E203"
    return Problem(place, code, f"「{name}」是{shown}，{expected}。")


def _choice(typed: object, choices: str) -> str:
    return closest(str(typed), choices.split("、"))
