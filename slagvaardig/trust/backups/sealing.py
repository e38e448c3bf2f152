"""The last line of a backup: a checksum over all before it, and a seal that only who has SECRET_KEY can make."""

import hashlib
import hmac
import os
import re
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

_LINE = re.compile(rb"slagvaardig-backup sha256=([0-9a-f]{64}) seal=([0-9a-f]{64})\n")
LENGTH = len(b"slagvaardig-backup sha256= seal=\n") + 128
CHUNK = 1024 * 1024


class BackupProblem(Exception):
    """A backup cannot be made or put back; the message is a Dutch sentence that says what is wrong and what to do."""


def seal(file: BinaryIO) -> str:
    """Add the last line to a whole archive; the checksum in it. The file is read once more, from the disk."""
    file.seek(0)
    checksum, sealed = _sums(file, None)
    file.seek(0, os.SEEK_END)
    file.write(f"slagvaardig-backup sha256={checksum} seal={sealed}\n".encode())
    return checksum


def require_whole(path: Path, *, other_key: bool = False) -> str:
    """BackupProblem unless not a byte was changed since it was made here; its checksum. other_key: made with another
    SECRET_KEY, so that only the checksum can be held against it."""
    length = path.stat().st_size - LENGTH
    if length < 0:
        raise BackupProblem(f"{path} is geen back-up: het bestand is te kort.")
    with path.open("rb") as file:
        file.seek(length)
        if (found := _LINE.fullmatch(file.read())) is None:
            raise BackupProblem(f"{path} is geen back-up, of is afgebroken: de laatste regel ontbreekt.")
        told, told_seal = (part.decode() for part in found.groups())
        file.seek(0)
        checksum, sealed = _sums(file, length)
    if not hmac.compare_digest(checksum, told):
        raise BackupProblem(f"{path} is beschadigd of veranderd. Neem een andere kopie van deze back-up.")
    if not other_key and not hmac.compare_digest(sealed, told_seal):
        raise BackupProblem(
            f"{path} is met een andere SECRET_KEY gemaakt, of door een ander. Gebruik de SECRET_KEY van toen, of geef"
            " --other-key als u zeker weet waar dit bestand vandaan komt."
        )
    return checksum


def _sums(file: BinaryIO, length: int | None) -> tuple[str, str]:
    key = hmac.digest(settings.SECRET_KEY.encode(), b"slagvaardig: backup", "sha256")
    checksum, sealed, left = hashlib.sha256(), hmac.new(key, digestmod="sha256"), length
    while part := file.read(CHUNK if left is None else min(CHUNK, left)):
        checksum.update(part)
        sealed.update(part)
        left = None if left is None else left - len(part)
    return checksum.hexdigest(), sealed.hexdigest()
