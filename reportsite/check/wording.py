"""How official documents are written, held against what editors typed: one rule a line of a table.

Clauses: GB/T 9704-2012 (numbers of documents, dates, numbers of paragraphs), GB/T 15834-2011
(punctuation), GB/T 15835-2011 (numerals). What is quoted from the official text stands as issued.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportsite.check.official_text import prose_below
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
CONFUSED = {
    "布署": "部署",
    "复盖": "覆盖",
    "台帐": "台账",
    "帐户": "账户",
    "帐目": "账目",
    "其它": "其他",
    "做为": "作为",
    "既使": "即使",
    "知识产全": "知识产权",
    "知识产权权": "知识产权",
    "巴彦卓尔": "巴彦淖尔",
    "巴彦诺尔": "巴彦淖尔",
    "巴彦淖儿": "巴彦淖尔",
    "巴颜淖尔": "巴彦淖尔",
    "乌拉持": "乌拉特",
    "蹬口": "磴口",
    "杭棉后旗": "杭锦后旗",
}
Meant = Callable[[re.Match[str]], str]


@dataclass(frozen=True, slots=True)
class WritingRule:
    """What is written wrongly, what is meant, and why."""

    code: Code
    pattern: re.Pattern[str]
    meant: Meant
    why: str


def _rule(code: Code, pattern: str, meant: str | Meant, why: str) -> WritingRule:
    """Return a rule; what is meant may be a template of the match's groups."""
    of = meant if callable(meant) else lambda match: match.expand(meant)
    return WritingRule(code, re.compile(pattern), of, why)


def _widened(match: re.Match[str]) -> str:
    return "".join(FULL_WIDTH.get(character, character) for character in match[0])


def _narrowed(match: re.Match[str]) -> str:
    return "".join(chr(ord(character) - 0xFEE0) for character in match[0])


RULES = (
    _rule(Code.W531, r"《([^《》]*)《([^《》]*)》", r"《\1〈\2〉", "书名号里面的书名号用单的"),
    _rule(Code.W531, r"(?<=[”》])、(?=[“《])", "", "并列的引号、书名号之间不用顿号"),
    _rule(
        Code.W532,
        r"[\[(（【〔](20\d\d)[\])）】〕](?:第0*|0+)?(\d+)号",
        r"〔\1〕\2号",
        "发文字号的年份用六角括号，序号前不写“第”，也不补零",
    ),
    _rule(
        Code.W533,
        r"(20\d\d)(?:年|[-./])0?(\d{1,2})(?:月|[-./])0?(\d{1,2})日?(?!\d)",
        r"\1年\2月\3日",
        "日期写全年月日，不补零",
    ),
    _rule(Code.W533, r"(20\d\d)年0(\d)月(?!\d)", r"\1年\2月", "月份不补零"),
    _rule(
        Code.W533,
        r"(?<![\d第])(2\d)年(?=\d{1,2}月|底|末|初|上半年|下半年|全年|[一二三四]季度)",
        r"20\1年",
        "年份写四位",
    ),
    _rule(
        Code.W534,
        rf"(?<![\d.-])(\d{{1,4}}(?:\.\d+)?)[-–~](\d{{1,4}}(?:\.\d+)?)(?=%|{HAN})(?!\d*年)",
        r"\1～\2",
        "起止之间用“～”",
    ),
    _rule(Code.W534, r"(?<!\d)(\d{4})年?[-–~～](\d{4})年", r"\1—\2年", "年份的起止用“—”"),
    _rule(
        Code.W534,
        r"(?<![\d.])(\d+(?:\.\d+)?)[～—](\d+(?:\.\d+)?)([%万亿])",
        r"\1\3～\2\3",
        "起止两头都写百分号或数量单位",
    ),
    _rule(Code.W535, rf"^(（{NUMERAL}+）|（\d+）)[、.．，]", r"\1", "括号的序号后面不再加标点"),
    _rule(Code.W535, rf"^({NUMERAL}+)[.．,，]", r"\1、", "第一级序号后面用顿号"),
    _rule(Code.W536, rf"({HAN})[ \u00a0]+([0-9A-Za-z])", r"\1\2", "汉字和数字、字母之间不空格"),
    _rule(Code.W536, rf"([0-9A-Za-z%])[ \u00a0]+({HAN})", r"\1\2", "汉字和数字、字母之间不空格"),
    _rule(
        Code.W536, rf"(?<={HAN})[,;:!?(]|[,;:!?)](?={HAN})|(?<={HAN})\)", _widened, "标点用全角的"
    ),
    _rule(Code.W536, "[０-９Ａ-Ｚａ-ｚ％．]+", _narrowed, "数字和字母用半角的"),
    _rule(Code.W537, rf"[\"']({HAN}[^\"'“”]*)[\"']", r"“\1”", "引号用全角的"),
    _rule(Code.W537, r"\.{3,}|。{2,}|(?<!…)…(?!…)", "……", "省略号是六个点，占两个字"),
    _rule(Code.W537, rf"(?<={HAN})-{{2,}}|(?<={HAN})—(?={HAN})", "——", "破折号占两个字"),
    _rule(Code.W538, "|".join(CONFUSED), lambda match: CONFUSED[match[0]], "多半是错别字"),
    _rule(
        Code.W538,
        r"截止(?=(?:到|至)?(?:20\d\d年|\d{1,2}月|目前|今))(?:到|至)?",
        "截至",
        "“截至”后面可以接时间，“截止”不可以",
    ),
)


