"""`slagvaardig log ...`: check the log, take it along, see who read something. Each leaves its own line in it."""

import argparse
import sys

from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.audit.models import Seal
from slagvaardig.trust.audit.witnesses import head_line, read_heads
from slagvaardig.trust.logbook import actions
from slagvaardig.trust.logbook.readings import readings_of


def verify_log(arguments: argparse.Namespace) -> int:
    """Say what differs; 1 when anything does."""
    try:
        kept = read_heads(arguments.heads.read_text("utf-8")) if arguments.heads else None
    except (OSError, ValueError) as problem:
        raise SystemExit(f"{arguments.heads}: {problem} Geef een bestand met regels van /zegels.") from problem
    with acting_as_job("console") as by:
        outcome = actions.verify_log(by=by, heads=kept)
    for words in outcome.sentences():
        sys.stdout.write(f"{words}\n")
    counts = f"regels {outcome.lines}, zegels {outcome.seals}, ankers {outcome.heads}"
    sys.stdout.write(f"{counts}, afwijkingen {len(outcome.deviations)}, nog niet verzegeld {outcome.unsealed}\n")
    if not outcome.heads:
        sys.stdout.write("Zonder controlegetallen van een getuige bewijst dit niets tegen wie de database beheert.\n")
    return 1 if outcome.deviations else 0


def export_log(arguments: argparse.Namespace) -> int:
    with acting_as_job("console") as by:
        for line in actions.export_log(by=by, ldv=arguments.ldv):
            sys.stdout.write(f"{line}\n")
    return 0


def heads(arguments: argparse.Namespace) -> int:
    for seal in Seal.objects.after(0).iterator():
        sys.stdout.write(f"{head_line(seal)}\n")
    return 0


def who_looked(arguments: argparse.Namespace) -> int:
    """Who read it, newest first; 1 when nobody did."""
    with acting_as_job("console") as by:
        lines = list(readings_of(arguments.about))
        actions.read_log(by=by, about=arguments.about)
    for line in lines:
        sys.stdout.write(f"{line.at.astimezone():%d-%m-%Y %H:%M}  {line.text}\n")
    if not lines:
        sys.stdout.write(f"Niemand las {arguments.about}, of het is openbaar of van de hele coalitie.\n")
    return 0 if lines else 1
