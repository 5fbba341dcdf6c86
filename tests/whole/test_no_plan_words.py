"""The program serves any plan: no count, place or name of the one in content/ and data/ stands in it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportsite.plan.model import Report
from reportsite.problems import Code
from tests.support.checkout import ROOT

COUNTS = "(?:六|七|十七|二十)(?:项|章|个指标|条)|第七章|三段|五年的"
NAMES = "巴彦淖尔|内蒙古|河套|知识产权|强市|旗县|联席会议|组织保障|工作措施|bayannur|农牧局|金融办"
YEARS = r"(?<!\d)20[0-9]{2}年"
SUFFIXES = {".py", ".html", ".css", ".js", ".svg", ".txt", ".xml"}
# Numerals explain themselves by an example, and search its rule; in the catalogue an example is what
# this project's own files, broken, are told.
ALLOWED = {
    ("reportsite/facts/plan.py", "十七项"),
    ("reportsite/facts/plan.py", "二十项"),
    ("reportsite/plan/words.py", "十七项"),
    ("templates/site/assets/search.js", "2035年"),
}
EXAMPLES = {code.value[2] for code in Code}


def _files(*folders: str) -> Iterator[tuple[str, str]]:
    for folder in folders:
        for file in sorted((ROOT / folder).rglob("*")):
            if file.suffix in SUFFIXES:
                yield file.relative_to(ROOT).as_posix(), _without_examples(file)


def _without_examples(file: Path) -> str:
    text = file.read_text("utf-8")
    if file.name != "problems.py":
        return text
    said = [str(node.value) for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant)]
    assert set(said) >= EXAMPLES
    lines = "\n".join(line for line in said if line not in EXAMPLES)
    return re.sub("(?m)^content/measures/.*", "", lines)


def _found(words: str, *folders: str) -> set[tuple[str, str]]:
    return {(path, hit) for path, text in _files(*folders) for hit in re.findall(words, text)}


def test_no_count_or_name_of_the_plan_stands_in_the_program() -> None:
    found = _found(f"{COUNTS}|{NAMES}", "reportsite", "templates")
    assert found - ALLOWED == set()


def test_no_year_stands_in_a_template() -> None:
    assert _found(YEARS, "templates") - ALLOWED == set()


def test_what_is_allowed_is_still_needed() -> None:
    found = _found(f"{COUNTS}|{NAMES}", "reportsite", "templates") | _found(YEARS, "templates")
    assert found >= ALLOWED


@pytest.mark.parametrize("kind", ["indicators", "measures", "units"])
def test_no_name_that_is_registered_stands_in_the_program(report: Report, kind: str) -> None:
    names = {
        "indicators": [indicator.name for indicator in report.indicators],
        "measures": [measure.title for measure in report.measures],
        "units": [unit.name for unit in report.register.responsible],
    }[kind]
    assert _found("|".join(map(re.escape, names)), "reportsite", "templates") == set()
