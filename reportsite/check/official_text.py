"""Hold what editors keep of the official text against it, and show where it differs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from reportsite.problems import Code, Place, Problems
from reportsite.source.characters import shortened, visible
from reportsite.source.files import Document, Spot
from reportsite.source.official_text import BLANK, Paragraph

Change = tuple[int, int, int, int]
OWN_WORDS = "自己的内容请写在小标题（例如「## 进展」）下面。"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph as typed: its lines without indents, each knowing where it stands."""

    path: str
    lines: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        return "".join(line.text for line in self.lines)

    @property
    def place(self) -> Place:
        return self.character(0)

    def character(self, offset: int) -> Place:
        """Return the place of a character; hard-wrapped lines count as one text."""
        *lines, last = self.lines
        for line in lines:
            if offset < len(line.text):
                return Place(self.path, line.line, line.column + offset)
            offset -= len(line.text)
        return Place(self.path, last.line, last.column + offset)


def same(typed: str, official: str, what: str, spot: Spot, problems: Problems) -> None:
    """Report where a short text (title, name, note) is not the official one."""
    if typed != official:
        place = spot.character(first_difference(typed, official))
        difference = said(typed, official)
        problems.add(place, Code.E401, f"{what}与正式文本不一致：{difference}，", "请照原文改回。")


def quoted(quote: str, whole: str, spot: Spot, problems: Problems) -> bool:
    """Say whether a quotation stands in the official text word for word; report it if not."""
    if quote in whole:
        return True
    if near := _nearest_passage(quote, whole):
        place = spot.character(first_difference(quote, near))
        message = f"引文与正式文本不一致：{said(quote, near)}，"
        problems.add(place, Code.E406, message, "请照原文改。")
    else:
        message = f"引文「{shortened(visible(quote))}」在正式文本里找不到，"
        problems.add(spot.place, Code.E406, message, "请从 data/plan.txt 里逐字抄录。")
    return False


def _nearest_passage(quote: str, whole: str) -> str:
    """Return the passage of the official text that a quotation alters, if it is recognisable."""
    match = SequenceMatcher(None, quote, whole, autojunk=False).find_longest_match()
    if match.size * 2 < len(quote):
        return ""
    start = max(0, match.b - match.a - len(quote))
    window = whole[start : match.b - match.a + 2 * len(quote)]
    alike = SequenceMatcher(None, quote, window, autojunk=False).get_matching_blocks()[:-1]
    return window[alike[0].b : alike[-1].b + alike[-1].size].replace("\n", "")


def blocks(document: Document) -> list[Block]:
    """Return the paragraphs that stand before the first heading."""
    found: list[list[Paragraph]] = [[]]
    for number, line in enumerate(document.body.split("\n"), document.body_line):
        if line.startswith("#"):
            break
        text = line.strip(BLANK)
        if text:
            found[-1].append(Paragraph(text, number, line.index(text) + 1))
        elif found[-1]:
            found.append([])
    return [Block(document.path, tuple(lines)) for lines in found if lines]


def prose_below(document: Document) -> tuple[str, int]:
    """Return the text from the first heading on, and its line."""
    lines = document.body.split("\n")
    start = next((i for i, line in enumerate(lines) if line.startswith("#")), len(lines))
    return "\n".join(lines[start:]), document.body_line + start


def hold(document: Document, official: Sequence[Paragraph], problems: Problems) -> None:
    """Report every official paragraph that is altered, missing, split, or among other text."""
    if not document.has_body:
        return
    typed, wanted = _whole_ones(blocks(document), list(official), problems)
    for block, paragraph in _pairs(typed, wanted):
        typed.remove(block)
        wanted.remove(paragraph)
        place = block.character(first_difference(block.text, paragraph.text))
        message = f"正式文本被改动：{said(block.text, paragraph.text)}，"
        hint = f"请照 data/plan.txt 第{paragraph.line}行改回。{OWN_WORDS}"
        problems.add(place, Code.E401, message, hint)
    for paragraph in wanted:
        place = Place(document.path, document.body_line)
        message = f"缺少正式文本的段落「{shortened(paragraph.text)}」，"
        where = "放在文件头之后、第一个小标题之前。"
        hint = f"请从 data/plan.txt 第{paragraph.line}行抄录，{where}"
        problems.add(place, Code.E402, message, hint)
    for block in typed:
        message = f"「{shortened(visible(block.text))}」写在了正式文本的位置，"
        problems.add(block.place, Code.E403, message, OWN_WORDS)


