"""What the publisher hands to the portal: the whole site in one zip, with its checksums."""

import hashlib
from collections.abc import Iterable

from reportsite.artifact import Artifact
from reportsite.zips import zipped

FOLDER = "site"
CHECKSUMS = "SHA256SUMS"
README = "README.txt"


def handover(artifacts: Iterable[Artifact], name: str, readme: str) -> bytes:
    """Return a zip with one folder `name`: the site below it, its checksums, and what to do.

    `sha256sum -c SHA256SUMS` in that folder finds every file that is missing or not as it was made.
    """
    files = sorted((f"{FOLDER}/{artifact.path}", artifact.data) for artifact in artifacts)
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {path}\n" for path, data in files)
    told = readme.replace("\n", "\r\n").encode("utf-8-sig")
    whole = ((README, told), (CHECKSUMS, sums.encode()), *files)
    return zipped((f"{name}/{path}", data) for path, data in whole)
