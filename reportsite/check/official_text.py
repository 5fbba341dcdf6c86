"""The official text is the sum of its parts: what content/ and data/ quote of it, in order.

Every letter is quoted by somebody, and nothing is quoted that does not stand there. What differs is
shown where it was typed; what nobody quotes, where it stands in the text.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Protocol

from reportsite.problems import Code, Place, Problems
from reportsite.source.characters import shortened, visible
from reportsite.source.files import Document, Spot
from reportsite.source.official_text import BLANK, PATH, Official, Paragraph, Span, letters

Change = tuple[int, int, int, int]
OWN_WORDS = "自己的内容请写在小标题（例如「## 进展」）下面。"
SHORT = 12  # letters that are shown whole where they differ
SURE = 8  # letters of a quotation that can hardly stand twice in a text by chance
ALIKE = 0.5  # of two texts, to be one altered
TOO_MANY, SHOWN = 20, 5  # differences: it is another text


class Located(Protocol):
    """Words as typed, which know where each of their characters stands."""

    @property
    def place(self) -> Place: ...

    def character(self, offset: int) -> Place: ...


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


@dataclass(frozen=True, slots=True)
class Behind:
    """Words that stand behind a mark of so many characters, which is typed elsewhere or not at all."""

    mark: int
    words: Spot

    @property
    def place(self) -> Place:
        return self.words.place

    def character(self, offset: int) -> Place:
        return self.words.character(max(0, offset - self.mark))


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that are quoted from the official text, what they are, and how to mend them.

    Without words it stands for a file that could not be read: whatever is in its place is let be.
    """

    words: str
    what: str = ""
    typed: Located | None = None
    code: Code = Code.E401
    hint: str = "请照原文改回。"


def cover(
    official: Official, quotations: Sequence[Quotation], problems: Problems
) -> tuple[Span, ...]:
    """Return where each quotation stands in the text, (0, 0) where it does not.

    Reported are quotations that are altered, out of order or not in the text, and what of the text
    is left over.
    """
    words = [letters(quotation.words) for quotation in quotations]
    found = _exact(official.letters, words)
    if found is None:
        told = Problems()
        found = _Cover(official, quotations, words, told).found()
        if len(told.found) > TOO_MANY:
            message = f"这份全文与 content/、data/ 里抄录的有{len(told.found)}处对不上，"
            hint = f"请核对是不是同一份文件；下面先列出前{SHOWN}处。"
            problems.add(Place(PATH), Code.E400, message, hint)
            problems.extend(told.found[:SHOWN])
            return ((0, 0),) * len(words)
        problems.extend(told.found)
    return tuple(found)


def _exact(text: str, words: Sequence[str]) -> list[Span] | None:
    """Return the place of each of the words that make the text together; none where they do not."""
    if "".join(words) != text:
        return None
    at, found = 0, []
    for word in words:
        found.append((at, at + len(word)))
        at += len(word)
    return found


