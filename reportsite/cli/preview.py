"""The preview on the editor's own machine: save, and the open pages show what became of it.

One loop does everything in turn: look at the files, build, tell the open pages, answer requests.
So no request meets half a site, a save during a build is found by the next look, and no reload is
held back. Of livereload its channel to the browser and its script are used; its watcher drops
changes (it looks every 0.8 s, reloads at most every 3 s and dies of an exception), and its server
injects a script into the page that the site's security policy forbids.
"""

import asyncio
import errno
import json
import os
import traceback
from dataclasses import replace
from http import HTTPStatus
from socket import socket
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.server import LiveScriptInjector
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, StaticFileHandler, url

from reportsite import pipeline
from reportsite.plan.paths import NOT_FOUND
from reportsite.problems import ContentError, Problem, Problems, as_text
from reportsite.source.cache import INPUTS, Stamps, stamps

ADDRESS = "127.0.0.1"
FOLDER = "preview"
LOOK_EVERY = 0.1  # seconds between two looks at the files
RELOAD = {"command": "reload", "path": "*", "liveCSS": False, "liveImg": False}
REASONS = {errno.EADDRINUSE: "正被别的程序使用", errno.EACCES: "没有权限"}
COMMAND = ".venv/bin/python build.py"
TEMPLATES = pipeline.PROGRAM / "templates"


def serve(options: pipeline.Options, *, port: int) -> int:
    """Show the site at a local address, rebuilt on every save, until Ctrl-C; return the exit code.

    It has a folder of its own beside the site, no PDFs and no index for search. Port 0 takes any free one.
    """
    preview = Preview(
        replace(options, site=options.site.with_name(FOLDER), pdfs=False, search=False)
    )
    try:
        sockets = bind_sockets(port, ADDRESS)
    except OSError as error:
        reason = REASONS.get(error.errno or 0, error.strerror)
        print(f"端口{port}用不了：{reason}。可以任选一个空闲的：{COMMAND} serve --port 0")
        return 1
    try:
        asyncio.run(_run(preview, sockets))
    except KeyboardInterrupt:
        print("\n预览已结束。")
    return 0


class Preview:
    """What the open pages are to show: the last build's site, or its problems in their place."""

    def __init__(self, options: pipeline.Options) -> None:
        loader = FileSystemLoader(TEMPLATES)
        environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
        self.options = options
        self.base_path = "/"
        self.fault = ""
        self._page = environment.get_template("cli/problems.html")
        self._turn = 0

    @property
    def version(self) -> str:
        """Name what is shown now; other runs have other names, for pages left open from them."""
        return f"{os.getpid()}-{self._turn}"

    def look(self) -> Stamps:
        """Return the dates and sizes of all files that may be edited."""
        return stamps(*(self.options.root / name for name in INPUTS), TEMPLATES)

    def rebuild(self) -> None:
        """Build once and say how it went; never raise, since the next save may mend it."""
        before, problems = self.fault, Problems()
        try:
            outcome = pipeline.build(self.options, problems)
        except ContentError as error:
            self._refuse(error.problems)
        except Exception:  # noqa: BLE001 -- the program's own fault, or of a template in the making
            self._refuse((), traceback.format_exc())
        else:
            self.fault, self.base_path = "", outcome.base_path
            self._turn += outcome.changed > 0
            print(f"{as_text(problems.sorted)}已生成，更新了{outcome.changed}个文件。")
        self._turn += self.fault != before

    def _refuse(self, problems: tuple[Problem, ...], crash: str = "") -> None:
        title = f"有{len(problems)}个问题，网站没有更新" if problems else "程序出错，网站没有更新"
        self.fault = self._page.render(title=title, problems=problems, crash=crash)
        print(f"{as_text(problems)}{crash}{title}。")


async def _run(preview: Preview, sockets: list[socket]) -> None:
    HTTPServer(_application(preview)).add_sockets(sockets)
    address = f"http://{ADDRESS}:{sockets[0].getsockname()[1]}/"
    print(f"预览：{address}　保存后网页自动刷新，结束按 Ctrl-C")
    built, before = None, preview.look()
    while True:
        now = preview.look()
        if now == before != built:  # two looks agree: no file is half saved
            built = now
            preview.rebuild()
            for channel in LiveReloadHandler.waiters.copy():
                channel.catch_up()
        before = now
        await asyncio.sleep(LOOK_EVERY)


def _application(preview: Preview) -> Application:
    class Injector(LiveScriptInjector):  # type: ignore[misc]
        """Adds the script to a page, and with it the version the page shows."""

        @property
        def script(self) -> bytes:
            source = f"/livereload.js?snipver={preview.version}"
            return f'<script src="{source}" defer></script>'.encode()

    handlers = [
        url("/livereload", _Channel, {"preview": preview}),
        url("/livereload.js", LiveReloadJSHandler),
        url("/(.*)", _Pages, {"preview": preview}),
    ]
    return Application(handlers, transforms=[Injector], log_function=lambda _: None)


class _Channel(LiveReloadHandler):  # type: ignore[misc]
    """The line to one open page, which says on opening what version it shows."""

    def initialize(self, preview: Preview) -> None:
        self._preview = preview
        self._shown = ""

    def on_message(self, message: str) -> None:
        super().on_message(message)
        said = json.loads(message)
        if said["command"] == "hello":
            self._shown = said.get("snipver", "")
        if self in LiveReloadHandler.waiters:
            self.catch_up()

    def catch_up(self) -> None:
        """Have the page reload itself unless it shows the present version."""
        if self._shown != self._preview.version:
            self.send_message(RELOAD)


class _Pages(StaticFileHandler):
    """The site below its base path; every page is the problems while there are any."""

    def initialize(self, preview: Preview) -> None:  # type: ignore[override]
        super().initialize(str(preview.options.site), "index.html")
        self._preview = preview

    def set_default_headers(self) -> None:
        self.set_header("Cache-Control", "no-store")

    def prepare(self) -> None:
        if self._preview.fault:
            self.set_status(HTTPStatus.INTERNAL_SERVER_ERROR)
            self.finish(self._preview.fault)
        elif not self.request.path.startswith(self._preview.base_path):
            self.redirect(self._preview.base_path)

    def parse_url_path(self, url_path: str) -> str:
        return super().parse_url_path(f"/{url_path}".removeprefix(self._preview.base_path))

    def compute_etag(self) -> None:
        return None

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        page = self._preview.options.site / NOT_FOUND
        if status_code == HTTPStatus.NOT_FOUND and page.is_file():
            self.finish(page.read_bytes())
        else:
            super().write_error(status_code, **kwargs)
