"""A fault of a template is told at its file and line, whatever raised it, and the others render."""

from pathlib import Path

import pytest

from reportsite.facts.page import View
from reportsite.problems import Problems
from reportsite.render.templates import render

BASE = "<p>\n{% block main %}{% endblock %}\n</p>"


def view(path: str, template: str) -> View:
    return View(path, template, "", "", record=3)


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("{{ nothing }}", "'nothing' is undefined"),
        ("{{ it.nothing }}", "'int object' has no attribute 'nothing'"),
        ("{{ it + 'a' }}", "TypeError: unsupported operand type(s) for +: 'int' and 'str'"),
        ("{{ it // 0 }}", "ZeroDivisionError: integer division or modulo by zero"),
        ("{{ '%d' % 'a' }}", "TypeError: %d format: a real number is required, not str"),
        ("{% set a, b = [1] %}", "ValueError: not enough values to unpack (expected 2, got 1)"),
        ("{{ it | href }}", "AttributeError: 'int' object has no attribute"),
        ("{% if %}", "Expected an expression, got 'end of statement block'"),
        ("{% include 'none.html' %}", "'none.html' not found"),
    ],
)
def test_a_fault_is_told_where_it_stands_and_leaves_the_other_pages(
    tmp_path: Path, fault: str, told: str
) -> None:
    (tmp_path / "base.html").write_text(BASE, "utf-8")
    text = f"{{% extends 'base.html' %}}\n{{% block main %}}\n汉字\n{fault}\n{{% endblock %}}\n"
    (tmp_path / "bad.html").write_text(text, "utf-8")
    (tmp_path / "good.html").write_text("{{ it }}", "utf-8")
    problems = Problems()
    views = [view("bad/index.html", "bad.html"), view("good/index.html", "good.html")]
    rendered = [(page.path, html) for page, html in render(views, {}, tmp_path, problems)]
    assert rendered == [("good/index.html", "3")]
    (problem,) = problems.sorted
    assert str(problem).startswith("templates/bad.html:4:1: 错误 E601 模板有误：")
    assert told in problem.message
    assert problem.message.endswith("（bad/index.html）。")
