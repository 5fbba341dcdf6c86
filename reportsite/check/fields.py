"""A file against its shape, and a figure as it was typed: read strictly, never guessed.

Of figures, empty, a dash or 无 is "not reported"; a plain decimal, full-width digits and thousands
commas included, is a figure; everything else (`3万`, `约3`, `≥98`, `3-5`, `①`, `1,20`) is refused
with words.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from reportsite.plan.judge import Unreported
from reportsite.problems import Code, Place, Problem, Problems, closest
from reportsite.source.characters import INVISIBLE, shortened, visible
from reportsite.source.files import Document
from reportsite.source.yaml_text import Location

Model = TypeVar("Model")
SHAPE_OF: Callable[[type[object]], TypeAdapter[Any]] = cache(TypeAdapter)  # type: ignore[assignment] # a class is hashable


def validate(model: type[Model], document: Document, problems: Problems) -> Model | None:
    """Return the file as `model`, or nothing and a problem for every fault in it.

    A file that may be absent, and is, has no fault.
    """
    if document.is_absent or not document.readable:
        return None
    try:
        found: Model = SHAPE_OF(model).validate_python(document.yaml.data)
    except ValidationError as error:
        problems.extend(_problems(model, document, error.errors()))
        return None
    return found


def _problems(
    model: type[object], document: Document, errors: list[ErrorDetails]
) -> Iterator[Problem]:
    missing: dict[Location, list[str]] = {}
    unknown: list[Location] = []
    for error in errors:
        location = error["loc"]
        if error["type"] == "missing":
            missing.setdefault(location[:-1], []).append(str(location[-1]))
        elif error["type"] in ("extra_forbidden", "unexpected_keyword_argument"):
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
    return Problem(document.place(*record), Code.E201, message, f"请加上，例如「{names[0]}: …」。")


def _unknown(
    model: type[object], document: Document, location: Location, missing: list[str]
) -> Problem:
    """Report an unknown key; a missing one that it was probably meant to be is not missed again."""
    name, known = str(location[-1]), _fields(model, location[:-1])
    hint = closest(name, missing)
    meant = next((key for key in missing if f"「{key}」" in hint), None)
    if meant:
        missing.remove(meant)
    hint = hint or closest(name, known) or f"这里可以写：{'、'.join(known)}。"
    place = document.yaml.key_place(*location)
    return Problem(place, Code.E202, f"不认识的项「{name}」。", hint)


def _fields(model: type[object], location: Location) -> list[str]:
    """Return the keys allowed at a location inside a model."""
    schema = SHAPE_OF(model).json_schema()
    node = schema
    for step in location:
        node = node["items"] if isinstance(step, int) else node["properties"][step]
        if "$ref" in node:
            node = schema["$defs"][node["$ref"].rsplit("/", 1)[-1]]
    return list(node["properties"])


EXPECTED = {
    "tuple_type": "应是一个列表，每行写一个、以「- 」开头",
    "dict_type": "应是「项: 值」一行一项的写法，冒号用半角、后面空一格",
    "dataclass_type": "应是「项: 值」一行一项的写法，冒号用半角、后面空一格",
    "model_type": "应是「项: 值」一行一项的写法，冒号用半角、后面空一格",
}


def _wrong_value(document: Document, error: ErrorDetails) -> Problem:
    place, name = _where(document, error["loc"])
    typed, context = error["input"], error.get("ctx", {})
    shown = f"{name}是{_shown(typed)}，"
    if error["type"] in ("literal_error", "enum"):
        choices = _choices(context)
        message = f"{shown}只能是：{'、'.join(choices)}。"
        hint = closest(str(typed), choices) if len(choices) > 1 else ""
        return Problem(place, Code.E204, message, hint)
    if error["type"] == "words":
        code = Code.E205 if context["kind"] == "date" else Code.E203
        return Problem(place, code, f"{shown}{context['expected']}。", context["hint"])
    return Problem(place, Code.E203, f"{shown}{EXPECTED[error['type']]}。")


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
    """Return what may stand here from pydantic's words: `'joint' or 'sole'`."""
    return str(context["expected"]).replace("'", "").replace(" or ", ", ").split(", ")


NOTHING = {"", "-", "--", "—", "——", "–", "一", "/", "无", "暂无", "N/A"}
FIGURE = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
TOO_LONG = re.compile(r"[0-9]{13}|\.[0-9]{7}")  # and would be printed as 1E-7
NUMERALS = "零〇一二两三四五六七八九十百千万亿"
REFUSALS = (
    (r"^=", "是公式，请粘贴成数值"),
    (r"^#", "是表格的出错值，请写数字"),
    (r"[0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}|[0-9]月[0-9]", "是日期，请写数字"),
    (rf"^[{NUMERALS}点]+$", "是中文数字，请写阿拉伯数字"),
    (rf"[0-9.]\s*[{NUMERALS}]", "带了数量单位，请按指标的单位换算后只写数字"),
    (r"约|近|超|余|多|左右|上下|^[~≈]", "是约数，请写确切的数"),
    (r"[≥≤><]|以上|以下|不低于|不少于|不超过", "带了比较符号，请写实际的数"),
    (r"[0-9]\s*[-—–~至到]\s*[0-9]", "是一个范围，请写一个数"),
    (r"[%‰]", "带了百分号，请按指标的单位只写数字"),
    (r"[0-9]e[-+]?[0-9]", "是科学记数法，请写普通数字"),
    (r"[0-9]/[0-9]", "是分数，请写小数"),
    (r"^−", "的负号没有写对，请写半角的「-」"),
    (r"[0-9]\s+[0-9]", "中间有空格，请删去"),
    (r"[0-9],[0-9]", "里的逗号不在千位上，小数点请写「.」"),
    (r"[0-9][。·][0-9]|^\.[0-9]|[0-9]\.$", "的小数点没有写对，请写成 0.5 这样"),
    (r"[0-9]\s*[一-鿿]+$", "带了单位，请只写数字"),
)


class NotAFigureError(ValueError):
    """The text is neither a figure nor nothing; the words say why, for the editor."""


def figure(text: str) -> Decimal | Unreported:
    """Return the figure in a text with the precision typed, or Unreported; NotAFigureError else."""
    if any(unicodedata.category(character) == "No" for character in text):
        raise NotAFigureError("用了带圈或上下标的数字，请写普通数字")
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain.upper() in NOTHING:
        return Unreported()
    if FIGURE.fullmatch(plain):
        return _value(plain.replace(",", ""))
    if INVISIBLE.search(plain):
        raise NotAFigureError("里有看不见的字符，请重新输入")
    reasons = (words for pattern, words in REFUSALS if re.search(pattern, plain, re.IGNORECASE))
    raise NotAFigureError(next(reasons, "不是数字"))


def _value(plain: str) -> Decimal:
    """Return a plain decimal; minus nought is nought."""
    if TOO_LONG.search(plain):
        raise NotAFigureError("位数太多（整数最多12位，小数最多6位），请核对")
    value = Decimal(plain)
    return value if value else abs(value)
