"""Freezing facts: JSON that is always written the same way, and the SHA-256 by which a change of it shows."""

import hashlib
import json
from typing import Any


def frozen(content: Any) -> str:
    """Sorted keys and no spaces that say nothing, so that the same facts give the same text."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1, default=str)


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
