"""What a zip archive says it holds is checked before any part is unpacked, and again against what comes out."""

import io
import stat
import zipfile
from collections.abc import Iterable, Iterator

from slagvaardig.trust.uploads.kinds import EICAR, LARGEST_CLEANED, Refused

MOST_PARTS = 2_000
MOST_UNPACKED = 50 * 1024**2
MOST_TIMES, SMALL_ENOUGH = 200, 2 * 1024**2
_HEADER, _ENTRY, _END = 30, b"PK\x01\x02", b"PK\x05\x06"
_TOLD = slice(-12, -10)  # where an archive tells how many parts it has
_ENCRYPTED = 0x1
_NOT_A_PART = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"MZ", b"\x7fELF", b"Rar!", b"7z\xbc\xaf", EICAR)


def parts(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Every part with its name, unpacked within bounds; Refused for whatever no office program would have made."""
    if data.count(_ENTRY) > MOST_PARTS:
        raise Refused("bomb")
    if len(data) - data.rfind(_END) != 22:  # a comment or a tail would be a place for another file
        raise Refused("two_kinds")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        if int.from_bytes(data[_TOLD], "little") != len(entries):
            raise Refused("broken")
        _refuse_sizes(entries)
        _refuse_overlap(entries)
        _refuse_names(entries)
        for entry in entries:
            if entry.is_dir():
                continue
            content = archive.read(entry)
            if len(content) != entry.file_size:
                raise Refused("bomb", entry.filename)
            if content.startswith(_NOT_A_PART):
                raise Refused("inside", entry.filename)
            yield entry.filename, content


def packed(made: Iterable[tuple[str, bytes]]) -> bytes:
    """A new archive of these parts and nothing else; a part `mimetype` stands first and unpacked, as ODF asks."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in sorted(made, key=lambda part: part[0] != "mimetype"):
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    if out.tell() > LARGEST_CLEANED:
        raise Refused("heavy")
    return out.getvalue()


def _refuse_sizes(entries: list[zipfile.ZipInfo]) -> None:
    size = sum(entry.file_size for entry in entries)
    small = sum(entry.compress_size for entry in entries)
    if len(entries) > MOST_PARTS or size > MOST_UNPACKED or (size > SMALL_ENOUGH and size > MOST_TIMES * small):
        raise Refused("bomb")


def _refuse_overlap(entries: list[zipfile.ZipInfo]) -> None:
    """Parts that share bytes unfold into more than they weigh, and one that starts late leaves room for a stranger."""
    place = 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        if entry.header_offset < place or (place == 0 and entry.header_offset != 0):
            raise Refused("bomb", entry.filename)
        place = entry.header_offset + _HEADER + len(entry.orig_filename.encode()) + entry.compress_size


def _refuse_names(entries: list[zipfile.ZipInfo]) -> None:
    seen = set()
    for entry in entries:
        name, mode = entry.orig_filename, entry.external_attr >> 16
        strange = (
            name.startswith("/") or ".." in name or any(not " " <= letter <= "~" or letter == "\\" for letter in name)
        )
        if strange or len(name) > 200 or name.lower() in seen or stat.S_ISLNK(mode):
            raise Refused("part", ascii(name)[:80])
        if entry.flag_bits & _ENCRYPTED:
            raise Refused("locked")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused("part", name)
        seen.add(name.lower())
