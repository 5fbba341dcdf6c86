"""Whether anything changed since the last build: names, sizes and dates, before heavy imports."""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

Stamp = tuple[int, int]
INPUTS = ("content", "data")
PROGRAM_INPUTS = ("build.py", "reportsite", "templates", "requirements.txt")
FONTS = Path(".cache/fonts")


@dataclass(frozen=True, slots=True)
class Memory:
    """The note a build leaves beside its output: what it read, wrote and said."""

    file: Path
    program: Path
    root: Path
    site: Path
    options: str

    def recall(self) -> str | None:
        """Return what the last build said when nothing changed since, else None."""
        try:
            note = json.loads(self.file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return str(note["said"]) if note["state"] == self._state() else None

    def keep(self, said: str) -> None:
        """Remember the build that has just been published."""
        text = json.dumps({"said": said, "state": self._state()}, ensure_ascii=False)
        fresh = self.file.with_name(self.file.name + ".new")
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(self.file)

    def forget(self) -> None:
        self.file.unlink(missing_ok=True)

    def _state(self) -> Mapping[str, object]:
        inputs = {f"root:{name}": list(s) for name, s in _stamps(self.root, INPUTS)}
        program = {f"program:{name}": list(s) for name, s in _stamps(self.program, PROGRAM_INPUTS)}
        fonts = {f"font:{name}": s[1] for name, s in _stamps(self.program / FONTS, (".",))}
        site = {f"site:{name}": list(s) for name, s in _stamps(self.site, (".",))}
        return {"options": self.options} | inputs | program | fonts | site


def _stamps(folder: Path, names: tuple[str, ...]) -> Iterator[tuple[str, Stamp]]:
    """Yield every file below the named places with (date in ns, size)."""
    for name in names:
        place = folder / name
        if place.is_dir():
            yield from _walk(str(place), name)
        elif place.exists():
            yield name, _stamp(place.stat())


def _walk(folder: str, name: str) -> Iterator[tuple[str, Stamp]]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _walk(entry.path, f"{name}/{entry.name}")
            else:
                yield f"{name}/{entry.name}", _stamp(entry.stat())


def _stamp(stat: os.stat_result) -> Stamp:
    return stat.st_mtime_ns, stat.st_size
