"""What the publisher hands to the portal: the whole site in one zip, with its checksums."""

import hashlib
from collections.abc import Iterable

from reportsite.facts.page import View
from reportsite.plan.model import Report
from reportsite.source.writing import Artifact, zipped

FOLDER = "site"
CHECKSUMS = "SHA256SUMS"
README = "README.txt"


def pack(artifacts: Iterable[Artifact], name: str, readme: str) -> bytes:
    """Return a zip with one folder `name`: the site below it, its checksums, and what to do.

    `sha256sum -c SHA256SUMS` in that folder finds every file that is missing or not as it was made.
    """
    files = sorted((f"{FOLDER}/{artifact.path}", artifact.data) for artifact in artifacts)
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {path}\n" for path, data in files)
    told = readme.replace("\n", "\r\n").encode("utf-8-sig")
    whole = ((README, told), (CHECKSUMS, sums.encode()), *files)
    return zipped((f"{name}/{path}", data) for path, data in whole)


KINDS = {
    "site": "这是正式发布的网站。",
    "preview": "这是预览，还有待填的内容，不得发布。",
    "demo": "这是演示数据，全部数字和进展都是虚构的，不得发布。",
}


def bundle(report: Report, *, release: bool) -> View:
    """Return the words beside the site; the path is the bundle's name, by kind and day."""
    site = report.site
    kind = "demo" if site.is_demo else "site" if release else "preview"
    name = f"{kind}-{site.as_of:%Y%m%d}"
    return View(name, "site/handover.txt", site.title, site.description, KINDS[kind])
