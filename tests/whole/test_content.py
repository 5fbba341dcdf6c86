"""What the site says is what was issued, character for character.

data/plan.txt is read here by line numbers alone, with nothing of the program that reads it too,
and every title, paragraph, bracket, target, note and quotation is held against it: as editors'
files have it, and as the report has it in the end.
"""

import hashlib
import re
from collections import Counter
from decimal import Decimal
from itertools import pairwise

import pytest

from reportsite.plan.model import Basis, Report
from reportsite.plan.target import NoTarget, Target
from tests.support.checkout import ROOT

RAW = (ROOT / "data/plan.txt").read_bytes()
LINES = ["", *(line.strip(" \t\u00a0\u3000") for line in RAW.decode("utf-8").split("\n"))]
SHA256 = "16367c0836309949a04b36449e1d97efcd47a1a9c41f338ca9c7f1c0753eaa8e"

CHAPTERS = {1: 14, 2: 17, 3: 22, 4: 27, 5: 31, 6: 34}  # number: line
MEASURES = dict(zip(range(1, 18), [15, 16, *range(18, 22), *range(23, 27), *range(28, 31), 32, 33, 35, 36], strict=True))  # fmt: skip
ASSURANCE = {1: 38, 2: 39, 3: 40}
ROWS = {number: 48 + 8 * number for number in range(1, 21)}  # number: line of the printed number
NOTES = {1: 217, 2: 218, 3: 219}
NUMERALS = "一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六 十七".split()  # noqa: SIM905
YEARS = (2021, 2022, 2023, 2024, 2025)


def file_of(number: int) -> str:
    (path,) = (ROOT / "content/measures").glob(f"{number:02}-*.md")
    return path.read_text("utf-8")


def front(text: str) -> list[str]:
    """Return the lines of a file's front matter."""
    return text.split("---\n")[1].splitlines()


def body(text: str) -> list[str]:
    """Return the filled lines below the front matter, before the first heading."""
    lines = text.split("---\n", 2)[2].split("\n#")[0].splitlines()
    return [line for line in lines if line]


def value(text: str, key: str) -> str:
    """Return what stands after `key: ` in a file, as typed."""
    (found,) = re.findall(rf"^\s*(?:- )?{key}: (.*)$", text, re.MULTILINE)
    return str(found)


def title(line: int) -> str:
    """Return what stands between the round bracket of the number and the first full stop."""
    return LINES[line].split("）", 1)[1].split("。", 1)[0]


def bracket(line: int) -> str:
    return LINES[line].rsplit("〔", 1)[1].removesuffix("〕")


def names(line: int) -> list[str]:
    """Return the names of a bracket, cut at its commas of both kinds."""
    listed = bracket(line).removesuffix("负责").removesuffix("按职责分工")
    return listed.replace("，", "、").split("、")


def test_the_official_text_is_the_one_that_was_issued() -> None:
    assert hashlib.sha256(RAW).hexdigest() == SHA256
    assert value((ROOT / "content/plan.md").read_text("utf-8"), "sha256") == SHA256
    text = RAW.decode("utf-8")
    assert (text.count("\u3000"), text.count("\u00a0"), text.count("\r")) == (72, 6, 0)
    assert text.count("〔") == text.count("〕") == 17


@pytest.mark.parametrize("number", MEASURES)
def test_a_measure_is_the_official_one(number: int, report: Report) -> None:
    line, text = MEASURES[number], file_of(number)
    measure = report.measures[number - 1]
    assert LINES[line].startswith(f"（{NUMERALS[number - 1]}）")
    assert (body(text)[0],) == measure.paragraphs == (LINES[line],)
    assert value(text, "title") == measure.title == title(line)
    assert [entry for entry in front(text) if entry.startswith("  - ") and "{" not in entry] == [
        f"  - {name}" for name in names(line)
    ]
    assert [unit.spelt for unit in measure.units] == names(line)
    (task,) = measure.tasks
    assert bracket(line) == task.bracket + ("负责" if measure.is_sole else "按职责分工负责")
    assert measure.mark == f"（{NUMERALS[number - 1]}）"
    assert measure.numeral == NUMERALS[number - 1]
    assert value(text, "responsibility") == ("sole" if number == 13 else "joint")
    assert (measure.number, measure.id) == (number, f"{number:02}")
    chapter = max(c for c, start in CHAPTERS.items() if start < line)
    assert measure.chapter.number == chapter == int(value(text, "chapter"))
    assert measure.chapter.title == LINES[CHAPTERS[chapter]].split("、", 1)[1]


