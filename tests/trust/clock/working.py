"""The clock as its own process on the database of a test: `python -m tests.trust.clock.working DATABASE [MOST]`.

MOST: lines per seal, so that there is much to be killed in the middle of.
"""

import signal
import sys
from datetime import timedelta

import django
from django.db import connection


def main(database: str, most: str = "5000") -> None:
    django.setup()
    connection.settings_dict["NAME"] = database

    from slagvaardig.trust.clock.work import Job, Worker
    from slagvaardig.trust.logbook.jobs import seal_what_is_new

    worker = Worker([Job("seal-the-log", timedelta(milliseconds=10), lambda: seal_what_is_new(int(most)))])
    signal.signal(signal.SIGTERM, worker.stop)
    worker.run()


if __name__ == "__main__":
    main(*sys.argv[1:])
