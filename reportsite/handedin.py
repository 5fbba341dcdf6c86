"""The files that were handed in: each one that is named, and all that lie in a folder."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from reportsite.problems import Place, Problems

OPEN = ("~$", ".~")  # what Excel, WPS and LibreOffice put beside a file they have open
LITTER = ("thumbs.db", "desktop.ini")


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
            problems.add(place, "E350", "这个文件夹是空的，", "请核对写的是哪里。")
        for file in inside:
            if file.name.startswith(OPEN):
                message = "旁边的填报表还在办公软件里开着，可能没有保存，"
                problems.add(Place(named(file, root)), "W384", message, "请关闭以后再收一次。")
            else:
                yield file


def _inside(folder: Path) -> list[Path]:
    """Return a folder's files by name, without those that no unit has sent."""
    files = sorted(path for path in folder.iterdir() if path.is_file())
    return [file for file in files if _is_sent(file.name)]


def _is_sent(name: str) -> bool:
    is_hidden = name.startswith(".") and not name.startswith(OPEN)
    return not is_hidden and name.lower() not in LITTER