def _whole_ones(
    typed: list[Block], wanted: list[Paragraph], problems: Problems
) -> tuple[list[Block], list[Paragraph]]:
    """Return what is left when the right paragraphs are taken out; in pieces or joined is told."""
    for paragraph in list(wanted):
        for start, end in _runs(len(typed)):
            if "".join(block.text for block in typed[start:end]) == paragraph.text:
                for block in typed[start + 1 : end]:
                    message = "正式文本在这里不分段，"
                    problems.add(block.place, Code.E407, message, "请删去上面的空行。")
                del typed[start:end]
                wanted.remove(paragraph)
                break
    for block in list(typed):
        for start, end in _runs(len(wanted)):
            if "".join(paragraph.text for paragraph in wanted[start:end]) == block.text:
                place = block.character(len(wanted[start].text))
                problems.add(place, Code.E407, "正式文本从这里起另是一段，", "请在上面空一行。")
                typed.remove(block)
                del wanted[start:end]
                break
    return typed, wanted


def _runs(length: int) -> Iterator[tuple[int, int]]:
    """Yield start and end of every run of neighbours, the shortest first."""
    for size in range(1, min(length, 6) + 1):
        for start in range(length - size + 1):
            yield start, start + size


def _pairs(typed: list[Block], wanted: list[Paragraph]) -> list[tuple[Block, Paragraph]]:
    """Return which altered paragraph was which: the most alike first, leftovers in their order."""
    if not typed or not wanted:
        return []
    alike = {
        (i, j): SequenceMatcher(None, block.text, paragraph.text, autojunk=False).ratio()
        for i, block in enumerate(typed)
        for j, paragraph in enumerate(wanted)
    }
    found: dict[int, int] = {}
    for i, j in sorted(alike, key=lambda pair: (-alike[pair], pair)):
        if i not in found and j not in found.values():
            found[i] = j
    return [(typed[i], wanted[j]) for i, j in sorted(found.items())]


def first_difference(typed: str, official: str) -> int:
    """Return the offset in `typed` where it first departs from the official text."""
    pairs = zip(typed, official, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(typed), len(official)))


def said(typed: str, official: str, shown: int = 3) -> str:
    """Say what was changed, at most `shown` places: `应为「构建」，写成了「建立」`."""
    changes = _changes(typed, official)
    words = [_change(typed, official, change) for change in changes[:shown]]
    more = f"；还有{len(changes) - shown}处" if len(changes) > shown else ""
    return "；".join(words) + more


def _changes(typed: str, official: str) -> list[Change]:
    """Return the spans (official, typed) that differ; single letters between are no agreement."""
    opcodes = SequenceMatcher(None, official, typed, autojunk=False).get_opcodes()
    merged: list[Change] = []
    for kind, i1, i2, j1, j2 in opcodes:
        if kind == "equal":
            continue
        is_near = merged and i1 - merged[-1][1] <= 1
        first = merged.pop() if is_near else (i1, i2, j1, j2)
        merged.append((first[0], i2, first[2], j2))
    return merged


def _change(typed: str, official: str, change: Change) -> str:
    i1, i2, j1, j2 = change
    near = official[max(0, i1 - 6) : i1]
    after = f"「{near}」之后" if near else "开头"
    was, now = (shortened(visible(text)) for text in (official[i1:i2], typed[j1:j2]))
    if not now:
        return f"{after}少了「{was}」"
    if not was:
        return f"{after}多了「{now}」"
    return f"{after}应为「{was}」，写成了「{now}」"
