"""What takes long to make is made once for all processes of a run."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from reportsite.source.writing import alone


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder that the first process to ask has filled; nobody may change what is in it."""
    own = factory.getbasetemp()
    common = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder = common / name
    with alone(common / f"{name}.lock"):
        if not folder.exists():
            part = common / f"{name}.part"
            shutil.rmtree(part, ignore_errors=True)  # what another process failed to make
            make(part)
            part.rename(folder)
    return folder
