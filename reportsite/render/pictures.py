"""Draw: SVG to PNG with the private fonts, so that a picture has the same bytes everywhere; QR codes.

What was drawn before from the same SVG, fonts and library is taken from the cache. Cheap to
import: resvg and segno are loaded only where a picture is really drawn.
"""

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from markupsafe import Markup

from reportsite.plan import paths
from reportsite.press.fonts import FALLBACKS, heads
from reportsite.problems import Code, Place, Problems
from reportsite.source.cache import Cache, digest
from reportsite.source.writing import Artifact

ICON = "assets/favicon.svg"
ICON_SIZES = (16, 32, 48)
TOUCH_SIZE = 180
SERIF, SANS = "Noto Serif CJK SC", "Noto Sans CJK SC"
FONT_FILES = (*FALLBACKS[SERIF], *FALLBACKS[SANS])
ZOOM = 2  # a chart is printed, too: two dots for each unit


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG to be drawn; where its path ends in .svg, the SVG itself is published as well."""

    path: str
    svg: str

    @property
    def is_published(self) -> bool:
        return self.path.endswith(".svg")

    @property
    def png(self) -> str:
        return self.path.removesuffix(".svg").removesuffix(".png") + ".png"


def draw(
    drawings: Iterable[Drawing], *, icon: str, fonts: Path, cache: Cache, problems: Problems
) -> list[Artifact]:
    """Return each drawing as a PNG, and the site's icons from the SVG `icon`.

    Where the fonts are missing there are no PNGs, and a warning.
    """
    kept = list(drawings)
    found = [Artifact(d.path, d.svg.encode()) for d in kept if d.is_published]
    if lacking := [name for name in FONT_FILES if not (fonts / name).is_file()]:
        message = f"字体不齐，缺{'、'.join(lacking)}，没有生成图片（图表的PNG、分享图、网站图标）。"
        problems.add(Place("Makefile"), Code.W714, message, "请运行 make，它会准备好字体。")
        return found
    said = heads(fonts / name for name in FONT_FILES)
    edition = digest(Path(__file__).read_bytes(), version("resvg-py"), *said)
    pen = _Pen(fonts, cache, edition)
    found += (Artifact(d.png, pen.png(d.svg, ZOOM if d.is_published else 1)) for d in kept)
    return [*found, *_icons(icon, pen)]


@dataclass(frozen=True, slots=True)
class _Pen:
    """What draws: the fonts it may use, where its pictures are kept, and all that shapes them."""

    fonts: Path
    cache: Cache
    edition: str

    def png(self, svg: str, zoom: float) -> bytes:
        key = digest(self.edition, f"{zoom} {svg}")
        return self.cache.made(f"{key}.png", lambda: self._png(svg, zoom))

    def _png(self, svg: str, zoom: float) -> bytes:
        from resvg_py import svg_to_bytes

        return svg_to_bytes(
            svg_string=svg,
            zoom=zoom,
            skip_system_fonts=True,
            font_files=[str(self.fonts / name) for name in FONT_FILES],
            font_family=SERIF,
            serif_family=SERIF,
            sans_serif_family=SANS,
        )


def _icons(svg: str, pen: _Pen) -> tuple[Artifact, Artifact]:
    """Return the icon for browsers that want an ICO, and the one for a home screen."""
    small = tuple(pen.png(_sized(svg, size), 1) for size in ICON_SIZES)
    touch = pen.png(_sized(svg, TOUCH_SIZE), 1)
    return Artifact(paths.FAVICON, _ico(small)), Artifact(paths.TOUCH_ICON, touch)


def _sized(svg: str, size: int) -> str:
    return svg.replace("<svg ", f'<svg width="{size}" height="{size}" ', 1)


def _ico(pngs: tuple[bytes, ...]) -> bytes:
    """Pack PNGs of ICON_SIZES into an ICO: 6 bytes of head, 16 for each, then the pictures."""
    at = 6 + 16 * len(pngs)
    entries = b""
    for size, data in zip(ICON_SIZES, pngs, strict=True):
        entries += struct.pack("<BBBBHHII", size, size, 0, 0, 1, 32, len(data), at)
        at += len(data)
    return struct.pack("<HHH", 0, 1, len(pngs)) + entries + b"".join(pngs)


LABEL = "本页网址的二维码"


@cache
def qr(url: str) -> Markup:
    """Return the QR code of an address as SVG that takes its size from the style sheet."""
    import segno

    code = segno.make(url, error="m", micro=False)
    svg = code.svg_inline(
        omitsize=True, border=4, light="#fff", title=LABEL, svgclass="qr", lineclass=None
    )
    return Markup(svg.replace("<svg ", '<svg role="img" ', 1))  # noqa: S704 -- segno's own drawing of an address
