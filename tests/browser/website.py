"""The finished sites, served from this machine below sub-paths, as a portal would, and a browser."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.support.checkout import ROOT
from tests.support.websites import Website

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
PATIENCE = 600_000  # milliseconds: ten minutes, which only what hangs ever takes

# What only figures and words that were reported bring about: the page that asks most of its kind.
DEMO_KINDS = {
    "overview": "index.html",
    "indicator": "indicators/06/index.html",
    "measure": "measures/09/index.html",
    "unit": "units/shichang-jianguan/index.html",
    "updates": "updates/index.html",
    "corrections": "corrections/index.html",
    "bulletin": "bulletins/2026-01/index.html",
}
CHOSEN = {
    "overview": "index.html",
    "measure": "measures/11/index.html",
    "indicator": "indicators/19/index.html",
    "unit": "units/shichang-jianguan/index.html",
    "free": "about/index.html",
    "style": "about/style/index.html",
    "bulletin": "bulletins/2023-01/index.html",
    "404": "404.html",
}
# One page of every kind, by its template: a kind of which there is one page stands under its name.
KINDS = {
    kind: CHOSEN.get(kind, f"{kind}/index.html")
    for kind in sorted(file.stem for file in (ROOT / "templates" / "site").glob("*.html"))
    if kind in CHOSEN or kind not in DEMO_KINDS or kind == "corrections"
}


def addresses(website: Website, web: Path, host: str) -> list[str]:
    """Return every page of a site below a host."""
    pages = sorted(website.below(web).rglob("*.html"))
    return [f"{host}/{page.relative_to(web).as_posix()}" for page in pages]


@contextmanager
def served(web: Path) -> Iterator[str]:
    """Serve a web root on a free port; yield its address without final slash."""
    handler = partial(_Handler, directory=str(web))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a browser; whatever is expected of its pages may take long."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, timeout=PATIENCE)
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, *, scripts: bool = True) -> Iterator[Page]:
    """Open a page that knows nothing of any other."""
    context = browser.new_context(java_script_enabled=scripts)
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


class _Handler(SimpleHTTPRequestHandler):
    """A plain static host with the site's own page for wrong addresses, as nginx is set up."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        asked = Path(self.translate_path(self.path))
        found = [page for folder in asked.parents if (page := folder / "404.html").exists()]
        if code != HTTPStatus.NOT_FOUND or not found:
            return super().send_error(code, message, explain)
        data = found[0].read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
        return None

    def log_message(self, *_: object) -> None:
        pass
