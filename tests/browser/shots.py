"""Photograph every kind of page and document: python -m tests.browser.shots FOLDER [GALLERY].

FOLDER gets each whole page, on a phone and on a desk, light and dark; GALLERY, which the README
shows, a small picture of each, and of a page of every kind of document.
"""

import io
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page
from pypdfium2 import PdfDocument

from tests.browser.looks import SCHEMES, USUAL, Look, take
from tests.browser.website import DEMO_KINDS, KINDS, chromium, opened, served
from tests.support.websites import DEMO, REAL, built

WIDTHS = (375, 1280)
SHOWN = (800, 600)  # px of a picture of the gallery
QUALITY = 70
TO_THE_MATTER = (
    "(document.querySelector('.matrix') ?? document.querySelector('.head'))?.scrollIntoView()"
)
PAPER_HEIGHT = 640  # px
# One page of every kind of document: its file, and the page that shows most of it.
PAPERS = {
    "brief": ("pdf/bulletins/2025-02.pdf", 1),
    "notice": ("pdf/bulletins/2025-01.pdf", 1),
    "sheet": ("pdf/measures/09.pdf", 1),
    "ledger": ("pdf/units/jinrongban.pdf", 1),
    "report": ("pdf/report.pdf", 1),
    "report-indicator": ("pdf/report.pdf", 30),
    "annex": ("pdf/annex.pdf", 1),
    "matrix": ("pdf/matrix.pdf", 1),
}


def shoot(folder: Path, gallery: Path | None) -> None:
    """Write FOLDER/SITE-KIND-WIDTH-SCHEME.png, and GALLERY/KIND.webp."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as scratch,
        served(Path(scratch) / "web") as host,
        chromium() as browser,
        opened(browser) as page,
    ):
        for website, name, kinds in ((REAL, "real", KINDS), (DEMO, "demo", KINDS | DEMO_KINDS)):
            site = built(Path(scratch), website)
            for kind, path in kinds.items():
                if (site / path).exists():
                    page.goto(host + website.base + path)
                    _whole(page, folder / f"{name}-{kind}")
                    if gallery:
                        _small(page, gallery / f"{kind}.webp")
            if gallery and website.demo:
                _papers(site, gallery)


def _whole(page: Page, name: Path) -> None:
    for width in WIDTHS:
        for scheme in SCHEMES:
            take(page, Look(width, scheme, 100))
            page.screenshot(path=f"{name}-{width}-{scheme}.png", full_page=True)


def _small(page: Page, file: Path) -> None:
    """Write what a page is about; of a kind that both sites have, the demo's remains."""
    file.parent.mkdir(parents=True, exist_ok=True)
    take(page, USUAL)
    page.set_viewport_size({"width": 1280, "height": 960})
    page.evaluate(TO_THE_MATTER)
    shot = Image.open(io.BytesIO(page.screenshot()))
    shot.convert("RGB").resize(SHOWN, Image.Resampling.LANCZOS).save(file, quality=QUALITY)


def _papers(site: Path, gallery: Path) -> None:
    """Write the page of every kind of document as GALLERY/paper-KIND.webp."""
    for kind, (path, number) in PAPERS.items():
        with closing(PdfDocument(site / path)) as document:
            page = document[number - 1]
            shot = page.render(scale=PAPER_HEIGHT / page.get_height()).to_pil()
        shot.convert("RGB").save(gallery / f"paper-{kind}.webp", quality=QUALITY)


if __name__ == "__main__":
    shoot(*map(Path, sys.argv[1:3])) if len(sys.argv) > 2 else shoot(Path(sys.argv[1]), None)
