"""Names of files as they may be kept and shown: one line of letters, never a path, never turned around."""

import re
import unicodedata

from slagvaardig.trust.uploads.kinds import KINDS, told_by

LONGEST = 100
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def kept_name(told: str) -> str:
    """The name under which a file is kept, with an ending that fits its kind. Refused when no kind has its ending."""
    plain = "".join(letter for letter in unicodedata.normalize("NFC", told[-2000:]) if _is_plain(letter))
    kind = KINDS[told_by(plain)]
    last = re.split(r"[/\\:]", plain)[-1]
    ending = next(ending for ending in kind.endings if last.lower().endswith(ending))
    stem = re.sub(r'[<>"|?*;%]+', " ", last[: -len(ending)])
    stem = " ".join(stem.split()).strip(" .")[:LONGEST].strip(" .")
    if not stem or _RESERVED.fullmatch(stem.split(".")[0]):
        stem = f"bijlage {stem}".strip()
    return stem + ending


def _is_plain(letter: str) -> bool:
    """No control characters, no marks that turn the direction of writing, no private or half letters."""
    return unicodedata.category(letter)[0] != "C" and unicodedata.category(letter) not in ("Zl", "Zp")
