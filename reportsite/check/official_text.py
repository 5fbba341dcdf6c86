"""Hold what editors keep of the official text against it, and show where it differs."""

from collections.abc import Iterable
from difflib import SequenceMatcher

from reportsite.load import Document
from reportsite.official import BLANK, Paragraph
from reportsite.problems import Place, Problems

CODE = "E401"


def same(typed: str, official: str, place: Place, what: str, problems: Problems) -> bool:
    """Report where a short text (title, quote, name) is not the official one."""
    if typed == official:
        return True
    problems.add(place, CODE, f"{what}与正式文本不一致：{_difference(typed, official)}。")
    return False


def paragraphs(document: Document) -> list[Paragraph]:
    """Return the paragraphs before the first heading, hard-wrapped lines joined, with lines."""
    found: list[Paragraph] = []
    open_block = False
    for number, line in enumerate(document.body.split("\n"), document.body_line):
        if line.startswith("#"):
            break
        text = line.strip(BLANK)
        if text and open_block:
            found[-1] = Paragraph(found[-1].text + text, found[-1].line)
        elif text:
            found.append(Paragraph(text, number))
        open_block = bool(text)
    return found


def prose_below(document: Document) -> tuple[str, int]:
    """Return the text from the first heading on, and its line."""
    lines = document.body.split("\n")
    start = next((i for i, line in enumerate(lines) if line.startswith("#")), len(lines))
    return "\n".join(lines[start:]), document.body_line + start


def hold(document: Document, expected: Iterable[Paragraph], problems: Problems) -> None:
    """Report every official paragraph that is altered, missing, or followed by loose text."""
    typed = paragraphs(document)
    wanted = list(expected)
    for number, official in enumerate(wanted):
        if number < len(typed):
            _hold_paragraph(document.path, typed[number], official, problems)
        else:
            place = Place(document.path, document.body_line)
            start = official.text[:12]
            problems.add(
                place,
                "E402",
                f"缺少正式文本的段落「{start}…」（data/plan.txt 第{official.line}行）。",
            )
    for extra in typed[len(wanted) :]:
        place = Place(document.path, extra.line)
        problems.add(
            place,
            "E403",
            f"「{extra.text[:12]}…」写在了正式文本的位置。",
            "自己的内容请写在小标题（例如「## 进展」）下面。",
        )


def _hold_paragraph(path: str, typed: Paragraph, official: Paragraph, problems: Problems) -> None:
    if typed.text == official.text:
        return
    column = _first_difference(typed.text, official.text) + 1
    problems.add(
        Place(path, typed.line, column),
        CODE,
        f"正式文本被改动：{_difference(typed.text, official.text)}。",
        f"正式文本在 data/plan.txt 第{official.line}行，不能改；自己的内容写在小标题下面。",
    )


def _first_difference(typed: str, official: str) -> int:
    pairs = zip(typed, official, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(typed), len(official)))


def _difference(typed: str, official: str, shown: int = 3) -> str:
    """Say what was changed, at most `shown` places: `应为「构建」，写成了「建立」`."""
    opcodes = SequenceMatcher(None, official, typed, autojunk=False).get_opcodes()
    changes = [op for op in opcodes if op[0] != "equal"]
    said = [_change(official, typed, op) for op in changes[:shown]]
    more = f"；还有{len(changes) - shown}处" if len(changes) > shown else ""
    return "；".join(said) + more


def _change(official: str, typed: str, op: tuple[str, int, int, int, int]) -> str:
    kind, i1, i2, j1, j2 = op
    near = official[max(0, i1 - 4) : i1]
    after = f"「{near}」之后" if near else "开头"
    if kind == "delete":
        return f"{after}少了「{official[i1:i2]}」"
    if kind == "insert":
        return f"{after}多了「{typed[j1:j2]}」"
    return f"{after}应为「{official[i1:i2]}」，写成了「{typed[j1:j2]}」"
