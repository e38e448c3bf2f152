"""Loaded before anything else: tests get their own folder and their own private PostgreSQL.

Two runs at once need two folders: name one in SLAGVAARDIG_VAR.
"""

import os
from pathlib import Path

from slagvaardig import postgres

VAR = Path(os.environ.setdefault("SLAGVAARDIG_VAR", str(Path(__file__).resolve().parent.parent / "var" / "test")))
if "DATABASE_URL" not in os.environ:
    postgres.start(VAR / "postgres")
