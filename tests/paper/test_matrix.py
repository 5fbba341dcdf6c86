"""The matrix on a wide page: every mark is a responsibility of the register."""

import pytest

from tests.support.demo import real_report
from tests.support.printing import MM, copied, pages, real_set

MATRIX = "pdf/matrix.pdf"
NAMED, THROUGH_GROUP = "●", "○"


def test_the_marks_are_the_brackets_and_their_groups_members_on_one_wide_page() -> None:
    report = real_report()
    (page,) = pages(real_set()[MATRIX])
    assert page.width * MM == pytest.approx(297, abs=0.1)
    (table,) = page.extract_tables()
    printed = {row[1].replace("\n", ""): row[2:] for row in table[1:-1]}
    groups = {group.id: group.members for group in report.register.groups}
    bodies = (*report.register.responsible, *report.register.members)
    assert list(printed) == [measure.title for measure in report.measures]
    for measure in report.measures:
        named = {responsible.unit.id for responsible in measure.units}
        members = {member.id for id in named & set(groups) for member in groups[id]}
        marks = [
            NAMED if body.id in named else THROUGH_GROUP if body.id in members else ""
            for body in bodies
        ]
        assert printed[measure.title] == marks


def test_every_body_is_named_in_full_at_the_head_of_its_column() -> None:
    (said,) = copied(real_set()[MATRIX])
    (page,) = pages(real_set()[MATRIX])
    heads = page.extract_tables()[0][0][2:]
    bodies = (*real_report().register.responsible, *real_report().register.members)
    assert len(heads) == len(bodies) == 34
    for head, body in zip(heads, bodies, strict=True):
        assert sorted("".join((head or "").split())) == sorted(body.name)
    assert "名单没有公布，不作推断" in said


def test_nothing_in_the_matrix_is_smaller_than_9_pt() -> None:
    (page,) = pages(real_set()[MATRIX])
    upright = [char["size"] for char in page.chars if char["upright"]]
    assert min(upright) >= 9 - 0.01
