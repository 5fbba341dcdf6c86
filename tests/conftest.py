"""What many tests stand on: the project's own content, loaded and checked once."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from reportsite.check import check
from reportsite.plan.model import Report
from reportsite.problems import ContentError, Problems, as_text
from reportsite.source.files import load
from tests.support.checkout import ROOT, Tree, tree
from tests.support.demo import real_report
from tests.support.once import once
from tests.support.reach import is_slow
from tests.support.websites import DEMO, REAL, all_built

settings.register_profile(
    "same every time",
    derandomize=True,
    database=None,
    deadline=None,  # on a slow machine all is slow, and nothing is wrong
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "prove", settings.get_profile("same every time"), max_examples=1500
)  # beyond what any test asks for itself
settings.register_profile("quick", settings.get_profile("same every time"), max_examples=20)
settings.load_profile("same every time")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that comes to what takes long; what needs the finished sites comes last.

    So a process that makes them keeps no other waiting that has something else to do.
    """
    items.sort(key=lambda item: "finished" in getattr(item, "fixturenames", ()))
    for item in items:
        if isinstance(item, pytest.Function) and is_slow(item):
            item.add_marker("slow")


@pytest.fixture(scope="session")
def report() -> Report:
    return real_report()


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the web root of the finished sites, each built once a run; read, never changed."""
    return once(tmp_path_factory, "websites", all_built) / "web"


@pytest.fixture(scope="session")
def demo_site(finished: Path) -> Tree:
    """Return every file of the demo, documents included."""
    return tree(DEMO.below(finished))


@pytest.fixture(scope="session")
def real_site(finished: Path) -> Tree:
    """Return every file of the real site, documents included."""
    return tree(REAL.below(finished))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a folder with a copy of the real content and data, to break."""
    for folder in ("content", "data"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


@pytest.fixture
def change(site: Path) -> Callable[[str, str, str], str]:
    """Return how to change a file of the copied site: path, what stands there once, what will.

    A mark ¦ in what will stand there is taken out; its place is returned as problems print it.
    """

    def replace(path: str, old: str, new: str) -> str:
        file = site / path
        text = file.read_text("utf-8")
        assert text.count(old) == 1, f"{path} should hold once: {old}"
        before, _, after = text.replace(old, new).partition("¦")
        file.write_text(before + after, "utf-8")
        return f"{path}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}:"

    return replace


@pytest.fixture
def told(site: Path) -> Callable[[], str]:
    """Return what loading and checking the copied site tells its editors, as it is printed."""

    def report() -> str:
        problems = Problems()
        with suppress(ContentError):
            check(load(site, problems), problems)
        return as_text(problems.sorted)

    return report
