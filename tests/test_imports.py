"""Imports run one way: build → serve, pipeline → stages → nouns → problems."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOP = {"build", "serve", "pipeline", "collect"}
STAGES = {
    "load", "check", "view", "downloads", "draw", "render", "search", "print_", "audit",
    "publish", "release",
}  # fmt: skip
# What one part takes from a stage: only the values that the stage passes on, and their types.
PASSED_ON = {
    ("check", "load"): {"Document", "Sources", "Spot"},
    ("validation", "load"): {"Document"},
    ("release", "load"): {"Document", "Sources"},
    ("render", "view"): {"Table", "View"},
}


def _imports() -> Iterator[tuple[str, str, str]]:
    """Yield importing part, imported part and name; a part is a module or a package of stages."""
    for file in (ROOT / "build.py", *sorted((ROOT / "reportsite").rglob("*.py"))):
        importer = (
            file.relative_to(ROOT / "reportsite").parts[0] if file.parent != ROOT else "build"
        )
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            yield from ((importer.removesuffix(".py"), *found) for found in _of(node))


def _of(node: ast.AST) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.Import):
        yield from ((_part(a.name), "*") for a in node.names if a.name.startswith("reportsite."))
    elif isinstance(node, ast.ImportFrom) and node.level:
        yield "a relative import", str(node.module)
    elif isinstance(node, ast.ImportFrom) and node.module == "reportsite":
        yield from ((a.name, "*") for a in node.names)
    elif isinstance(node, ast.ImportFrom) and str(node.module).startswith("reportsite."):
        yield from ((_part(str(node.module)), a.name) for a in node.names)


def _part(module: str) -> str:
    return module.split(".")[1]


IMPORTS = sorted({found for found in _imports() if found[0] != found[1]})


def test_every_import_is_of_a_part_that_exists() -> None:
    parts = {file.stem for file in (ROOT / "reportsite").iterdir()}
    assert {imported for _, imported, _ in IMPORTS} <= parts
    assert STAGES | TOP - {"build"} <= parts
    assert {importer for importer, _, _ in IMPORTS} >= STAGES | TOP


def test_imports_never_run_in_a_circle() -> None:
    graph: dict[str, set[str]] = {}
    for importer, imported, _ in IMPORTS:
        graph.setdefault(importer, set()).add(imported)
    order = list(TopologicalSorter(graph).static_order())  # CycleError names a circle
    assert order.index("problems") < order.index("load") < order.index("pipeline")
    assert order.index("pipeline") < order.index("serve") < order.index("build")


def test_only_the_top_knows_the_pipeline_and_only_the_command_line_the_server() -> None:
    above = {(importer, imported) for importer, imported, _ in IMPORTS if imported in TOP}
    assert above == {
        ("build", "serve"),
        ("build", "pipeline"),
        ("build", "collect"),
        ("serve", "pipeline"),
    }


def test_a_stage_is_known_to_others_only_by_what_it_passes_on() -> None:
    taken: dict[tuple[str, str], set[str]] = {}
    for importer, imported, name in IMPORTS:
        if imported in STAGES and importer not in TOP:
            taken.setdefault((importer, imported), set()).add(name)
    assert taken == PASSED_ON


def test_the_lowest_parts_stand_alone() -> None:
    lowest = {
        "problems", "paths", "characters", "artifact", "official", "datatable", "duedates", "zips",
    }  # fmt: skip
    assert {found[:2] for found in IMPORTS if found[0] in lowest} <= {("official", "problems")}
    assert {found[1] for found in IMPORTS if found[0] == "model"} == {"period", "progress", "rule"}
