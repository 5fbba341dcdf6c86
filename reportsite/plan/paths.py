"""Where each page stands in the site: stable for ever, below any sub-path."""

from collections.abc import Callable

OVERVIEW = "index.html"
MEASURES = "measures/index.html"
INDICATORS = "indicators/index.html"
UNITS = "units/index.html"
MATRIX = "matrix/index.html"
BULLETINS = "bulletins/index.html"
PLAN = "plan/index.html"
ASSURANCE = "assurance/index.html"
DEFINITIONS = "definitions/index.html"
UPDATES = "updates/index.html"
METHOD = "method/index.html"
CORRECTIONS = "corrections/index.html"
DATA = "data/index.html"
WORKBOOK = "data/plan.xlsx"
PLAN_JSON = "data/plan.json"
PLAN_SCHEMA = "data/plan.schema.json"
DATA_PACKAGE = "data/datapackage.json"
DICTIONARY = "data/dictionary.csv"
CHECKSUMS = "data/SHA256SUMS"
FAVICON = "favicon.ico"
TOUCH_ICON = "assets/touch-icon.png"
FEED = "feed.xml"
DEADLINES = "deadlines.ics"
SITEMAP_XML = "sitemap.xml"
ROBOTS = "robots.txt"
SEARCH = "search/index.html"
SITEMAP = "sitemap/index.html"
STYLE = "about/style/index.html"
NOT_FOUND = "404.html"
FILTERS = "assets/filters.css"
STYLESHEET = "assets/site.css"
ANNEX_PDF = "pdf/annex.pdf"
MATRIX_PDF = "pdf/matrix.pdf"
REPORT_PDF = "pdf/report.pdf"

Of = Callable[[str], str]  # from an id, a name or a slug
measure: Of = "measures/{}/index.html".format
measure_pdf: Of = "pdf/measures/{}.pdf".format
indicator: Of = "indicators/{}/index.html".format
table_csv: Of = "data/{}.csv".format
table_json: Of = "data/{}.json".format
indicator_csv: Of = "data/indicators/{}.csv".format
chart_svg: Of = "charts/{}.svg".format
chart_png: Of = "charts/{}.png".format
share_image: Of = "share/{}.png".format
unit: Of = "units/{}/index.html".format
unit_pdf: Of = "pdf/units/{}.pdf".format
bulletin: Of = "bulletins/{}/index.html".format
bulletin_pdf: Of = "pdf/bulletins/{}.pdf".format
evidence: Of = "evidence/{}".format
free_page: Of = "{}/index.html".format


def url(path: str) -> str:
    """Return the path as a site URL with a trailing slash: `/measures/07/`."""
    return "/" + path.removesuffix("index.html")
