"""A plan that changed is a plan: in the text and in the files it is built, in one alone told of."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from lxml import html

from reportsite.check import check
from reportsite.pipeline import Options, build
from reportsite.plan.model import Report
from reportsite.plan.register import Role
from reportsite.problems import ContentError, Problems
from reportsite.source.files import load
from tests.support.checkout import edit

TEXT = "data/plan.txt"
NINE, SEVENTEEN, EIGHTEEN = (
    f"content/measures/{name}.md"
    for name in ("09-market-operation", "17-international-cooperation", "18-monitoring")
)
Change = Callable[[str], str]


def swapped(old: str, new: str) -> Change:
    """Return what puts one wording, which stands there, for another."""

    def swap(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    return swap


def matched(pattern: str, new: str) -> Change:
    return lambda text: re.sub(pattern, new, text)


def without(pattern: str) -> Change:
    return matched(pattern, "")


def later(text: str) -> str:
    """Return a text with the plan's years five years later; days, and the 2035 outline, stay."""
    shifted = re.sub(
        r"(?<![\d—-])(?<!year: )202[1-5](?!—2035|-0|年\d月|\d)", lambda m: str(int(m[0]) + 5), text
    )
    return shifted.replace("—2025年", "—2030年")


@dataclass(frozen=True)
class Mutation:
    """A change of the text, the same in the files, and what is told where only one has it."""

    text: Change
    files: Mapping[str, Change | None]  # by a pattern of paths; None: the file goes
    text_alone: str
    files_alone: str
    added: Mapping[str, str] = field(default_factory=dict)
    gone: str = "〓"  # what stands nowhere any more

    def lay(self, site: Path, *, in_text: bool, in_files: bool) -> None:
        if in_text:
            file = site / TEXT
            file.write_bytes(self.text(file.read_bytes().decode()).encode())
            digest = hashlib.sha256(file.read_bytes()).hexdigest()
            edit(site / "content/plan.md", _registered(site), digest)
        if in_files:
            for pattern, change in self.files.items():
                for path in sorted(site.glob(pattern)):
                    if change is None:
                        path.unlink()
                    else:
                        path.write_bytes(change(path.read_bytes().decode()).encode())
            for name, text in self.added.items():
                (site / name).write_text(text, "utf-8")


def _registered(site: Path) -> str:
    (found,) = re.findall(r"^sha256: (.*)$", (site / "content/plan.md").read_text("utf-8"), re.M)
    return str(found)


LAST = "（十八）建立监测评价机制。每年监测措施落实情况。〔市财政局负责〕"
NEW = f"""\
---
number: 18
title: 建立监测评价机制
chapter: 6
units:
  - 市财政局
responsibility: sole
summary: 每年监测。
---

{LAST}
"""
BY_ROLE = """\
roles:
  牵头: [市市场监管局（知识产权局）]
  配合: [市金融办, 银保监分局, 各旗县区政府]
"""
NAMED = "〔市市场监管局（知识产权局）、市金融办、银保监分局、各旗县区政府按职责分工负责〕"
LED = "〔市市场监管局（知识产权局）牵头，市金融办、银保监分局、各旗县区政府配合〕"
TWENTY = r'(?<=\d"), "20"|\n  - \{id: "20", basis: \w+\}'
HALF = matched("〔(.*)〕", r"[\1]")
AND = swapped("、各旗县区政府按", "及各旗县区政府按")
CRLF = swapped("\n", "\r\n")

