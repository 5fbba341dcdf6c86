"""axe-core, run in a page past its security policy: the page itself stays as it is."""

from functools import cache
from importlib.resources import files

from playwright.sync_api import Page

OPTIONS = {
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}},
    "preload": False,  # fetches every style sheet again, for two rules about media
}


@cache
def script() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """Return every violation axe finds in the page as it now stands: rule, help, first place."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(script())
    found = page.evaluate("options => axe.run(options).then(result => result.violations)", OPTIONS)
    return [f"{one['id']}: {one['help']}: {one['nodes'][0]['html']}" for one in found]
