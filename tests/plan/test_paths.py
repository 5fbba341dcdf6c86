"""Addresses are stable for ever: what a reader has linked to is found there."""

from collections.abc import Callable

import pytest

from reportsite.plan import paths

PAGES = {
    "index", "measures/index", "indicators/index", "units/index", "matrix/index",
    "bulletins/index", "plan/index", "assurance/index", "definitions/index", "updates/index",
    "method/index", "corrections/index", "data/index", "search/index", "sitemap/index",
    "about/style/index", "404",
}  # fmt: skip
FILES = {
    "data/plan.xlsx", "data/plan.json", "data/plan.schema.json", "data/datapackage.json",
    "data/dictionary.csv", "data/SHA256SUMS", "favicon.ico", "assets/touch-icon.png", "feed.xml",
    "deadlines.ics", "sitemap.xml", "robots.txt", "assets/filters.css", "assets/site.css",
    "pdf/annex.pdf", "pdf/matrix.pdf", "pdf/report.pdf",
}  # fmt: skip


def test_pages_and_files_keep_their_addresses() -> None:
    named = {value for name, value in vars(paths).items() if name.isupper()}
    assert named == {f"{page}.html" for page in PAGES} | FILES


@pytest.mark.parametrize(
    ("made", "address"),
    [
        (paths.measure, "measures/07/index.html"),
        (paths.measure_pdf, "pdf/measures/07.pdf"),
        (paths.indicator, "indicators/07/index.html"),
        (paths.table_csv, "data/07.csv"),
        (paths.table_json, "data/07.json"),
        (paths.indicator_csv, "data/indicators/07.csv"),
        (paths.chart_svg, "charts/07.svg"),
        (paths.chart_png, "charts/07.png"),
        (paths.share_image, "share/07.png"),
        (paths.unit, "units/07/index.html"),
        (paths.unit_pdf, "pdf/units/07.pdf"),
        (paths.bulletin, "bulletins/07/index.html"),
        (paths.bulletin_pdf, "pdf/bulletins/07.pdf"),
        (paths.free_page, "07/index.html"),
    ],
)
def test_what_there_are_several_of_is_addressed_by_its_key(
    made: Callable[[str], str], address: str
) -> None:
    assert made("07") == address


def test_a_page_is_linked_to_as_the_folder_it_stands_in() -> None:
    assert paths.url(paths.OVERVIEW) == "/"
    assert paths.url(paths.measure("07")) == "/measures/07/"
    assert paths.url(paths.NOT_FOUND) == "/404.html"
