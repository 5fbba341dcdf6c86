"""A watermark is a drawing of its words."""

from xml.etree import ElementTree

import pytest

from reportsite.press.layout import watermark
from tests.support.printing import TYPECASE


@pytest.mark.parametrize("words", ["草稿", "演示数据", "征求意见稿"])
def test_each_letter_is_an_outline_in_one_light_opaque_grey(words: str) -> None:
    """Opaque and light: a mono printer screens it evenly and PDF/A needs no transparency."""
    svg = ElementTree.fromstring(watermark(words, TYPECASE))
    paths = svg.findall(".//{http://www.w3.org/2000/svg}path")
    assert len(paths) == len(words)
    assert "opacity" not in ElementTree.tostring(svg, encoding="unicode")
    assert words not in ElementTree.tostring(svg, encoding="unicode")
