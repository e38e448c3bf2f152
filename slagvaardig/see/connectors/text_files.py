"""Opening a text file from somewhere: which encoding, which separator, and is it a table at all."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from slagvaardig.see.connectors.reading import ReadProblem

LARGEST = 16 * 2**30
SMALL = 64 * 2**20
LONGEST_LINE = 1_000_000
SAMPLE = 65_536
PIECE = 1 << 20
SEPARATORS = (";", ",", "\t")
AGAIN = "Download het bestand opnieuw als CSV."
SMALLER = "Haal een kleiner deel van de tabel op."
Row = tuple[int, tuple[str, ...]]


@dataclass(frozen=True)
class TextTable:
    """A CSV file: its rows with the line on which each begins, and how it was written."""

    name: str
    separator: str
    encoding: str
    rows: tuple[Row, ...]


def csv_files(folder: Path) -> list[Path]:
    """The CSV files in a folder of raw files; ReadProblem when there is none."""
    found = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".csv")
    if not found:
        raise ReadProblem(folder.name, "", "minstens een CSV-bestand", "geen enkel", AGAIN)
    return found


def read_table(file: Path) -> TextTable:
    """All rows of a CSV file. Raises ReadProblem for what is no table: empty, cut off, HTML, binary, endless lines."""
    size = file.stat().st_size
    encoding = encoding_of(file)
    if size > SMALL:
        raise ReadProblem(file.name, "", f"hooguit {SMALL >> 20} MB in deze vorm", f"{size >> 20} MB", SMALLER)
    separator = separator_of(head_of(file, encoding), file.name)
    return TextTable(file.name, separator, encoding, tuple(rows_of(file, encoding, separator)))


def head_of(file: Path, encoding: str) -> str:
    """The first characters of a file, at most SAMPLE."""
    try:
        with file.open(encoding=encoding) as stream:
            return stream.read(SAMPLE)
    except UnicodeError as error:
        raise _not_this_encoding(file, encoding) from error


def rows_of(file: Path, encoding: str, separator: str) -> Iterator[Row]:
    """The rows of a CSV file one by one, stripped, each with the line on which it begins."""
    reader = csv.reader(_lines(file, encoding), delimiter=separator, strict=True)
    start = 1
    try:
        for row in reader:
            yield start, tuple(cell.strip() for cell in row)
            start = reader.line_num + 1
    except csv.Error as error:
        place = f"regel {reader.line_num}"
        found = str(error)
        raise ReadProblem(file.name, place, "aanhalingstekens in paren", found, "Het bestand is afgebroken.") from error
    except UnicodeError as error:
        raise _not_this_encoding(file, encoding) from error


def encoding_of(file: Path) -> str:
    """utf-8-sig (with or without its mark) or cp1252; ReadProblem for what cannot be a table."""
    size = file.stat().st_size
    if size == 0:
        raise ReadProblem(file.name, "", "een tabel", "een leeg bestand", AGAIN)
    if size > LARGEST:
        raise ReadProblem(file.name, "", f"hooguit {LARGEST >> 20} MB", f"{size >> 20} MB", SMALLER)
    with file.open("rb") as stream:
        head = stream.read(SAMPLE)
        _refuse_what_is_no_text(head, file.name)
        if head.startswith((b"\xff\xfe", b"\xfe\xff")):
            return "utf-16"
        return "utf-8-sig" if _is_utf8(head, stream, file.name) else "cp1252"


def separator_of(text: str, name: str) -> str:
    """The separator that the fullest of the first lines uses most."""
    lines = [line for line in text.splitlines()[:12] if line.strip()]
    if not lines:
        raise ReadProblem(name, "regel 1", "een tabel", "alleen lege regels", AGAIN)
    counts = {mark: max(line.count(mark) for line in lines) for mark in SEPARATORS}
    best = max(SEPARATORS, key=lambda mark: counts[mark])
    if counts[best] == 0:
        raise ReadProblem(name, "regel 1", "kolommen met ; of , ertussen", "één kolom", AGAIN)
    return best


def _refuse_what_is_no_text(head: bytes, name: str) -> None:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml")):
        raise ReadProblem(name, "regel 1", "een tabel", "een webpagina", "De bron gaf een foutpagina. Probeer later.")
    if head.startswith((b"PK\x03\x04", b"\x1f\x8b", b"%PDF")):
        raise ReadProblem(name, "", "platte tekst", "een ingepakt of ander soort bestand", "Pak het eerst uit.")
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ReadProblem(name, "", "platte tekst", "binaire gegevens", AGAIN)
    if len(head) == SAMPLE and not head.strip():
        raise ReadProblem(name, "regel 1", "een tabel", "alleen spaties", AGAIN)


def _is_utf8(head: bytes, stream: io.BufferedReader, name: str) -> bool:
    """Decoded piece by piece: a file of many gigabytes must not stand in memory to be looked at."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    piece, line, is_utf8 = head, 1, True
    since = 0
    while piece:
        since = _look_at(piece, line, since, name)
        line += piece.count(b"\n")
        try:
            decoder.decode(piece)
        except UnicodeDecodeError:
            is_utf8 = False
            decoder.reset()
        piece = stream.read(PIECE)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return is_utf8


def _look_at(piece: bytes, line: int, since: int, name: str) -> int:
    """Stop at a byte that no text has, and at a line without end. since: bytes so far of the line that goes on."""
    if b"\x00" in piece:
        place = f"regel {line + piece[: piece.index(0)].count(10)}"
        raise ReadProblem(name, place, "platte tekst", "binaire gegevens", AGAIN)
    last = max(piece.rfind(b"\n"), piece.rfind(b"\r"))
    since = since + len(piece) if last < 0 else len(piece) - last - 1
    if since > LONGEST_LINE:
        expected, found = "regels van een tabel", "een regel zonder einde"
        raise ReadProblem(name, f"regel {line + piece.count(10)}", expected, found, AGAIN)
    return since


def _lines(file: Path, encoding: str) -> Iterator[str]:
    """Lines with their ends, none longer than a table can have: a line is never read whole before it is measured."""
    with file.open(encoding=encoding, newline="") as stream:
        number = 0
        while line := stream.readline(LONGEST_LINE):
            number += 1
            if len(line) == LONGEST_LINE:
                found = "een regel zonder einde"
                raise ReadProblem(file.name, f"regel {number}", "regels van een tabel", found, AGAIN)
            yield line


def _not_this_encoding(file: Path, encoding: str) -> ReadProblem:
    place = ""
    if file.stat().st_size <= SMALL:
        content = file.read_bytes()
        try:
            content.decode(encoding)
        except UnicodeDecodeError as error:
            place = f"regel {content[: error.start].count(10) + 1}"
    return ReadProblem(file.name, place, "tekst in UTF-8", "een ander teken", AGAIN)
