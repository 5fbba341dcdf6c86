"""What may not stand alone on a page, nor at its foot, is told where no stylesheet can help it."""

import pytest

from tests.support.printing import told

ROW = '<tr><th scope="row">名称</th><td>1</td></tr>'
HEAD = '<thead><tr><th scope="col">名称</th><th scope="col">数</th></tr></thead>'
FREE = "<style>h2, tr, .signature { break-before: auto !important; break-after: auto !important }</style>"


def lines(count: int) -> str:
    return "<p>字</p>" * count


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (f"{lines(21)}<h2>一、标题</h2><p>正文</p>", "第1页末尾只剩标题“一、标题”。"),
        (
            f'{lines(22)}<div class="signature"><p>市政府</p></div>',
            "第2页只有落款“市政府”。",
        ),
        (
            f"{lines(20)}<table>{HEAD}<tbody>{ROW * 2}</tbody></table>",
            "第2页只有一个表的最后一行（跨页的第1个表）。",
        ),
    ],
)
def test_a_bad_break_is_told_with_its_page_and_words(body: str, message: str) -> None:
    assert told(body, FREE) == [("E707", f"pdf/test.pdf{message}")]


@pytest.mark.parametrize(
    "body",
    [
        f"{lines(21)}<h2>一、标题</h2><p>正文</p>",
        f"{lines(20)}<table>{HEAD}<tbody>{ROW * 2}</tbody></table>",
        f"{lines(10)}<table>{HEAD}<tbody>{ROW * 17}</tbody></table>",
    ],
)
def test_the_stylesheet_mends_what_it_can(body: str) -> None:
    assert told(body) == []


def test_a_table_of_one_row_and_a_title_at_the_end_of_a_document_are_no_fault() -> None:
    assert told(f"<table>{HEAD}<tbody>{ROW}</tbody></table><h2>末</h2>") == []
