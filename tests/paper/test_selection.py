"""`--only` prints what fits a pattern and leaves the other documents as they stand."""

from pathlib import Path

from reportsite.paper import left_as_printed, selected
from reportsite.problems import Problems
from reportsite.source.writing import Manuscript

MANY = [Manuscript(f"pdf/{name}.pdf", "", "a.md") for name in ("units/a", "units/b", "annex")]


def paths(found: list[Manuscript]) -> list[str]:
    return [one.path for one in found]


def test_a_pattern_picks_documents_by_their_path() -> None:
    problems = Problems()
    wanted, others = selected(MANY, "pdf/units/*", problems)
    assert paths(wanted) == ["pdf/units/a.pdf", "pdf/units/b.pdf"]
    assert paths(others) == ["pdf/annex.pdf"]
    assert selected(MANY, "", problems) == (MANY, [])
    assert problems.sorted == ()


def test_a_pattern_that_fits_nothing_is_told_with_what_there_is() -> None:
    problems = Problems()
    selected(MANY, "units", problems)
    (problem,) = problems.sorted
    assert problem.code.name == "E712"
    assert "pdf/units/a.pdf" in problem.hint


def test_the_others_stay_byte_for_byte_and_those_never_printed_are_one_problem(
    tmp_path: Path,
) -> None:
    problems = Problems()
    (tmp_path / "pdf" / "units").mkdir(parents=True)
    (tmp_path / "pdf" / "units" / "a.pdf").write_bytes(b"as it stood")
    (kept,) = left_as_printed([MANY[0]], tmp_path, problems)
    assert (kept.data, problems.sorted) == (b"as it stood", ())
    assert left_as_printed(MANY, tmp_path, problems) == []
    (problem,) = problems.sorted
    assert problem.code.name == "E713"
    assert "有2份还没有印过（pdf/units/b.pdf、pdf/annex.pdf）" in problem.message
