"""Ways to look at a page (width, colours, size of text), and all that can be wrong with it then."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Literal

from playwright.sync_api import Page

from tests.browser import axe

Scheme = Literal["light", "dark"]
WIDTHS = (320, 375, 768, 1280, 1920)
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
TEXTS = (100, 125, 150)  # per cent: 标准, 大字, 特大

TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"
ENLARGE = """percent => {
    const root = document.documentElement;
    root.style.fontSize = '';
    const usual = parseFloat(getComputedStyle(root).fontSize);
    root.style.fontSize = percent === 100 ? '' : usual * percent / 100 + 'px';
}"""
# What can be stopped at with the Tab key and then has no ring of 2 px, or no place on the page.
UNSEEN = """() => {
    const stops = document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]');
    const unseen = [];
    for (const stop of stops) {
        if (!stop.checkVisibility({visibilityProperty: true}) || stop.disabled) continue;
        stop.focus();
        if (document.activeElement !== stop) continue;
        const style = getComputedStyle(stop), box = stop.getBoundingClientRect();
        const hasRing = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
        if (!hasRing || !box.width || box.right <= 0) unseen.push(stop.outerHTML.slice(0, 100));
    }
    document.activeElement.blur();
    scrollTo(0, 0);
    return unseen;
}"""
# Headings whose last line is one character, which no printer would let stand.
LONELY = """() => {
    const range = document.createRange(), lonely = [];
    for (const heading of document.querySelectorAll('h1, h2, h3, h4, figcaption')) {
        if (!heading.checkVisibility() || heading.matches('.vh')) continue;
        const words = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT), lines = [];
        for (let word; (word = words.nextNode());) {
            for (let at = 0; at < word.length; at++) {
                range.setStart(word, at);
                range.setEnd(word, at + 1);
                const box = range.getBoundingClientRect();
                if (!box.width || !word.data[at].trim()) continue;
                if (!lines.length || box.top > lines.at(-1).bottom - 2) lines.push({text: ''});
                lines.at(-1).text += word.data[at];
                lines.at(-1).bottom = box.bottom;
            }
        }
        const last = lines.length > 1 ? lines.at(-1).text : '--';
        if (last.length < 2) lonely.push('lonely: ' + heading.textContent.trim());
    }
    return lonely;
}"""


@dataclass(frozen=True, slots=True)
class Look:
    """A width in px, a colour scheme, and a size of text in per cent."""

    width: int
    scheme: Scheme
    text: int

    def __str__(self) -> str:
        return f"{self.width} px, {self.scheme}, {self.text} %"


USUAL = Look(1280, "light", 100)
# Light, dark and large, at every width.
DRESSED: tuple[tuple[Scheme, int], ...] = (("light", 100), ("dark", 100), ("light", 150))
EVERY = tuple(Look(width, scheme, text) for width, (scheme, text) in product(WIDTHS, DRESSED))


def rotated(number: int) -> Look:
    """Return the look of the n-th page: thirty pages in a row are each looked at another way."""
    return Look(
        WIDTHS[number % len(WIDTHS)], SCHEMES[number % len(SCHEMES)], TEXTS[number % len(TEXTS)]
    )


def take(page: Page, look: Look) -> None:
    """Look at the open page in a way of looking."""
    page.emulate_media(color_scheme=look.scheme)
    page.set_viewport_size({"width": look.width, "height": 800})
    page.evaluate(ENLARGE, look.text)


def faults(page: Page, address: str, looks: tuple[Look, ...]) -> Iterator[str]:
    """Open an address and yield what is wrong with it, look by look."""
    page.goto(address)
    page.keyboard.press("Tab")  # from now on the focus is the keyboard's, and is shown
    for look in looks:
        take(page, look)
        found = [*axe.violations(page), *page.evaluate(UNSEEN), *page.evaluate(LONELY)]
        found += ["it scrolls sideways"] if page.evaluate(TOO_WIDE) else []
        yield from (f"{address} ({look}): {fault}" for fault in found)
