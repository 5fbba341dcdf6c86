"""Rules of access, B1 to B10, that can be read off the files; others are in tests/browser."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from tests.standards.pages import Page

SMALL, LARGE = 4.5, 3.0  # least contrast of text, and of signs
WORDS = ("ink", "soft", "teal", "gold", "red")
GROUNDS = ("paper", "tint")
SHAPES = "√▲×○●—■"


def test_b01_sizes_of_text_follow_the_reader(site: Path) -> None:
    """No size of text is in px, on screen; paper has its own."""
    style = (site / "assets" / "site.css").read_text("utf-8").split("@media print")[0]
    sizes = re.findall(r"font(?:-size)?:\s*([^;}]+)", style)
    assert len(sizes) > 20
    assert [size for size in sizes if re.search(r"\b\d*\.?\d+(?:px|pt)\b", size)] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_b03_every_ink_stands_out_from_every_ground(site: Path, scheme: str) -> None:
    tokens = _tokens((site / "assets" / "site.css").read_text("utf-8"), scheme)
    contrasts = {
        (word, ground): _contrast(tokens[word], tokens[ground])
        for word in WORDS
        for ground in GROUNDS
    }
    assert {pair: value for pair, value in contrasts.items() if value < SMALL} == {}
    assert _contrast(tokens["gold-line"], tokens["paper"]) >= (LARGE if scheme == "dark" else 2)


def _tokens(style: str, scheme: str) -> dict[str, str]:
    light, dark, *_ = re.findall(r":root\s*\{(.*?)\}", style, re.DOTALL)
    found = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]+)", light))
    over = re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]+)", dark) if scheme == "dark" else ()
    return found | dict(over)


def _contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2.2 counts it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_b04_the_keyboard_comes_to_the_text_first_and_in_the_order_of_the_page(
    pages: list[Page],
) -> None:
    for page in pages:
        first = page.tree.xpath("(//body//a[@href])[1]")[0]
        assert (first.get("href"), first.text) == ("#main", "跳到正文"), page
        assert page.tree.xpath("//main[@id='main' and @tabindex='-1']"), page
        assert page.tree.xpath("//*[number(@tabindex) > 0 or @accesskey]") == [], page


def test_b06_every_status_is_a_shape_and_a_word(demo: list[Page]) -> None:
    tones = "//*[contains(concat(' ', @class, ' '), ' tag ')][contains(@class, ' ok') or contains(@class, ' near') or contains(@class, ' miss') or contains(@class, ' none')]"
    statuses = [words for page in demo for words in page.text(tones)]
    assert len(statuses) > 200
    assert {
        words for words in statuses if not re.fullmatch(f"[{SHAPES}] ?[^{SHAPES}]+", words)
    } == set()


def test_b10_every_page_says_its_language_and_has_one_title_of_its_own(
    released: list[Page],
) -> None:
    titles = Counter(page.text("//title")[0] for page in released)
    assert [title for title, count in titles.items() if count > 1] == []
    for page in released:
        assert page.tree.get("lang") == "zh-CN", page
        *_, name = page.text("//title")[0].split("_")
        assert name == page.metas()["SiteName"][0], page
        if page.path != "index.html":
            assert page.text("//title")[0].startswith(page.text("//h1")[0] + "_"), page


def test_b10_headings_go_down_one_level_at_a_time(pages: list[Page]) -> None:
    for page in pages:
        levels = [
            int(heading.tag[1]) for heading in page.tree.xpath("//h1|//h2|//h3|//h4|//h5|//h6")
        ]
        assert levels.count(1) == 1, page
        assert levels[0] == 1, page
        steps = pairwise(levels)
        assert [(a, b) for a, b in steps if b > a + 1] == [], page


def test_b10_every_table_tells_what_it_is_and_what_its_cells_belong_to(pages: list[Page]) -> None:
    tables = [(page, table) for page in pages for table in page.tree.xpath("//table")]
    assert len(tables) > 100
    for page, table in tables:
        named = "./caption[normalize-space()] | //*[@id=$id][normalize-space()]"
        assert table.xpath(named, id=table.get("aria-labelledby", "")), page
        assert table.xpath(".//th[@scope]"), page
        assert table.xpath(".//th[not(@scope)]") == [], page


def test_b10_every_picture_has_words_or_is_decoration(pages: list[Page]) -> None:
    for page in pages:
        assert page.tree.xpath("//img[not(@alt)]") == [], page
        unnamed = "//svg[not(@aria-hidden='true') and not(@role='img' and (title or @aria-label))]"
        assert page.tree.xpath(unnamed) == [], page


def test_b10_every_landmark_of_a_kind_has_a_name_of_its_own(pages: list[Page]) -> None:
    for page in pages:
        for kind in ("nav", "aside"):
            names = Counter(one.get("aria-label") for one in page.tree.xpath(f"//{kind}"))
            assert not names.keys() & {None, ""}, page
            assert [name for name, count in names.items() if count > 1] == [], page


def test_b05_articles_can_be_read_aloud(released: list[Page]) -> None:
    """The button is shown by the script that can do it, where the browser has a voice."""
    for page in released:
        if not page.is_list:
            (button,) = page.tree.xpath("//main//button[@data-do='read']")
            assert (button.text, "hidden" in button.attrib) == ("朗读", True), page


def test_b08_every_page_has_an_entry_for_the_elderly(pages: list[Page]) -> None:
    assert [
        str(page)
        for page in pages
        if page.text("//header//label[input[@id='elder']]") != ["长者模式"]
    ] == []
