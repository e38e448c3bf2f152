"""Loaded before anything else: tests get their own folder and their own private PostgreSQL."""

import os
from pathlib import Path

from slagvaardig import postgres

VAR = Path(__file__).resolve().parent.parent / "var" / "test"
os.environ["SLAGVAARDIG_VAR"] = str(VAR)
if "DATABASE_URL" not in os.environ:
    postgres.start(VAR / "postgres")
