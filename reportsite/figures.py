"""Figures as offices type them: read strictly, never guessed.

Empty, a dash or 无 is "not reported"; a plain decimal, full-width digits and thousands commas
included, is a figure; everything else (`3万`, `约3`, `≥98`, `3-5`, `①`, `1,20`) is refused with words.
"""

import re
import unicodedata
from decimal import Decimal

from reportsite.progress import Unreported

NOTHING = {"", "-", "--", "—", "——", "–", "－", "一", "/", "／", "无", "暂无", "n/a", "N/A"}
FIGURE = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
REFUSALS = (
    (r"[0-9.]\s*[十百千万亿]", "带了数量单位，请按表头的单位换算后只写数字"),
    (r"约|近|超|余|多|左右|上下", "是约数，请写确切的数"),
    (r"[≥≤><＞＜]", "带了比较符号，请写实际的数"),
    (r"[0-9]\s*[-—~～至]\s*[0-9]", "是一个范围，请写一个数"),
    (r"%|％", "带了百分号，请按表头的单位只写数字"),
    (r"^=", "是公式，请粘贴成数值"),
    (r"[0-9],[0-9]", "里的逗号不在千位上，小数点请写「.」"),
    (r"[0-9]\s*[一-鿿]+$", "带了单位，请只写数字"),
)


class NotAFigureError(ValueError):
    """The text is neither a figure nor nothing; the words say why, for the editor."""


def figure(text: str) -> Decimal | Unreported:
    """Return the figure in a text with the precision typed, or Unreported; NotAFigureError else."""
    if text.strip(" \t\n\u00a0\u3000") in NOTHING:
        return Unreported()
    if any(unicodedata.category(character) == "No" for character in text):
        raise NotAFigureError("用了带圈或上下标的数字，请写普通数字")
    plain = unicodedata.normalize("NFKC", text).strip()
    if FIGURE.fullmatch(plain):
        return Decimal(plain.replace(",", ""))
    reasons = (words for pattern, words in REFUSALS if re.search(pattern, plain))
    raise NotAFigureError(next(reasons, "不是数字"))
