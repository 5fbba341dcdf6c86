"""Read the project's files into Sources, and find the forms that were handed in.

As typed, with positions, knowing nothing of the domain.
"""

import codecs
import hashlib
import re
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from reportsite.problems import Code, Place, Problems
from reportsite.source import csv_text, yaml_faults, yaml_text
from reportsite.source.csv_text import CsvTable
from reportsite.source.ledger import HEADER, OPTIONAL
from reportsite.source.yaml_text import Location, YamlText

LEFTOVERS = re.compile(r"^[~.]|~$|\.(tmp|bak)$|^(Thumbs\.db|desktop\.ini)$", re.IGNORECASE)
OFFICE = {".doc", ".docx", ".wps", ".rtf", ".pdf", ".xls", ".xlsx", ".et"}
FENCE = "---"
DEMO = "data/demo"


EVIDENCE = "content/evidence"
LARGEST = 20_000_000  # bytes: what a reader can be asked to fetch
HEAD = 8
PACKED = b"PK\x03\x04"
KINDS = {
    ".pdf": b"%PDF-",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
    ".png": b"\x89PNG\r\n\x1a\n",
    ".docx": PACKED,
    ".xlsx": PACKED,
    ".ofd": PACKED,
    ".zip": PACKED,
}


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file of the folder: its bytes counted, its first ones, and whether it is a plain file."""

    size: int
    head: bytes
    is_regular: bool


def enclosures(root: Path) -> Mapping[str, Enclosure]:
    """Return all that lies in content/evidence/, by name; a link is no file, whatever it leads to."""
    folder = root / EVIDENCE
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    return {file.name: _enclosure(file) for file in files}


def _enclosure(file: Path) -> Enclosure:
    found = file.lstat()
    is_regular = stat.S_ISREG(found.st_mode)
    return Enclosure(found.st_size, _head(file) if is_regular else b"", is_regular)


def _head(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(HEAD)
    except OSError:
        return b""


def enclosed(root: Path, name: str) -> bytes:
    """Return a file's bytes, which were found sound."""
    return (root / EVIDENCE / name).read_bytes()


@dataclass(frozen=True, slots=True)
class Document:
    """One file: its YAML (a whole .yml, or the front matter of a .md) and the text below it.

    A part that could not be read says so; nothing can then be missing from it. A plan need not
    have every file: `is_absent`.
    """

    path: str
    yaml: YamlText
    body: str = ""
    body_line: int = 1
    has_body: bool = True
    is_absent: bool = False

    @property
    def readable(self) -> bool:
        return self.yaml.is_whole

    def place(self, *location: str | int) -> Place:
        return self.yaml.place(*location)

    def at(self, *location: str | int) -> "Spot":
        return Spot(self, location)


@dataclass(frozen=True, slots=True)
class Spot:
    """A value in a document: where it begins, and where each of its characters stands."""

    document: Document
    location: Location

    @property
    def place(self) -> Place:
        return self.document.yaml.place(*self.location)

    def character(self, offset: int) -> Place:
        return self.document.yaml.character(offset, *self.location)


@dataclass(frozen=True, slots=True)
class Sources:
    """All that editors typed. A file that is missing or unreadable is an unreadable Document.

    `is_demo`: what was reported is invented, and comes from data/demo/ alone; `reports` is then what
    is said of the measures; `evidence` are the files of content/evidence/, by name.
    """

    official: str
    official_sha256: str
    site: Document
    units: Document
    indicators: Document
    tensions: Document
    plan: Document
    assurance: Document
    actuals: CsvTable
    overrides: Document
    measures: tuple[Document, ...] = ()
    bulletins: tuple[Document, ...] = ()
    pages: tuple[Document, ...] = ()
    reports: tuple[Document, ...] = ()
    evidence: Mapping[str, Enclosure] = field(default_factory=dict)
    is_demo: bool = False


def load(root: Path, problems: Problems, *, demo: bool = False) -> Sources:
    """Read every source below `root`; unreadable files and YAML faults become problems.

    With `demo`, what was issued and registered is read as ever, and what was reported is read from
    data/demo/ instead.
    """
    sources = _load(_Reader(root, problems))
    return _with_demo(sources, _Reader(root, problems)) if demo else sources


