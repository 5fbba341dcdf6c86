"""The finished sites that tests look at: the real one, the demo, and the real one as released.

All three stand below one web root, each on a path of its own, as topics on a portal would.
"""

from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

from reportsite.pipeline import Options, build
from reportsite.problems import Problems
from tests.support.checkout import ROOT, edit
from tests.support.printing import demo_set, real_set

HOST = "https://zt.example.gov.cn"
FILLED = {
    "published": "2023-07-04 09:00",
    "domain": "zt.example.gov.cn",
    "site_id_code": "1500000000",
    "icp": "甲ICP备00000000号",
    "police": "甲公网安备00000000000000号",
    "data_licence": "甲许可",
    "phone": "0000-0000000",
    "address": "甲市乙路1号",
    "conac_url": "https://bszs.example.gov.cn/sitename?method=show&id=甲",
    "report_error_url": "https://zfwzgl.example.gov.cn/exposure/jiucuo.html?site_code=1500000000",
}


@dataclass(frozen=True, slots=True)
class Website:
    """A site to build: its path below the host, and which of the three it is."""

    base: str
    demo: bool = False
    release: bool = False

    def below(self, folder: Path) -> Path:
        """Return the place of the site below a web root, or of its project below another folder."""
        return folder / self.base.strip("/")


REAL = Website("/zt/zscq/")
DEMO = Website("/zt/yanshi/", demo=True)
RELEASED = Website("/zt/fabu/", release=True)


def fill(settings: Path, *, host: str = HOST) -> None:
    """Give every gap of a site.yml a value that cannot be mistaken for a true one."""
    for name, value in {**FILLED, "base_url": host}.items():
        edit(settings, f"\n{name}: 待填", f'\n{name}: "{value}"')


def settle(project: Path, website: Website, *, host: str = HOST) -> None:
    """Set a copy of the project up for a website."""
    settings = project / "content" / "site.yml"
    edit(settings, "base_path: / ", f"base_path: {website.base} ")
    if website.release:
        fill(settings, host=host)


def built(folder: Path, website: Website, *, host: str = HOST, pdfs: bool = True) -> Path:
    """Build a website below the web root `folder/web`; return the site's folder."""
    project, site, problems = website.below(folder), website.below(folder / "web"), Problems()
    for part in ("content", "data"):
        copytree(ROOT / part, project / part)
    settle(project, website, host=host)
    options = Options(project, site, pdfs=pdfs, release=website.release, demo=website.demo)
    build(options, problems)
    assert problems.sorted == ()
    return site


def all_built(folder: Path) -> None:
    """Build the three websites below one web root; what is printed stands in the set's memory."""
    real_set(), demo_set()
    for website in (REAL, DEMO, RELEASED):
        built(folder, website, pdfs=website is not RELEASED)
