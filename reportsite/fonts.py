"""The fonts of print by role: a private folder, and nothing else that a machine may have.

A role (仿宋, 楷体 …) is a family name that the stylesheets use; which file fills it is said here and
nowhere else. Fontconfig reads the folder in place through a file of our own, so that no copy is
made, no system font can slip in, and no bold is faked (standards F; GB/T 9704 5.2.2).
"""

import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from xml.sax.saxutils import escape

ROLES: Mapping[str, str] = {
    "FangSong": "fandol/FandolFang-Regular.otf",
    "KaiTi": "fandol/FandolKai-Regular.otf",
    "HeiTi": "fandol/FandolHei-Regular.otf",
    "SongTi": "fandol/FandolSong-Regular.otf",
    "XiaoBiaoSong": "fandol/FandolSong-Bold.otf",
    "Digits": "LiberationSerif-Regular.ttf",
    "BoldDigits": "LiberationSerif-Bold.ttf",
}
FALLBACKS: Mapping[str, tuple[str, ...]] = {
    "Noto Serif CJK SC": ("NotoSerifCJK-Regular.ttc", "NotoSerifCJK-Bold.ttc"),
    "Noto Sans CJK SC": ("NotoSansCJK-Regular.ttc",),
}
PLANNED = frozenset({*ROLES, *FALLBACKS})
DIGITS = ("Digits", "BoldDigits")
# The curly quotes, dashes and dots of Latin fonts are half as wide as Chinese ones: ASCII only.
ASCII = (0x20, 0x7E)
# Fandol draws ￥ as a dollar sign in all its faces, and ～ up where a tilde accent stands in most.
FANDOL = ("FangSong", "KaiTi", "HeiTi", "SongTi", "XiaoBiaoSong")
MISDRAWN = {role: "￥" if role == "FangSong" else "￥～" for role in FANDOL}
DIRECTORY_BYTES = 4096


def missing(folder: Path) -> tuple[str, ...]:
    """Return the names of planned files that are not in the folder."""
    return tuple(name for name in _files() if not (folder / name).is_file())


def fingerprint(folder: Path) -> str:
    """Return a hash that tells the folder's fonts from others, without reading them whole.

    A font file begins with a directory that holds the checksum of every table behind it.
    """
    digest = hashlib.sha256(_rules().encode())
    for name in _files():
        with (folder / name).open("rb") as file:
            directory = file.read(DIRECTORY_BYTES)
            digest.update(f"{name} {file.seek(0, os.SEEK_END)} ".encode() + directory)
    return digest.hexdigest()


@contextmanager
def private_fonts(folder: Path, cache: Path) -> Iterator[None]:
    """Let Fontconfig see the fonts of `folder` alone; its own cache is kept below `cache`."""
    configuration = _configuration(folder.resolve(), cache.resolve())
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(configuration)
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


def _files() -> tuple[str, ...]:
    return (*ROLES.values(), *(name for names in FALLBACKS.values() for name in names))


def _configuration(folder: Path, cache: Path) -> Path:
    """Return the Fontconfig file for a folder, named by its content: rules never go stale."""
    digest = hashlib.sha256(f"{folder}\n{_rules()}".encode()).hexdigest()[:16]
    place = cache / f"fontconfig-{digest}"
    file = place / "fonts.conf"
    if not file.exists():
        place.mkdir(parents=True, exist_ok=True)
        fresh = place / f"fonts.conf.{os.getpid()}"
        fresh.write_text(_document(folder, place), encoding="utf-8")
        fresh.replace(file)
    return file


def _document(folder: Path, place: Path) -> str:
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'
        f"<fontconfig>\n<dir>{escape(str(folder))}</dir>\n"
        f"<cachedir>{escape(str(place))}</cachedir>\n{_rules()}</fontconfig>\n"
    )


def _rules() -> str:
    """Return the rules that name each role's file, and keep a font to what it draws well."""
    names = (
        _rule("scan", file, f'name="family" mode="prepend"><string>{role}</string>')
        for role, file in ROLES.items()
    )
    ascii_only = (
        _rule("font", ROLES[role], f'name="charset" mode="assign">{_charset(ASCII)}')
        for role in DIGITS
    )
    without = (
        _rule("font", ROLES[role], f'name="charset" mode="assign">{_without(characters)}')
        for role, characters in MISDRAWN.items()
    )
    return "".join((*names, *ascii_only, *without))


def _rule(target: str, file: str, edit: str) -> str:
    return (
        f'<match target="{target}"><test name="file" compare="contains">'
        f"<string>/{file}</string></test><edit {edit}</edit></match>\n"
    )


def _without(characters: str) -> str:
    misdrawn = _charset(*((ord(character), ord(character)) for character in characters))
    return f"<minus><name>charset</name>{misdrawn}</minus>"


def _charset(*ranges: tuple[int, int]) -> str:
    inner = "".join(f"<range><int>{first}</int><int>{last}</int></range>" for first, last in ranges)
    return f"<charset>{inner}</charset>"
