"""Opening a text file from somewhere: which encoding, which separator, and is it a table at all."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from slagvaardig.see.connectors.reading import ReadProblem

LARGEST = 2**31
LONGEST_LINE = 1_000_000
SAMPLE = 65_536
SEPARATORS = (";", ",", "\t")
AGAIN = "Download het bestand opnieuw als CSV."


@dataclass(frozen=True)
class TextTable:
    """A CSV file: its rows with the line on which each begins, and how it was written."""

    name: str
    separator: str
    encoding: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def csv_files(folder: Path) -> list[Path]:
    """The CSV files in a folder of raw files; ReadProblem when there is none."""
    found = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".csv")
    if not found:
        raise ReadProblem(folder.name, "", "minstens een CSV-bestand", "geen enkel", AGAIN)
    return found


def read_table(file: Path) -> TextTable:
    """All rows of a CSV file. Raises ReadProblem for what is no table: empty, cut off, HTML, binary, endless lines."""
    encoding = encoding_of(file)
    try:
        text = file.read_text(encoding)
    except UnicodeDecodeError as error:
        line = file.read_bytes()[: error.start].count(b"\n") + 1
        raise ReadProblem(file.name, f"regel {line}", "tekst in UTF-8", "een ander teken", AGAIN) from error
    separator = separator_of(text[:SAMPLE], file.name)
    return TextTable(file.name, separator, encoding, tuple(_rows(text, separator, file.name)))


def encoding_of(file: Path) -> str:
    """utf-8-sig (with or without its mark) or cp1252; ReadProblem for what cannot be a table."""
    size = file.stat().st_size
    if size == 0:
        raise ReadProblem(file.name, "", "een tabel", "een leeg bestand", AGAIN)
    if size > LARGEST:
        raise ReadProblem(file.name, "", f"hooguit {LARGEST >> 20} MB", f"{size >> 20} MB", "Haal een kleiner deel op.")
    with file.open("rb") as stream:
        head = stream.read(SAMPLE)
        _refuse_what_is_no_text(head, file.name)
        if head.startswith((b"\xff\xfe", b"\xfe\xff")):
            return "utf-16"
        return "utf-8-sig" if _is_utf8(head, stream) else "cp1252"


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


def _is_utf8(head: bytes, stream: io.BufferedReader) -> bool:
    """Decoded piece by piece: a file of two gigabytes must not stand in memory to be looked at."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    piece = head
    try:
        while piece:
            decoder.decode(piece)
            piece = stream.read(1 << 20)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _rows(text: str, separator: str, name: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    start = 1
    try:
        for row in reader:
            yield start, tuple(cell.strip() for cell in row)
            start = reader.line_num + 1
    except csv.Error as error:
        place = f"regel {reader.line_num}"
        raise ReadProblem(name, place, "aanhalingstekens in paren", str(error), "Het bestand is afgebroken.") from error
