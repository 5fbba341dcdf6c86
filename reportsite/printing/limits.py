"""Limits for one piece of work: it is stopped, and the next goes on."""

import resource
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import process_time
from types import FrameType

SECONDS = 120
MEGABYTES = 2000
TICK = 0.2
STATM = Path("/proc/self/statm")


class ExceededError(BaseException):
    """The work took too long or too much memory; no library may catch this as its own error."""


@contextmanager
def limited(seconds: float = SECONDS, megabytes: float = MEGABYTES) -> Iterator[None]:
    """Raise ExceededError in what runs longer, or makes the process grow more, than is allowed.

    Seconds are of the processor, so that a busy machine stops nothing. Only the main thread of a
    process can be stopped; elsewhere there is no limit.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    started, before = process_time(), _megabytes()

    def look(_signal: int, _frame: FrameType | None) -> None:
        if process_time() - started > seconds:
            raise ExceededError(f"超过{seconds:g}秒")
        if _megabytes() - before > megabytes:
            raise ExceededError(f"超过{megabytes:g}兆内存")

    former = signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, TICK, TICK)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, former)


def _megabytes() -> float:
    """Return what the process holds in memory; where the system does not say, the most it held."""
    if STATM.exists():
        return int(STATM.read_text().split()[1]) * resource.getpagesize() / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
