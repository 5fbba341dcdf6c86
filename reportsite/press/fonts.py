"""The fonts of print by role.

A role (仿宋, 楷体 …) is a family name that the stylesheets use; which file fills it is said here,
unless a site has a licensed font of its own for it. Fontconfig reads a private folder in place
through a file of our own, so that no copy is made, no system font can slip in, and no bold is faked
(standards F; GB/T 9704 5.2.2).
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from reportsite.source.cache import digest
from reportsite.source.writing import put

ROLES: dict[str, str] = {
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
    "AR PL UKai CN": ("ukai.ttc",),
}
PLANNED = frozenset({*ROLES, *FALLBACKS})
# What an office calls the roles for which it may have a font of its own.
ROLE_NAMES: Mapping[str, str] = {
    "仿宋": "FangSong",
    "楷体": "KaiTi",
    "黑体": "HeiTi",
    "宋体": "SongTi",
    "小标宋": "XiaoBiaoSong",
}
DIGITS = ("Digits", "BoldDigits")
# The curly quotes, dashes and dots of Latin fonts are half as wide as Chinese ones: ASCII only.
ASCII = (0x20, 0x7E)
# Fandol draws ￥ as a dollar sign in all its faces, and ～ up where a tilde accent stands in most.
FANDOL = ("FangSong", "KaiTi", "HeiTi", "SongTi", "XiaoBiaoSong")
MISDRAWN = {role: "￥" if role == "FangSong" else "￥～" for role in FANDOL}
# What stands for nothing outside one vendor's font is in no font of ours.
PRIVATE_USE = (0xE000, 0xF8FF)
UKAI = "ukai.ttc"
DIRECTORY_BYTES = 4096
OWN = "own"


@dataclass(frozen=True, slots=True)
class Typecase:
    """The folder of fonts that `make` fills, and a site's own (role, file), which take precedence."""

    folder: Path
    own: tuple[tuple[str, Path], ...] = ()

    @property
    def roles(self) -> Mapping[str, Path]:
        """The file of each role."""
        ours = {role: self.folder / file for role, file in ROLES.items()}
        return ours | dict(self.own)

    @property
    def files(self) -> tuple[Path, ...]:
        """All files, those of the roles first."""
        fallbacks = (self.folder / name for names in FALLBACKS.values() for name in names)
        return (*self.roles.values(), *fallbacks)


def missing(typecase: Typecase) -> tuple[str, ...]:
    """Return the names of planned files that are not there."""
    return tuple(file.name for file in typecase.files if not file.is_file())


def fingerprint(typecase: Typecase) -> str:
    """Return a hash that tells a case's fonts, and the rules for them, from others."""
    return digest(_rules(typecase), *heads(typecase.files))


def heads(files: Iterable[Path]) -> Iterator[bytes]:
    """Yield for each font what tells it from others, without reading it whole.

    A font file begins with a directory that holds the checksum of every table behind it.
    """
    for path in files:
        with path.open("rb") as file:
            directory = file.read(DIRECTORY_BYTES)
            yield f"{path.name} {file.seek(0, os.SEEK_END)} ".encode() + directory


@contextmanager
def private_fonts(typecase: Typecase, cache: Path) -> Iterator[None]:
    """Let Fontconfig see a case's fonts alone; its own cache is kept below `cache`."""
    configuration = _configuration(typecase, cache.resolve())
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(configuration)
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


def _configuration(typecase: Typecase, cache: Path) -> Path:
    """Return the Fontconfig file for a case, named by its content: rules never go stale."""
    name = digest(str(typecase.folder.resolve()), fingerprint(typecase))[:16]
    place = cache / f"fontconfig-{name}"
    file = place / "fonts.conf"
    if not file.exists():
        _link(typecase, place / OWN)
        put(file, _document(typecase, place).encode())
    return file


def _link(typecase: Typecase, place: Path) -> None:
    """Gather a site's own fonts, and none beside them, in a folder Fontconfig can read."""
    place.mkdir(parents=True, exist_ok=True)
    for role, file in typecase.own:
        with suppress(FileExistsError):
            (place / _own_name(role, file)).symlink_to(file.resolve())


def _own_name(role: str, file: Path) -> str:
    return f"{role}{file.suffix}"


def _document(typecase: Typecase, place: Path) -> str:
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'
        f"<fontconfig>\n<dir>{escape(str(typecase.folder.resolve()))}</dir>\n"
        f"<dir>{escape(str(place / OWN))}</dir>\n"
        f"<cachedir>{escape(str(place))}</cachedir>\n{_rules(typecase)}</fontconfig>\n"
    )


def _rules(typecase: Typecase) -> str:
    """Return the rules that name each role's file, and keep a font to what it draws well."""
    files = ROLES | {role: f"{OWN}/{_own_name(role, file)}" for role, file in typecase.own}
    names = (
        _rule("scan", file, f'name="family" mode="prepend"><string>{role}</string>')
        for role, file in files.items()
    )
    ascii_only = (
        _rule("font", ROLES[role], f'name="charset" mode="assign">{_charset(ASCII)}')
        for role in DIGITS
    )
    misdrawn = (
        _rule("font", ROLES[role], f'name="charset" mode="assign">{_without(*_each(characters))}')
        for role, characters in MISDRAWN.items()
    )
    private = _rule("font", UKAI, f'name="charset" mode="assign">{_without(PRIVATE_USE)}')
    return "".join((*names, *ascii_only, *misdrawn, private))


def _rule(target: str, file: str, edit: str) -> str:
    return (
        f'<match target="{target}"><test name="file" compare="contains">'
        f"<string>/{file}</string></test><edit {edit}</edit></match>\n"
    )


def _each(characters: str) -> tuple[tuple[int, int], ...]:
    return tuple((ord(character), ord(character)) for character in characters)


def _without(*ranges: tuple[int, int]) -> str:
    return f"<minus><name>charset</name>{_charset(*ranges)}</minus>"


def _charset(*ranges: tuple[int, int]) -> str:
    inner = "".join(f"<range><int>{first}</int><int>{last}</int></range>" for first, last in ranges)
    return f"<charset>{inner}</charset>"
