"""Read the project's files into Sources: as typed, with positions, knowing nothing of the domain."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reportsite import yamltext
from reportsite.problems import Place, Problems
from reportsite.yamltext import YamlText

OFFICE_LEFTOVERS = re.compile(r"^(~\$|\.~|\.|Thumbs\.db$|desktop\.ini$)")
FENCE = "---"


@dataclass(frozen=True, slots=True)
class Document:
    """One file: its YAML (a whole .yml, or the front matter of a .md) and the text below it."""

    path: str
    yaml: YamlText
    body: str = ""
    body_line: int = 1
    readable: bool = True

    def place(self, *location: str | int) -> Place:
        return self.yaml.place(*location)


@dataclass(frozen=True, slots=True)
class Sources:
    """All that editors typed. A file that is missing or unreadable is an unreadable Document."""

    official: str
    site: Document
    units: Document
    indicators: Document
    tensions: Document
    plan: Document
    assurance: Document
    measures: tuple[Document, ...] = ()
    bulletins: tuple[Document, ...] = ()
    pages: tuple[Document, ...] = field(default=())


def load(root: Path, problems: Problems) -> Sources:
    """Read every source below `root`; unreadable files and YAML faults become problems."""
    reader = _Reader(root, problems)
    return Sources(
        official=reader.text("data/plan.txt"),
        site=reader.yaml("content/site.yml"),
        units=reader.yaml("data/units.yml"),
        indicators=reader.yaml("data/indicators.yml"),
        tensions=reader.yaml("data/tensions.yml"),
        plan=reader.markdown("content/plan.md"),
        assurance=reader.markdown("content/assurance.md"),
        measures=reader.folder("content/measures"),
        bulletins=reader.folder("content/bulletins"),
        pages=reader.folder("content/pages"),
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    root: Path
    problems: Problems

    def text(self, path: str) -> str:
        """Return a file's text with \\n line ends, or nothing and a problem."""
        try:
            raw = (self.root / path).read_bytes()
        except FileNotFoundError:
            self.problems.add(Place(path), "E101", "缺少这个文件。")
            return ""
        return self._decode(raw, path)

    def _decode(self, raw: bytes, path: str) -> str:
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            self.problems.add(
                Place(path, line),
                "E102",
                "文件不是 UTF-8 编码，读不出来。",
                "请在 WPS 或记事本里「另存为」，编码选 UTF-8。",
            )
            return ""
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def yaml(self, path: str) -> Document:
        before = len(self.problems.found)
        text = self.text(path)
        parsed = self._parse(text, path, first_line=1)
        readable = len(self.problems.found) == before
        return Document(path, parsed, readable=readable)

    def _parse(self, text: str, path: str, *, first_line: int) -> YamlText:
        parsed = yamltext.parse(text, path, first_line=first_line)
        self.problems.extend(parsed.problems)
        return parsed

    def folder(self, path: str) -> tuple[Document, ...]:
        return tuple(self.markdown(name) for name in self._names(path))

    def _names(self, folder: str) -> Iterator[str]:
        if not (self.root / folder).is_dir():
            self.problems.add(Place(folder), "E101", "缺少这个文件夹。")
            return
        for file in sorted((self.root / folder).iterdir()):
            name = f"{folder}/{file.name}"
            if OFFICE_LEFTOVERS.match(file.name):
                continue
            if file.suffix == ".md":
                yield name
            else:
                self.problems.add(Place(name), "W103", "这里只读 .md 文件，这个文件没有被采用。")

    def markdown(self, path: str) -> Document:
        before = len(self.problems.found)
        text = self.text(path)
        if len(self.problems.found) > before:
            return Document(path, yamltext.parse("", path), readable=False)
        front, body, body_line = self._split(text, path)
        parsed = self._parse(front, path, first_line=2)
        readable = len(self.problems.found) == before
        return Document(path, parsed, body, body_line, readable)

    def _split(self, text: str, path: str) -> tuple[str, str, int]:
        """Split a Markdown file into front matter, body and the body's first line."""
        lines = text.split("\n")
        if lines[0].rstrip() != FENCE:
            self.problems.add(
                Place(path),
                "E105",
                f"文件第一行应是三个半角减号「{FENCE}」，现在是「{lines[0][:20]}」。",
                "请照着同一文件夹里的其他文件写文件头。",
            )
            return "", "", 1
        for number, line in enumerate(lines[1:], 1):
            if line.rstrip() == FENCE:
                return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
        self.problems.add(
            Place(path), "E106", f"文件头没有结束：第1行的「{FENCE}」之后缺少另一行「{FENCE}」。"
        )
        return "", "", 1
