"""The allow-list: which kinds of files may be added to a paper, how they are recognised and how they are sent out.

Knows no Django: the child process that reads a file reads this too.
"""

from dataclasses import dataclass

LARGEST = 10 * 1024**2
LARGEST_CLEANED = 20 * 1024**2
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR"  # how every virus scanner is tried; in two so that this is no find


class Refused(Exception):
    """A file that is not accepted. why: a key of `sentences.SENTENCES`; what: the part or the word that it is about."""

    def __init__(self, why: str, what: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.what = what


@dataclass(frozen=True)
class Kind:
    """endings: of the name. begins: the first bytes. content_type: with which it is sent, whatever came with it."""

    title: str
    content_type: str
    endings: tuple[str, ...]
    begins: bytes = b""


_OFFICE = "application/vnd.openxmlformats-officedocument."
KINDS = {
    "pdf": Kind("PDF", "application/pdf", (".pdf",), b"%PDF-"),
    "png": Kind("PNG", "image/png", (".png",), b"\x89PNG\r\n\x1a\n"),
    "jpeg": Kind("JPEG", "image/jpeg", (".jpg", ".jpeg"), b"\xff\xd8\xff"),
    "docx": Kind("Word", f"{_OFFICE}wordprocessingml.document", (".docx",), b"PK\x03\x04"),
    "xlsx": Kind("Excel", f"{_OFFICE}spreadsheetml.sheet", (".xlsx",), b"PK\x03\x04"),
    "ods": Kind("ODS", "application/vnd.oasis.opendocument.spreadsheet", (".ods",), b"PK\x03\x04"),
    "csv": Kind("CSV", "text/csv; charset=utf-8", (".csv",)),
    "txt": Kind("tekst", "text/plain; charset=utf-8", (".txt",)),
}


def told_by(name: str) -> str:
    """Which kind a name says that its file is; Refused for any other."""
    for slug, kind in KINDS.items():
        if name.lower().endswith(kind.endings):
            return slug
    raise Refused("ending")
