"""An answer whose process is killed: `python -m tests.see.pulse.dying WHEN DATABASE TOKEN ANSWER DAY REGION`."""

import os
import signal
import sys
from datetime import date
from pathlib import Path

import django
from django.conf import settings
from django.db import connection, transaction


def main(when: str, database: str, token: str, given: str, day: str, region: str) -> None:
    django.setup()
    settings.REGION_FOLDER = Path(region)
    connection.settings_dict["NAME"] = database

    from slagvaardig.see.pulse import actions, box, proving
    from tests.see.pulse.asking import QUESTIONS

    def die(*_: object) -> bytes:
        os.kill(os.getpid(), signal.SIGKILL)
        return b""

    if when == "while sealing":
        setattr(box, "seal", die)  # noqa: B010 - another function in its place
    with transaction.atomic(), proving.as_holder(token):
        answers = dict.fromkeys(QUESTIONS, given)
        actions.answer(token=token, answers=answers, by=actions.UNSEEN, on=date.fromisoformat(day))
        if when == "before the commit":
            die()


if __name__ == "__main__":
    main(*sys.argv[1:])
