"""A page's address as a square that a phone reads (GB/T 18284, ISO/IEC 18004)."""

from functools import cache

from markupsafe import Markup

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
