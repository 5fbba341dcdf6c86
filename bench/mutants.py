"""Change the program in 300 small ways, one at a time, and see if a test notices: `make mutants`.

The changes are mutmut's, to what judges the plan and what reads returned forms. Which are tried is
drawn by a fixed seed from what each one says, not from where it stands: an edit elsewhere draws the
same again. Each runs the tests that can see it, in a process of its own, forked from one that has
loaded the libraries and nothing of this program.
"""

import os
import resource
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from difflib import unified_diff
from hashlib import sha256
from importlib.abc import InspectLoader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from multiprocessing import get_context
from pathlib import Path

import libcst
import pytest
from hypothesis import Phase, settings
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.file_mutation import Mutation, MutationVisitor
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import IgnoredCode
from tqdm import tqdm

ROOT = Path(__file__).resolve().parent.parent
SEED, SAMPLE, ENOUGH = "reportsite", 300, 90  # mutants tried; per cent that must be noticed
SECONDS, BYTES = 120, 8 << 30  # of processor and memory: what takes more is lost in a loop
LIBRARIES = "icalendar jinja2 lxml.html markdown nh3 openpyxl pdfplumber pikepdf pydantic yaml"

READING = (
    "forms/returned forms/additions forms/insertion forms/file_head source/workbook"
    " forms/stages forms/collect"
)
FORMS = "forms/returned forms/rows forms/additions forms/words source/workbook"
TESTS = {  # what is changed, and the tests that can see it beside its own, the quickest first
    "plan/*": "plan/owed plan/model plan/case plan/words plan/period plan/responsibility"
    " plan/snapshot plan/diff facts/case check/functions check/actuals check/entries plan/judge",
    FORMS: READING,
    "check/fields": f"check/actuals {READING}",
}
FROM = {"fields": "NOTHING = "}  # there only figure() reads forms
CHOSEN = "not slow or spoilt or any_history"  # among the slow ones are some that see most


@dataclass(frozen=True, slots=True)
class Mutant:
    """A change to a module at a line of its file, and the files of tests that can see it."""

    file: Path
    line: int
    module: libcst.Module
    mutation: Mutation
    tests: tuple[str, ...]

    @property
    def code(self) -> str:
        """The text of the changed module."""
        changed = self.module.deep_replace(self.mutation.original_node, self.mutation.mutated_node)
        assert isinstance(changed, libcst.Module)
        return changed.code


class Everything(MutationVisitor):
    """Of mutmut's mutants also those in decorated functions; types and decorators stay out."""

    def _skip_node_and_children(self, node: libcst.CSTNode) -> bool:
        return not isinstance(node, libcst.FunctionDef) and super()._skip_node_and_children(node)


def drawn(number: int, where: str) -> list[Mutant]:
    """Return a number of mutants of files whose path has something in it, by lot."""
    lots: dict[str, Mutant] = {}
    for patterns, seen_by in TESTS.items():
        for path in (
            file for one in patterns.split() for file in ROOT.glob(f"reportsite/{one}.py")
        ):
            own = f"{path.parent.name}/{path.stem}"
            names = (Path("tests", name) for name in dict.fromkeys((own, *seen_by.split())))
            tests = [str(name.with_name(f"test_{name.name}.py")) for name in names]
            if where in own:
                lots.update(_lots(path, tuple(test for test in tests if (ROOT / test).exists())))
    return [lots[lot] for lot in sorted(lots)[:number]]


def _lots(path: Path, tests: tuple[str, ...]) -> Iterator[tuple[str, Mutant]]:
    """Yield every mutant of a file with its lot; equal changes are told apart by their order."""
    text = path.read_text("utf-8")
    first = text[: text.index(FROM.get(path.stem, ""))].count("\n") + 1
    wrapper = MetadataWrapper(libcst.parse_module(text))
    visitor = Everything(mutation_operators, IgnoredCode(set(), set(), set()))
    module, places = wrapper.visit(visitor), wrapper.resolve(PositionProvider)
    alike: Counter[str] = Counter()
    for mutation in visitor.mutations:
        nodes = (mutation.original_node, mutation.mutated_node)
        said = "\n".join([SEED, path.stem, *(module.code_for_node(node) for node in nodes)])
        alike[said] += 1
        line = places[mutation.original_node].start.line
        if line >= first:
            mutant = Mutant(path.relative_to(ROOT), line, module, mutation, tests)
            yield sha256(f"{said}\n{alike[said]}".encode()).hexdigest(), mutant


@dataclass
class Changed(MetaPathFinder, InspectLoader):
    """Finds and loads one module, and from a given text."""

    name: str
    text: str

    def find_spec(self, fullname: str, *_: object) -> ModuleSpec | None:
        return spec_from_loader(fullname, self) if fullname == self.name else None

    def get_source(self, *_: object) -> str:
        return self.text


def run(file: Path, text: str, tests: tuple[str, ...]) -> None:
    """Run tests over a file with this text; exit as pytest does, with 0 where all is well."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    sys.meta_path.insert(0, Changed(".".join(file.with_suffix("").parts), text))
    phases = (Phase.explicit, Phase.generate)  # which example fails is not asked
    settings.register_profile("mutants", settings.get_profile("ci"), phases=phases)
    options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-k", CHOSEN]
    options += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # they are loaded already
    with tempfile.TemporaryDirectory() as folder, Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
        options += ["--hypothesis-profile", "mutants", "--basetemp", f"{folder}/tests"]
        told = pytest.main([*options, *tests])
    sys.exit(told)


FORKS = get_context("forkserver")


def answer(mutant: Mutant, text: str) -> str:
    """Return what became of a mutant whose file has this text."""
    process = FORKS.Process(target=run, args=(mutant.file, text, mutant.tests))
    process.start()
    process.join()
    if process.exitcode in {-signal.SIGXCPU, -signal.SIGKILL}:
        return "timed out"
    return "killed" if process.exitcode else "survived"


def tried(mutant: Mutant) -> str:
    """Return what became of a mutant; show it where nothing noticed it."""
    before, after = mutant.module.code, mutant.code
    told = answer(mutant, after)
    if told == "survived":
        diff = unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
        tqdm.write("\n".join([f"{mutant.file}:{mutant.line}", *list(diff)[3:]]))
    return told


def main(number: int = SAMPLE, where: str = "") -> int:
    """Try mutants, two at a time; return 1 where too few were noticed."""
    began = time.monotonic()
    FORKS.set_forkserver_preload([*LIBRARIES.split(), "bench.mutants"])
    mutants = drawn(number, where)
    with ThreadPoolExecutor(2) as pool:
        for mutant in {frozenset(mutant.tests): mutant for mutant in mutants}.values():
            if answer(mutant, mutant.module.code) != "survived":
                print(f"The tests of {mutant.file} fail before anything is changed.")
                return 1
        trying = tqdm(pool.map(tried, mutants), total=len(mutants), unit="", leave=False)
        told = Counter(trying)
    noticed = 100 * (1 - told["survived"] / len(mutants))
    counts = ", ".join(f"{told[name]} {name}" for name in ("killed", "timed out", "survived"))
    minutes = (time.monotonic() - began) / 60
    print(f"{len(mutants)} mutants in {minutes:.0f} min: {counts}; {noticed:.1f} % noticed")
    return int(noticed < ENOUGH)


if __name__ == "__main__":
    sys.exit(main(*(read(given) for read, given in zip((int, str), sys.argv[1:], strict=False))))
