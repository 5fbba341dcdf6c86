"""Some of the documents: those whose path fits a pattern are printed, the others stay as they stand."""

from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from reportsite.artifact import Artifact, Manuscript
from reportsite.problems import Place, Problems

PLACE = Place("build.py")
SHOWN = 5


def selected(
    manuscripts: Sequence[Manuscript], pattern: str, problems: Problems
) -> tuple[list[Manuscript], list[Manuscript]]:
    """Return the manuscripts to print and the others; an empty pattern asks for all."""
    fits = [not pattern or fnmatchcase(one.path, pattern) for one in manuscripts]
    if manuscripts and not any(fits):
        some = "、".join(one.path for one in manuscripts[:SHOWN])
        problems.add(PLACE, "E712", f"没有路径像「{pattern}」的 PDF，", f"有：{some}……")
    pairs = list(zip(manuscripts, fits, strict=True))
    return [one for one, fit in pairs if fit], [one for one, fit in pairs if not fit]


def standing(others: Iterable[Manuscript], site: Path, problems: Problems) -> Iterator[Artifact]:
    """Yield documents as they stand in the published site; one that is not there is a problem."""
    for one in others:
        if (file := site / one.path).is_file():
            yield Artifact(one.path, file.read_bytes())
        else:
            message = f"只印一部分时别的沿用原来的，可是还没有 {one.path}，"
            problems.add(PLACE, "E713", message, "请先不加 --only 完整生成一次。")
