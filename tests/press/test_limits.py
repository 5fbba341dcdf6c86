"""Work that would not end, or would take all memory, is stopped and told; the next goes on."""

import gc
import inspect
import signal
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest

from reportsite.press import layout
from reportsite.press.layout import ExceededError, limited
from tests.support.printing import told


def test_what_runs_too_long_is_stopped_even_where_errors_are_caught() -> None:
    with pytest.raises(ExceededError, match=r"超过0\.1秒"), limited(seconds=0.1):
        never_done()


def never_done() -> None:
    while True:
        with suppress(Exception):
            sum(range(1000))


def test_what_takes_too_much_memory_is_stopped() -> None:
    with pytest.raises(ExceededError, match="超过50兆内存"), limited(megabytes=50):
        never_enough()


def never_enough() -> None:
    kept = []
    while True:
        kept.append(bytearray(2**18))


def test_what_keeps_within_its_limits_is_let_be_and_no_alarm_is_left() -> None:
    before = signal.getsignal(signal.SIGPROF)
    with limited():
        total = sum(range(1000))
    assert total == 499500
    assert signal.getsignal(signal.SIGPROF) == before
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)


def test_another_thread_than_the_main_one_has_no_limit_and_works() -> None:
    done = []

    def work() -> None:
        with limited():
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]


@pytest.fixture
def uncollected() -> Iterator[None]:
    """Collect no garbage: what is raised in a callback of the collector is lost, and told later."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("uncollected")
def test_a_document_that_takes_too_long_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspect.unwrap(layout.limited), "__defaults__", (0.3, layout.MEGABYTES))
    found = told(f"<table>{'<tr><td>慢</td></tr>' * 1400}</table>")
    assert found == [("E708", "印pdf/test.pdf超过0.3秒，停了下来。")]


def test_a_table_of_more_rows_than_anyone_reads_is_refused_before_it_is_laid_out() -> None:
    found = told(f"<table>{'<tr><td>长</td></tr>' * 1501}</table>")
    assert found == [("E709", "pdf/test.pdf的第1个表有1501行，最多印1500行。")]