MUTATIONS = {
    "an eighteenth measure": Mutation(
        text=swapped("\n　　七、组织保障", f"\n　　{LAST}\n　　七、组织保障"),
        files={},
        added={EIGHTEEN: NEW},
        text_alone=f"{TEXT}:37:3: 错误 E402 ",
        files_alone=f"{EIGHTEEN}:11:1: 错误 E403 ",
    ),
    "sixteen measures": Mutation(
        text=without("\n　　（十七）.*"),
        files={SEVENTEEN: None},
        gone="促进知识产权国际合作",
        text_alone=f"{SEVENTEEN}:15:1: 错误 E403 ",
        files_alone=f"{TEXT}:36:3: 错误 E402 ",
    ),
    "nineteen indicators": Mutation(
        text=without(r"\n\t20\n\t知识产权社会服务组织（家）(\n\t.)*"),
        files={
            "content/measures/*.md": without(TWENTY),
            "data/indicators.yml": without(rf'\n  - id: "20"(\n    .*)*|{TWENTY}'),
            "data/tensions.yml": without(rf"\n  - id: service-organisations(\n    .*)*|{TWENTY}"),
        },
        text_alone="data/indicators.yml:122:11: 错误 E403 ",
        files_alone=f"{TEXT}:208:2: 错误 E402 ",
    ),
    "half-width brackets": Mutation(
        text=HALF,
        files={"content/measures/*.md": HALF},
        text_alone=f"{NINE}:17:99: 错误 E401 ",
        files_alone=f"{NINE}:17:99: 错误 E401 ",
    ),
    "及 for 、": Mutation(
        text=AND,
        files={
            "content/measures/*.md": lambda text: text.replace(
                "、各旗县区政府按", "及各旗县区政府按"
            )
        },
        text_alone=f"{NINE}:17:124: 错误 E401 ",
        files_alone=f"{NINE}:17:124: 错误 E401 ",
    ),
    "one leads and the others support": Mutation(
        text=swapped(NAMED, LED),
        files={
            NINE: lambda text: swapped(NAMED, LED)(
                re.sub(r"units:\n(  - .*\n)+responsibility: joint\n", BY_ROLE, text)
            )
        },
        text_alone=f"{NINE}:17:113: 错误 E401 ",
        files_alone=f"{NINE}:14:113: 错误 E401 ",
    ),
    "2026 to 2030": Mutation(
        text=later,
        gone="2021—2025",
        files={
            "content/plan.md": later,
            "content/bulletins/*.md": later,
            "data/tensions.yml": later,
            "data/indicators.yml": lambda text: later(
                swapped("before_issue: [2021, 2022]", "before_issue: []")(text)
            ),
        },
        text_alone="data/indicators.yml:5:16: 错误 E401 ",
        files_alone="data/indicators.yml:5:16: 错误 E401 ",
    ),
    "a blank line more": Mutation(
        text=swapped("\n　　七、", "\n\n　　七、"),
        files={},
        text_alone="",
        files_alone="",
    ),
    "CRLF": Mutation(
        text=CRLF,
        files={"content/**/*.md": CRLF, "data/*.yml": CRLF},
        text_alone="",
        files_alone="",
    ),
}
EACH = pytest.mark.parametrize("name", MUTATIONS)


def told(site: Path) -> str:
    problems = Problems()
    try:
        check(load(site, problems), problems)
    except ContentError as error:
        return str(error)
    return "\n".join(map(str, problems.sorted))


@EACH
@pytest.mark.parametrize("where", ["text", "files"])
def test_a_change_in_one_of_them_is_told_at_its_line(site: Path, name: str, where: str) -> None:
    mutation = MUTATIONS[name]
    mutation.lay(site, in_text=where == "text", in_files=where == "files")
    expected = mutation.text_alone if where == "text" else mutation.files_alone
    lines = told(site).splitlines()
    assert any(line.startswith(expected) for line in lines) if expected else lines == []


def test_a_sum_that_was_not_renewed_is_told(site: Path) -> None:
    edit(site / TEXT, "\n　　七、", "\n\n　　七、")
    assert told(site).startswith(f"{TEXT}:1:1: 错误 E405 ")


def _report(site: Path) -> Report:
    return check(load(site, Problems()), Problems())


@EACH
def test_a_change_in_both_is_built(site: Path, name: str) -> None:
    MUTATIONS[name].lay(site, in_text=True, in_files=True)
    assert told(site) == ""
    report = _report(site)
    build(Options(site, site / "built", pdfs=False, search=False), Problems())
    pages = {str(p.parent.relative_to(site / "built")): p for p in (site / "built").rglob("*.html")}
    own = [page for page in sorted(pages) if re.fullmatch(r"measures/\d+", page)]
    assert own == [f"measures/{measure.id}" for measure in report.measures]
    own = [page for page in sorted(pages) if re.fullmatch(r"indicators/\d+", page)]
    assert own == [f"indicators/{indicator.id}" for indicator in report.indicators]
    whole = {page: _words(file) for page, file in pages.items()}
    assert [page for page, said in whole.items() if MUTATIONS[name].gone in said] == []
    for measure in report.measures:
        said = whole[f"measures/{measure.id}"]
        assert all("".join(text.split()) in said for text in measure.paragraphs)
    for indicator in report.indicators:
        said = whole[f"indicators/{indicator.id}"]
        assert indicator.name in said
        assert all(f"{target.year}" in said for target in indicator.targets)


def _words(page: Path) -> str:
    return "".join(html.fromstring(page.read_bytes()).text_content().split())


def test_a_change_in_both_is_what_the_report_says(site: Path) -> None:
    MUTATIONS["one leads and the others support"].lay(site, in_text=True, in_files=True)
    nine = _report(site).measures[8]
    assert [named.role for named in nine.units] == [Role.LEAD] + [Role.SUPPORT] * 3
