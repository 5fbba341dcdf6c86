"""Every document is for the archive (PDF/A-3a) and for every reader (PDF/UA-1), and carries its figures."""

import io
from pathlib import Path

import outloud
import pdfua
import pikepdf
import pytest
from pikepdf import pdfa

from reportsite.press.printing import print_documents
from reportsite.problems import Problems
from reportsite.source.writing import Attachment
from tests.support.printing import SHOP, demo_set, manuscript, pages, printed, real_set

# docs/decisions/0006-print.md: the checker knows level B alone, and no extension schema.
FALSE_ALARMS = ("pdfaExtension", "pdfaSchema", "pdfaProperty", "pdfuaid:part", "conformance is 'A'")
DATE = '<meta name="dcterms.created" content="2023-07-03"><meta name="dcterms.modified" content="2023-07-03">'
FIGURES = (
    Attachment("targets.json", "逐年目标", "application/json", b'[{"id": "01"}]'),
    Attachment("targets.csv", "逐年目标（表格）", "text/csv", "序号,名称\r\n".encode()),
)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    """Return all documents as files: the checkers read nothing else."""
    folder, found = tmp_path_factory.mktemp("pdfs"), {}
    for name, made in (("real", real_set()), ("demo", demo_set())):
        for path, data in made.items():
            found[name, path] = folder / f"{name}-{path.replace('/', '-')}"
            found[name, path].write_bytes(data)
    return found


def is_true(finding: object) -> bool:
    return not any(words in str(finding) for words in FALSE_ALARMS)


def largest(files: dict[tuple[str, str], Path]) -> list[Path]:
    """Return the largest document of each kind: it has the others' fonts, colours and objects."""
    kinds: dict[tuple[str, str], Path] = {}
    for (name, path), file in sorted(files.items(), key=lambda one: one[1].stat().st_size):
        kinds[name, path.rpartition("/")[0]] = file
    return list(kinds.values())


def test_no_kind_of_document_breaks_a_rule_of_pdf_a_3(files: dict[tuple[str, str], Path]) -> None:
    found = {
        f"{file.name}: {finding}"
        for file in largest(files)
        for finding in pdfa.validate_written(file, "3b").findings
        if is_true(finding)
    }
    assert found == set()


def test_no_document_has_an_error_for_a_reader_by_ear(files: dict[tuple[str, str], Path]) -> None:
    found = [
        (file.name, finding.rule, finding.message)
        for file in files.values()
        for finding in outloud.check(str(file)).findings
        if finding.severity == "error"
    ]
    assert found == []


def test_every_kind_of_document_passes_pdf_ua(files: dict[tuple[str, str], Path]) -> None:
    found = [
        (file.name, finding.rule_id, finding.message)
        for file in largest(files)
        for finding in pdfua.validate(str(file)).findings
    ]
    assert found == []


