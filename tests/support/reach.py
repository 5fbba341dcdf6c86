"""What a test may come to, told from its code: on through fixtures, helpers and tables of them."""

import inspect
from collections.abc import Iterable, Iterator
from functools import cache
from types import CodeType, FunctionType, ModuleType

import pytest

# Whoever comes to one of these prints, builds, renders dozens of plans, takes in forms, starts a
# program or opens a browser.
SLOW = (
    *("build", "multiprocessing", "playwright", "subprocess", "tests.support.once"),
    *("reportsite.cli", "reportsite.pipeline", "reportsite.press", "reportsite.site.search"),
    *("reportsite.forms.collect", "tests.whole.test_absent_parts"),
)


def is_slow(test: pytest.Function) -> bool:
    """Say whether a test comes to what takes long."""
    fixtures = (one for same in test._fixtureinfo.name2fixturedefs.values() for one in same)
    return _comes_to_slow(test.function, *(fixture.func for fixture in fixtures))


@cache
def _comes_to_slow(*begins: object) -> bool:
    return any(one.__module__.startswith(SLOW) for one in _reached(begins))


def _reached(begins: Iterable[object]) -> Iterator[FunctionType | type]:
    """Yield all functions and classes that these functions of tests name, and that those name."""
    ahead, seen = list(begins), set[object]()
    while ahead:
        one = _inner(ahead.pop())
        if isinstance(one, dict | list | tuple):
            ahead += one.values() if isinstance(one, dict) else one
        elif isinstance(one, FunctionType | type) and one not in seen:
            seen.add(one)
            yield one
            if one.__module__.startswith("tests."):
                ahead += _named(one) if isinstance(one, FunctionType) else vars(one).values()


def _inner(one: object) -> object:
    """Return what a decorator was laid around."""
    own = inspect.unwrap(one) if callable(one) else one
    return getattr(getattr(own, "hypothesis", None), "inner_test", own)


def _named(function: FunctionType) -> Iterator[object]:
    """Yield the values of all global names that a function uses, and of their attributes."""
    names = set(_names(function.__code__))
    for name in names & function.__globals__.keys():
        value = function.__globals__[name]
        yield value
        if isinstance(value, ModuleType):
            yield from (getattr(value, other) for other in names if hasattr(value, other))


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _names(inner)
