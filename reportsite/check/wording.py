"""How official documents are written, held against what editors typed: one rule a line of a table.

Clauses: GB/T 9704-2012 (numbers of documents, dates, numbers of paragraphs), GB/T 15834-2011
(punctuation), GB/T 15835-2011 (numerals). What is quoted from the official text stands as issued.
Figures typed by hand beside an indicator's name are held against the data as of the document: only
a number with the indicator's own unit (or a cell of a table) in the name's sentence is judged. It
agrees when any figure known on that day, target or actual, is the same; after a year is named, only
that year's. Amounts of change are passed: `增加0.5亿元` is no level.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from reportsite.check.official_text import prose_below
from reportsite.plan import words
from reportsite.plan.judge import Actual, Unset, completion, increment
from reportsite.plan.model import Goal, Indicator, scale
from reportsite.plan.snapshot import Snapshot
from reportsite.plan.target import Target
from reportsite.problems import Code, Place, Problem, Problems
from reportsite.source.calls import BRACES
from reportsite.source.characters import shortened
from reportsite.source.files import Document, Sources
from reportsite.source.markdown_faults import CODE, without_comments
from reportsite.source.yaml_text import Location, Value

HAN = r"[\u3400-\u9fff]"
NUMERAL = "[一二三四五六七八九十]"
AROUND = 3  # characters on either side that make a match a quotation of the official text
HELD = {"quote"}  # held to the official text elsewhere
APART = "\0"
# What is no text: where links lead, addresses, ids and classes, marks of Markdown.
MARKS = re.compile(
    r"!(?=\[)|[\]】] ?\([^()]*\)|^\[[^\]]+\]: .*|https?://[^\s（）]+|\{[:#.][^{}]*\}|\*\*|__|^ *(?:[-*+]|\d+\.|#+|>|\|[-: |]*$) *"
)
FULL_WIDTH = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）"}
QUOTED = re.compile("“([^”]*)”")
# fmt: off
CONFUSED = {
    "布署": "部署", "复盖": "覆盖", "台帐": "台账", "帐户": "账户", "帐目": "账目",
    "其它": "其他", "做为": "作为", "既使": "即使",
}
# fmt: on
Meant = Callable[[re.Match[str]], str]


@dataclass(frozen=True, slots=True)
class WritingRule:
    """What is written wrongly, what is meant, and why."""

    code: Code
    pattern: re.Pattern[str]
    meant: Meant
    why: str


@dataclass(frozen=True, slots=True)
class Writing:
    """What a line is held against: the official text without blanks, and the rules."""

    official: str
    rules: tuple[WritingRule, ...]


def _rule(code: Code, pattern: str, meant: str | Meant, why: str) -> WritingRule:
    """Return a rule; what is meant may be a template of the match's groups."""
    of = meant if callable(meant) else lambda match: match.expand(meant)
    return WritingRule(code, re.compile(pattern), of, why)


def _confused(pairs: Mapping[str, str]) -> WritingRule:
    wrong = "|".join(map(re.escape, pairs))
    return _rule(Code.W538, wrong, lambda match: pairs[match[0]], "多半是错别字")


def _widened(match: re.Match[str]) -> str:
    return "".join(FULL_WIDTH.get(character, character) for character in match[0])


def _narrowed(match: re.Match[str]) -> str:
    return "".join(chr(ord(character) - 0xFEE0) for character in match[0])


