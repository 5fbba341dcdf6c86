"""Read the finished site as a browser would: links, anchors, ids, meta tags, foreign requests."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from lxml import html

from reportsite.problems import Code, Place, Problems, closest
from reportsite.source.writing import Artifact

ALWAYS = {"SiteName", "SiteDomain", "SiteIDCode", "description", "viewport"}
COLUMN = {"ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"}
ARTICLE = {"ArticleTitle", "PubDate", "ContentSource"}
LOADED = "//@src | //@srcset | //@poster | //object/@data | //form/@action | //link[@rel!='canonical']/@href"
CSS_ADDRESS = re.compile(r"""(?:url\(|@import)\s*["']?([^"')\s]+)""")
DATA_BLOCK = "application/ld+json"  # never executed, so the security policy lets it stand
INLINE = f"//style | //script[not(@src) and not(@type='{DATA_BLOCK}')] | //*[@style] | //@*[starts-with(name(), 'on')]/.."


@dataclass(frozen=True, slots=True)
class PageTree:
    """A parsed page: its path, ids, and tree."""

    path: str
    tree: html.HtmlElement

    @property
    def ids(self) -> list[str]:
        return [str(id) for id in self.tree.xpath("//@id")]


def audit(artifacts: Iterable[Artifact], folder: str, base_path: str, problems: Problems) -> None:
    """Report every fault of the finished site at `folder/path:line`; nothing is changed."""
    files = list(artifacts)
    names = Counter(artifact.path for artifact in files)
    pages = [PageTree(a.path, html.fromstring(a.data)) for a in files if a.path.endswith(".html")]
    styles = [a for a in files if a.path.endswith(".css")]
    anchors = {page.path: set(page.ids) for page in pages}
    found = (
        *((name, fault) for name in names for fault in _double_faults(names[name])),
        *((style.path, fault) for style in styles for fault in _style_faults(style, names)),
        *((page.path, f) for page in pages for f in _link_faults(page, anchors, names, base_path)),
        *((page.path, fault) for page in pages for fault in _page_faults(page)),
    )
    for path, (line, code, message, hint) in found:
        problems.add(Place(f"{folder}/{path}", line), code, message, hint)


Fault = tuple[int, Code, str, str]


def _double_faults(count: int) -> Iterator[Fault]:
    if count > 1:
        yield 1, Code.E808, f"有{count}个页面要放在这同一个位置。", "请给其中一个换个文件名。"


def _style_faults(style: Artifact, names: Iterable[str]) -> Iterator[Fault]:
    for number, line in enumerate(style.data.decode().splitlines(), 1):
        for target in CSS_ADDRESS.findall(line):
            parts = urlsplit(target)
            if parts.netloc:
                yield number, Code.E806, f"样式表向外站请求「{target}」。", ""
            elif not parts.scheme and (path := _resolve(style.path, parts.path, "/")) not in names:
                yield number, Code.E801, f"链接「{target}」没有对应的文件。", closest(path, names)


def _page_faults(page: PageTree) -> Iterator[Fault]:
    yield from _id_faults(page)
    yield from _meta_faults(page)
    yield from _frame_faults(page)


def _link_faults(
    page: PageTree, anchors: dict[str, set[str]], names: Iterable[str], base_path: str
) -> Iterator[Fault]:
    for element in page.tree.xpath("//*[@href or @src]"):
        if element.get("rel") == "canonical":
            continue
        target = str(element.get("href") or element.get("src"))
        parts = urlsplit(target)
        if parts.scheme or parts.netloc:
            continue
        path = _resolve(page.path, unquote(parts.path), base_path)
        if path not in names:
            yield (
                element.sourceline,
                Code.E801,
                f"链接「{target}」没有对应的文件。",
                closest(path, names),
            )
        elif parts.fragment and unquote(parts.fragment) not in anchors.get(path, set()):
            known = anchors.get(path, set())
            message = f"链接「{target}」在那一页上没有对应的位置。"
            yield element.sourceline, Code.E802, message, closest(unquote(parts.fragment), known)


def _resolve(source: str, target: str, base_path: str) -> str:
    if not target:
        return source
    if target.startswith("/"):
        return target.removeprefix(base_path) or "index.html"
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), target))


def _id_faults(page: PageTree) -> Iterator[Fault]:
    for id, count in Counter(page.ids).items():
        if count > 1:
            second = page.tree.xpath("//*[@id=$id]", id=id)[1]
            yield second.sourceline, Code.E803, f"同一页上有{count}处 id「{id}」。", ""


def _meta_faults(page: PageTree) -> Iterator[Fault]:
    metas = page.tree.xpath("//meta[@name]")
    named = Counter((meta.get("name"), meta.get("media")) for meta in metas)
    names = {name for name, _ in named}
    needed = ALWAYS | COLUMN | (ARTICLE if names & ARTICLE else set())
    for name in sorted(needed - names):
        yield 1, Code.E804, f"页面缺少标签 meta {name}。", ""
    for meta in metas:
        is_twice = named[meta.get("name"), meta.get("media")] > 1
        if is_twice or not str(meta.get("content", "")).strip():
            yield meta.sourceline, Code.E804, f"标签 meta {meta.get('name')} 是空的或重复。", ""


def _frame_faults(page: PageTree) -> Iterator[Fault]:
    if page.tree.get("lang") != "zh-CN":
        yield 1, Code.E805, "页面没有写明语言 zh-CN。", ""
    if len(page.tree.xpath("//h1")) != 1:
        yield 1, Code.E805, "页面应有且只有一个一级标题。", ""
    for source in page.tree.xpath(LOADED):
        if urlsplit(str(source)).netloc:
            yield 1, Code.E806, f"页面向外站请求「{source}」。", ""
    for element in page.tree.xpath(INLINE):
        yield (
            element.sourceline,
            Code.E807,
            f"<{element.tag}> 带有内嵌的样式或脚本，安全策略不允许。",
            "",
        )
