"""A nightly run that is killed in its n-th batch: `python -m tests.trust.retention.dying N DATABASE LEDGER`."""

import os
import signal
import sys
from pathlib import Path

import django
from django.conf import settings
from django.db import connection


def main(batch: int, database: str, ledger: str) -> None:
    django.setup()
    settings.LEDGER = Path(ledger)
    connection.settings_dict["NAME"] = database

    from slagvaardig.trust.retention import actions, nightly

    enter_in_ledger, seen = actions._enter_in_ledger, []

    def die_in_time(*args: object) -> None:
        enter_in_ledger(*args)  # type: ignore[arg-type]
        seen.append(args)
        if len(seen) == batch:
            os.kill(os.getpid(), signal.SIGKILL)

    setattr(actions, "_enter_in_ledger", die_in_time)  # noqa: B010 - another function in its place
    nightly.run(most=3)


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
