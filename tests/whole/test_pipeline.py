"""The whole line on the real plan, and what each stage does to stop it."""

from pathlib import Path

import pytest

from reportsite.pipeline import Options, build
from reportsite.problems import ContentError, Problems
from tests.support.checkout import ROOT, checkout, edit, run, tree


def test_real_plan_becomes_a_whole_site(tmp_path: Path) -> None:
    problems = Problems()
    outcome = build(Options(ROOT, tmp_path / "site"), problems)
    paths = tree(tmp_path / "site").keys()
    assert problems.sorted == ()
    assert len([path for path in paths if path.endswith(".html")]) == outcome.pages >= 70
    assert len([path for path in paths if path.endswith(".pdf")]) == outcome.pdfs >= 18
    assert outcome.changed == len(paths)


def test_second_build_changes_nothing(tmp_path: Path) -> None:
    options = Options(ROOT, tmp_path / "site", pdfs=False)
    build(options, Problems())
    before = tree(tmp_path)
    assert build(options, Problems()).changed == 0
    assert tree(tmp_path) == before


def test_site_without_pdfs_links_to_none(tmp_path: Path) -> None:
    build(Options(ROOT, tmp_path / "site", pdfs=False), Problems())
    files = tree(tmp_path / "site")
    assert not [path for path in files if path.endswith(".pdf") or b'.pdf"' in files[path]]


def test_base_path_concerns_only_the_page_for_wrong_addresses(site: Path) -> None:
    build(Options(site, site / "root", pdfs=False), Problems())
    edit(site / "content" / "site.yml", "base_path: / ", "base_path: /zt/zscq/ ")
    outcome = build(Options(site, site / "below", pdfs=False), Problems())
    root, below = tree(site / "root"), tree(site / "below")
    assert outcome.base_path == "/zt/zscq/"
    assert {path for path in root if root[path] != below[path]} == {"404.html"}
    assert b'href="/zt/zscq/index.html"' in below["404.html"]


def test_error_in_the_content_leaves_the_site_alone(site: Path) -> None:
    options = Options(site, site / "output" / "site", pdfs=False)
    build(options, Problems())
    before = tree(site / "output")
    (site / "content" / "plan.md").unlink()
    with pytest.raises(ContentError, match="缺少这个文件"):
        build(options, Problems())
    assert tree(site / "output") == before


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("{{ 1 // 0 }}", "templates/site/free.html:{line}:1: 错误 E601 "),
        ('<a href="nowhere.html">', "output/site/about/index.html:"),
    ],
    ids=["division", "dead link"],
)
def test_fault_of_a_template_leaves_the_site_alone(tmp_path: Path, fault: str, told: str) -> None:
    folder = checkout(tmp_path / "copy")
    assert run(folder, "--no-pdf").returncode == 0
    before = tree(folder / "output" / "site")
    template = folder / "templates" / "site" / "free.html"
    text = template.read_text(encoding="utf-8")
    marker = "{% block main %}\n"
    assert marker in text
    template.write_text(text.replace(marker, f"{marker}{fault}\n"), encoding="utf-8")
    line = text[: text.index(marker)].count("\n") + 2
    failed = run(folder, "--no-pdf")
    assert failed.returncode == 1, failed.stderr
    assert told.format(line=line) in failed.stdout
    assert tree(folder / "output" / "site") == before