def _load(reader: "_Reader") -> Sources:
    official = reader.raw("data/plan.txt")
    return Sources(
        official=reader.decoded(official, "data/plan.txt") or "",
        official_sha256=hashlib.sha256(official or b"").hexdigest(),
        site=reader.yaml("content/site.yml"),
        units=reader.yaml("data/units.yml"),
        indicators=reader.maybe("data/indicators.yml"),
        tensions=reader.yaml("data/tensions.yml"),
        plan=reader.markdown("content/plan.md"),
        assurance=reader.maybe("content/assurance.md"),
        actuals=reader.table("data/actuals.csv", HEADER, OPTIONAL),
        overrides=reader.yaml("data/overrides.yml"),
        measures=reader.folder("content/measures"),
        bulletins=reader.folder("content/bulletins"),
        pages=reader.folder("content/pages"),
        evidence=enclosures(reader.root),
    )


def _with_demo(sources: Sources, reader: "_Reader") -> Sources:
    """Return the sources with the demo's reports and bulletins in place of the real ones."""
    return replace(
        sources,
        site=_over(reader.yaml(f"{DEMO}/site.yml"), sources.site),
        actuals=reader.table(f"{DEMO}/actuals.csv", HEADER, OPTIONAL),
        overrides=reader.yaml(f"{DEMO}/overrides.yml"),
        bulletins=reader.folder(f"{DEMO}/bulletins"),
        reports=reader.folder(f"{DEMO}/measures"),
        is_demo=True,
    )


def _over(upper: Document, lower: Document) -> Document:
    """Return the settings of a file with those of another laid over them, each where it stands."""
    one, other = lower.yaml, upper.yaml
    places, keys = one.places | other.places, one.keys | other.keys
    verbatim, is_whole = one.verbatim | other.verbatim, one.is_whole and other.is_whole
    merged = YamlText(one.data | other.data, places, keys, verbatim, is_whole=is_whole)
    return Document(lower.path, merged)


