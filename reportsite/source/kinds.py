"""The kinds of value an editor can type; a record of them says what may stand in a file.

Every value arrives as text (yaml_text). A kind turns it into what it means, or says in Chinese
what was expected and what was probably meant.
"""

import calendar
import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal, TypeVar

from pydantic import BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

GAP = "待填"
Item = TypeVar("Item")
DAY = re.compile(r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?")
MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}) ([01][0-9]|2[0-3]):[0-5][0-9]")


def _wrong(expected: str, meant: str = "", *, kind: str = "value") -> PydanticCustomError:
    hint = f"是不是「{meant}」？" if meant else ""
    return PydanticCustomError(
        "words", "{expected}", {"expected": expected, "hint": hint, "kind": kind}
    )


def _half_width(value: str) -> str:
    """Return full-width digits and signs as ASCII: `１２．５` is `12.5`."""
    return unicodedata.normalize("NFKC", value).replace("。", ".").strip()


def _text(value: object) -> str:
    if value is None or (isinstance(value, str) and not value.strip()):
        raise _wrong("请填写")
    if not isinstance(value, str):
        raise _wrong("应是一段文字，有冒号、方括号时请加引号")
    return value


def _maybe_text(value: object) -> str:
    return "" if value is None else _text(value)


def _whole(value: object) -> int:
    text = _text(value)
    if re.fullmatch("[0-9]{1,9}", text):
        return int(text)
    meant = _half_width(text)
    raise _wrong("应是整数，例如 7", meant if re.fullmatch("[0-9]{1,9}", meant) else "")


def _number(value: object) -> Decimal:
    text = _text(value)
    if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text):
        return Decimal(text)
    meant = _half_width(text).replace(",", "")
    is_number = re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", meant)
    raise _wrong("应是数字，例如 0.78，不带单位和逗号", meant if is_number else "")


def _flag(value: object) -> bool:
    if value not in ("true", "false"):
        raise _wrong("只能是 true（是）或 false（否）")
    return value == "true"


def day(text: str) -> dt.date:
    """Return the day a text names in any usual way of writing; ValueError with words for it."""
    match = DAY.fullmatch(_half_width(text))
    if not match:
        raise _wrong("不是日期，应写成 2023-07-03 这样", kind="date")
    year, month, number = map(int, match.groups())
    if not year or not 1 <= month <= 12:
        missing = f"{month}月" if year else "0年"
        raise _wrong(f"不是日期：没有{missing}", kind="date")
    last = calendar.monthrange(year, month)[1]
    if not 1 <= number <= last:
        raise _wrong(f"不是日期：{year}年{month}月只有1日到{last}日", kind="date")
    return dt.date(year, month, number)


def _day(value: object) -> dt.date:
    text = _text(value)
    meant = day(text)
    if text != meant.isoformat():
        raise _wrong("应写成 2023-07-03 这样", meant.isoformat(), kind="date")
    return meant


def _moment(value: object) -> str:
    match = MOMENT.fullmatch(_text(value))
    if not match:
        raise _wrong("应是日期和时间，例如 2023-07-03 09:00", kind="date")
    _day(match[1])
    return match[0]


def _month_day(value: object) -> tuple[int, int]:
    """Read a day of every year: 29 February is none."""
    match = re.fullmatch("([0-9]{2})-([0-9]{2})", _text(value))
    try:
        found = dt.date(2023, *map(int, match.groups())) if match else None
    except ValueError:
        found = None
    if found is None:
        raise _wrong("应是每年都有的月和日，例如 01-31", kind="date")
    return found.month, found.day


def _or_gap(read: Callable[[object], Any]) -> Callable[[object], Any]:
    def read_or_gap(value: object) -> object:
        return GAP if value == GAP else read(value)

    return read_or_gap


def _like(pattern: str, expected: str) -> BeforeValidator:
    def read(value: object) -> str:
        text = _text(value)
        if re.fullmatch(pattern, text):
            return text
        meant = _half_width(text)
        raise _wrong(expected, meant if re.fullmatch(pattern, meant) else "")

    return BeforeValidator(
        read, json_schema_input_type=Annotated[str, Field(pattern=f"^(?:{pattern})$")]
    )


