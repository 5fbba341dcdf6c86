"""Measure the site as released with Lighthouse, as on a phone: python -m tests.browser.lighthouse."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.browser.website import CHROMIUM, KINDS, served
from tests.support.checkout import ROOT
from tests.support.websites import RELEASED, built

LIGHTHOUSE = ROOT / ".cache" / "html" / "node_modules" / "lighthouse" / "cli" / "index.js"
MEASURED = ("overview", "measure", "indicator", "matrix")
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-sync"

Scores = dict[str, int]


def measured(address: str) -> tuple[Scores, list[str]]:
    """Return a page's scores out of 100, and what kept it from a full one."""
    command = ["node", str(LIGHTHOUSE), address, "--quiet", "--output=json", "--output-path=stdout"]
    command += [f"--only-categories={','.join(LEAST)}", f"--chrome-flags={FLAGS}"]
    told = subprocess.run(
        command, env={**os.environ, "CHROME_PATH": CHROMIUM}, capture_output=True, check=True
    )
    report = json.loads(told.stdout)
    scores = {name: round(100 * report["categories"][name]["score"]) for name in LEAST}
    return scores, list(_lost(report))


def _lost(report: dict[str, Any]) -> Iterator[str]:
    for category in report["categories"].values():
        for reference in category["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
                yield f"{audit['id']}: {audit['title']} {audit.get('displayValue', '')}".strip()


def table() -> bool:
    """Print the scores of the pages that are measured; say whether all are high enough."""
    is_good = True
    say(f"{'':<10}" + "".join(f"{name:>16}" for name in LEAST))
    with tempfile.TemporaryDirectory() as scratch, served(Path(scratch) / "web") as host:
        built(Path(scratch), RELEASED, host=host)
        for kind in (kind for kind in MEASURED if kind in KINDS):
            scores, lost = measured(host + RELEASED.base + KINDS[kind].removesuffix("index.html"))
            say(f"{kind:<10}" + "".join(f"{score:>16}" for score in scores.values()))
            if any(scores[name] < least for name, least in LEAST.items()):
                is_good = False
                say("".join(f"  {line}\n" for line in lost).rstrip())
    return is_good


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(not table())
