"""A PDF is searched for whatever acts: scripts, started programs, files inside. What cannot be read is refused.

It looks at every byte that a reader could take for an object: the text between the streams, and the streams that hold
objects, unpacked. Text and pictures stay as they were, the name of the author does not.
"""

import re
import zlib
from collections.abc import Iterator

from slagvaardig.trust.uploads.kinds import Refused

MOST_UNPACKED = 50 * 1024**2
ACTIVE = frozenset(
    b"JavaScript JS Launch AA EmbeddedFile EmbeddedFiles RichMedia SubmitForm ImportData GoToR GoToE XFA Movie Sound"
    b" Rendition 3D Collection Trans3D FFilter".split()
)
_NAME = re.compile(rb"/((?:#[0-9A-Fa-f]{2}|[^\x00-\x20()<>\[\]{}/%#]|#)+)")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"(?<!end)stream[ \t]*(?:\r\n|\n|\r)")
_HIDDEN_OBJECT = re.compile(rb"\d[\s\x00]+\d+[\s\x00]+obj\b")
_OPENS = re.compile(rb"/OpenAction[\s\x00]*(?![\s\x00\[])")
_PLAIN_FILTER = re.compile(rb"/Filter[\s\x00]*\[?[\s\x00]*/FlateDecode\b[\s\x00]*\]?")
_MARKUP = re.compile(rb"<(html|script|!doctype|svg|iframe|body)", re.IGNORECASE)
_AUTHOR = re.compile(rb"(/Author[\s\x00]*)(\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>)", re.DOTALL)
_XMP_AUTHOR = re.compile(rb"(<(dc:creator|pdf:Author|xmp:Author)\b[^>]*>)(.*?)(?=</\2>)", re.DOTALL)


def cleaned_pdf(data: bytes, kind: str) -> bytes:
    """The same PDF without the name of its author; Refused when something in it could act."""
    if not data.rstrip(b"\r\n\t \x00").endswith(b"%%EOF"):
        raise Refused("broken")
    if b"PK\x05\x06" in data[-70_000:] or _MARKUP.search(data[:2048]):
        raise Refused("two_kinds")
    for text in _texts(data):
        _refuse_active(text)
    return _XMP_AUTHOR.sub(_blank_xmp, _AUTHOR.sub(_blank, data))


def _texts(data: bytes) -> Iterator[bytes]:
    """Everything in which a reader could find an object."""
    place, left = 0, MOST_UNPACKED
    while start := _STREAM.search(data, place):
        before = data[place : start.start()]
        end = data.find(b"endstream", start.end())
        if end < 0:
            raise Refused("broken")
        content = data[start.end() : end]
        if _HIDDEN_OBJECT.search(content):
            raise Refused("hidden")
        yield before
        opening = before.rfind(b"obj") + 3
        head = _unescaped(before[opening:])
        if b"ObjStm" in _names(before[:opening]):
            raise Refused("hidden")
        if _is_object_stream(head):
            unpacked = _unpacked(head, content, left)
            left -= len(unpacked)
            yield unpacked
        place = end + len(b"endstream")
    if b"ObjStm" in _names(data[place:]):
        raise Refused("hidden")
    yield data[place:]


def _is_object_stream(head: bytes) -> bool:
    """By its type, or by the keys that only such a stream has: a reader may go by either."""
    names = _names(head)
    return b"ObjStm" in names or {b"First", b"N"} <= names


def _unpacked(head: bytes, content: bytes, most: int) -> bytes:
    if b"Filter" not in _names(head):
        return content
    if not _PLAIN_FILTER.search(head) or b"DecodeParms" in head:
        raise Refused("hidden")
    unpack = zlib.decompressobj()
    found = unpack.decompress(content, most + 1)
    if len(found) > most:
        raise Refused("bomb")
    if not unpack.eof:
        raise Refused("broken")
    return found


def _refuse_active(text: bytes) -> None:
    names = _names(text)
    if b"Encrypt" in names:
        raise Refused("locked")
    if found := ACTIVE & names:
        raise Refused("active", sorted(found)[0].decode())
    if b"OpenAction" in names and _OPENS.search(_unescaped(text)):
        raise Refused("active", "OpenAction")


def _names(text: bytes) -> set[bytes]:
    return {_unescaped(name) for name in _NAME.findall(text)}


def _unescaped(text: bytes) -> bytes:
    return _ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), text)


def _blank(found: re.Match[bytes]) -> bytes:
    """As long as it was: a PDF tells by number where its parts are."""
    told = found[2]
    return found[1] + told[:1] + b" " * (len(told) - 2) + told[-1:]


def _blank_xmp(found: re.Match[bytes]) -> bytes:
    return found[1] + b" " * len(found[3])
