"""The plan and its demo for the tests: checked once a process, built where asked, cut back to a day."""

import re
import shutil
from functools import cache
from pathlib import Path

from reportsite import opendata, site
from reportsite.check import check
from reportsite.facts.page import View
from reportsite.pipeline import Options, build
from reportsite.plan.model import Report
from reportsite.plan.snapshot import snapshot
from reportsite.problems import Problems
from reportsite.render.templates import render
from reportsite.site import frame
from reportsite.source.files import load
from tests.support.checkout import ROOT, Tree, tree

DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")


@cache
def demo_report(root: Path = ROOT) -> Report:
    """Return the report of a project's demo, which has no fault and no warning."""
    return _sound(root, demo=True)


@cache
def real_report() -> Report:
    """Return the report of the real plan, which has no fault and no warning."""
    return _sound(ROOT, demo=False)


def _sound(root: Path, *, demo: bool) -> Report:
    problems = Problems()
    report = check(load(root, problems, demo=demo), problems)
    assert problems.sorted == ()
    return report


def report_of(root: Path) -> Report:
    """Return the report of a project without faults; its warnings are not looked at."""
    problems = Problems()
    return check(load(root, problems), problems)


def built(folder: Path, root: Path = ROOT, *, demo: bool = True, pdfs: bool = True) -> Tree:
    """Build the demo, or the real site, of a project into a folder and return its files."""
    problems = Problems()
    build(Options(root, folder / "site", pdfs=pdfs, demo=demo), problems)
    assert problems.sorted == ()
    return tree(folder / "site")


def page_views(report: Report, *, preview: bool) -> tuple[View, ...]:
    """Return the pages of a report as a build makes them."""
    now = snapshot(report, report.site.as_of)
    return site.views(now, opendata.dataset(now), preview=preview)


def rendered(report: Report, files: Tree) -> Tree:
    """Return the pages of a report as a build writes them that also wrote `files`."""
    problems = Problems()
    shared = frame.shared(report, pdfs=True, search=True, release=False)
    shared = {**shared, "files": {path: len(data) for path, data in files.items()}}
    pages = render(page_views(report, preview=True), shared, ROOT / "templates", problems)
    assert problems.sorted == ()
    return {view.path: html.encode() for view, html in pages}


def cut_back(folder: Path, day: str) -> Path:
    """Copy the project to a folder, with the demo as it was on a day (`2024-08-05`)."""
    for part in ("content", "data"):
        shutil.copytree(ROOT / part, folder / part)
    demo = folder / "data" / "demo"
    header, *rows = (demo / "actuals.csv").read_text("utf-8").splitlines(keepends=True)
    known = [row for row in rows if row.split(",")[3] <= day]
    (demo / "actuals.csv").write_text("".join([header, *known]), "utf-8")
    (demo / "overrides.yml").write_text("overrides: []\n", "utf-8")
    settings = demo / "site.yml"
    text = re.sub("as_of: .*", f"as_of: {day}", settings.read_text("utf-8"))
    settings.write_text(_with_limits_of(text, day), "utf-8")
    for measure in (demo / "measures").iterdir():
        measure.write_text(_cut(measure.read_text("utf-8"), day), "utf-8")
    for issue in (demo / "bulletins").iterdir():
        as_of = re.search("as_of: (.*)", issue.read_text("utf-8"))
        if as_of and as_of[1] > day:
            issue.unlink()
    return folder


def _with_limits_of(site: str, day: str) -> str:
    """Return the settings with the limits of a day alone: nobody knew that they would change."""
    now, earlier = site.split("earlier_thresholds:")
    for limits, until in re.findall(r"- \{(.*), until: (.*)\}", earlier):
        if day <= until:
            return f"{now}thresholds: {{{limits}}}\n"
    return now


def _cut(measure: str, day: str) -> str:
    """Return a measure's reports without the entries and the stage of a later day."""
    front, *entries = re.split(r"(?=^### )", measure, flags=re.MULTILINE)
    kept = [front]
    for entry in entries:
        date = DAY.search(entry.split("\n")[0])
        assert date
        year, month, number = date.groups()
        if f"{year}-{int(month):02}-{int(number):02}" <= day:
            kept.append(entry)
        elif heading := re.search(r"^## .*$", entry, flags=re.MULTILINE):
            kept.append(f"{heading[0]}\n\n")
    text = "".join(kept)
    earlier = re.search(r"earlier_stages:\n  - \{stage: (.*), since: (.*)\}\n", text)
    stage = re.search("stage_since: (.*)", text)
    if earlier and stage and stage[1] > day:
        text = text.replace(earlier[0], "")
        text = re.sub("^stage: .*", f"stage: {earlier[1]}", text, flags=re.MULTILINE)
        text = re.sub("stage_since: .*", f"stage_since: {earlier[2]}", text)
    return text
