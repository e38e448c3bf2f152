"""`slagvaardig check-trust`, and the same question when a site starts."""

import argparse
import sys

from slagvaardig.trust.database.inspection import holes


def check_trust(arguments: argparse.Namespace) -> int:
    """Say of every hole what it is; 1 when there is one."""
    found = holes()
    for sentence in found:
        sys.stdout.write(f"{sentence}\n")
    sys.stdout.write(f"{len(found)} gaten in de vloer.\n" if found else "De vloer is dicht: 0 gaten.\n")
    return 1 if found else 0


def refuse_holes() -> None:
    """Stop this process when the database would show somebody what is not his."""
    if found := holes():
        listed = "\n  ".join(found)
        raise SystemExit(f"De site start niet, want de database houdt zich niet aan de regels:\n  {listed}")
