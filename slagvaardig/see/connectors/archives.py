"""Looking at a zip archive before anything opens it: what it says it holds, and what it really unfolds into."""

import zipfile
import zlib
from pathlib import Path

from slagvaardig.see.connectors.reading import ReadProblem

MOST_ENTRIES, LARGEST, MOST_TIMES = 2_000, 200 * 1024**2, 200
SMALL_ENOUGH = 10 * 1024**2
PIECE = 1 << 16
AGAIN = "Sla het bestand opnieuw op in een spreadsheetprogramma."
_HEADER, _NAME_LENGTH, _EXTRA_LENGTH = 30, 26, 28


def refuse_bombs(file: Path) -> None:
    """ReadProblem when an archive holds more, or unfolds into more, than any spreadsheet of a partner needs."""
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, RuntimeError, ValueError) as error:
        raise ReadProblem(file.name, "", "een spreadsheet", "een ander of afgebroken bestand", AGAIN) from error
    size = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    if len(entries) > MOST_ENTRIES or size > LARGEST or (size > SMALL_ENOUGH and size / packed > MOST_TIMES):
        found = f"{len(entries)} delen en {size >> 20} MB"
        raise ReadProblem(file.name, "", f"hooguit {LARGEST >> 20} MB uitgepakt", found, "Lever alleen de tabel aan.")
    for entry in entries:
        if not _is_true(file, entry):
            place, expected = f"deel {entry.filename[:60]}", f"{entry.file_size} bytes, zoals het zelf zegt"
            raise ReadProblem(file.name, place, expected, "iets anders", AGAIN)


def _is_true(file: Path, entry: zipfile.ZipInfo) -> bool:
    """Whether an entry unfolds into as much as it says. The parsers behind us believe it, and unfold it at once."""
    if entry.compress_type == zipfile.ZIP_STORED:
        return entry.compress_size == entry.file_size
    return entry.compress_type == zipfile.ZIP_DEFLATED and _unfolded(file, entry) == entry.file_size


def _unfolded(file: Path, entry: zipfile.ZipInfo) -> int:
    """The size of an entry when unfolded, counted in pieces; stops soon after it is more than the entry says."""
    unfold, found = zlib.decompressobj(-zlib.MAX_WBITS), 0
    with file.open("rb") as stream:
        stream.seek(entry.header_offset)
        header = stream.read(_HEADER)
        stream.seek(_after(header), 1)
        left = entry.compress_size
        while left > 0 and found <= entry.file_size and (packed := stream.read(min(PIECE, left))):
            left -= len(packed)
            while packed and found <= entry.file_size:
                try:
                    found += len(unfold.decompress(packed, PIECE))
                except zlib.error:
                    return -1
                packed = unfold.unconsumed_tail
    return found


def _after(header: bytes) -> int:
    """How far behind its header an entry begins: its name and what programs add to that."""
    name, extra = header[_NAME_LENGTH:_EXTRA_LENGTH], header[_EXTRA_LENGTH:_HEADER]
    return int.from_bytes(name, "little") + int.from_bytes(extra, "little")
