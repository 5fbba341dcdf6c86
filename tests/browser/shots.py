"""Photograph every kind of page: python -m tests.browser.shots FOLDER."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.website import CHROMIUM, KINDS, SCHEMES, built, served

WIDTHS = (375, 1280)


def shoot(folder: Path) -> None:
    """Write FOLDER/KIND-WIDTH-SCHEME.png, the whole height of each page."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as scratch,
        served(built(Path(scratch))) as address,
        sync_playwright() as playwright,
    ):
        page = playwright.chromium.launch(executable_path=CHROMIUM).new_page()
        for kind, path in KINDS.items():
            page.goto(address + path)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                for scheme in SCHEMES:
                    page.emulate_media(color_scheme=scheme)
                    page.screenshot(path=folder / f"{kind}-{width}-{scheme}.png", full_page=True)


if __name__ == "__main__":
    shoot(Path(sys.argv[1]))
