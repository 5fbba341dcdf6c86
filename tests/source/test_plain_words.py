"""Words from a form are shown as they were written, whatever they look like."""

import lxml.html
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reportsite.problems import Place, Problems
from reportsite.source.calls import Function
from reportsite.source.markdown import BLANK, Context, markdown, prose

PIECES = [
    *"#*_`[]()（）{}｛｝<>!-+=~|:.1290 \\&;/'\"ab中文。、：【】^$%@\n\t\u3000",
    "{{", "}}", "{% x %}", "｛｛ 各项目标() ｝｝", "{{ 各项目标() }}", "http://a.b", "&amp;", "&#12;",
    "# ", "## 进展", "### 2024年上半年", "---", "===", "1. ", "- ", "/measures/07/", "[^1]: ",
    "*[x]: ", "{: .x}", "<!--", "-->", "<b>", "\n\n", "    ", "!!! note", "__", "**", "【a】（#b）",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
@example("# 第一\n---\n1. 完成")
@example("{{ 各项目标() }}")
@example("【附件】（/measures/07/）")
@settings(max_examples=600)
def test_any_words_come_back_as_paragraphs_without_a_complaint(words: str) -> None:
    problems = Problems()
    context = Context({}, {"各项目标": Function(lambda: "别的")})
    blocks = prose(markdown(words), Place("x.md"), context, problems)
    html = lxml.html.fragment_fromstring("".join(map(str, blocks)), create_parent=True)
    assert problems.sorted == ()
    assert {element.tag for element in html} <= {"p"}
    shown = [squeezed(element.text_content()) for element in html]
    assert shown == [squeezed(line) for line in words.split("\n") if line.strip(BLANK)]


def squeezed(text: str) -> str:
    """Return a text as a browser shows it."""
    return " ".join(part for part in text.replace("\t", " ").split(" ") if part).strip(BLANK)


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("完成3项，新增2件。", "完成3项，新增2件。"),
        ("一、修订办法\n二、开展宣讲", "一、修订办法\n\n二、开展宣讲"),
        ("同比增长12.5%（见附件）", "同比增长12.5%（见附件）"),
        ("## 进展", "\\## 进展"),
        ("---", "\\---"),
        ("1. 修订", "1\\. 修订"),
    ],
)
def test_what_is_no_sign_stays_as_it_is(words: str, written: str) -> None:
    assert markdown(words) == written
