"""Bulletins: front matter, name of the file, and prose with figures as of the issue's own day."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from reportsite.check.pages import bound_prose
from reportsite.functions import Issue, NoIssue, Setting
from reportsite.load import Document
from reportsite.markup import Context
from reportsite.model import Bulletin, BulletinKind, Insert, Report, Undated
from reportsite.problems import Place, Problems
from reportsite.schema import BulletinFile
from reportsite.standing import standing
from reportsite.validation import validate

Claim = tuple[Document, BulletinFile | None]
NEEDED = {
    "简报": {"report_to": "报", "send_to": "送", "distribute_to": "发", "copies": "印数"},
    "通报": {
        "addressees": "主送",
        "signature": "落款",
        "printed_by": "印发机关",
        "printed_on": "印发日期",
    },
}
ALLOWED = {
    "简报": {"editors_note": "按语"},
    "通报": {"doc_no": "发文字号", "copy_to": "抄送"},
}
OTHER = {"简报": "通报", "通报": "简报"}


def check(
    documents: tuple[Document, ...], report: Report | None, context: Context, problems: Problems
) -> tuple[Bulletin, ...]:
    """Return the bulletins, newest first; without a report, calls are checked for form alone."""
    claims = [(document, validate(BulletinFile, document, problems)) for document in documents]
    found = [
        bulletin
        for claim in claims
        if (bulletin := _bulletin(claim, _setting(claim, claims, report), context, problems))
    ]
    if report:
        for bulletin in found:
            _hold_dated(bulletin, report, problems)
    return tuple(sorted(found, key=lambda bulletin: bulletin.id, reverse=True))


def _hold_dated(bulletin: Bulletin, report: Report, problems: Problems) -> None:
    """Warn of an entry without a day that an issue prints: one added later would get into it."""
    blocks = (block for block in bulletin.prose if isinstance(block, Insert))
    asked = {block.arguments[0] for block in blocks if block.name == "progress"}
    for measure in report.measures:
        for entry in measure.entries:
            if isinstance(entry.on, Undated) and entry.period.spelt in asked:
                message = f"这一条没有写报送日期，印在{bulletin.year}年第{bulletin.number}期里，"
                hint = f"以后补写的也会印进那一期。请写明，例如「{entry.period.words}（…，2024年7月20日）」。"
                problems.add(Place(measure.source, entry.line), "W521", message, hint)


def _setting(claim: Claim, claims: list[Claim], report: Report | None) -> Setting | None:
    file = claim[1]
    if report is None or file is None:
        return None
    return Setting(standing(report, file.as_of), _previous(file, claims))


def _previous(file: BulletinFile, claims: list[Claim]) -> Issue | NoIssue:
    """Return the issue before one, by year and number."""
    issues = [other for _, other in claims if other]
    before = [o for o in issues if (o.year, o.number) < (file.year, file.number)]
    if not before:
        return NoIssue()
    last = max(before, key=lambda other: (other.year, other.number))
    return Issue(f"{last.year}年第{last.number}期", last.as_of)


def _bulletin(
    claim: Claim, at: Setting | None, context: Context, problems: Problems
) -> Bulletin | None:
    document, file = claim
    blocks = bound_prose(document, at, context, problems)
    if file is None:
        return None
    id = f"{file.year}-{file.number:02}"
    if PurePosixPath(document.path).stem != id:
        place = document.place("number")
        problems.add(place, "E321", f"这是{file.year}年第{file.number}期，文件名应是 {id}.md。")
    for key, message, hint in _kind_faults(file):
        problems.add(document.place(key), "E324", message, hint)
    fields = {name: getattr(file, name) for name in BulletinFile.model_fields}
    is_draft = fields.pop("status") == "draft"
    kind = BulletinKind(fields.pop("kind"))
    return Bulletin(
        id=id, kind=kind, is_draft=is_draft, prose=blocks, source=document.path, **fields
    )


def _kind_faults(file: BulletinFile) -> Iterator[tuple[str, str, str]]:
    """Yield what an issue of its kind lacks, and what only the other kind has."""
    for key, name in NEEDED[file.kind].items():
        if getattr(file, key) == "":
            yield "kind", f"{file.kind}要写{name}，", f"请加上「{key}: …」。"
    other = OTHER[file.kind]
    for key, name in (NEEDED[other] | ALLOWED[other]).items():
        if getattr(file, key) != "":
            hint = f"请删去这一行；要发{other}，「kind」写{other}。"
            yield key, f"{file.kind}没有{name}，", hint
