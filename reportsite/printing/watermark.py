"""A watermark as a drawing: diagonal outlines behind the text that no text extraction meets."""

from typing import Any

from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.ttLib import TTFont

from reportsite.fonts import Typecase

ROLE = "XiaoBiaoSong"
COLOUR = "#efefef"
ANGLE = -38
SPACING = 1.15
SIDE = 1000


def watermark(words: str, typecase: Typecase) -> str:
    """Return an SVG square with the words on its rising diagonal, in light grey without alpha."""
    with TTFont(typecase.roles[ROLE], lazy=True, fontNumber=0) as font:
        glyphs = font.getGlyphSet()
        names = [font.getBestCmap()[ord(character)] for character in words]
        step = SPACING * font["head"].unitsPerEm
        paths = "".join(
            _path(glyphs, name, (place - (len(names) - 1) / 2) * step)
            for place, name in enumerate(names)
        )
    scale = SIDE / (len(words) * step)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-SIDE / 2} {-SIDE / 2} {SIDE} {SIDE}">'
        f'<g fill="{COLOUR}" transform="rotate({ANGLE}) scale({scale:.4f} {-scale:.4f})">'
        f"{paths}</g></svg>"
    )


def _path(glyphs: Any, name: str, x: float) -> str:
    """Return a glyph's outline with its middle at (x, 0)."""
    pen, bounds = SVGPathPen(glyphs), BoundsPen(glyphs)
    glyphs[name].draw(pen)
    glyphs[name].draw(bounds)
    left, bottom, right, top = bounds.bounds
    shift = f"{x - (left + right) / 2:.0f} {-(bottom + top) / 2:.0f}"
    return f'<path transform="translate({shift})" d="{pen.getCommands()}"/>'
