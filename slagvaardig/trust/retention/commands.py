"""`slagvaardig retention`: what the nightly job does, by hand; with `--dry-run` only what it would do."""

import argparse
import sys

from slagvaardig.trust.retention import nightly
from slagvaardig.trust.retention.ledger import LedgerProblem


def retention(arguments: argparse.Namespace) -> int:
    """Destroy what is past its end. 1 when the list of what was destroyed cannot be kept."""
    if arguments.dry_run:
        for kind, number in nightly.planned():
            _say(f"{kind.table}: {number} ({kind.privacy.until}; {kind.ends.afterwards()})")
        return 0
    try:
        run = nightly.run(say=_say)
    except LedgerProblem as problem:
        _say(str(problem))
        return 1
    _say(f"{sum(run.destroyed.values())} rijen vernietigd.")
    return 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
