"""Files as they come when something went wrong, each with the words that a person must read."""

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl

HEAD = "Soort;RegioS;Perioden;Aantal_1\n"
ROW = "A10 ;VB0101  ;2020JJ00;     12\n"
GOOD = HEAD + ROW + "A10 ;VB0102  ;2020JJ00;     .\nB20 ;VB0101  ;2020JJ00;      3\n"
WIDE = '"Titel"\n""\n"Perioden";"2022";"2023"\n"Regio\'s";"aantal";"aantal"\n"Aldermeer";"5";"6"\n"Bron: Niemand"\n'
Maker = Callable[[Path], None]


def text(content: str, encoding: str = "utf-8", name: str = "t.csv") -> Maker:
    return lambda folder: _write(folder / name, content.encode(encoding))


def raw(content: bytes, name: str = "t.csv") -> Maker:
    return lambda folder: _write(folder / name, content)


def row(line: str) -> Maker:
    """The good table with one more line."""
    return text(GOOD + line + "\n")


def two(first: str, second: str) -> Maker:
    def make(folder: Path) -> None:
        _write(folder / "a.csv", first.encode())
        _write(folder / "b.csv", second.encode())

    return make


def spaces(folder: Path) -> None:
    """A gigabyte of nothing: a sparse file costs no disk."""
    with (folder / "t.csv").open("wb") as file:
        file.write(b" " * 1_000_000)
        file.truncate(2**30)


def sheet(rows: Sequence[Sequence[object]], name: str = "t.xlsx") -> Maker:
    def make(folder: Path) -> None:
        book = openpyxl.Workbook()
        page = book.active
        assert page is not None
        for line in rows:
            page.append(list(line))
        book.save(folder / name)

    return make


def archive(entries: dict[str, bytes], name: str) -> Maker:
    def make(folder: Path) -> None:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
            for entry, content in entries.items():
                file.writestr(entry, content)
        _write(folder / name, packed.getvalue())

    return make


def _write(file: Path, content: bytes) -> None:
    file.write_bytes(content)


_NAMES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
_ODS = (
    '<?xml version="1.0"?>{extra}<office:document-content' + _NAMES + "><office:body><office:spreadsheet>"
    "<table:table table:name='Blad'>{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
)
_ODS_HEAD = "".join(f"<table:table-cell><text:p>{name}</text:p></table:table-cell>" for name in HEAD.strip().split(";"))


def ods(rows: str, extra: str = "") -> Maker:
    heading = f"<table:table-row>{_ODS_HEAD}</table:table-row>"
    return archive({"content.xml": _ODS.format(rows=heading + rows, extra=extra).encode()}, "t.ods")


_TITLES = HEAD.strip().split(";")
_BOMB_XML = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
_FORMULA = (
    "<table:table-row><table:table-cell table:formula='of:=1+1'><text:p>2</text:p></table:table-cell></table:table-row>"
)

