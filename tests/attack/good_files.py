"""Files as people really send them, made here from invented content, each with a check that it came through whole."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import openpyxl
from PIL import Image

AUTHOR = "Verzonnen Maker"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"


@dataclass(frozen=True)
class Good:
    """whole: whether what was kept says the same as what was sent."""

    name: str
    data: bytes
    whole: Callable[[bytes], bool]


def zipped(parts: dict[str, bytes | str], stored: tuple[str, ...] = ("mimetype",)) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def docx_parts(body: str = "", relations: str = "") -> dict[str, bytes | str]:
    """A Word document with one sentence, an author and whatever is added to it."""
    return {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="application/'
        'vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body><w:p><w:r><w:t>Wij spraken af wie wat doet.</w:t>'
        f"</w:r></w:p>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>',
        "docProps/core.xml": f'<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{AUTHOR}</dc:creator></c>',
    }


def ods_parts(cells: str = "", more: str = "") -> dict[str, bytes | str]:
    """An ODS document with one cell, an author and whatever is added to it."""
    return {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": f'<office:document-content xmlns:office="{_ODF}:office:1.0" xmlns:table="{_ODF}:table:1.0" '
        f'xmlns:text="{_ODF}:text:1.0" xmlns:script="{_ODF}:script:1.0" xmlns:draw="{_ODF}:drawing:1.0" '
        f'xmlns:xlink="http://www.w3.org/1999/xlink">{more}<office:body><office:spreadsheet><table:table '
        'table:name="Blad1"><table:table-row><table:table-cell office:value-type="string"><text:p>Aantal</text:p>'
        f"</table:table-cell>{cells}</table:table-row></table:table></office:spreadsheet></office:body>"
        "</office:document-content>",
        "meta.xml": f'<m xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{AUTHOR}</dc:creator></m>',
        "META-INF/manifest.xml": f'<m:manifest xmlns:m="{_ODF}:manifest:1.0"/>',
    }


def workbook(rows: list[list[object]]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.properties.creator = AUTHOR
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    book.save(out)
    return out.getvalue()


def pdf(catalog: str = "", objects: str = "", info: str = f"/Author ({AUTHOR})", packed: bytes | None = None) -> bytes:
    """A small PDF with one page. packed: what lies in a stream of objects."""
    stream = zlib.compress(packed) if packed is not None else b""
    kept = (
        b"7 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj\n"
        % (len(stream), stream)
        if packed is not None
        else b""
    )
    text = zlib.compress(b"BT /F1 12 Tf 72 720 Td (Notulen) Tj ET")
    return (
        f"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R {catalog}>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>"
        "endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>endobj\n"
        f"4 0 obj<</Length {len(text)}/Filter/FlateDecode>>stream\n".encode()
        + text
        + f"\nendstream endobj\n5 0 obj<<{info}>>endobj\n{objects}\n".encode("latin-1")
        + kept
        + b"trailer<</Root 1 0 R/Info 5 0 R/Size 8>>\nstartxref\n9\n%%EOF\n"
    )


def picture(size: tuple[int, int], kind: str, mode: str = "RGB", seed: int = 1) -> bytes:
    out = io.BytesIO()
    width, height = size
    shades = ((x * 255 // width, y * 255 // height, seed * 11 % 256) for y in range(height) for x in range(width))
    dots = bytes(shade for dot in shades for shade in dot)
    exif = Image.Exif()
    exif[0x013B] = AUTHOR
    Image.frombytes("RGB", size, dots).convert(mode).save(out, kind, exif=exif)
    return out.getvalue()


def _same_dots(sent: bytes) -> Callable[[bytes], bool]:
    def whole(kept: bytes) -> bool:
        with Image.open(io.BytesIO(sent)) as one, Image.open(io.BytesIO(kept)) as other:
            rgb = one.convert("RGB").tobytes(), other.convert("RGB").tobytes()
        apart = sum(abs(a - b) for a, b in zip(*rgb, strict=True)) / len(rgb[0])
        return apart <= (3 if sent.startswith(b"\xff") else 0) and AUTHOR.encode() not in kept

    return whole


def _same_part(name: str, sent: bytes) -> Callable[[bytes], bool]:
    def whole(kept: bytes) -> bool:
        with zipfile.ZipFile(io.BytesIO(sent)) as one, zipfile.ZipFile(io.BytesIO(kept)) as other:
            nobody = all(AUTHOR.encode() not in other.read(part) for part in other.namelist())
            return nobody and one.read(name) == other.read(name) and one.namelist().sort() == other.namelist().sort()

    return whole


def _same_table(rows: list[list[object]]) -> Callable[[bytes], bool]:
    def whole(kept: bytes) -> bool:
        sheet = openpyxl.load_workbook(io.BytesIO(kept)).worksheets[0]
        return [[cell.value for cell in row] for row in sheet.iter_rows()] == rows

    return whole


def _same_pdf(sent: bytes) -> Callable[[bytes], bool]:
    return lambda kept: len(kept) == len(sent) and AUTHOR.encode() not in kept and sent[:150] == kept[:150]


_TEXTS = ("Gewone tekst.", "Café, naïef, €", "regel\r\nregel\r\n", "a\tb", "1 < 2 & 3", "x" * 50_000)
_CSV = ("a;b\n1;-2\n", "a,b\n-1.5,2\n", '"x";"een, twee"\n3;4\n', "naam;min\nx;-3,5%\n", "\ufeffa;b\n1;2\n", "dag;-\n")
_TABLES: tuple[list[list[object]], ...] = (
    [["gebied", "aantal"], ["Een", -3]],
    [["=SUM(A2:A3)"], [1], [2]],
    [["x"] * 20] * 50,
)


def good_files() -> Iterator[Good]:
    """At least forty, of every kind on the list."""
    for make in (_pictures, _texts, _tables, _documents, _pdfs):
        yield from make()


def _pictures() -> Iterator[Good]:
    for place, mode in enumerate(("RGB", "L", "RGB", "P", "1", "RGB")):
        made = picture((40 + place, 30), "PNG", mode, seed=place + 1)
        yield Good(f"kaart {place}.png", made, _same_dots(made))
    for place, mode in enumerate(("RGB", "L", "RGB", "RGB", "CMYK", "RGB")):
        made = picture((64, 48 + place), "JPEG", mode, seed=place + 3)
        yield Good(f"foto{place}.{'jpg' if place % 2 else 'JPEG'}", made, _same_dots(made))


def _texts() -> Iterator[Good]:
    for place, text in enumerate(_TEXTS):
        for data in (text.encode(), text.encode("cp1252")):
            yield Good(f"verslag {place}.txt", data, _says(text))


def _says(text: str) -> Callable[[bytes], bool]:
    return lambda kept: kept.decode() == text


def _tables() -> Iterator[Good]:
    for table in _CSV:
        yield Good("tabel.csv", table.encode(), _says(table.replace(";-\n", ";'-\n")))
    for rows in _TABLES:
        yield Good("Cijfers 2024.xlsx", workbook(rows), _same_table(rows))
    for parts in (ods_parts(), ods_parts('<table:table-cell table:formula="of:=SUM([.A1:.A2])"/>')):
        made = zipped(parts)
        yield Good("Begroting.ods", made, _same_part("content.xml", made))


def _documents() -> Iterator[Good]:
    link = f'<Relationship Id="r9" Type="{_OFFICE}/hyperlink" Target="https://x.invalid/" TargetMode="External"/>'
    small = picture((9, 9), "PNG").replace(AUTHOR.encode(), b"")
    for parts, part in (
        (docx_parts(), "word/document.xml"),
        (docx_parts(relations=link), "word/_rels/document.xml.rels"),
        (docx_parts("<w:p/>" * 2000), "word/document.xml"),
        ({**docx_parts(), "word/media/image1.png": small}, "word/media/image1.png"),
    ):
        made = zipped(parts)
        yield Good("Brief.docx", made, _same_part(part, made))


def _pdfs() -> Iterator[Good]:
    link = "6 0 obj<</Type/Annot/Subtype/Link/A<</S/URI/URI(https://voorbeeld.invalid/)>>>>endobj"
    for made in (pdf(), pdf("/OpenAction [3 0 R /Fit]"), pdf(objects=link), pdf(packed=b"6 0 <</Type/Font>>")):
        yield Good("Besluit.pdf", made, _same_pdf(made))