# fmt: off
RULES = (
    _rule(Code.W531, r"《([^《》]*)《([^《》]*)》", r"《\1〈\2〉", "书名号里面的书名号用单的"),
    _rule(Code.W531, r"(?<=[”》])、(?=[“《])", "", "并列的引号、书名号之间不用顿号"),
    _rule(Code.W532, r"[\[(（【〔](20\d\d)[\])）】〕](?:第0*|0+)?(\d+)号", r"〔\1〕\2号", "发文字号的年份用六角括号，序号前不写“第”，也不补零"),
    _rule(Code.W533, r"(20\d\d)(?:年|[-./])0?(\d{1,2})(?:月|[-./])0?(\d{1,2})日?(?!\d)", r"\1年\2月\3日", "日期写全年月日，不补零"),
    _rule(Code.W533, r"(20\d\d)年0(\d)月(?!\d)", r"\1年\2月", "月份不补零"),
    _rule(Code.W533, r"(?<![\d第])(2\d)年(?=\d{1,2}月|底|末|初|上半年|下半年|全年|[一二三四]季度)", r"20\1年", "年份写四位"),
    _rule(Code.W534, rf"(?<![\d.-])(\d{{1,4}}(?:\.\d+)?)[-–~](\d{{1,4}}(?:\.\d+)?)(?=%|{HAN})(?!\d*年)", r"\1～\2", "起止之间用“～”"),
    _rule(Code.W534, r"(?<!\d)(\d{4})年?[-–~～](\d{4})年", r"\1—\2年", "年份的起止用“—”"),
    _rule(Code.W534, r"(?<![\d.])(\d+(?:\.\d+)?)[～—](\d+(?:\.\d+)?)([%万亿])", r"\1\3～\2\3", "起止两头都写百分号或数量单位"),
    _rule(Code.W535, rf"^(（{NUMERAL}+）|（\d+）)[、.．，]", r"\1", "括号的序号后面不再加标点"),
    _rule(Code.W535, rf"^({NUMERAL}+)[.．,，]", r"\1、", "第一级序号后面用顿号"),
    _rule(Code.W536, rf"({HAN})[ \u00a0]+([0-9A-Za-z])", r"\1\2", "汉字和数字、字母之间不空格"),
    _rule(Code.W536, rf"([0-9A-Za-z%])[ \u00a0]+({HAN})", r"\1\2", "汉字和数字、字母之间不空格"),
    _rule(Code.W536, rf"(?<={HAN})[,;:!?(]|[,;:!?)](?={HAN})|(?<={HAN})\)", _widened, "标点用全角的"),
    _rule(Code.W536, "[０-９Ａ-Ｚａ-ｚ％．]+", _narrowed, "数字和字母用半角的"),
    _rule(Code.W537, rf"[\"']({HAN}[^\"'“”]*)[\"']", r"“\1”", "引号用全角的"),
    _rule(Code.W537, r"\.{3,}|。{2,}|(?<!…)…(?!…)", "……", "省略号是六个点，占两个字"),
    _rule(Code.W537, rf"(?<={HAN})-{{2,}}|(?<={HAN})—(?={HAN})", "——", "破折号占两个字"),
    _confused(CONFUSED),
    _rule(Code.W538, r"截止(?=(?:到|至)?(?:20\d\d年|\d{1,2}月|目前|今))(?:到|至)?", "截至", "“截至”后面可以接时间，“截止”不可以"),
)
# fmt: on


def check(sources: Sources, typos: Mapping[str, str], problems: Problems) -> None:
    """Warn of everything that is not written as official documents are; `typos` are the plan's own."""
    writing = Writing(re.sub(r"\s", "", sources.official), RULES)
    if typos:
        writing = replace(writing, rules=(*RULES, _confused(typos)))
    held = {document.path for document in sources.measures}
    for document in _documents(sources):
        below, line = document.body, document.body_line
        if document.path in held:
            below, line = prose_below(document)
        problems.extend(_prose_faults(below, Place(document.path, line), writing))
        problems.extend(_value_faults(document, document.yaml.data, (), writing))


def _documents(sources: Sources) -> tuple[Document, ...]:
    registers = (sources.site, sources.units, sources.indicators, sources.tensions)
    reported = (sources.overrides, *sources.reports)
    return (*registers, *reported, *sources.measures, *sources.bulletins, *sources.pages)


def _prose_faults(text: str, start: Place, writing: Writing) -> Iterator[Problem]:
    for number, line in enumerate(_said(text)):
        for column, code, message, hint in faults(MARKS.sub(_blanked, line), writing):
            yield Problem(Place(start.path, start.line + number, column + 1), code, message, hint)


def _said(text: str) -> list[str]:
    """Return the lines of prose with what no reader sees as text blanked: comments, code, calls."""
    plain = CODE.sub(_blanked, without_comments(text))
    return [BRACES.sub(_blanked, line) for line in plain.split("\n")]


def _blanked(match: re.Match[str]) -> str:
    return APART * len(match[0])


