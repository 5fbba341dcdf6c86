"""Whether anything changed since the last build: names, sizes and dates, before heavy imports."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from reportsite.source.writing import put

Stamps = dict[str, list[int]]
INPUTS = ("content", "data", "fonts")
PROGRAM_INPUTS = ("build.py", "reportsite", "templates", "requirements.txt")
FONTS = Path(".cache/fonts")
PASSING = (".", "~$", "__pycache__")  # what editors and systems leave about begins so


@dataclass(frozen=True, slots=True)
class Printout:
    """What a build printed: its problems on stdout, its summary on stderr."""

    problems: str
    summary: str


@dataclass(frozen=True, slots=True)
class Memory:
    """The note a build leaves beside its output: what it read, wrote and said."""

    file: Path
    program: Path
    root: Path
    site: Path
    options: str

    def inputs(self) -> Mapping[str, object]:
        """Return all a build depends on; ask before it starts, so that no later save is missed."""
        content = (self.root / name for name in INPUTS)
        program = (self.program / name for name in PROGRAM_INPUTS)
        return {"options": self.options} | stamps(*content, *program, self.program / FONTS)

    def recall(self, inputs: Mapping[str, object]) -> Printout | None:
        """Return what the last build said if it read the same and its site stands, else None."""
        try:
            note = json.loads(self.file.read_text(encoding="utf-8"))
            stands = note["made"] == stamps(self.site, *map(Path, note["beside"]))
            same = note["inputs"] == inputs and stands
            return Printout(**note["said"]) if same else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(
        self, inputs: Mapping[str, object], said: Printout, beside: Iterable[Path] = ()
    ) -> None:
        """Remember the build that read these inputs and has just been published.

        `beside` are files it made beside the site.
        """
        words = {"problems": said.problems, "summary": said.summary}
        files = [str(file) for file in beside]
        made = stamps(self.site, *map(Path, files))
        note = {"said": words, "inputs": inputs, "beside": files, "made": made}
        put(self.file, json.dumps(note).encode())


def stamps(*places: Path) -> Stamps:
    """Map every file at or below the places onto its date in ns and its size."""
    found: Stamps = {}
    for path in (path for place in places for path in _files(place)):
        with suppress(OSError):  # gone since its name was read
            stat = Path(path).stat()
            found[path] = [stat.st_mtime_ns, stat.st_size]
    return found


def _files(place: Path) -> Iterator[str]:
    if place.is_file():
        yield str(place)
    for folder, folders, files in os.walk(place):
        folders[:] = [name for name in folders if not name.startswith(PASSING)]
        yield from (f"{folder}/{name}" for name in files if not name.startswith(PASSING))
