"""What is said to who puts the site on the portal, and the name of the file they are given."""

from dataclasses import dataclass

from reportsite.model import Report
from reportsite.view.frame import column
from reportsite.view.page import View

KINDS = {
    "site": "这是正式发布的网站。",
    "preview": "这是预览，还有待填的内容，不得发布。",
    "demo": "这是演示数据，全部数字和进展都是虚构的，不得发布。",
}


@dataclass(frozen=True, slots=True)
class Readme:
    """What stands beside the site: its title, and whether it may be published."""

    title: str
    kind: str


def view(report: Report, *, release: bool) -> View:
    """Return the words beside the site; the path is the bundle's name, by kind and day."""
    site = report.site
    kind = "demo" if site.is_demo else "site" if release else "preview"
    name = f"{kind}-{site.as_of:%Y%m%d}"
    readme = Readme(site.title, KINDS[kind])
    return View(name, "handover.txt", site.title, site.description, column("about"), readme)