@dataclass(frozen=True, slots=True)
class _Cover:
    official: Official
    quotations: Sequence[Quotation]
    words: Sequence[str]
    problems: Problems

    def found(self) -> list[Span]:
        """Find what stands there unaltered first, then what is alike between."""
        found: dict[int, Span] = {}
        strays: list[Span] = []
        sure = list(self._sure())
        anchors = _rising(sure)
        for number, at in sure:
            span = (at, at + len(self.words[number]))
            if (number, at) in anchors:
                found[number] = span
            else:
                self._out_of_order(number, span)
                together = self._together(number, span, dict(sure))
                found |= together
                strays += together.values()
        left: list[Span] = []
        before, start = -1, 0
        for number, at in [*anchors, (len(self.words), len(self.official.letters))]:
            between = [n for n in range(before + 1, number) if n not in found]
            found |= self._between(between, (start, at), strays, left)
            before, start = number, at + (len(self.words[number]) if number in found else 0)
        for span in _joined(left):
            self._left_over(self._unclaimed(span, found), found)
        return [found.get(number, (0, 0)) for number in range(len(self.words))]

    def _sure(self) -> Iterator[tuple[int, int]]:
        """Yield quotations that are long enough and stand in the text exactly once."""
        text = self.official.letters
        for number, word in enumerate(self.words):
            if len(word) >= SURE and text.count(word) == 1 and self.words.count(word) == 1:
                yield number, text.index(word)

    def _together(self, number: int, span: Span, sure: Mapping[int, int]) -> dict[int, Span]:
        """Return a quotation with those that stand beside it as they do in the text."""
        found = {number: span}
        for step in (1, -1):
            n, (start, end) = number + step, span
            while n in range(len(self.words)) and n not in sure and self.words[n]:
                start, end = (
                    (end, end + len(self.words[n]))
                    if step > 0
                    else (start - len(self.words[n]), start)
                )
                if start < 0 or self._text((start, end)) != self.words[n]:
                    break
                found[n] = start, end
                n += step
        return found

    def _unclaimed(self, span: Span, found: dict[int, Span]) -> Span:
        """Return what is left over but for the rest of a word: that was left out where it is typed."""
        start, end = span
        before = {own[1]: number for number, own in found.items()}
        if start in before and self.official.is_joined(start):
            number, start = before[start], next(self.official.pieces(span))[1]
            found[number] = found[number][0], start
            self._altered(number, found[number])
        behind = {own[0]: number for number, own in found.items()}
        if start < end and end in behind and self.official.is_joined(end):
            number, (end, _) = behind[end], list(self.official.pieces((start, end)))[-1]
            found[number] = end, found[number][1]
            self._altered(number, found[number])
        return start, end

    def _between(
        self, numbers: list[int], span: Span, strays: list[Span], left: list[Span]
    ) -> dict[int, Span]:
        """Find quotations between two that are found, and what is left; report what is altered."""
        found: dict[int, Span] = {}
        start, end = span
        while numbers and self.words[numbers[0]] and self._starts(numbers[0], start, end):
            found[numbers[0]] = (start, start + len(self.words[numbers[0]]))
            start = found[numbers.pop(0)][1]
        while numbers and self.words[numbers[-1]] and self._ends(numbers[-1], start, end):
            found[numbers[-1]] = (end - len(self.words[numbers[-1]]), end)
            end = found[numbers.pop()][0]
        lines = [
            line
            for line in self.official.pieces((start, end))
            if not any(stray[0] <= line[0] and line[1] <= stray[1] for stray in strays)
        ]
        is_known = all(self.words[number] for number in numbers)
        numbers = [number for number in numbers if self.words[number]]
        pairs = _paired([self._text(line) for line in lines], [self.words[n] for n in numbers])
        for (first, last), at in pairs:
            found[numbers[at]] = (lines[first][0], lines[last - 1][1])
            self._altered(numbers[at], found[numbers[at]])
        taken = {line for (first, last), _ in pairs for line in range(first, last)}
        for number in numbers:
            if number not in found:
                self._not_there(number)
        if is_known:
            left += [line for at, line in enumerate(lines) if at not in taken]
        return found

    def _text(self, span: Span) -> str:
        return self.official.letters[slice(*span)]

    def _starts(self, number: int, start: int, end: int) -> bool:
        is_there = self.official.letters.startswith(self.words[number], start, end)
        return is_there and not self.official.is_within_figure(start + len(self.words[number]))

    def _ends(self, number: int, start: int, end: int) -> bool:
        is_there = self.official.letters.endswith(self.words[number], start, end)
        return is_there and not self.official.is_within_figure(end - len(self.words[number]))

    def _altered(self, number: int, span: Span) -> None:
        quotation, text = self.quotations[number], self._text(span)
        if self.words[number] == text or quotation.typed is None:
            return
        issued = " ".join(self.official.lines(span))
        typed, line = quotation.words, self.official.place(span[0]).line
        place = quotation.typed.character(_first_difference(typed, text))
        if max(len(typed), len(issued)) <= SHORT:
            difference = f"写的是「{visible(typed)}」，原文印的是「{issued}」"
        else:
            difference = said(letters(typed), text)
        message = f"{quotation.what}与正式文本（data/plan.txt 第{line}行）不一致：{difference}，"
        self.problems.add(place, quotation.code, message, quotation.hint)

    def _not_there(self, number: int) -> None:
        """Report what does not stand there, unless a file that was not read may have moved it."""
        quotation = self.quotations[number]
        is_moved = not all(self.words) and self.words[number] in self.official.letters
        if quotation.typed and not is_moved:
            message = (
                f"{quotation.what}「{shortened(visible(quotation.words))}」不在正式文本的这个位置，"
            )
            hint = "请照 data/plan.txt 核对；是多写的，请删去。"
            if isinstance(quotation.typed, Block):
                hint = f"请照 data/plan.txt 核对。{OWN_WORDS}"
            self.problems.add(quotation.typed.place, Code.E403, message, hint)

    def _out_of_order(self, number: int, span: Span) -> None:
        """Report a quotation in the wrong place, unless a file that was not read may explain it."""
        quotation = self.quotations[number]
        if quotation.typed and all(self.words):
            line = self.official.place(span[0]).line
            message = (
                f"{quotation.what}「{shortened(visible(quotation.words))}」的次序与正式文本不同，"
            )
            hint = f"原文在 data/plan.txt 第{line}行，请照原文的次序写，章和编号也照原文。"
            self.problems.add(quotation.typed.place, Code.E315, message, hint)

    def _left_over(self, span: Span, found: dict[int, Span]) -> None:
        """Report what nobody quotes, and where what stands before it was typed."""
        if span[0] == span[1]:
            return
        text = shortened(" ".join(self.official.lines(span)))
        message = f"正式文本的「{text}」没有写在 content/ 和 data/ 的任何一处，"
        before = (self.quotations[n].typed for n, own in found.items() if own[1] == span[0])
        typed = next(before, None)
        behind = f"；它前面的话写在 {typed.place.path} 第{typed.place.line}行" if typed else ""
        self.problems.add(self.official.place(span[0]), Code.E402, message, f"请逐字补上{behind}。")