def test_each_chapter_is_the_official_one(report: Report) -> None:
    text = (ROOT / "content/plan.md").read_text("utf-8")
    listed = re.findall(r"^  - \{mark: (.+)、, title: (.+)\}$", text, re.MULTILINE)
    official = [LINES[line].split("、", 1) for line in CHAPTERS.values()]
    assert listed == [tuple(heading) for heading in official]
    assert [(c.numeral, c.title) for c in report.plan.chapters] == listed
    assert [c.heading for c in report.plan.chapters] == [LINES[line] for line in CHAPTERS.values()]
    per_chapter = Counter(measure.chapter.number for measure in report.measures)
    assert [per_chapter[number] for number in CHAPTERS] == [2, 4, 4, 3, 2, 2]


def test_the_notice_and_the_plan_s_frame_are_official(report: Report) -> None:
    text, plan = (ROOT / "content/plan.md").read_text("utf-8"), report.plan
    assert value("\n".join(front(text)[:5]), "title") == plan.title == LINES[11]
    assert value(text, "notice_title") == plan.notice_title == LINES[1] + LINES[2]
    assert "<知识产权强国建设纲要（2021—2035年）>" in plan.notice_title
    assert value(text, "recipients") == plan.recipients == LINES[4]
    assert value(text, "notice") == plan.notice == LINES[5]
    assert value(text, "issuer") == plan.issuer == LINES[7] == LINES[1]
    assert LINES[8] == "2023年7月3日"
    assert value(text, "issued") == plan.issued.isoformat() == "2023-07-03"
    assert value(text, "disclosure") == f"（{plan.disclosure}）" == LINES[9]
    assert plan.doc_no == ""
    assert body(text) == list(plan.preamble) == [LINES[13]]


def test_assurance_is_official_and_no_measure(report: Report) -> None:
    text = (ROOT / "content/assurance.md").read_text("utf-8")
    assert value(text, "title") == report.assurance.title == LINES[37].removeprefix("七、")
    assert value(text, "mark") == report.assurance.mark == "七、"
    assert body(text) == [LINES[line] for line in ASSURANCE.values()]
    assert [(item.heading, item.paragraph) for item in report.assurance.items] == [
        (f"（{NUMERALS[number - 1]}）{title(line)}", LINES[line])
        for number, line in ASSURANCE.items()
    ]


@pytest.mark.parametrize("number", ROWS)
def test_an_indicator_and_its_five_cells_are_as_printed(number: int, report: Report) -> None:
    printed, full_name, *cells = LINES[ROWS[number] : ROWS[number] + 7]
    indicator = report.indicators[number - 1]
    assert (printed, indicator.id) == (str(number), f"{number:02}")
    unit = f"（{indicator.unit}）" if indicator.unit else ""
    assert indicator.name + unit == full_name
    assert [target.year for target in indicator.targets] == list(YEARS)
    for target, cell in zip(indicator.targets, cells, strict=True):
        assert isinstance(target, NoTarget if cell == "一" else Target)
        assert target.printed == ("—" if cell == "一" else cell)
        assert target.listed == (target.year < 2023)
    record = (ROOT / "data/indicators.yml").read_text("utf-8").split(f'- id: "{number:02}"\n')[1]
    typed = ", ".join(f"{year}: {cell}" for year, cell in zip(YEARS, cells, strict=True))
    assert f"{{{typed}}}" == value(record.split("  - id:")[0].split("notes:\n")[0], "targets")


