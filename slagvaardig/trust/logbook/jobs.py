"""What the clock does with the log, each under the identity of the job that the database knows."""

from django.conf import settings

from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.audit.actions import BATCH, record, seal_events
from slagvaardig.trust.audit.models import Seal
from slagvaardig.trust.audit.verification import verify
from slagvaardig.trust.audit.witnesses import letter


class LogDiffers(Exception):
    """The log is not what was sealed; the line in the log says how much differs."""


def seal_what_is_new(most: int = BATCH) -> int:
    """Seal all that can be sealed; how many lines."""
    covered = 0
    while True:
        with acting_as_job("sealer") as by:
            now = seal_events(by=by, most=most)
        covered += now
        if now < most:
            return covered


def hand_out_heads() -> int:
    """Mail the newest head to the witnesses; how many got it. The mail leaves outside any transaction: a slow
    mail server would hold up the sealer."""
    with acting_as_job("sealer"):
        seal = Seal.objects.newest()
    if seal is None or not settings.WITNESSES:
        return 0
    letter(seal).send()
    with acting_as_job("sealer") as by:
        record(verb="witness", about=f"seal:{seal.seq}", by=by, detail={"witnesses": len(settings.WITNESSES)})
    return len(settings.WITNESSES)


def check_the_chain() -> None:
    """Every night: the whole chain once more. Raises LogDiffers, so that the clock shows it until it is mended."""
    with acting_as_job("sealer") as by:
        outcome = verify()
        record(verb="verify", about="log", by=by, detail=outcome.facts())
    if outcome.deviations:
        raise LogDiffers(f"{len(outcome.deviations)} deviations")
