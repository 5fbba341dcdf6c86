"""A site's own fonts: whether each is there, may be embedded, and has the letters an office needs."""

from collections.abc import Iterator
from pathlib import Path

from reportsite.model import Typeface
from reportsite.problems import Place, Problem

FOLDER = "fonts"
KINDS = {".ttf", ".otf", ".ttc"}
MARKS = "，。、；：？！“”‘’（）《》〈〉〔〕—…·～％"
# The 6763 ideographs of GB 2312: rows 16 to 87, each of 94 cells, the last five of row 55 empty.
ROWS, CELLS = range(0xB0, 0xF8), range(0xA1, 0xFF)
EMBEDDING, RESTRICTED = 0x000F, 0x0002


def faults(typefaces: tuple[Typeface, ...], root: Path) -> Iterator[Problem]:
    """Yield what keeps a font from being used; `root` is the project's folder."""
    for face in typefaces:
        place = Place("content/site.yml", face.line)
        for code, message, hint in _faults(face, root / FOLDER):
            yield Problem(place, code, f"{face.role}的字体「{face.file}」{message}", hint)


def _faults(face: Typeface, folder: Path) -> Iterator[tuple[str, str, str]]:
    file = folder / face.file
    if Path(face.file).name != face.file or file.suffix.lower() not in KINDS:
        yield "E710", "应是一个字体文件的名称，", "例如 simfang.ttf，文件放在 fonts/ 里。"
    elif not file.is_file():
        yield "E710", "在 fonts/ 里没有，", "请把字体文件放进去，或删去这一行。"
    else:
        yield from _unfit(file)


def _unfit(file: Path) -> Iterator[tuple[str, str, str]]:
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with file.open("rb") as read, TTFont(read, lazy=True, fontNumber=0) as font:
            points, licence = set(font.getBestCmap() or ()), font["OS/2"].fsType
    except (TTLibError, OSError, KeyError, ValueError):
        yield "E710", "读不出来，", "请换一个完好的字体文件。"
        return
    if licence & EMBEDDING == RESTRICTED:
        yield "E710", "不许嵌入文件，印出来的 PDF 就不能存档，", "请换一个许可嵌入的字体。"
    if lacking := sorted(_needed() - points):
        shown = "".join(map(chr, lacking[:10]))
        message = f"缺{len(lacking)}个常用字，例如“{shown}”，"
        yield "E711", message, "请换一个字符齐全的字体（至少有 GB 2312 的6763个汉字）。"


def _needed() -> set[int]:
    cells = (bytes((row, cell)).decode("gb2312", "ignore") for row in ROWS for cell in CELLS)
    return {ord(character) for character in (*"".join(cells), *MARKS)}
