"""Read the finished pages as a browser would: links, anchors, ids, meta tags, foreign requests."""

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from lxml import html

from reportsite.artifact import Artifact
from reportsite.problems import Place, Problems, closest

ALWAYS = {"SiteName", "SiteDomain", "SiteIDCode", "description", "viewport"}
COLUMN = {"ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"}
ARTICLE = {"ArticleTitle", "PubDate", "ContentSource"}
LOADED = "//link[@rel='stylesheet' or @rel='icon']/@href | //script/@src | //img/@src"
INLINE = "//style | //script[not(@src)] | //*[@style] | //@*[starts-with(name(), 'on')]/.."


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
    names = {artifact.path for artifact in files}
    pages = {a.path: PageTree(a.path, html.fromstring(a.data)) for a in files if _is_page(a)}
    anchors = {path: set(page.ids) for path, page in pages.items()}
    for page in pages.values():
        for line, code, message, hint in (
            *_link_faults(page, names, anchors, base_path),
            *_id_faults(page),
            *_meta_faults(page),
            *_frame_faults(page),
        ):
            problems.add(Place(f"{folder}/{page.path}", line), code, message, hint)


def _is_page(artifact: Artifact) -> bool:
    return artifact.path.endswith(".html")


Fault = tuple[int, str, str, str]


def _link_faults(
    page: PageTree, names: set[str], anchors: dict[str, set[str]], base_path: str
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
                "E801",
                f"链接「{target}」没有对应的文件。",
                closest(path, names),
            )
        elif parts.fragment and unquote(parts.fragment) not in anchors.get(path, set()):
            known = anchors.get(path, set())
            message = f"链接「{target}」在那一页上没有对应的位置。"
            yield element.sourceline, "E802", message, closest(unquote(parts.fragment), known)


def _resolve(source: str, target: str, base_path: str) -> str:
    if not target:
        return source
    if target.startswith("/"):
        return target.removeprefix(base_path) or "index.html"
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), target))


def _id_faults(page: PageTree) -> Iterator[Fault]:
    for id, count in Counter(page.ids).items():
        if count > 1:
            yield 1, "E803", f"同一页上有{count}处 id「{id}」。", ""


def _meta_faults(page: PageTree) -> Iterator[Fault]:
    named = Counter(str(name) for name in page.tree.xpath("//meta/@name"))
    needed = ALWAYS | COLUMN | (ARTICLE if named.keys() & ARTICLE else set())
    for name in sorted(needed - named.keys()):
        yield 1, "E804", f"页面缺少标签 meta {name}。", ""
    for meta in page.tree.xpath("//meta[@name]"):
        if not str(meta.get("content", "")).strip() or named[meta.get("name")] > 1:
            yield meta.sourceline, "E804", f"标签 meta {meta.get('name')} 是空的或重复。", ""


def _frame_faults(page: PageTree) -> Iterator[Fault]:
    if page.tree.get("lang") != "zh-CN":
        yield 1, "E805", "页面没有写明语言 zh-CN。", ""
    if len(page.tree.xpath("//h1")) != 1:
        yield 1, "E805", "页面应有且只有一个一级标题。", ""
    for source in page.tree.xpath(LOADED):
        if urlsplit(str(source)).netloc:
            yield 1, "E806", f"页面向外站请求「{source}」。", ""
    for element in page.tree.xpath(INLINE):
        yield (
            element.sourceline,
            "E807",
            f"<{element.tag}> 带有内嵌的样式或脚本，安全策略不允许。",
            "",
        )