def _value_faults(
    document: Document, value: Value, at: Location, writing: Writing
) -> Iterator[Problem]:
    if isinstance(value, str):
        for column, code, message, hint in faults(value, writing):
            yield Problem(document.at(*at).character(column), code, message, hint)
    elif isinstance(value, dict):
        for key in value.keys() - HELD:
            yield from _value_faults(document, value[key], (*at, key), writing)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _value_faults(document, inner, (*at, number), writing)


def faults(line: str, writing: Writing) -> Iterator[tuple[int, Code, str, str]]:
    """Yield column from 0, code, message and hint of what is written wrongly in a line of text."""
    if not re.search(HAN, line):
        return
    own = QUOTED.sub(lambda quote: _own(quote, writing.official), line)
    text = own.lstrip(APART + " ")
    before = len(own) - len(text)
    for rule in writing.rules:
        for match in rule.pattern.finditer(text):
            near = text[max(0, match.start() - AROUND) : match.end() + AROUND]
            meant = rule.meant(match)
            if meant != match[0] and near not in writing.official:
                instead = f"应写成「{shortened(meant)}」" if meant else "应删去"
                message = f"「{shortened(match[0])}」{instead}，"
                yield before + match.start(), rule.code, message, f"{rule.why}。"


def _own(quote: re.Match[str], official: str) -> str:
    return f"“{APART * len(quote[1])}”" if quote[1] in official else quote[0]


REACH = 20  # characters between the name and the number
SENTENCE = re.compile(r"[^。！？；;\n]+")
NUMBER = re.compile(r"(?<![\d.\-—〔第])(\d+(?:\.\d+)?)\s*([%％]|[万亿]?[件个家元项])?(?![\d.])")
YEAR = re.compile(r"(?<!\d)(20\d\d)年")
CHANGE = re.compile(r"(?:增加|增长|减少|下降|降低|提高|新增|新建|多|少|高|低|比.{0,6})了?\s*$")
TAIL = re.compile("数量|金额|拥有量")
OTHER_NOUN = "(?!商标|产品|工作|保护|运用|标志|项目|示范|试点|企业|园区|基地|宣传|培训)"


@dataclass(frozen=True, slots=True)
class Subject:
    """A name that prose may speak of, with its indicator or goal."""

    name: str
    unit: str
    of: Indicator | Goal

    @property
    def row(self) -> Indicator | None:
        return self.of if isinstance(self.of, Indicator) else self.of.indicator


@dataclass(frozen=True, slots=True)
class Mention:
    """A number that stands beside a name: where in the line, as typed, and the year named last."""

    subject: Subject
    column: int
    typed: str
    unit: str
    year: int | None


def figure_faults(text: str, start: Place, snapshot: Snapshot) -> Iterator[Problem]:
    """Yield a warning for every number that disagrees; `start` is the place of the first line."""
    subjects = tuple(_subjects(snapshot))
    for number, line in enumerate(_said(text)):
        for mention in _mentions(line, subjects):
            if not _agrees(mention, snapshot):
                place = Place(start.path, start.line + number, mention.column + 1)
                yield Problem(place, Code.W520, *_words(mention, snapshot))


def _subjects(snapshot: Snapshot) -> Iterator[Subject]:
    """Yield every name, the longest first, so that a name inside a longer one is not found."""
    report = snapshot.report
    found = [Subject(i.name, i.unit or i.unit_presumed, i) for i in report.indicators]
    goals = (goal for goal in report.plan.goals if goal.name not in {s.name for s in found})
    found += (Subject(goal.name, goal.unit, goal) for goal in goals)
    short = {TAIL.sub("", subject.name): subject for subject in found}
    named = {subject.name for subject in found}
    found += (Subject(n, s.unit, s.of) for n, s in short.items() if n not in named and len(n) > 4)
    yield from sorted(found, key=lambda subject: -len(subject.name))


def _mentions(line: str, subjects: Iterable[Subject]) -> Iterator[Mention]:
    for sentence in SENTENCE.finditer(line):
        text = sentence[0]
        names = _names(text, subjects)
        for number in NUMBER.finditer(text):
            subject = _beside(number, names, text)
            if subject and _is_level(number, text, subject):
                column = sentence.start() + number.start()
                years = YEAR.findall(text[: number.start()])
                last = int(years[-1]) if years else None
                yield Mention(subject, column, number[1], number[2] or "", last)