def test_a_document_says_that_it_is_pdf_a_3a_and_pdf_ua_1_in_one() -> None:
    with pikepdf.open(io.BytesIO(printed("<h1>题</h1>"))) as pdf, pdf.open_metadata() as said:
        assert (said["pdfaid:part"], said["pdfaid:conformance"]) == ("3", "A")
        assert said["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert str(pdf.Root.ViewerPreferences.DisplayDocTitle) == "True"


def carrying() -> bytes:
    (artifact,) = print_documents(
        [manuscript("<h1>题</h1>", DATE, attachments=FIGURES)], SHOP, Problems()
    )
    return artifact.data


def test_the_figures_come_out_as_they_went_in_with_the_documents_date() -> None:
    with pikepdf.open(io.BytesIO(carrying())) as pdf:
        assert list(pdf.attachments) == ["targets.csv", "targets.json"]
        for figure in FIGURES:
            found = pdf.attachments[figure.name]
            assert found.get_file().read_bytes() == figure.data
            assert found.get_file().mime_type == figure.media_type
            assert found.description == figure.description
            params = found.obj.EF.F.Params
            assert str(params.CreationDate) == str(params.ModDate) == "D:20230703000000Z"
            assert str(found.obj.AFRelationship) == "/Data"
        assert len(pdf.Root.AF) == len(FIGURES)
        assert [one for one in pdfa.check(pdf, "3b").findings if is_true(one)] == []


def test_other_figures_make_another_document_of_the_same_words() -> None:
    other = (Attachment("targets.csv", "逐年目标（表格）", "text/csv", b"1\r\n"),)
    (first,) = print_documents([manuscript("<p>字</p>", DATE)], SHOP, Problems())
    (second,) = print_documents(
        [manuscript("<p>字</p>", DATE, attachments=other)], SHOP, Problems()
    )
    assert first.data != second.data


TABLE = (
    '<table><thead><tr><th scope="col">名称</th><th scope="col">数</th><th scope="col">注</th></tr>'
    "</thead><tbody>"
    + "".join(f'<tr><th scope="row">甲{n}</th><td>{n}</td><td>无</td></tr>' for n in range(60))
    + "</tbody></table>"
)


def test_a_table_over_three_pages_is_one_table_with_one_head() -> None:
    data = printed(f"<h1>题</h1>{TABLE}")
    assert len(pages(data)) == 3
    with pikepdf.open(io.BytesIO(data)) as pdf:
        elements = [one for one in pdf.objects if is_element(one)]
        tagged = [str(one.S) for one in under(pdf.Root.StructTreeRoot.K[0])]
        ids = {bytes(one.ID) for one in elements if "/ID" in one}
        named = [
            bytes(name) for one in elements if one.get("/S") == "/TD" for name in one.A.Headers
        ]
    assert [tagged.count(tag) for tag in ("/Table", "/THead", "/TR", "/TD")] == [1, 1, 61, 120]
    assert set(named) <= ids
    assert len(set(named)) == 62  # each row's name, and two columns'


def is_element(item: object) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/StructElem"


def under(element: pikepdf.Object) -> list[pikepdf.Object]:
    kids = element.get("/K", ())
    own = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    return [element, *(found for kid in own for found in under(kid))]


def row(name: str, *values: int) -> str:
    return f'<tr><th scope="row">{name}</th>{"".join(f"<td>{n}</td>" for n in values)}</tr>'


def heads(*rows: str) -> list[tuple[str, str]]:
    """Print a table with three columns and return the tags and scopes of its cells."""
    columns = "".join(f'<th scope="col">{name}</th>' for name in ("名称", "数", "量"))
    table = f"<table><thead><tr>{columns}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    with pikepdf.open(io.BytesIO(printed(f"<h1>题</h1>{table}"))) as pdf:
        cells = [one for one in under(pdf.Root.StructTreeRoot.K[0]) if one.S in ("/TH", "/TD")]
        return [(str(one.S), str(one.A.get("/Scope", ""))) for one in cells]


COLUMN, ROW, CELL = ("/TH", "/Column"), ("/TH", "/Row"), ("/TD", "")


def test_heads_say_what_they_head_and_a_title_between_rows_heads_nothing() -> None:
    title = '<tr><th colspan="3" scope="rowgroup">一、类</th></tr>'
    named = [ROW, CELL, CELL] * 4
    found = heads(title, *(row(name, 1, 2) for name in "甲乙丙丁"))
    assert found == [COLUMN, COLUMN, COLUMN, CELL, *named]


def test_the_name_of_a_lone_row_is_a_cell_like_the_rest() -> None:
    assert heads(row("甲", 1, 2)) == [COLUMN, COLUMN, COLUMN, CELL, CELL, CELL]


def test_a_list_of_terms_in_groups_is_a_list_of_items_and_nothing_else() -> None:
    data = printed(
        "<h1>题</h1><dl><div><dt>甲</dt><dd>一</dd></div><div><dt>乙</dt><dd>二</dd></div></dl>"
    )
    with pikepdf.open(io.BytesIO(data)) as pdf:
        (terms,) = (one for one in under(pdf.Root.StructTreeRoot.K[0]) if one.S == "/L")
        assert {str(kid.S) for kid in terms.K} == {"/LI"}
        assert {kid.P.objgen for kid in terms.K} == {terms.objgen}


def test_what_stands_in_the_margins_is_read_by_nobody() -> None:
    data = printed('<div class="banner"><p>征求意见稿</p></div><h1>题</h1><p>正文</p>')
    marked = [char for char in pages(data)[0].chars if char["mcid"] is not None]
    assert "".join(char["text"] for char in marked) == "题正文"
    assert {char["tag"] for char in pages(data)[0].chars if char["mcid"] is None} == {"Artifact"}
