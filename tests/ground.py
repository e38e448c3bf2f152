"""Loaded before anything else: tests get their own folder and their own private PostgreSQL.

Two runs at once need two folders: name one in SLAGVAARDIG_VAR. To try an older PostgreSQL that is installed here, name
its version (SLAGVAARDIG_TEST_POSTGRES=15) beside a new folder.
"""

import os
from pathlib import Path

from slagvaardig import postgres

VAR = Path(os.environ.setdefault("SLAGVAARDIG_VAR", str(Path(__file__).resolve().parent.parent / "var" / "test")))
# A test asks in a second what a person asks in an hour; the tests of the limits themselves put this back.
os.environ.setdefault("SLAGVAARDIG_LIMITS_TIMES", "10000")
# A browser in the same process runs a loop of its own; Django would then refuse every question to the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
if "DATABASE_URL" not in os.environ:
    postgres.start(VAR / "postgres", version=os.environ.get("SLAGVAARDIG_TEST_POSTGRES", ""))
