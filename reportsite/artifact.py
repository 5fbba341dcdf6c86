"""What the stages after view pass on: a path below the site and its bytes, or HTML to be printed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file of the site: posix path below its root, and its bytes."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a document carries: the figures it prints, for a machine to read.

    `name` is ASCII, which every reader's program writes to disk right, and ends as the media type
    asks (`indicators.csv`, text/csv); `description` is what is shown beside it.
    """

    name: str
    description: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A document to be printed: the PDF's path below the site, its HTML, and who can mend it.

    `source` is the editor's file a problem of this document is reported at.
    """

    path: str
    html: str
    source: str
    attachments: tuple[Attachment, ...] = ()