def _names(text: str, subjects: Iterable[Subject]) -> list[tuple[int, int, Subject]]:
    found: list[tuple[int, int, Subject]] = []
    for subject in subjects:
        for match in re.finditer(re.escape(subject.name) + OTHER_NOUN, text):
            if all(match.end() <= start or match.start() >= end for start, end, _ in found):
                found.append((match.start(), match.end(), subject))
    return found


def _beside(
    number: re.Match[str], names: list[tuple[int, int, Subject]], text: str
) -> Subject | None:
    """Return the nearest name before the number within reach, or the one right behind it."""
    before = [name for name in names if 0 <= number.start() - name[1] <= REACH]
    if before:
        return max(before, key=lambda name: name[1])[2]
    behind = [name for name in names if 0 <= name[0] - number.end() <= 2]
    is_near = behind and "，" not in text[number.end() : behind[0][0]]
    return behind[0][2] if is_near else None


def _is_level(number: re.Match[str], text: str, subject: Subject) -> bool:
    unit, is_cell = number[2] or "", text.lstrip().startswith("|")
    if CHANGE.search(text[: number.start()]):
        return False
    if unit in ("%", "％"):
        return "完成率" in text[max(0, number.start() - REACH) : number.start()]
    if not unit:
        return is_cell and not re.fullmatch(r"20\d\d", number[1])
    return unit[-1] == subject.unit[-1]


def _agrees(mention: Mention, snapshot: Snapshot) -> bool:
    typed = Decimal(mention.typed)
    if mention.unit in ("%", "％"):
        places = Decimal(1).scaleb(typed.as_tuple().exponent)  # type: ignore[arg-type]
        return any(words.rounded(r, str(places)) == typed for r in _rates(mention, snapshot))
    unit = mention.unit or mention.subject.unit
    return any(
        typed * scale(unit) == value * scale(own) for value, own in _levels(mention, snapshot)
    )


def _levels(mention: Mention, snapshot: Snapshot) -> Iterator[tuple[Decimal, str]]:
    """Yield all figures a name may stand with, and their unit."""
    subject = mention.subject
    if isinstance(subject.of, Goal):
        yield subject.of.value, subject.of.unit
    if subject.row:
        unit = subject.row.unit or subject.row.unit_presumed
        for target in subject.row.targets:
            if isinstance(target, Target) and mention.year in (None, target.year):
                yield from ((end, unit) for end in target.ends)
        for row in _actuals(mention, snapshot):
            yield row.value, unit


def _actuals(mention: Mention, snapshot: Snapshot) -> list[Actual]:
    of = mention.subject.row
    rows = snapshot.actuals(of.id) if of else ()
    return [row for row in rows if mention.year in (None, row.period.year)]


def _rates(mention: Mention, snapshot: Snapshot) -> Iterator[Decimal]:
    for row in _actuals(mention, snapshot):
        goalpost = snapshot.verdict(row.indicator, row.period.year).judgement.goalpost
        rate = completion(goalpost.target, row.value)
        grown = increment(goalpost.base, goalpost.target, row.value)
        yield from (found for found in (rate, grown) if not isinstance(found, Unset))


def _words(mention: Mention, snapshot: Snapshot) -> tuple[str, str]:
    name, typed = mention.subject.name, f"{mention.typed}{mention.unit}"
    day = words.date(snapshot.as_of)
    message = f"「{name}」旁边的「{typed}」与截至{day}的数据不一致，"
    call = _call(mention.subject.row, mention.year or snapshot.year, snapshot)
    return message, f"请核对；数字最好由函数写出，例如 {{{{ {call} }}}}。"


def _call(row: Indicator | None, year: int, snapshot: Snapshot) -> str:
    """Return the call for the year's longest figure, or for its target while there is none."""
    if row is None:
        return "各项目标()"
    reported = [actual.period for actual in snapshot.actuals(row.id) if actual.period.year == year]
    return f'实际值("{row.id}", "{reported[-1]}")' if reported else f'目标值("{row.id}", {year})'
