"""Hostile pictures, PDFs, texts and names: two kinds in one, bombs of dots, scripts, absurd names."""

import struct
import zlib
from collections.abc import Callable, Iterator

from tests.attack.good_files import pdf, picture, zipped
from tests.attack.payloads import MARK, SCRIPT, Hostile
from tests.trust.uploads.eicar import EICAR


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(
    width: int, height: int, *, depth: int = 8, colour: int = 2, before: bytes = b"", data: bytes | None = None
) -> bytes:
    """A PNG that says how large it is; its dots are those given, or far too few."""
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    dots = _chunk(b"IDAT", zlib.compress(b"\0" * 100) if data is None else data)
    return b"\x89PNG\r\n\x1a\n" + head + before + dots + _chunk(b"IEND", b"")


def _pictures() -> Iterator[Hostile]:
    for size in ((1, 60_000), (60_000, 1), (50_000, 50_000), (2**31 - 1, 1), (0, 0), (30_000, 30_000), (4_001, 4_000)):
        for depth, colour in ((1, 0), (8, 2), (16, 6), (8, 3)):
            yield Hostile("groot.png", png(*size, depth=depth, colour=colour), payload=())
    black = zlib.compress(bytes(4_000 * (4_000 * 3 + 1)), 9)
    yield Hostile("bom.png", png(4_000, 4_000, data=black), may_pass=True, payload=())
    bomb = zlib.compress(bytes(80 << 20), 9)
    for kind in (b"zTXt", b"iCCP", b"iTXt"):
        named = b"x\0\0" + bomb if kind != b"iTXt" else b"x\0\1\0\0\0" + bomb
        yield Hostile("tekst.png", png(4, 4, before=_chunk(kind, named)), may_pass=True, payload=())
    for data in (bomb, b"", b"\x78\x9c", zlib.compress(b"")):
        yield Hostile("dots.png", png(64, 64, data=data), may_pass=True, payload=())
    moving = _chunk(b"acTL", struct.pack(">II", 9, 0))
    yield Hostile("bewegend.png", png(4, 4, before=moving), payload=())
    photo = bytearray(picture((64, 48), "JPEG"))
    place = photo.find(b"\xff\xc0")
    for width, height in ((65_535, 65_535), (60_000, 1), (1, 60_000), (5_000, 5_000)):
        photo[place + 5 : place + 9] = struct.pack(">HH", height, width)
        yield Hostile("groot.jpg", bytes(photo), payload=())


def _two_kinds() -> Iterator[Hostile]:
    photo, drawing = picture((32, 32), "JPEG"), picture((32, 32), "PNG")
    for name, whole in (("x.jpg", photo), ("x.png", drawing)):
        yield Hostile(name, whole + SCRIPT.encode(), may_pass=True)
        yield Hostile(name, whole + zipped({"x.html": SCRIPT}), may_pass=True, payload=(b"PK\x03\x04",))
        yield Hostile(name, whole + b"%PDF-1.4 " + MARK.encode(), may_pass=True)
    comment = photo[:2] + b"\xff\xfe" + struct.pack(">H", len(SCRIPT) + 2) + SCRIPT.encode() + photo[2:]
    yield Hostile("x.jpg", comment, may_pass=True)
    for kind in (b"tEXt", b"eXIf", b"prVt", b"iTXt"):
        text = _chunk(kind, b"Comment\0" + SCRIPT.encode())
        yield Hostile("x.png", drawing[:33] + text + drawing[33:], may_pass=True)
    gif = b"GIF89a/*\x01\x00*/=1;" + SCRIPT.encode()
    others = [
        gif,
        b"<svg onload='x'>" + SCRIPT.encode(),
        b"MZ" + MARK.encode(),
        b"\x7fELF" + MARK.encode(),
        b"%!PS" + MARK.encode(),
    ]
    for data in others:
        for name in ("x.png", "x.jpg", "x.pdf", "x.docx", "x.xlsx", "x.ods"):
            yield Hostile(name, data)
    yield Hostile("x.pdf", SCRIPT.encode() + pdf())
    yield Hostile("x.pdf", b"%PDF-1.7\n" + SCRIPT.encode() + pdf()[9:])
    yield Hostile("x.pdf", pdf() + zipped({"x": MARK}) + b"%%EOF")
    yield Hostile("x.pdf", pdf() + SCRIPT.encode())
    for data in (pdf(), photo, drawing, zipped({"x": MARK})):
        for name in ("x.txt", "x.csv"):
            yield Hostile(name, data, payload=())


