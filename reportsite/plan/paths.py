"""Where each page stands in the site: stable for ever, below any sub-path."""

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


def measure(id: str) -> str:
    return f"measures/{id}/index.html"


def measure_pdf(id: str) -> str:
    return f"pdf/measures/{id}.pdf"


def indicator(id: str) -> str:
    return f"indicators/{id}/index.html"


def table_csv(name: str) -> str:
    return f"data/{name}.csv"


def table_json(name: str) -> str:
    return f"data/{name}.json"


def indicator_csv(id: str) -> str:
    return f"data/indicators/{id}.csv"


def chart_svg(id: str) -> str:
    return f"charts/{id}.svg"


def chart_png(id: str) -> str:
    return f"charts/{id}.png"


def share_image(kind: str) -> str:
    return f"share/{kind}.png"


def unit(id: str) -> str:
    return f"units/{id}/index.html"


def unit_pdf(id: str) -> str:
    return f"pdf/units/{id}.pdf"


def bulletin(id: str) -> str:
    return f"bulletins/{id}/index.html"


def bulletin_pdf(id: str) -> str:
    return f"pdf/bulletins/{id}.pdf"


def free_page(slug: str) -> str:
    return f"{slug}/index.html"


def url(path: str) -> str:
    """Return the path as a site URL with a trailing slash: `/measures/07/`."""
    return "/" + path.removesuffix("index.html")