@dataclass(frozen=True, slots=True)
class _Reader:
    root: Path
    problems: Problems

    def raw(self, path: str) -> bytes | None:
        try:
            return (self.root / path).read_bytes()
        except FileNotFoundError:
            hint = "如果是改了名或误删，请恢复。"
            self.problems.add(Place(path), Code.E101, "缺少这个文件，", hint)
        except OSError:
            hint = "如果它在 WPS 或别的程序里开着，请先关闭；如果它是文件夹，请改名。"
            self.problems.add(Place(path), Code.E104, "读不出这个文件，", hint)
        return None

    def decoded(self, raw: bytes | None, path: str) -> str | None:
        """Return a file's text with \\n line ends and without a byte-order mark."""
        if raw is None:
            return None
        raw = raw.removeprefix(codecs.BOM_UTF8)
        if raw[:1] == b"\0" or raw[1:2] == b"\0":  # UTF-16 that does not say so
            self._not_utf8(raw, 0, path)
            return None
        try:
            text = raw.decode().replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError as error:
            self._not_utf8(raw, error.start, path)
            return None
        faults = list(yaml_faults.invisible(text, Place(path)))
        self.problems.extend(faults)
        return None if faults else text

    def _not_utf8(self, raw: bytes, position: int, path: str) -> None:
        before = raw[:position].decode()
        place = Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
        message = f"文件不是 UTF-8 编码{_encoding(raw)}，从这个字起读不出来。"
        self.problems.add(
            place, Code.E102, message, "请在 WPS 或记事本里「另存为」，编码选 UTF-8。"
        )

    def text(self, path: str) -> str | None:
        """Return a file's text; nothing and a problem when it cannot be read or is empty."""
        text = self.decoded(self.raw(path), path)
        if text is not None and not text.strip():
            self.problems.add(Place(path), Code.E107, "文件是空的，", "请照着同类文件填写。")
            return None
        return text

    def maybe(self, path: str) -> Document:
        """Read a file that a plan may do without; its absence shows where its words are missed."""
        if not (self.root / path).exists():
            return replace(_unread(path), is_absent=True)
        return self.markdown(path) if path.endswith(".md") else self.yaml(path)

    def yaml(self, path: str) -> Document:
        text = self.text(path)
        if text is None:
            return _unread(path)
        return Document(path, self._parse(text, path, first_line=1))

    def table(self, path: str, header: Sequence[str], optional: Sequence[str]) -> CsvTable:
        raw = self.raw(path)
        if raw is None:
            return CsvTable(path, (), is_whole=False)
        table = csv_text.parse(raw, path, header, optional)
        self.problems.extend(table.problems)
        return table

    def _parse(self, text: str, path: str, *, first_line: int) -> YamlText:
        parsed = yaml_text.parse(text, path, first_line=first_line)
        self.problems.extend(parsed.problems)
        if parsed.is_whole and not parsed.data:
            self.problems.add(Place(path), Code.E107, "这里一项也没有写，", "请照着同类文件填写。")
            return _unread(path).yaml
        return parsed

    def folder(self, path: str) -> tuple[Document, ...]:
        return tuple(self.markdown(name) for name in self._names(path))

    def _names(self, folder: str) -> Iterator[str]:
        if not (self.root / folder).is_dir():
            hint = "如果是改了名或误删，请恢复。"
            self.problems.add(Place(folder), Code.E101, "缺少这个文件夹，", hint)
            return
        for name in sorted(file.name for file in (self.root / folder).iterdir()):
            if LEFTOVERS.search(name):
                continue
            if name.endswith(".md"):
                yield f"{folder}/{name}"
            else:
                is_office = Path(name).suffix.lower() in OFFICE
                hint = "请把内容存成 .md 文本文件。" if is_office else "文件名要以 .md 结尾。"
                place = Place(f"{folder}/{name}")
                self.problems.add(place, Code.W103, "这个文件没有被采用，", hint)

    def markdown(self, path: str) -> Document:
        text = self.text(path)
        if text is None:
            return _unread(path)
        lines = text.split("\n")
        end = self._fence(lines, path)
        if end is None:
            return _unread(path)
        front = self._parse("\n".join(lines[1:end]), path, first_line=2)
        return Document(path, front, "\n".join(lines[end + 1 :]), end + 2)

    def _fence(self, lines: list[str], path: str) -> int | None:
        """Return where (from 0) the line stands that ends the front matter."""
        if lines[0].rstrip() != FENCE:
            found = f"「{lines[0][:20]}」" if lines[0].strip() else "空行"
            message = f"文件第一行应是三个半角减号「{FENCE}」，现在是{found}。"
            hint = "请照着同一文件夹里的其他文件写文件头。"
            self.problems.add(Place(path), Code.E105, message, hint)
            return None
        ends = (number for number, line in enumerate(lines) if number and line.rstrip() == FENCE)
        end = next(ends, None)
        if end is None:
            message = f"文件头没有结束：第1行的「{FENCE}」之后缺少另一行「{FENCE}」，"
            self.problems.add(Place(path), Code.E106, message, "请加在正文之前。")
        return end


def _unread(path: str) -> Document:
    nothing = YamlText({}, {(): Place(path)}, is_whole=False)
    return Document(path, nothing, has_body=False)


def _encoding(raw: bytes) -> str:
    """Name the encoding that Chinese office programs use instead, where it is one."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in raw:
        return "（像是 UTF-16，也叫 Unicode）"
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "（像是 GBK，也叫 ANSI）"


OPEN = ("~$", ".~")  # what Excel, WPS and LibreOffice put beside a file they have open
NOT_SENT = re.compile(r"\.(?!~)|(?:thumbs\.db|desktop\.ini)$", re.IGNORECASE)


def named(file: Path, root: Path) -> str:
    """Return a file as problems name it: below the project where it is, else as it was given."""
    path = file.resolve()
    return (path.relative_to(root) if path.is_relative_to(root) else file).as_posix()


def handed_in(paths: Iterable[Path], root: Path, problems: Problems) -> Iterator[Path]:
    """Yield the files to read; a form that is still open is warned of, an empty folder reported."""
    for path in paths:
        inside = _inside(path) if path.is_dir() else [path]
        if not inside:
            place = Place(named(path, root))
            problems.add(place, Code.E350, "这个文件夹是空的，", "请核对写的是哪里。")
        for file in inside:
            if file.name.startswith(OPEN):
                message = "旁边的填报表还在办公软件里开着，可能没有保存，"
                problems.add(Place(named(file, root)), Code.W384, message, "请关闭以后再收一次。")
            else:
                yield file


def _inside(folder: Path) -> list[Path]:
    """Return a folder's files by name, without those that no unit has sent."""
    return sorted(
        file for file in folder.iterdir() if file.is_file() and not NOT_SENT.match(file.name)
    )
