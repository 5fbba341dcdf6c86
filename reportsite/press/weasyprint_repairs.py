"""Two repairs of WeasyPrint 70.0 that a page of GB/T 9704 cannot do without.

Justification: WeasyPrint widens only spaces, so a Chinese line that lost a character to 禁则 or
holds an odd number of half-width digits ends ragged. Here the missing width is spread evenly
between ideographs (JLREQ 3.8.3; GB/T 9704 5.2.3 asks for full lines of 28 characters).

Grid: a line that mixes fonts grows to the tallest font's own metrics, and the page loses lines.
Here every run of text counts as 1 em high with its baseline at 0.88 em, so that `line-height`
alone sets the pitch (GB/T 9704 5.2.3 asks for 22 lines a page).

Both stand in for internal functions: they are for one version and refuse any other. The layout
tests tell when upstream no longer needs them.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any

import weasyprint
from weasyprint.formatting_structure.boxes import InlineBox, LineBox, TextBox
from weasyprint.layout import inline
from weasyprint.text import line_break
from weasyprint.text.ffi import TO_UNITS, ffi, pango

VERSION = "70.0"
IDEOGRAPHS = re.compile(
    "[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
    "\u2014\u2018-\u201d\u2026\U00020000-\U0003ffff]+"
)
FEWEST_GAPS = 4
WIDEST_GAP = 0.25
ASCENT = 0.88

Box = Any
Spread = Callable[[Any, Box, float], None]


class UnsupportedWeasyPrintError(Exception):
    """Another version of WeasyPrint is installed than the repairs were written for."""

    def __init__(self, found: str) -> None:
        super().__init__(
            f"版面修正是为 WeasyPrint {VERSION} 写的，现在装的是 {found}，不能保证每页22行、每行28字。"
            "请重新运行 make，装回锁定的版本。\n"
            f"The layout repairs are for WeasyPrint {VERSION}, but {found} is installed. "
            "Run make to install the locked version."
        )


@contextmanager
def repaired() -> Iterator[None]:
    """Lay out and draw with both repairs; UnsupportedWeasyPrintError on another version."""
    if weasyprint.__version__ != VERSION:
        raise UnsupportedWeasyPrintError(weasyprint.__version__)
    justify, metrics = inline.justify_line, line_break.first_line_metrics
    set_text = line_break.Layout.set_text
    inline.justify_line = partial(_justify_line, spread_spaces=justify)
    line_break.first_line_metrics = partial(_first_line_metrics, metrics)
    line_break.Layout.set_text = _spaced(set_text)
    try:
        yield
    finally:
        inline.justify_line, line_break.first_line_metrics = justify, metrics
        line_break.Layout.set_text = set_text


def _first_line_metrics(measure: Callable[..., tuple[Any, ...]], *args: Any, **kwargs: Any) -> Any:
    """Report a run as 1 em high whatever its font, unless its line-height is normal."""
    metrics = measure(*args, **kwargs)
    style = kwargs.get("style") or args[5]
    if style["line_height"] == "normal":
        return metrics
    size = style["font_size"]
    return (*metrics[:4], size, ASCENT * size)


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A run of text or an atom of a line; gaps it lies behind and gaps inside it.

    A gap between two ideographs counts 1, between an ideograph and another character 0.5: Pango
    puts half a letter-spacing on either side of a character.
    """

    box: Box
    before: float
    inside: float

    @property
    def after(self) -> float:
        return self.before + self.inside


def _justify_line(context: Any, line: Box, extra: float, *, spread_spaces: Spread) -> None:
    """Spread `extra` px over the gaps of a line; leave it ragged rather than gape (a long URL)."""
    leaves = _weigh(line)
    gaps = leaves[-1].after if leaves else 0
    if gaps < FEWEST_GAPS:
        spread_spaces(context, line, extra)
        return
    spacing = extra / gaps
    if spacing <= WIDEST_GAP * line.style["font_size"]:
        _widen(line, {leaf.box: leaf for leaf in leaves}, spacing)
        line.width += extra


def _weigh(line: Box) -> list[_Leaf]:
    leaves: list[_Leaf] = []
    last = False
    for box in _leaves(line):
        flags = _ideographs(box)
        gap = (last + flags[0]) / 2 if leaves else 0
        before = leaves[-1].after + gap if leaves else 0
        leaves.append(_Leaf(box, before, sum((a + b) / 2 for a, b in pairwise(flags))))
        last = flags[-1]
    return leaves


def _ideographs(box: Box) -> list[bool]:
    """Tell for each character whether it is an ideograph; an atom is one character that is not."""
    if isinstance(box, TextBox) and box.text:
        return [IDEOGRAPHS.match(character) is not None for character in box.text]
    return [False]


def _leaves(box: Box) -> Iterator[Box]:
    for child in _in_flow(box):
        if isinstance(child, InlineBox | LineBox):
            yield from _leaves(child)
        else:
            yield child


def _in_flow(box: Box) -> Iterator[Box]:
    return (child for child in box.children if child.is_in_normal_flow())


def _widen(box: Box, leaves: dict[Box, _Leaf], spacing: float) -> None:
    """Move and widen everything in a line; text boxes are drawn with the spacing later."""
    for child in _in_flow(box):
        if isinstance(child, InlineBox | LineBox):
            own = [leaves[leaf] for leaf in _leaves(child)]
            if own:
                child.position_x += own[0].before * spacing
                child.width += (own[-1].after - own[0].before) * spacing
            _widen(child, leaves, spacing)
        elif isinstance(child, TextBox):
            child.position_x += leaves[child].before * spacing
            child.width += leaves[child].inside * spacing
            child.pango_layout.ideograph_spacing = spacing
        else:
            child.translate(leaves[child].before * spacing, 0)


def _spaced(set_text: Callable[..., None]) -> Callable[..., None]:
    """Return Layout.set_text that, when drawing, adds the line's spacing to its ideographs."""

    def spaced(layout: Any, text: str, justify: bool = False) -> None:
        set_text(layout, text, justify)
        spacing = getattr(layout, "ideograph_spacing", 0)
        if justify and spacing:
            _space(layout, spacing)

    return spaced


def _space(layout: Any, spacing: float) -> None:
    attributes = pango.pango_layout_get_attributes(layout.layout)
    if attributes == ffi.NULL:
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    own = layout.style["letter_spacing"]
    units = round(((0 if own == "normal" else own) + spacing) * TO_UNITS)
    for match in IDEOGRAPHS.finditer(layout.text):
        attribute = pango.pango_attr_letter_spacing_new(units)
        attribute.start_index = len(layout.text[: match.start()].encode())
        attribute.end_index = len(layout.text[: match.end()].encode())
        pango.pango_attr_list_change(attributes, attribute)
    pango.pango_layout_set_attributes(layout.layout, attributes)
