"""Figures as offices type them: read strictly, never guessed.

Empty, a dash or 无 is "not reported"; a plain decimal, full-width digits and thousands commas
included, is a figure; everything else (`3万`, `约3`, `≥98`, `3-5`, `①`, `1,20`) is refused with words.
"""

import re
import unicodedata
from decimal import Decimal

from reportsite.characters import INVISIBLE
from reportsite.progress import Unreported

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