def _pdfs() -> Iterator[Hostile]:
    script = f"<</S/JavaScript/JS({MARK})>>"
    for name in ("JavaScript", "J#61vaScript", "#4aavaScript", "JavaScrip#74"):
        yield Hostile("x.pdf", pdf(f"/OpenAction <</S/{name}/JS({MARK})>>"))
        yield Hostile("x.pdf", pdf(f"/Names<</{name} 6 0 R>>", f"6 0 obj{script}endobj"))
        yield Hostile("x.pdf", pdf(packed=f"6 0 <</S/{name}/J#53({MARK})>>".encode()))
    for word in (
        "AA",
        "Launch",
        "EmbeddedFile",
        "RichMedia",
        "SubmitForm",
        "ImportData",
        "GoToR",
        "GoToE",
        "XFA",
        "Movie",
        "3D",
    ):
        yield Hostile("x.pdf", pdf(objects=f"6 0 obj<</S/{word}/F({MARK})>>endobj"))
        yield Hostile("x.pdf", pdf(packed=f"6 0 <</S/{word}/F({MARK})>>".encode()))
    yield Hostile("x.pdf", pdf("/OpenAction 6 0 R", f"6 0 obj<</S/URI/URI(http://x/{MARK})>>endobj"))
    yield Hostile(
        "x.pdf", pdf(objects="6 0 obj<</Length 9>>stream\n 8 0 obj<</S/X>>endobj\nendstream endobj"), payload=()
    )
    yield Hostile("x.pdf", pdf(objects="/Encrypt 6 0 R"), payload=())
    yield Hostile("x.pdf", pdf(packed=bytes(60 << 20)), payload=())
    packed = pdf(packed=b"6 0 <</S/JavaScript>>")
    for old, new in (
        (b"/Filter/FlateDecode/Length", b"/Filter[/ASCIIHexDecode/FlateDecode]/Length"),
        (b"/ObjStm/N 1/First 4/Filter/FlateDecode", b"/ObjStm/N 1/First 4/Filter 9 0 R"),
        (b"/Type/ObjStm", b"/Type/O#62jStm"),
        (b"/Type/ObjStm/N 1/First", b"/Type 9 0 R/N 1/#46irst"),
        (b">>stream\nx", b">>stream \r\nx"),
        (b"endstream endobj\ntrailer", b"endobj\ntrailer"),
    ):
        yield Hostile("x.pdf", packed.replace(old, new), payload=())
    for part in range(1, 8):
        yield Hostile("x.pdf", pdf()[: len(pdf()) * part // 8], payload=())


_MARKUP = (
    "<!DOCTYPE html>",
    "<html>",
    "  <script>",
    "\n<svg>",
    "<?php ",
    "<?xml ?>",
    "#!/bin/sh\n",
    "{\\rtf1",
    "\ufeff<html>",
)
_NO_TEXT = (b"a\0b", b"\x1b[2J" + MARK.encode(), b"\xff\xfe\x00\xd8\x00\xd8", b"MZ\x90\0", bytes(range(256)), b"")


def _texts() -> Iterator[Hostile]:
    for start in _MARKUP:
        for name in ("x.txt", "x.csv"):
            yield Hostile(name, (start + MARK).encode())
    for data in _NO_TEXT:
        yield Hostile("x.txt", data, payload=())
    for name in ("x.txt", "x.csv"):
        yield Hostile(name, EICAR, payload=())
        yield Hostile(name, EICAR + b"\n", payload=())
    yield Hostile("x.csv", b";" * (9 << 20), payload=())
    for sign in "=+-@\t\uff1d\uff0b\uff0d\uff20":
        for cell in (f"{sign}cmd|'/c {MARK}'!A0", f" {sign}{MARK}()", f'"{sign}{MARK}()"'):
            for line in (cell, f"a;{cell};b", f"a\t{cell}\tb"):
                live = tuple(f"{before}{sign}".encode() for before in (";", '"', "\n"))
                yield Hostile("x.csv", f"{line}\n".encode(), may_pass=True, payload=live)


_REFUSED_NAMES = (
    *("", ".", "..", "x", "x.exe", "x.pdf.exe", "x.html", "x.svg", "x.docm", "x.xlsm", "x.txt\0.exe", "x.pdf\r\n.bat"),
    *("x.js", "x.zip", "x.hta", "x.lnk", "x.scr", "fdp.exe\u202e", "a" * 10_000, "x.txt ", "x.\uff54xt"),
)
_MENDED_NAMES = (
    *("../../etc/x.txt", "C:\\x\\y.txt", "\u202etxt.exe.txt", "x\r\nSet-Cookie: a=b.txt", "x\0.txt", "con.txt"),
    *("a" * 10_000 + ".txt", '"; filename=x.html; ".txt', "x;y=z.txt", "%2e%2e%2fx.txt", "<script>.txt", " .txt"),
    *("....txt", "\ud7ff\ue000.txt"),
)


def _absurd_names() -> Iterator[Hostile]:
    for name in _REFUSED_NAMES:
        yield Hostile(name, MARK.encode())
    for name in _MENDED_NAMES:
        yield Hostile(name, b"gewone tekst", may_pass=True, payload=())


MAKERS: dict[str, Callable[[], Iterator[Hostile]]] = {
    "pictures": _pictures,
    "two kinds": _two_kinds,
    "pdf": _pdfs,
    "texts": _texts,
    "absurd names": _absurd_names,
}