def test_the_annex_has_its_title_its_years_and_its_hundred_cells(report: Report) -> None:
    assert report.plan.annex_title == LINES[46] == LINES[42].removeprefix("附件：")
    assert [f"{year}年" for year in report.plan.years] == LINES[50:55]
    targets = [target for indicator in report.indicators for target in indicator.targets]
    assert len(report.indicators) == 20
    assert len(targets) == 100
    without = Counter(
        i.number for i in report.indicators for t in i.targets if isinstance(t, NoTarget)
    )
    assert without == {9: 2, 10: 3, 11: 3, 18: 4, 19: 4, 20: 3}
    assert without.total() == 19 == sum(line == "一" for line in LINES[47:215])


def test_noughts_at_the_end_are_kept(report: Report) -> None:
    first, second = report.indicators[0].targets[3], report.indicators[1].targets[3]
    assert isinstance(first, Target)
    assert isinstance(second, Target)
    assert (first.printed, str(first.value)) == ("0.70", "0.70")
    assert (second.printed, str(second.value)) == ("3.0", "3.0")
    assert report.indicators[5].targets[2].printed == "4"


def test_each_note_is_official_and_stands_with_its_rows(report: Report) -> None:
    official = {n: LINES[line].split(f"{n}.", 1)[1] for n, line in NOTES.items()}
    assert {note.number: note.text for note in report.plan.notes} == official
    typed = (ROOT / "data/indicators.yml").read_text("utf-8").split("\nnotes:\n")[1]
    assert re.findall(r"^    text: (.+)$", typed, re.MULTILINE) == list(official.values())
    for indicator in report.indicators:
        numbers = [note.number for note in indicator.notes]
        assert numbers == {1: [1, 3], 3: [2, 3]}.get(indicator.number, [3])
        assert all(note.text == official[note.number] for note in indicator.notes)


def test_the_six_goals_are_quoted_and_agree_with_the_annex(report: Report) -> None:
    goals = {goal.name: goal for goal in report.plan.goals}
    assert {name: f"{goal.value}{goal.unit}" for name, goal in goals.items()} == {
        "集体商标": "120件",
        "地理标志": "28件",
        "区域品牌": "4个",
        "每万人口高价值发明专利拥有量": "0.78件",
        "版权作品登记": "1000件",
        "知识产权质押融资金额": "7亿元",
    }
    assert all(goal.quote in LINES[13] and goal.due == 2025 for goal in goals.values())
    assert goals["集体商标"].indicator is None
    rows = {name: goal.indicator for name, goal in goals.items() if name != "集体商标"}
    assert [i.id for i in rows.values() if i] == [
        "03",
        "07",
        "01",
        "04",
        "06",
    ]
    assert [n for n, g in goals.items() if g.basis is Basis.INFERRED] == ["区域品牌"]
    assert [n for n, g in goals.items() if g.cumulative] == ["版权作品登记", "知识产权质押融资金额"]
    copyright_row = report.indicators[3].targets[-1]
    assert isinstance(copyright_row, Target)
    assert report.indicators[3].unit == "万件"
    assert isinstance(copyright_row.value, Decimal)
    assert copyright_row.value * 10_000 == goals["版权作品登记"].value
    assert report.plan.aim in LINES[13]
    assert report.plan.aim.startswith(f"到{report.plan.aim_due}年，")


def test_every_quotation_is_verbatim(report: Report) -> None:
    text = RAW.decode("utf-8")
    quotes = [statement.quote for tension in report.tensions for statement in tension.statements]
    parts = [part for indicator in report.indicators for part in indicator.parts]
    evidence = [i.nature.evidence for i in report.indicators if i.nature.basis is Basis.EXPLICIT]
    assert len(quotes) >= 15
    assert [quote for quote in (*quotes, *parts, *evidence) if quote not in text] == []


