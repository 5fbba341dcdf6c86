"""The pages that the rules of docs/standards.md are held against."""

from pathlib import Path

import pytest

from tests.standards.pages import Page, read
from tests.support.websites import DEMO, REAL, RELEASED


@pytest.fixture(scope="session")
def site(finished: Path) -> Path:
    """Return the folder of the real site as published for preview."""
    return REAL.below(finished)


@pytest.fixture(scope="session")
def released(finished: Path) -> list[Page]:
    """Return the pages of the real site as released, every gap filled."""
    return read(finished, RELEASED)


@pytest.fixture(scope="session")
def demo(finished: Path) -> list[Page]:
    return read(finished, DEMO)


@pytest.fixture(scope="session")
def pages(finished: Path, released: list[Page], demo: list[Page]) -> list[Page]:
    """Return every page of the real site, of the demo and of the release."""
    return [*read(finished, REAL), *demo, *released]
