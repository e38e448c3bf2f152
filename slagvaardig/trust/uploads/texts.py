"""Plain text and CSV: letters and nothing else, and no cell of a table that a spreadsheet would carry out."""

import re

from slagvaardig.trust.uploads.kinds import Refused
from slagvaardig.web import spreadsheet

MOST_CELLS = 2_000_000
_MARKUP = re.compile(
    r"[\s\ufeff]*(<!doctype|<html|<head|<body|<script|<svg|<\?|<!--|<iframe|<img|#!|%!PS|\{\\rtf)", re.IGNORECASE
)
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")


def cleaned_text(data: bytes, kind: str) -> bytes:
    """The text as UTF-8, as it was; of CSV the cells that would start a formula get a mark before them."""
    text = _decoded(data)
    if _NOT_TEXT.search(text):
        raise Refused("letters")
    if _MARKUP.match(text):
        raise Refused("markup")
    if kind == "csv":
        if sum(map(text.count, ";,\t\n")) > MOST_CELLS:
            raise Refused("cells")
        text = spreadsheet.harmless_csv(text)
    return text.encode()


def _decoded(data: bytes) -> str:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for way in ("utf-16",) if wide else ("utf-8", "cp1252"):
        try:
            return data.decode(way)
        except UnicodeDecodeError:
            continue
    raise Refused("letters")
