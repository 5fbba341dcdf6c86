"""Bulletins: front matter, name of the file, and prose with tables from data."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from reportsite.calls import Function
from reportsite.load import Document
from reportsite.markup import Context, prose
from reportsite.model import Bulletin, Insert
from reportsite.problems import Place, Problems
from reportsite.schema import BulletinFile
from reportsite.validation import validate


def _goals() -> Insert:
    return Insert("goals")


def _measures() -> Insert:
    return Insert("measures")


def _targets() -> Insert:
    return Insert("targets")


FUNCTIONS: Mapping[str, Function] = {
    "六项目标": _goals,
    "措施与责任分工": _measures,
    "指标目标表": _targets,
}


def check(
    documents: tuple[Document, ...], context: Context, problems: Problems
) -> tuple[Bulletin, ...]:
    """Return the bulletins, newest first."""
    found = [_bulletin(document, context, problems) for document in documents]
    return tuple(sorted((b for b in found if b), key=lambda b: b.id, reverse=True))


def _bulletin(document: Document, context: Context, problems: Problems) -> Bulletin | None:
    file = validate(BulletinFile, document, problems)
    start = Place(document.path, document.body_line)
    blocks = prose(document.body, start, context, problems)
    if file is None:
        return None
    id = f"{file.year}-{file.number:02}"
    if PurePosixPath(document.path).stem != id:
        place = document.place("number")
        problems.add(place, "E321", f"这是{file.year}年第{file.number}期，文件名应是 {id}.md。")
    fields = {name: getattr(file, name) for name in BulletinFile.model_fields}
    is_draft = fields.pop("status") == "draft"
    return Bulletin(id=id, is_draft=is_draft, prose=blocks, source=document.path, **fields)