def test_the_tensions_of_the_text_are_data(report: Report) -> None:
    tensions = {tension.id: tension for tension in report.tensions}
    assert {
        "collective-trademarks", "service-outlets", "copyright-units", "row-17-unit",
        "years-before-issue", "no-target",
    } <= set(tensions)  # fmt: skip
    assert tensions["service-outlets"].measures == ("11",)
    assert tensions["service-outlets"].indicators == ("19",)
    assert "建设2-3家知识产权信息公共服务网点" in report.measures[10].paragraphs[0]
    assert report.indicators[18].targets[-1].printed == "1"
    listed = {i.id for i in report.indicators if isinstance(i.targets[0], Target)}
    assert set(tensions["years-before-issue"].indicators) == listed
    without = {i.id for i in report.indicators if isinstance(i.targets[0], NoTarget)}
    assert set(tensions["no-target"].indicators) == without
    unstated = {i.id for i in report.indicators if i.nature.basis is Basis.INFERRED}
    assert set(tensions["nature-unstated"].indicators) == unstated


def test_the_register_has_thirty_spellings_of_twenty_seven_bodies(report: Report) -> None:
    spelt = {name for line in MEASURES.values() for name in names(line)}
    assert len(spelt) == 30
    assert len(report.register.units) == 25
    assert [group.name for group in report.register.groups] == [
        "市知识产权战略实施工作联席会议各成员单位",
        "各旗县区政府",
    ]
    named = {unit.unit.id for measure in report.measures for unit in measure.units}
    assert named == {unit.id for unit in report.register.responsible}
    assert len(named) == 27
    aliases = {alias for unit in report.register.responsible for alias in unit.aliases}
    addressed = set(re.split("[，：]", LINES[4]))
    assert aliases - spelt == aliases & addressed
    assert spelt == {unit.name for unit in report.register.responsible} | (aliases - addressed)


NAMED = {
    "市市场监管局（知识产权局）": [1, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 15, 16],
    "市版权局": [1, 4, 7],
    "市财政局": [1],
    "市卫健委": [1, 4, 12],
    "市农牧局": [1, 4, 7, 8, 10, 12, 16],
    "市林草局": [1, 4, 7],
    "市大数据中心": [1],
    "市中级人民法院": [3, 4, 5, 6],
    "市人民检察院": [3, 4, 5],
    "市公安局": [3, 5, 6],
    "市司法局": [3, 4, 5, 15],
    "市文旅广局": [4],
    "乌拉特海关": [4],
    "市发改委": [6, 12],
    "市委网信办": [6],
    "市科技局": [7, 8, 12],
    "市教育局": [8, 15],
    "巴彦淖尔国家农高区筹委办": [8],
    "市金融办": [9],
    "银保监分局": [9],
    "市商务局": [10, 12, 16],
    "市绿统办": [10],
    "市工信局": [12],
    "市委组织部": [15],
    "市人社局": [15],
    "市知识产权战略实施工作联席会议各成员单位": [2, 11, 14, 17],
    "各旗县区政府": [2, 7, 8, 9, 10, 12, 14, 15, 16, 17],
}


def test_each_body_is_named_by_the_measures_that_name_it(report: Report) -> None:
    named: dict[str, list[int]] = {unit.name: [] for unit in report.register.responsible}
    for measure in report.measures:
        for responsible in measure.units:
            named[responsible.unit.name].append(measure.number)
    assert named == NAMED
    groups = {
        name for m in report.measures for u in m.units if u.is_group for name in [u.unit.name]
    }
    assert groups == {group.name for group in report.register.groups}


