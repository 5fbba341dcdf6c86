"""What a document may read while it is printed: stylesheets, drawings, and what it carries."""

from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from reportsite.artifact import Attachment
from reportsite.printing.shop import Shop
from reportsite.printing.watermark import watermark

KINDS: Mapping[str, str] = {".css": "text/css", ".svg": "image/svg+xml"}


class OwnFiles(URLFetcher):  # type: ignore[misc] # WeasyPrint ships no types
    """Fetch stylesheets and drawings below one folder; anything else is refused and remembered.

    `watermark:征求意见稿` is drawn, not read: outlines, so that the words stay out of the text.
    `attached:NAME` is a file that the document carries.
    """

    def __init__(self, shop: Shop, attachments: tuple[Attachment, ...]) -> None:
        super().__init__(allow_redirects=False, fail_on_errors=True)
        self.folder = shop.styles.resolve()
        self.typecase = shop.typecase
        self.attached = {attachment.name: attachment for attachment in attachments}
        self.refused: list[str] = []

    def fetch(self, url: str, _headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        parts = urlsplit(url)
        if parts.scheme == "watermark":
            drawing = watermark(unquote(parts.path), self.typecase).encode()
            return URLFetcherResponse(url, drawing, {"Content-Type": KINDS[".svg"]})
        if parts.scheme == "attached" and (carried := self.attached.get(parts.path)):
            return URLFetcherResponse(url, carried.data, {"Content-Type": carried.media_type})
        return self._file(url)

    def _file(self, url: str) -> URLFetcherResponse:
        parts = urlsplit(url)
        if parts.scheme != "file" or parts.netloc not in {"", "localhost"}:
            self._refuse(f"外部的内容「{url}」")
        file = Path(url2pathname(parts.path)).resolve()
        if not file.is_relative_to(self.folder) or file.suffix not in KINDS or not file.is_file():
            self._refuse(f"样式文件夹里没有的文件「{file.name}」")
        return URLFetcherResponse(url, file.read_bytes(), {"Content-Type": KINDS[file.suffix]})

    def _refuse(self, what: str) -> NoReturn:
        self.refused.append(what)
        raise FatalURLFetchingError(what)
