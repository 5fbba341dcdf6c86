"""The index: what is searched, how text is cut, and the same files every time."""

from dataclasses import replace

from reportsite.plan.model import Report
from reportsite.plan.register import UnitName
from reportsite.site import filters
from reportsite.site.search import BREAK, FOLDER, UNSEEN, index, searched, split
from reportsite.source.writing import Artifact
from tests.support.demo import page_views

PAGE = (
    '<!doctype html><html lang="zh-CN"><title>题</title>'
    '<main id="main" data-pagefind-body data-facets="facet1|facet2" data-also="市农牧局">'
    "<h1>质押融资</h1><p>到2025年达到0.78件，</p></main></html>"
)


def test_every_chinese_character_is_a_word_and_figures_stay_whole() -> None:
    assert " 质  押  融  资 " in split(PAGE)
    assert "到 2025 年  达  到 0.78 件 ，" in split(PAGE)


def test_no_phrase_reaches_from_one_block_into_the_next() -> None:
    assert f"{BREAK} </h1>" in split(PAGE)


def test_facets_and_other_names_are_searched_and_never_shown() -> None:
    unseen = split(PAGE).partition(UNSEEN)[2].partition("</main>")[0]
    assert " 农  牧  局 " in unseen
    assert "facet1 facet2" in unseen


def test_attributes_and_pages_outside_search_stay_as_they_are() -> None:
    assert 'data-also="市农牧局"' in split(PAGE)
    plain = "<html><main><p>质押</p></main></html>"
    assert split(plain) == plain


def test_a_page_of_records_is_found_record_by_record_where_each_stands() -> None:
    update = '<div id="{0}" data-record="facet{0}" data-title="题“{0}”&amp;">说{0}</div>'
    page = PAGE.replace("</main>", update.format(1) + update.format(2) + "</main>")
    found = dict(searched(Artifact("updates/index.html", page.encode())))
    assert list(found) == ["updates/index/1.html", "updates/index/2.html"]
    first = found["updates/index/1.html"]
    assert 'data-facets="facet1"' in first
    assert "at:updates/index.html#1" in first
    assert ">题“1”&amp;</h1>" in first
    assert "说1" in first
    assert "说2" not in first


def test_index_is_the_same_every_time_and_ships_no_foreign_interface() -> None:
    pages = [Artifact(f"{number}/index.html", PAGE.encode()) for number in range(9)]
    once, again = index(pages), index(pages)
    assert once == again
    names = {artifact.path for artifact in once}
    assert f"{FOLDER}/pagefind.js" in names
    assert not [name for name in names if name.endswith(".css") or "-ui" in name]


def test_articles_are_searched_and_mere_lists_are_not(report: Report) -> None:
    known = {view.path for view in page_views(report, preview=True) if view.searched}
    assert {"measures/09/index.html", "units/nongmu/index.html", "plan/index.html"} <= known
    assert not known & {"index.html", "measures/index.html", "sitemap/index.html", "404.html"}


def test_facets_of_one_word_have_one_meaning(report: Report) -> None:
    facets = {facet for view in page_views(report, preview=True) for facet in view.searched}
    assert len({facet.word for facet in facets}) == len(facets) > 30


def test_a_page_that_only_speaks_of_records_is_found_whole() -> None:
    page = Artifact("about/index.html", PAGE.replace("质押", "data-record").encode())
    assert [path for path, _ in searched(page)] == ["about/index.html"]


def test_a_measure_is_found_by_every_name_of_its_units(report: Report) -> None:
    unit = report.register.by_name["市农牧局"]
    earlier = UnitName(full_name="巴彦淖尔市农牧业局", until="2019-03", verified="核实")
    renamed = replace(unit, names=(earlier,))
    names = {"市农牧局", "巴彦淖尔市农牧局", "农牧局"}
    assert set(filters.names(renamed)) == {*names, "巴彦淖尔市农牧业局"}
    also = {view.path: set(view.also) for view in page_views(report, preview=True)}
    for measure in report.measures:
        is_named = unit in {responsible.unit for responsible in measure.units}
        assert (names <= also[f"measures/{measure.id}/index.html"]) == is_named


def test_a_name_is_said_once_and_none_is_empty(report: Report) -> None:
    unit = replace(report.register.units[0], full_name="", aliases=("甲局", "甲局"))
    assert filters.names(unit) == tuple(
        dict.fromkeys([unit.name, "甲局", *(n.full_name for n in unit.names)])
    )