# name: (how the file is made, which layout it pretends to be, what the message must say)
BROKEN: dict[str, tuple[Maker, str, str]] = {
    "empty file": (raw(b""), "long", r"t\.csv.*leeg bestand"),
    "only a mark": (raw(b"\xef\xbb\xbf"), "long", r"t\.csv.*lege regels"),
    "only line ends": (raw(b"\n\n\n"), "long", r"t\.csv.*lege regels"),
    "only spaces": (raw(b" " * 100_000), "long", r"t\.csv.*alleen spaties"),
    "a gigabyte of spaces": (spaces, "long", r"t\.csv.*(alleen spaties|binaire)"),
    "no file at all": (lambda folder: _write(folder / "notes.txt", b"x"), "long", r"CSV-bestand"),
    "header only": (text(HEAD), "long", r"t\.csv.*minstens een rij"),
    "one column": (text("abc\ndef\n"), "long", r"t\.csv, regel 1.*kolommen"),
    "a web page": (text("<!DOCTYPE html><html><body>Onderhoud</body></html>"), "long", r"t\.csv, regel 1.*webpagina"),
    "a web page after a mark": (text("\ufeff\n <html>x</html>"), "long", r"webpagina"),
    "an xml file": (text('<?xml version="1.0"?><a/>'), "long", r"webpagina"),
    "a zip called csv": (archive({"x": b"y"}, "t.csv"), "long", r"t\.csv.*ingepakt"),
    "a gzip called csv": (raw(b"\x1f\x8b\x08\x00rest"), "long", r"ingepakt"),
    "a pdf called csv": (raw(b"%PDF-1.7 ..."), "long", r"ingepakt of ander soort"),
    "a nul byte": (raw(GOOD.encode() + b"A10\x00;VB0101;2020JJ00;1\n"), "long", r"t\.csv.*binaire"),
    "random bytes": (raw(bytes(range(256)) * 40), "long", r"t\.csv"),
    "wrong separator": (text(GOOD.replace(";", "|")), "long", r"t\.csv, regel 1"),
    "comma instead of semicolon in the rows": (
        text(HEAD + ROW.replace(";", ",")),
        "long",
        r"t\.csv, regel 2.*4 kolommen",
    ),
    "a column renamed": (text(GOOD.replace("Aantal_1", "Aantal_2")), "long", r"t\.csv, regel 1.*Aantal_1.*sources/"),
    "a column gone": (text("Soort;RegioS;Perioden\nA;VB0101;2020JJ00\n"), "long", r"regel 1.*kolom Aantal_1"),
    "the area column gone": (text(GOOD.replace("RegioS", "Regio")), "long", r"kolom RegioS"),
    "the period column gone": (text(GOOD.replace("Perioden", "Jaar")), "long", r"kolom Perioden"),
    "two headers": (text(HEAD + GOOD), "long", r"t\.csv, regel 2"),
    "a row cut off": (text(GOOD + "A10 ;VB01"), "long", r"t\.csv, regel 5.*2 kolommen"),
    "a row too long": (row("A10;VB0101;2021JJ00;1;2"), "long", r"t\.csv, regel 5.*5 kolommen"),
    "an open quote": (text(HEAD + '"A10;VB0101;2020JJ00;1\n'), "long", r"t\.csv, regel \d+.*aanhalingstekens"),
    "text for a number": (row("A10;VB0101;2021JJ00;veel"), "long", r"t\.csv, regel 5, kolom Aantal_1.*'veel'"),
    "a formula for a number": (row("A10;VB0101;2021JJ00;=1+1"), "long", r"regel 5, kolom Aantal_1.*'=1\+1'"),
    "a number in scientific form": (row("A10;VB0101;2021JJ00;1e999"), "long", r"regel 5.*'1e999'"),
    "not a number": (row("A10;VB0101;2021JJ00;NaN"), "long", r"regel 5.*'NaN'"),
    "infinity": (row("A10;VB0101;2021JJ00;inf"), "long", r"regel 5.*'inf'"),
    "points for thousands": (
        row("A10;VB0101;2021JJ00;1.234.567"),
        "long",
        r"regel 5.*zonder punten.*Verwijder de punten",
    ),
    "a space within a number": (row("A10;VB0101;2021JJ00;1 234"), "long", r"regel 5.*'1 234'"),
    "a unit behind a number": (row("A10;VB0101;2021JJ00;12%"), "long", r"regel 5.*'12%'"),
    "a negative count": (row("A10;VB0101;2021JJ00;-5"), "long", r"VB0101.*2021.*negatief"),
    "a period that is none": (
        row("A10;VB0101;vorig jaar;5"),
        "long",
        r"t\.csv, regel 5.*periode zoals 2018JJ00.*'vorig jaar'",
    ),
    "a month that does not exist": (row("A10;VB0101;2021MM13;5"), "long", r"regel 5.*'2021MM13'"),
    "a quarter that does not exist": (row("A10;VB0101;2021KW05;5"), "long", r"regel 5.*'2021KW05'"),
    "a year of two digits": (row("A10;VB0101;21;5"), "long", r"regel 5.*'21'"),
    "a period in the future": (row("A10;VB0101;2099JJ00;5"), "long", r"2099.*toekomst"),
    "no period": (row("A10;VB0101;;5"), "long", r"regel 5.*periode"),
    "an empty area": (row("A10;;2021JJ00;5"), "long", r"gebied"),
    "an empty kind": (row(";VB0101;2021JJ00;5"), "long", r"soort"),
    "only unknown areas": (text(HEAD + "A10;ZZ9999;2020JJ00;5\n"), "long", r"ZZ9999"),
    "the same cell twice": (row("A10 ;VB0101  ;2020JJ00;     12"), "long", r"VB0101.*2020.*twee keer"),
    "the same cell with other padding": (row("A10;VB0101;2020JJ00;99"), "long", r"twee keer"),
    "two versions of one table": (
        two(GOOD, GOOD.replace("12", "13")),
        "long",
        r"twee keer.*een versie|twee keer.*één versie",
    ),
    "a good and a cut file": (two(GOOD, HEAD + "B20;VB0"), "long", r"b\.csv, regel 2"),
    "a good file and a web page": (two(GOOD, "<html></html>"), "long", r"b\.csv.*webpagina"),
    "another encoding half-way": (raw(GOOD.encode() + "A10;VB0101;2021JJ00;é\n".encode("cp1252")), "long", r"regel 5"),
    "utf-16 cut in two": (raw(GOOD.encode("utf-16")[:-1]), "long", r"t\.csv"),
    "wide without years": (text(WIDE.replace('"2022";"2023"', '"x";"y"')), "wide", r"t\.csv, regel 1-12.*jaren"),
    "wide without its last line": (
        text(WIDE.replace('"Bron: Niemand"\n', "")),
        "wide",
        r"laatste regel 'Bron.*afgebroken",
    ),
    "wide cut in a row": (
        text(WIDE.replace('"Aldermeer";"5";"6"', '"Aldermeer";"5"')),
        "wide",
        r"t\.csv, regel 5.*kolommen",
    ),
    "wide with text": (text(WIDE.replace('"6"', '"zes"')), "wide", r"t\.csv, regel 5, kolom 3.*'zes'"),
    "wide with only unknown names": (text(WIDE.replace("Aldermeer", "Nergenshuizen")), "wide", r"minstens een rij"),
    "wide with a name twice": (text(WIDE.replace('"Bron', '"Aldermeer";"5";"6"\n"Bron')), "wide", r"twee keer"),
    "a formula cell": (
        sheet([_TITLES, ["A10", "VB0101", "2020", "=SUM(1,2)"]]),
        "sheet",
        r"t\.xlsx, cel D2.*formule.*Plak",
    ),
    "a formula in the heading": (sheet([["=A1", *_TITLES[1:]]]), "sheet", r"t\.xlsx, cel A1.*formule"),
    "a sheet without the heading": (sheet([["a", "b"], [1, 2]]), "sheet", r"t\.xlsx, regel 1.*kolom Aantal_1"),
    "a sheet with text": (
        sheet([_TITLES, ["A10", "VB0101", "2020", "veel"]]),
        "sheet",
        r"t\.xlsx, regel 2, kolom Aantal_1",
    ),
    "a sheet with a negative": (sheet([_TITLES, ["A10", "VB0101", "2020", -3]]), "sheet", r"VB0101.*2020.*negatief"),
    "an empty sheet": (sheet([]), "sheet", r"t\.xlsx"),
    "a sheet with a heading only": (sheet([_TITLES]), "sheet", r"t\.xlsx.*minstens een rij"),
    "an xlsx that is none": (raw(b"PK\x03\x04 broken", "t.xlsx"), "sheet", r"t\.xlsx.*spreadsheet"),
    "an xlsx without its parts": (archive({"x.xml": b"<a/>"}, "t.xlsx"), "sheet", r"t\.xlsx.*XLSX-bestand"),
    "a zip bomb": (archive({"xl/sheet.xml": b"0" * 300_000_000}, "t.xlsx"), "sheet", r"t\.xlsx.*uitgepakt"),
    "a zip with thousands of parts": (archive({f"p{n}": b"" for n in range(3000)}, "t.xlsx"), "sheet", r"3000 delen"),
    "an ods formula": (ods(_FORMULA), "sheet", r"t\.ods, cel A2.*formule"),
    "an ods entity bomb": (ods("", _BOMB_XML), "sheet", r"t\.ods.*ODS-bestand"),
    "an ods with broken xml": (archive({"content.xml": b"<a><b></a>"}, "t.ods"), "sheet", r"t\.ods.*ODS-bestand"),
    "an ods without content": (archive({"meta.xml": b"<a/>"}, "t.ods"), "sheet", r"t\.ods.*ODS-bestand"),
}