def test_three_spellings_stand_for_bodies_with_another_name(report: Report) -> None:
    other = {
        (measure.number, unit.spelt): unit.unit.name
        for measure in report.measures
        for unit in measure.units
        if unit.spelt != unit.unit.name
    }
    assert other == {
        (3, "市场监管局（知识产权局）"): "市市场监管局（知识产权局）",
        (16, "商务局"): "市商务局",
        (16, "农牧局"): "市农牧局",
    }


def test_only_measure_thirteen_has_one_body_that_answers_alone(report: Report) -> None:
    assert [measure.number for measure in report.measures if measure.is_sole] == [13]
    assert len(report.measures[12].units) == 1


def test_groups_have_the_members_that_are_known_and_no_other(report: Report) -> None:
    conference, counties = report.register.groups
    assert conference.members == ()
    assert [member.name for member in counties.members] == [
        "临河区", "五原县", "磴口县", "乌拉特前旗", "乌拉特中旗", "乌拉特后旗", "杭锦后旗",
    ]  # fmt: skip
    assert [unit.name for unit in report.register.recipients] == LINES[4].split("，")[1:3]


LINKS = {  # measure: indicators its text names, indicators an editor inferred
    1: ([1], [2]),
    2: ([], [9, 20]),
    3: ([], []),
    4: ([8], [4]),
    5: ([], [8]),
    6: ([], []),
    7: ([], [1, 2, 3, 4]),
    8: ([1, 10], [11, 12, 13, 18]),
    9: ([6], []),
    10: ([7, 16], [2, 3, 14, 15, 17]),
    11: ([11, 12, 13, 19, 20], [18]),
    12: ([1], []),
    13: ([], [20]),
    14: ([5], []),
    15: ([], []),
    16: ([], [2, 3, 9, 17]),
    17: ([], [3]),
}


def test_measures_and_indicators_are_linked_as_the_text_was_read(report: Report) -> None:
    for number, (explicit, inferred) in LINKS.items():
        links = report.measures[number - 1].indicators
        by_basis = {
            basis: [k.indicator.number for k in links if k.basis is basis] for basis in Basis
        }
        assert by_basis == {Basis.EXPLICIT: explicit, Basis.INFERRED: inferred}, number
        ids = [link.indicator.id for link in links]
        assert ids == sorted(ids)
    named = {i for explicit, _ in LINKS.values() for i in explicit}
    assert sorted(set(range(1, 21)) - named) == [2, 3, 4, 9, 14, 15, 17, 18]


def test_only_two_indicators_are_said_to_be_cumulative(report: Report) -> None:
    natures = {
        i.number: (i.nature.accumulation.value, i.nature.basis.value) for i in report.indicators
    }
    stock = ("stock", "inferred")
    assert natures == dict.fromkeys(range(1, 21), stock) | {
        1: ("rate", "inferred"),
        4: ("cumulative", "explicit"),
        6: ("cumulative", "explicit"),
    }
    assert [i.number for i in report.indicators if i.parts] == [3, 9]


def test_a_row_without_a_unit_gets_none(report: Report) -> None:
    assert [(i.number, i.unit_presumed) for i in report.indicators if not i.unit] == [(17, "个")]
    assert all(i.unit_presumed == "" for i in report.indicators if i.unit)


def test_a_cumulative_target_never_falls_and_its_steps_are_known(report: Report) -> None:
    steps = {}
    for number in (4, 6):
        targets = report.indicators[number - 1].targets
        values = [end for t in targets if isinstance(t, Target) for end in t.ends]
        steps[number] = [b - a for a, b in pairwise(values)]
    assert steps[4] == [Decimal("0.02"), Decimal("0.02"), Decimal("0.03"), Decimal("0.02")]
    assert steps[6] == [Decimal("1.12"), Decimal("1.5"), Decimal("1.5"), Decimal("1.5")]


def test_a_summary_is_one_sentence_of_our_own(report: Report) -> None:
    for measure in report.measures:
        assert measure.summary.endswith("。")
        assert measure.summary.count("。") == 1
        assert measure.summary not in "".join(measure.paragraphs)
