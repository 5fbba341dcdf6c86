"""Measure what printing and building cost, each against its limit: `make bench`.

Processor seconds (children's with them) where one document is measured, elapsed seconds where the
limit is one of waiting. A ratio above 1 is a limit broken, and the exit code says so.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from reportsite.press import Shop  # noqa: E402
from reportsite.press.fonts import Typecase, private_fonts  # noqa: E402
from reportsite.source.cache import Cache  # noqa: E402
from reportsite.source.writing import Manuscript  # noqa: E402

PARTS = ("build.py", "requirements.txt", "reportsite", "templates", "content", "data")
STYLES, TYPECASE = ROOT / "templates" / "paper", Typecase(ROOT / ".cache" / "fonts")
PARAGRAPH = (
    "到2025年，每万人口高价值发明专利拥有量达到0.78件；“铁拳”“剑网”“龙腾”等专项行动"
    "（2021—2035年）覆盖63%～68%的区域，版权作品登记累计达到1000件。"
)
ROWS = "".join(
    f'<tr><th scope="row">第{n}项指标</th><td>件</td><td>{n}</td></tr>' for n in range(1, 21)
)
TABLE = (
    '<table><thead><tr><th scope="col">指标名称</th><th scope="col">单位</th>'
    f'<th scope="col">目标值</th></tr></thead><tbody>{ROWS}</tbody></table>'
)


@dataclass(frozen=True, slots=True)
class Finding:
    """What was measured, its limit, and their unit."""

    name: str
    measured: float
    limit: float
    unit: str

    @property
    def ratio(self) -> float:
        return self.measured / self.limit


def text(chapters: int) -> str:
    """Return a document of chapters of about a page: a heading, paragraphs, a table in each second."""
    body = "".join(
        f"<h2>{n}、总体情况</h2>{f'<p>{PARAGRAPH}</p>' * 6}{TABLE if n % 2 else ''}"
        for n in range(1, chapters + 1)
    )
    return (
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>试印</title>'
        '<link rel="stylesheet" href="page.css"><link rel="stylesheet" href="tables.css"></head>'
        f"<body><h1>工作情况</h1>{body}</body></html>"
    )


def processor() -> float:
    own = resource.getrusage(resource.RUSAGE_SELF)
    others = resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def taken(clock: Callable[[], float], work: Callable[[], object]) -> float:
    before = clock()
    work()
    return clock() - before


def bulletin(cache: Path) -> Iterator[Finding]:
    """Measure an 8-page bulletin on a press that is warm."""
    from reportsite.press.layout import press

    shop = Shop(STYLES, TYPECASE, Cache(cache))
    manuscript = Manuscript("pdf/bulletin.pdf", text(6), "bench")
    with private_fonts(TYPECASE, cache):
        pages = press(manuscript, shop).pages
        best = min(taken(processor, lambda: press(manuscript, shop)) for _ in range(3))
    yield Finding(f"一期{pages}页的简报，热机（按8页算）", best * 8 / pages, 0.7, "处理器秒")


def book() -> Iterator[Finding]:
    """Measure 300 pages in a process of its own, whose memory is then that of the book alone."""
    code = "import sys; from bench import measure; print(*measure.booked())"
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    pages, megabytes = map(float, said.stdout.split())
    yield Finding(f"一份{pages:.0f}页的书（按300页算）", megabytes * 300 / pages, 300, "兆")


def booked() -> tuple[int, float]:
    """Print a book and return its pages and the most memory that this process held, in MB."""
    from reportsite.press.layout import press

    with tempfile.TemporaryDirectory() as place, private_fonts(TYPECASE, Path(place)):
        manuscript = Manuscript("pdf/book.pdf", text(240), "bench")
        pages = press(manuscript, Shop(STYLES, TYPECASE, Cache(Path(place)))).pages
    return pages, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@contextmanager
def checkout() -> Iterator[Path]:
    """Yield a copy of the project with cold caches."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for part in PARTS:
            copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy2
            copy(ROOT / part, folder / part)
        (folder / ".cache").mkdir()
        (folder / ".cache" / "fonts").symlink_to(TYPECASE.folder)
        yield folder


def build(folder: Path, *arguments: str) -> None:
    command = [sys.executable, "build.py", *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def whole(folder: Path) -> Iterator[Finding]:
    """Measure the site and its whole set of documents: cold, unchanged, and one word changed."""
    cores = min(os.cpu_count() or 1, 2)
    yield Finding(
        "网站，不印，冷机", taken(processor, lambda: build(folder, "--no-pdf")), 10, "处理器秒"
    )
    page = folder / "content" / "pages" / "about.md"
    page.write_text(page.read_text("utf-8") + "\n补一句。\n", "utf-8")
    yield Finding(
        "网站，不印，改过一页", taken(processor, lambda: build(folder, "--no-pdf")), 10, "处理器秒"
    )
    cold = taken(processor, lambda: build(folder))
    printed = list((folder / ".cache" / "made").glob("*.pdf"))
    yield Finding(f"全套{len(printed)}份，冷机（处理器秒分给{cores}核）", cold / cores, 25, "秒")
    yield Finding("什么也没有变", taken(time.perf_counter, lambda: build(folder)), 0.5, "秒")
    file = folder / "content" / "bulletins" / "2023-01.md"
    file.write_text(file.read_text("utf-8").replace("尚无", "还没有", 1) + "\n补一句。\n", "utf-8")
    yield Finding("改一个字，处理器秒", taken(processor, lambda: build(folder)), 5, "处理器秒")
    again = len(list((folder / ".cache" / "made").glob("*.pdf"))) - len(printed)
    yield Finding("改一个字，重印的份数", again, 1, "份")


def main() -> int:
    broken = False
    with tempfile.TemporaryDirectory() as place, checkout() as folder:
        for findings in (bulletin(Path(place)), book(), whole(folder)):
            for one in findings:
                broken |= one.ratio > 1
                said = f"{one.measured:8.2f} / {one.limit:g} {one.unit}"
                print(f"{one.ratio:6.2f}  {said:24} {one.name}", flush=True)
    return broken


if __name__ == "__main__":
    sys.exit(main())