def _joined(spans: list[Span]) -> Iterator[Span]:
    """Yield neighbours as one."""
    while spans:
        start, end = spans.pop(0)
        while spans and spans[0][0] == end:
            end = spans.pop(0)[1]
        yield start, end


def _rising(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest row of quotations that stand in the text in their order."""
    ends: list[int] = []
    rows: list[list[tuple[int, int]]] = []
    for number, at in places:
        size = bisect_left(ends, at)
        row = [*(rows[size - 1] if size else []), (number, at)]
        ends[size : size + 1] = [at]
        rows[size : size + 1] = [row]
    return rows[-1] if rows else []


def _paired(lines: list[str], words: list[str]) -> list[tuple[Span, int]]:
    """Return which lines of the text (a run of them) are which quotation, perhaps altered."""
    found: list[tuple[Span, int]] = []
    opcodes = SequenceMatcher(None, lines, words, autojunk=False).get_opcodes()
    for kind, i1, i2, j1, j2 in opcodes:
        if kind == "equal" or (kind == "replace" and i2 - i1 == j2 - j1):
            found += [((i, i + 1), j) for i, j in zip(range(i1, i2), range(j1, j2), strict=True)]
        elif kind == "replace":
            pairs = _alike(lines[i1:i2], words[j1:j2])
            found += [((i1 + first, i1 + last), j1 + j) for (first, last), j in pairs]
    return found


def _alike(lines: list[str], words: list[str]) -> list[tuple[Span, int]]:
    """Pair quotations with the runs of lines they agree with most, all in order."""
    best: dict[Span, tuple[float, list[tuple[Span, int]]]] = {}
    for i in range(len(lines) + 1):
        for j in range(len(words) + 1):
            choices = [(0.0, list[tuple[Span, int]]())]
            choices += [best[i - 1, j]] if i else []
            choices += [best[i, j - 1]] if j else []
            for run in range(1, i + 1) if j else ():
                joined = "".join(lines[i - run : i])
                if len(joined) > len(words[j - 1]) * (2 / ALIKE - 1):
                    break
                gain, pairs = best[i - run, j - 1]
                if agreed := _agreement(joined, words[j - 1]):
                    choices.append((gain + agreed, [*pairs, ((i - run, i), j - 1)]))
            best[i, j] = max(choices, key=lambda choice: choice[0])
    return best[len(lines), len(words)][1]


def _agreement(one: str, other: str) -> float:
    """Return how many letters two texts have in common, 0 where they are not alike."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0
    ratio = matcher.ratio()
    return ratio * (len(one) + len(other)) if ratio >= ALIKE else 0


def quoted(quote: str, whole: str, spot: Spot, problems: Problems) -> bool:
    """Say whether a quotation stands in a passage of the official text; report it if not."""
    if letters(quote) in letters(whole):
        return True
    if near := _nearest_passage(quote, whole):
        place = spot.character(_first_difference(quote, near))
        message = f"引文与正式文本不一致：{said(quote, near)}，"
        problems.add(place, Code.E406, message, "请照原文改。")
    else:
        message = f"引文「{shortened(visible(quote))}」在正式文本里找不到，"
        problems.add(spot.place, Code.E406, message, f"请从 {PATH} 里逐字抄录。")
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


def paragraphs(document: Document, what: str) -> Iterator[Quotation]:
    """Yield what a document quotes in its body; one without words where it could not be read."""
    if not document.has_body:
        yield Quotation("")
    for block in blocks(document):
        yield Quotation(block.text, what, block, hint=f"请照原文改回。{OWN_WORDS}")


def prose_below(document: Document) -> tuple[str, int]:
    """Return the text from the first heading on, and its line."""
    lines = document.body.split("\n")
    start = next((i for i, line in enumerate(lines) if line.startswith("#")), len(lines))
    return "\n".join(lines[start:]), document.body_line + start


def _first_difference(typed: str, official: str) -> int:
    """Return the offset in `typed` where it first departs from a text; blanks count for nothing."""
    at = 0
    for letter in letters(official):
        while typed[at : at + 1].isspace():
            at += 1
        if typed[at : at + 1] != letter:
            break
        at += 1
    return min(at, len(typed))


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