def one_of(choices: Sequence[str]) -> BeforeValidator:
    """Return a kind that is one of some words."""

    def read(value: object) -> object:
        if value not in choices:
            raise PydanticCustomError("enum", "", {"expected": ", ".join(choices)})
        return value

    return BeforeValidator(read)


def read_as(read: Callable[[str], object | None], expected: str) -> BeforeValidator:
    """Return a kind of day or period that is what a text is read as."""

    def kind(value: object) -> object:
        text = _text(value)
        found = read(text)
        if found is None:
            meant = _half_width(text)
            raise _wrong(expected, meant if read(meant) is not None else "", kind="date")
        return found

    return BeforeValidator(kind)


def spelt_as(names: Mapping[str, str]) -> BeforeValidator:
    """Return a kind that is what one of some spellings stands for."""

    def read(value: object) -> object:
        if not isinstance(value, str) or value not in names:
            choices = ", ".join(dict.fromkeys(names.values()))
            raise PydanticCustomError("enum", "", {"expected": choices})
        return names[value]

    return BeforeValidator(read)


def _listed(value: object) -> object:
    return () if value is None else value


SLUG = "[a-z0-9]+(-[a-z0-9]+)*"
ID = "[0-9]{2}"
MONTH = "[0-9]{4}-(0[1-9]|1[0-2])"

Text = Annotated[str, BeforeValidator(_text)]
MaybeText = Annotated[str, BeforeValidator(_maybe_text)]
Whole = Annotated[int, BeforeValidator(_whole)]
WholeDecimal = Annotated[Decimal, BeforeValidator(lambda value: Decimal(_whole(value)))]
WholeOrGap = Annotated[int | Literal["待填"], BeforeValidator(_or_gap(_whole))]
MaybeWhole = Annotated[int | Literal["待填", ""], BeforeValidator(_or_gap(_whole))]
Number = Annotated[Decimal, BeforeValidator(_number)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Day = Annotated[dt.date, BeforeValidator(_day)]
DayOrGap = Annotated[dt.date | Literal["待填"], BeforeValidator(_or_gap(_day))]
MaybeDay = Annotated[dt.date | Literal["待填", ""], BeforeValidator(_or_gap(_day))]
MomentOrGap = Annotated[str, BeforeValidator(_or_gap(_moment))]
Slug = Annotated[str, _like(SLUG, "应是小写字母、数字和减号，例如 wulate-haiguan")]
IndicatorId = Annotated[str, _like(ID, "应是两位编号，例如 07")]
MeasureId = Annotated[str, _like(ID, "应是两位编号，例如 07")]
Month = Annotated[str, _like(MONTH, "应是年和月，例如 2023-07")]
MonthDay = Annotated[tuple[int, int], BeforeValidator(_month_day)]
Checksum = Annotated[str, _like("[0-9a-f]{64}", "应是64位十六进制校验值")]
BasePath = Annotated[
    str, _like(r"/([A-Za-z0-9._~-]+/)*", "应以「/」开头、以「/」结尾，例如 /zt/zscq/")
]
BaseUrl = Annotated[
    str,
    _like(
        rf"https?://[^/\s]+|{GAP}",
        f"应是网址的前半段，例如 https://主机名，末尾不带「/」；没有就写{GAP}",
    ),
]
WebAddress = Annotated[
    str,
    _like(r"https?://[^/\s:@]+(:[0-9]+)?(/\S*)?", "应是完整的网址，以 http:// 或 https:// 开头"),
]
Listed = Annotated[tuple[Item, ...], BeforeValidator(_listed)]


class Closed:
    """A record that is read from a file: it has no keys but its own."""

    __slots__ = ()
    __pydantic_config__ = ConfigDict(extra="forbid")
    __dataclass_fields__: ClassVar[dict[str, Any]]  # each of them is a dataclass


def values(record: Closed) -> dict[str, Any]:
    """Return what was read by key, for a record that adds to it."""
    return {field.name: getattr(record, field.name) for field in fields(record)}
