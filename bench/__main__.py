"""`python -m bench [--small]`: measure the figures store beside its peers and print the table."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from bench import (
    barriers,
    choosing,
    conversations,
    decisions,
    digests,
    evidence,
    figures,
    log,
    pages,
    pulse,
    rounds,
    stories,
    trust,
)
from bench.neighbourhoods import AREAS, Size

ROOT = Path(__file__).resolve().parent.parent
SMALL = 290
ALONE = {
    "trust": (trust.main, "wat toegang en logboek kosten"),
    "barriers": (barriers.main, "de pagina's van drempels"),
    "rounds": (rounds.main, "de pagina's van inventarisaties en uren"),
    "decisions": (decisions.main, "de pagina's van kiezen en besluiten"),
    "choosing": (choosing.main, "het kiezen onder de uren van partners"),
    "stories": (stories.main, "vertellen, zoeken en tellen van verhalen"),
    "conversations": (conversations.main, "de pagina's van gesprekken"),
    "digests": (digests.main, "de vaste mail van tweeduizend mensen"),
    "pulse": (pulse.main, "antwoorden op de polsvraag en de uitkomst"),
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Meet de cijfers naast pandas en Polars.")
    parser.add_argument("--small", action="store_true", help=f"{SMALL} buurten in plaats van {AREAS}: een halve minuut")
    parser.add_argument("--pages", action="store_true", help="alleen de tijd en grootte van pagina's, na ./dev start")
    parser.add_argument("--log", action="store_true", help="alleen verzegelen en nakijken van het logboek")
    for name, (_, what) in ALONE.items():
        parser.add_argument(f"--{name}", action="store_true", help=f"alleen {what}")
    parser.add_argument("--evidence", action="store_true", help="alleen bewijs en trends, na ./dev start")
    parser.add_argument("--areas", type=int, metavar="N", help="zoveel buurten")
    arguments = parser.parse_args()
    if arguments.log:
        print(log.table(log.lines()))
        return 0
    for name, (measure, _) in ALONE.items():
        if getattr(arguments, name):
            return measure([])
    if arguments.pages or arguments.evidence:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "slagvaardig.settings")
        os.environ.setdefault("SLAGVAARDIG_LIMITS_TIMES", "10000")  # it asks in a minute what visitors ask in an hour
        if arguments.evidence:
            return evidence.main()
        print(pages.table(pages.lines()))
        return 0
    size = Size(areas=arguments.areas or (SMALL if arguments.small else AREAS))
    folder = Path(tempfile.mkdtemp(prefix="slagvaardig-bench-"))
    try:
        measured = figures.lines(folder, size, _published())
    finally:
        figures.clean(folder)
    print(f"{size.cells / 1e6:.1f} miljoen cellen, {os.cpu_count()} kernen. Elke taak in een eigen proces.\n")
    print(figures.table(measured))
    if faults := figures.differing(measured):
        print("\nAndere uitkomst:\n" + "\n".join(faults))
    return 1 if faults else 0


def _published() -> Path | None:
    folder = Path(os.environ.get("SHARED_DATA", ROOT.parent / "shared" / "data"))
    return next(iter(sorted(folder.glob("figures/83648NED*.csv"))), None)


if __name__ == "__main__":
    sys.exit(main())
