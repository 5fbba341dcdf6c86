#!/usr/bin/env python3
"""Start the command line of the package that lies beside this file, from whatever folder."""

import sys
from pathlib import Path

PROGRAM = Path(__file__).resolve().parent
sys.path.insert(0, str(PROGRAM))  # python -I leaves it out

from reportsite.cli import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], PROGRAM))
