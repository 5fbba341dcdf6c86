"""The house: few rooms on floors, imports that only run down, and a name with one home."""

import ast
from collections import Counter
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

from tests.support.checkout import ROOT

PACKAGE = ROOT / "reportsite"
# Each floor may use those before it; rooms on one floor do not know each other.
FLOORS = (
    {"problems"},
    {"source"},
    {"plan"},
    {"check", "facts", "press"},
    {"render"},
    {"site", "paper", "opendata", "forms"},
    {"pipeline"},
    {"cli"},
    {"build"},
)
HEIGHT = {room: height for height, floor in enumerate(FLOORS) for room in floor}
MOST_ENTRIES, MOST_MODULES, MOST_IN_A_FOLDER = 14, 108, 22
# Press knows nothing of the plan.
STRANGERS = {("press", "plan")}


def _modules() -> dict[str, Path]:
    """Return every module's file by its name below the package; `build` is the command."""
    found = {"build": ROOT / "build.py"}
    for file in sorted(PACKAGE.rglob("*.py")):
        parts = file.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(part for part in parts if part != "__init__")
        if name:
            found[name] = file
    return found


MODULES = _modules()


def _imports() -> Iterator[tuple[str, str]]:
    """Yield importing and imported module, wherever in a file the import stands."""
    for module, file in MODULES.items():
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            assert not isinstance(node, ast.ImportFrom) or not node.level, f"{module} is relative"
            if isinstance(node, ast.ImportFrom) and str(node.module).partition(".")[0] == (
                PACKAGE.name
            ):
                base = str(node.module).partition(".")[2]
                for name in (alias.name for alias in node.names):
                    inner = f"{base}.{name}".strip(".")
                    yield module, inner if inner in MODULES else base


IMPORTS = sorted({found for found in _imports() if found[0] != found[1]})


def _room(module: str) -> str:
    return module.partition(".")[0]


def test_every_entry_of_the_package_is_a_room_on_a_floor() -> None:
    entries = {file.stem for file in PACKAGE.iterdir() if file.name != "__pycache__"}
    assert entries == {*HEIGHT} - {"build"} | {"__init__"}
    assert len(entries) <= MOST_ENTRIES


def test_imports_run_down_and_never_to_a_room_on_the_same_floor() -> None:
    upwards = [
        (importer, imported)
        for importer, imported in IMPORTS
        if _room(importer) != _room(imported)
        and (
            HEIGHT[_room(imported)] >= HEIGHT[_room(importer)]
            or (_room(importer), _room(imported)) in STRANGERS
        )
    ]
    assert upwards == []


def test_no_module_imports_itself_by_a_detour() -> None:
    graph: dict[str, set[str]] = {}
    for importer, imported in IMPORTS:
        graph.setdefault(importer, set()).add(imported)
    order = list(TopologicalSorter(graph).static_order())  # CycleError names a circle
    assert order.index("problems") < order.index("pipeline") < order.index("build")


def test_there_are_few_modules_and_no_folder_is_full() -> None:
    files = [file for name, file in MODULES.items() if name != "build"]
    assert len(files) + 1 <= MOST_MODULES  # the package's own __init__
    folders = Counter(file.parent for file in files)
    assert max(folders.values()) <= MOST_IN_A_FOLDER


def test_a_class_has_one_home() -> None:
    classes = Counter(
        node.name
        for file in MODULES.values()
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    )
    assert [name for name, count in classes.items() if count > 1] == []


def test_each_room_says_at_its_door_what_comes_in_and_what_goes_out() -> None:
    rooms = [room for room in HEIGHT if (PACKAGE / room).is_dir()]
    silent = [
        room
        for room in rooms
        if not ast.get_docstring(ast.parse((PACKAGE / room / "__init__.py").read_text("utf-8")))
    ]
    assert silent == []


def test_tests_and_templates_have_the_rooms_of_the_program() -> None:
    rooms = {room for room in HEIGHT if (PACKAGE / room).is_dir()}
    tests = {folder.name for folder in (ROOT / "tests").iterdir() if folder.is_dir()}
    apart = {
        "browser",
        "office",
        "other",
        "sites_invalid",
        "standards",
        "support",
        "whole",
        "__pycache__",
    }
    assert tests - apart == rooms
    assert [file.name for file in (ROOT / "tests").glob("*.py")] == ["conftest.py"]
    assert {entry.name for entry in (ROOT / "templates").iterdir()} <= rooms
