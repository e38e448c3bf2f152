"""Turns the reviewed translations (`.po`) into what Python reads (`.mo`): no gettext has to be installed to run a site.

`collect()` does need gettext: it is for whoever writes new texts (`./dev messages`).
"""

import ast
import contextlib
import logging
import os
import struct
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.core.management import call_command

PACKAGE = Path(__file__).resolve().parent.parent
LOCALE = PACKAGE / "locale"
_LITTLE_ENDIAN_MO = 0x950412DE
_log = logging.getLogger(__name__)


def compile_stale(locale: Path = LOCALE) -> list[Path]:
    """Compiles every catalogue that is newer than its compiled form; returns what was written.

    On a read-only disk the site goes on in Dutch, with a warning.
    """
    written = []
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        try:
            _replace(target, compiled(source.read_text("utf-8")))
        except OSError as problem:
            _log.warning("Vertaling %s is niet te schrijven (%s): de site blijft Nederlands.", target.name, problem)
        else:
            written.append(target)
    return written


def compiled(text: str) -> bytes:
    """The catalogue in the text of a `.po` file as the bytes of a `.mo` file; fuzzy and empty entries stay out."""
    pairs = sorted((key.encode(), value.encode()) for key, value in _entries(text) if value.strip("\0"))
    keys = b"".join(key + b"\0" for key, _ in pairs)
    values = b"".join(value + b"\0" for _, value in pairs)
    first_key = 7 * 4 + 16 * len(pairs)
    key_table = _table([key for key, _ in pairs], first_key)
    value_table = _table([value for _, value in pairs], first_key + len(keys))
    head = struct.pack("<7I", _LITTLE_ENDIAN_MO, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, first_key)
    return head + key_table + value_table + keys + values


def collect(package: Path = PACKAGE) -> None:
    """Gathers every text of the package into `locale/en`; what is new stands there empty, to be translated."""
    with contextlib.chdir(package):
        call_command(
            "makemessages",
            locale=["en"],
            no_wrap=True,
            no_location=True,
            no_obsolete=True,
            ignore_patterns=["static/*", "locale/*"],
            verbosity=0,
        )


def _table(texts: list[bytes], start: int) -> bytes:
    rows = []
    for text in texts:
        rows.append(struct.pack("<2I", len(text), start))
        start += len(text) + 1
    return b"".join(rows)


def _entries(text: str) -> Iterator[tuple[str, str]]:
    """Each entry as gettext keys it: context, then the text and its plural; the value holds all plural forms."""
    for block in text.split("\n\n"):
        lines = [line for line in block.split("\n") if line]
        if any(line.startswith("#,") and "fuzzy" in line for line in lines):
            continue
        fields = _fields([line for line in lines if not line.startswith("#")])
        if "msgid" not in fields:
            continue
        key = "\0".join(fields[name] for name in ("msgid", "msgid_plural") if name in fields)
        if "msgctxt" in fields:
            key = f"{fields['msgctxt']}\4{key}"
        yield key, "\0".join(value for name, value in fields.items() if name.startswith("msgstr"))


def _fields(lines: list[str]) -> dict[str, str]:
    fields: dict[str, str] = {}
    name = ""
    for line in lines:
        if not line.startswith('"'):
            name, _, line = line.partition(" ")
            fields[name] = ""
        fields[name] += ast.literal_eval(line)
    return fields


def _replace(target: Path, content: bytes) -> None:
    """Two sites may start at once: each writes its own file and the last one to finish takes the name."""
    handle, name = tempfile.mkstemp(dir=target.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(name).replace(target)
