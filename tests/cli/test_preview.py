"""The preview as a program meets it; how it looks in a browser is tested in browser/."""

import asyncio
import json
import os
import re
import socket
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tornado.websocket import websocket_connect

from tests.support.checkout import Tree, checkout, edit, run, tree
from tests.support.preview import Served, kept, serving

MEASURE = "content/measures/09-market-operation.md"
HELLO = {"command": "hello", "protocols": ["http://livereload.com/protocols/official-7"]}
PAGE = "---\ntitle: 说明\nsummary: 说明。\n---\n\n一段话。\n"
INFO = {"command": "info", "plugins": {}, "url": "http://127.0.0.1/"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the checkout that is served."""
    return checkout(tmp_path_factory.mktemp("serve") / "copy")


@pytest.fixture(scope="module")
def running(folder: Path) -> Iterator[Served]:
    with serving(folder) as server:
        server.line_with("已生成")
        yield server


@pytest.fixture
def served(folder: Path, running: Served) -> Iterator[Served]:
    """Return the preview; what a test edits is as before when it is over."""
    with kept(folder, running):
        yield running


def version(served: Served) -> str:
    """Return the version the home page tells its script."""
    found = re.search(
        r'<script src="/livereload\.js\?snipver=([\d-]+)" defer></script>', served.get("/")[1]
    )
    assert found
    return found[1]


def messages(served: Served, shown: str) -> list[str]:
    """Return the commands a page that shows a version gets on opening its line."""

    async def talk() -> list[str]:
        line = await websocket_connect(served.address.replace("http", "ws") + "/livereload")
        await line.write_message(json.dumps(HELLO | {"snipver": shown}))
        await line.write_message(json.dumps(INFO))
        await line.write_message(json.dumps(HELLO))  # answered last: all before it has been said
        said: list[str] = []
        while said.count("hello") < 2:
            said.append(json.loads(await line.read_message() or "")["command"])
        line.close()
        while await line.read_message():
            pass
        return said

    with ThreadPoolExecutor() as thread:  # a browser test may have left a loop in this one
        return thread.submit(asyncio.run, talk()).result()


def test_pages_are_the_sites_own_but_for_the_script(folder: Path, served: Served) -> None:
    status, text = served.get("/measures/09/")
    assert status == 200
    script = re.compile(r'<script src="/livereload\.js\?snipver=[\d-]+" defer></script>')
    assert len(script.findall(text)) == 1
    page = folder / "output" / "preview" / "measures" / "09" / "index.html"
    assert script.sub("", text) == page.read_text(encoding="utf-8")


def test_preview_leaves_the_published_site_alone(folder: Path, served: Served) -> None:
    assert served.get("/")[0] == 200
    assert not (folder / "output" / "site").exists()


def test_save_changes_the_page(folder: Path, served: Served) -> None:
    edit(folder / MEASURE, "summary: 深化", "summary: 进一步深化")
    served.shows("/measures/09/", "进一步深化")


@pytest.mark.parametrize("path", ["/", "/measures/09/", "/no/such/page", "/assets/site.css"])
def test_broken_save_shows_its_problems_at_every_address(
    folder: Path, served: Served, path: str
) -> None:
    edit(folder / MEASURE, "  - 市金融办", "  - 市金融辦")
    served.answers(path, 500)
    text = re.sub(r"<[^>]+>|\s+", " ", served.get(path)[1])
    assert "有1个问题，网站没有更新" in text
    assert "content/measures/09-market-operation.md:8:5" in text
    assert "错误 E301" in text
    assert "责任单位「市金融辦」不在 data/units.yml。是不是「市金融办」？" in text


def test_broken_save_is_told_on_the_terminal_in_the_same_words(
    folder: Path, served: Served
) -> None:
    assert served.get("/")[0] == 200
    edit(folder / MEASURE, "  - 市金融办", "  - 市金融辦")
    assert served.line_with("E301") == run(folder, "check").stdout.rstrip("\n")


def test_broken_save_leaves_the_last_good_site(folder: Path, served: Served) -> None:
    before = tree(folder / "output" / "preview")
    edit(folder / MEASURE, "  - 市金融办", "  - 市金融辦")
    served.answers("/", 500)
    assert tree(folder / "output" / "preview") == before


def test_mended_save_heals(folder: Path, served: Served) -> None:
    edit(folder / MEASURE, "  - 市金融办", "  - 市金融辦")
    served.answers("/", 500)
    edit(folder / MEASURE, "  - 市金融辦", "  - 市金融办")
    served.answers("/", 200)


def test_fault_of_the_program_shows_and_heals_too(folder: Path, served: Served) -> None:
    icon = folder / "templates" / "site" / "assets" / "favicon.svg"
    aside = icon.rename(folder / "favicon.svg")
    served.answers("/", 500)
    assert "程序出错，网站没有更新" in served.get("/")[1]
    assert "FileNotFoundError" in served.get("/")[1]
    aside.rename(icon)
    served.answers("/", 200)


def test_last_of_many_quick_saves_shows(folder: Path, served: Served) -> None:
    file = folder / MEASURE
    text = file.read_text(encoding="utf-8")
    for number in range(300):
        file.write_text(
            text.replace("summary: 深化", f"summary: 第{number}稿深化"), encoding="utf-8"
        )
        served.get("/livereload.js")
    served.shows("/measures/09/", "第299稿深化")


def test_change_during_a_build_is_not_lost(folder: Path, served: Served) -> None:
    """A page that is a pipe holds the build up after it has read the measures."""
    pipe = folder / "content" / "pages" / "pipe.md"
    os.mkfifo(pipe)
    end = os.open(pipe, os.O_WRONLY)  # as soon as the build reads from it
    edit(folder / MEASURE, "summary: 深化", "summary: 进一步深化")
    pipe.unlink()
    os.write(end, PAGE.encode())
    os.close(end)
    served.shows("/measures/09/", "进一步深化")
    assert served.get("/pipe/")[0] == 404


def test_new_and_deleted_pages_come_and_go(folder: Path, served: Served) -> None:
    page = folder / "content" / "pages" / "notes.md"
    page.write_text(PAGE, encoding="utf-8")
    served.answers("/notes/", 200)
    page.unlink()
    served.answers("/notes/", 404)


def test_save_without_a_change_reloads_nothing(folder: Path, served: Served) -> None:
    before = version(served)
    os.utime(folder / MEASURE)
    served.line_with("更新了0个文件")
    assert version(served) == before


def test_page_older_than_the_last_save_is_told_to_reload_on_connecting(
    folder: Path, served: Served
) -> None:
    old = version(served)
    assert messages(served, old) == ["hello", "hello"]
    edit(folder / MEASURE, "summary: 深化", "summary: 进一步深化")
    served.until(lambda: version(served) != old)
    assert messages(served, old) == ["hello", "reload", "hello"]
    assert messages(served, version(served)) == ["hello", "hello"]


def test_wrong_address_shows_the_sites_own_page_for_it(served: Served) -> None:
    status, text = served.get("/no/such/page")
    assert status == 404
    assert "没有找到这个页面" in text


def test_folder_without_its_slash_is_found(served: Served) -> None:
    assert served.get("/measures")[0] == 200


@pytest.mark.parametrize("path", ["/../../build.py", "/%2e%2e/%2e%2e/build.py", "//build.py"])
def test_only_the_preview_is_served(served: Served, path: str) -> None:
    assert served.get(path)[0] in (403, 404)


def test_pages_are_never_cached(served: Served) -> None:
    with urllib.request.urlopen(f"{served.address}/assets/site.css") as answer:
        assert answer.headers["Cache-Control"] == "no-store"


def test_no_other_machine_is_answered(served: Served) -> None:
    port = int(served.address.rpartition(":")[2])
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", port))


def test_edited_preview_is_what_a_fresh_build_makes(
    folder: Path, served: Served, tmp_path: Path
) -> None:
    edit(folder / MEASURE, "summary: 深化", "summary: 进一步深化")
    edit(folder / "templates" / "site" / "parts" / "base.html", "跳到正文", "跳到这一页的正文")
    served.shows("/measures/09/", "跳到这一页的正文")
    assert run(folder, "--no-pdf", "--output", str(tmp_path)).returncode == 0
    assert _unsearched(tree(folder / "output" / "preview")) == _unsearched(tree(tmp_path / "site"))


def _unsearched(files: Tree) -> Tree:
    """Leave out the search, which a preview does without and says so."""
    return {p: data for p, data in files.items() if not p.startswith(("search/", "pagefind/"))}


def test_site_below_a_sub_path_is_served_there(tmp_path: Path) -> None:
    folder = checkout(tmp_path / "copy")
    edit(folder / "content" / "site.yml", "base_path: / ", "base_path: /zt/zscq/ ")
    with serving(folder) as served:
        assert served.get("/zt/zscq/measures/09/")[0] == 200
        assert served.get("/zt/zscq/nix")[0] == 404
        with urllib.request.urlopen(f"{served.address}/") as answer:
            assert answer.url == f"{served.address}/zt/zscq/"


def test_project_that_is_broken_from_the_start_heals(tmp_path: Path) -> None:
    folder = checkout(tmp_path / "copy")
    edit(folder / MEASURE, "  - 市金融办", "  - 市金融辦")
    with serving(folder) as served:
        assert served.get("/")[0] == 500
        edit(folder / MEASURE, "  - 市金融辦", "  - 市金融办")
        served.answers("/", 200)


def test_control_c_ends_it_cleanly(tmp_path: Path) -> None:
    with serving(checkout(tmp_path / "copy")) as served:
        assert served.stop() == 0
        assert served.line_with("预览") == "预览已结束。"
        assert served.lines.get() is None


def test_port_in_use_is_said_and_fails(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = run(checkout(tmp_path / "copy"), "serve", "--port", str(port))
    assert said.returncode == 1
    assert said.stdout.startswith(f"端口{port}用不了：正被别的程序使用。")
    assert said.stderr == ""