def check(sources: Sources, problems: Problems) -> None:
    """Warn of everything that is not written as official documents are."""
    official = re.sub(r"\s", "", sources.official)
    held = {document.path for document in sources.measures}
    for document in _documents(sources):
        below, line = prose_below(document) if document.path in held else _body(document)
        problems.extend(_prose_faults(below, Place(document.path, line), official))
        problems.extend(_value_faults(document, document.yaml.data, (), official))


def _documents(sources: Sources) -> tuple[Document, ...]:
    registers = (sources.site, sources.units, sources.indicators, sources.tensions)
    reported = (sources.overrides, *sources.reports)
    return (*registers, *reported, *sources.measures, *sources.bulletins, *sources.pages)


def _body(document: Document) -> tuple[str, int]:
    return document.body, document.body_line


def _prose_faults(text: str, start: Place, official: str) -> Iterator[Problem]:
    plain = CODE.sub(_blanked, without_comments(text))
    for number, line in enumerate(plain.split("\n")):
        for column, code, message, hint in faults(_unmarked(line), official):
            yield Problem(Place(start.path, start.line + number, column + 1), code, message, hint)


def _unmarked(line: str) -> str:
    return MARKS.sub(_blanked, BRACES.sub(_blanked, line))


def _blanked(match: re.Match[str]) -> str:
    return APART * len(match[0])


def _value_faults(
    document: Document, value: Value, at: Location, official: str
) -> Iterator[Problem]:
    if isinstance(value, str):
        for column, code, message, hint in faults(value, official):
            yield Problem(document.at(*at).character(column), code, message, hint)
    elif isinstance(value, dict):
        for key in value.keys() - HELD:
            yield from _value_faults(document, value[key], (*at, key), official)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _value_faults(document, inner, (*at, number), official)


def faults(line: str, official: str) -> Iterator[tuple[int, Code, str, str]]:
    """Yield column from 0, code, message and hint of what is written wrongly in a line of text."""
    if not re.search(HAN, line):
        return
    own = QUOTED.sub(lambda quote: _own(quote, official), line)
    text = own.lstrip(APART + " ")
    before = len(own) - len(text)
    for rule in RULES:
        for match in rule.pattern.finditer(text):
            near = text[max(0, match.start() - AROUND) : match.end() + AROUND]
            meant = rule.meant(match)
            if meant != match[0] and near not in official:
                instead = f"应写成「{shortened(meant)}」" if meant else "应删去"
                message = f"「{shortened(match[0])}」{instead}，"
                yield before + match.start(), rule.code, message, f"{rule.why}。"


def _own(quote: re.Match[str], official: str) -> str:
    return f"“{APART * len(quote[1])}”" if quote[1] in official else quote[0]
