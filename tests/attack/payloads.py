"""What hostile files carry, and how one is described."""

from dataclasses import dataclass

MARK = "Kwaad4711"  # stands in every payload, so that it is found again wherever it comes through
SCRIPT = f"<script>alert('{MARK}')</script>"


@dataclass(frozen=True)
class Hostile:
    """may_pass: whether a cleaned form of it may be kept, in which then nothing of the payload is left."""

    name: str
    data: bytes
    may_pass: bool = False
    payload: tuple[bytes, ...] = (MARK.encode(),)
