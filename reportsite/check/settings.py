"""The site's settings, the limits of the judgement on every day, and what must be so for a release.

A release has no gap the office has to fill, no draft, no demo; fonts of a site's own are there, may
be embedded, and have the letters an office needs.
"""

from collections.abc import Iterator
from dataclasses import fields, replace
from itertools import pairwise
from pathlib import Path

from reportsite.check.fields import validate
from reportsite.check.schema import EarlierRule, PrintEntry, SiteFile
from reportsite.plan.judge import Rule, Rules
from reportsite.plan.model import Report
from reportsite.plan.written import Paper, Site, Typeface
from reportsite.problems import Code, Place, Problem, Problems
from reportsite.source.files import Document, Sources
from reportsite.source.kinds import GAP, values

HALF_YEAR_END = (6, 30)


def check(document: Document, problems: Problems, *, is_demo: bool) -> Site | None:
    """Return what site.yml says; none where a field of it cannot be read."""
    file = validate(SiteFile, document, problems)
    if file is None:
        return None
    typed = values(file)
    latest, earlier = typed.pop("thresholds"), typed.pop("earlier_thresholds")
    _hold_rules(latest, earlier, document, problems)
    rules = Rules(latest, tuple((rule.until, _lasting(rule)) for rule in earlier))
    paper = _paper(document, typed.pop("print"))
    return Site(rules=rules, paper=paper, is_demo=is_demo, **typed)


def _paper(document: Document, entry: PrintEntry) -> Paper:
    faces = (
        Typeface(role, file, document.place("print", "fonts", role).line)
        for role, file in entry.fonts.items()
    )
    return Paper(entry.duplex, entry.ends_even, tuple(faces))


def _hold_rules(
    latest: Rule,
    earlier: tuple[EarlierRule, ...],
    document: Document,
    problems: Problems,
) -> None:
    """Report limits that ask for what there cannot be yet, and earlier ones that are out of order."""
    own = (("earlier_thresholds", i) for i in range(len(earlier)))
    for location, limits in zip((("thresholds",), *own), (latest, *earlier), strict=True):
        if limits.half_year_due <= HALF_YEAR_END:
            place = document.place(*location, "half_year_due")
            hint = "应在当年 07-01 到 12-31 之间，例如 07-31。"
            problems.add(place, Code.E346, "上半年还没有过完，不能要求报送它的数，", hint)
    for i, (one, other) in enumerate(pairwise(earlier), 1):
        if other.until <= one.until:
            place = document.place("earlier_thresholds", i, "until")
            message = f"这一条用到 {other.until}，不晚于上一条的 {one.until}，"
            problems.add(place, Code.E322, message, "请从早到晚写，核对日期。")


def _lasting(rule: EarlierRule) -> Rule:
    return Rule(**{field.name: getattr(rule, field.name) for field in fields(Rule)})


DRAFT = "draft"


def gaps(sources: Sources) -> Iterator[tuple[Place, str]]:
    """Yield the place and name of every 待填 in the site's settings and in issued bulletins."""
    issued = (d for d in sources.bulletins if d.yaml.data.get("status") != DRAFT)
    for document in (sources.site, *issued):
        for key, value in document.yaml.data.items():
            if value == GAP:
                yield document.place(key), key


def refuse_gaps(sources: Sources, problems: Problems) -> None:
    """Make every gap an error: a release has none."""
    for place, key in gaps(sources):
        message = f"「{key}」还是「{GAP}」，正式发布前必须由主办单位提供。"
        problems.add(place, Code.E901, message, "不要编造；没有的先不要发布。")


def refuse_demo(sources: Sources, problems: Problems) -> None:
    """Make invented data an error: it is never released."""
    if sources.is_demo:
        message = "这是虚构的演示数据，不能正式发布。"
        problems.add(Place(sources.actuals.path), Code.E902, message, "正式发布不要写 --demo。")


def released(report: Report) -> Report:
    """Return the report without drafts, as a release shows it."""
    issued = tuple(bulletin for bulletin in report.bulletins if not bulletin.is_draft)
    return replace(report, bulletins=issued)


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


def _faults(face: Typeface, folder: Path) -> Iterator[tuple[Code, str, str]]:
    file = folder / face.file
    if Path(face.file).name != face.file or file.suffix.lower() not in KINDS:
        yield Code.E710, "应是一个字体文件的名称，", "例如 simfang.ttf，文件放在 fonts/ 里。"
    elif not file.is_file():
        yield Code.E710, "在 fonts/ 里没有，", "请把字体文件放进去，或删去这一行。"
    else:
        yield from _unfit(file)


def _unfit(file: Path) -> Iterator[tuple[Code, str, str]]:
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with file.open("rb") as read, TTFont(read, lazy=True, fontNumber=0) as font:
            points, licence = set(font.getBestCmap() or ()), font["OS/2"].fsType
    except (TTLibError, OSError, KeyError, ValueError):
        yield Code.E710, "读不出来，", "请换一个完好的字体文件。"
        return
    if licence & EMBEDDING == RESTRICTED:
        yield Code.E710, "不许嵌入文件，印出来的 PDF 就不能存档，", "请换一个许可嵌入的字体。"
    if lacking := sorted(_needed() - points):
        shown = "".join(map(chr, lacking[:10]))
        message = f"缺{len(lacking)}个常用字，例如“{shown}”，"
        yield Code.E711, message, "请换一个字符齐全的字体（至少有 GB 2312 的6763个汉字）。"


def _needed() -> set[int]:
    cells = (bytes((row, cell)).decode("gb2312", "ignore") for row in ROWS for cell in CELLS)
    return {ord(character) for character in (*"".join(cells), *MARKS)}
