"""What pabutools makes of the published instances, for tests/reference/equal_shares.json.

    python -m tools.equal_shares_oracle FOLDER > tests/reference/equal_shares.json

Run it in an environment of its own: pabutools is under the GPL and brings a solver that is not free, so neither the
project nor its tests install it. What is kept are the keys of the chosen projects.
"""

import json
import sys
from pathlib import Path
from typing import Any


def outcomes(path: Path) -> dict[str, Any]:
    """Equal shares without completion and raised by one unit at a time, for the voters' own points."""
    from pabutools.election import Additive_Cardinal_Sat, Cardinality_Sat, parse_pabulib
    from pabutools.rules import method_of_equal_shares
    from pabutools.tiebreaking import app_score_tie_breaking, lexico_tie_breaking

    instance, profile = parse_pabulib(str(path))
    approval = instance.meta["vote_type"] == "approval"
    sat = Cardinality_Sat if approval else Additive_Cardinal_Sat
    ties = app_score_tie_breaking if approval else lexico_tie_breaking
    profile = profile.as_multiprofile()
    told = {
        "equal_shares": method_of_equal_shares(instance, profile, sat_class=sat, tie_breaking=ties),
        "raised": method_of_equal_shares(instance, profile, sat_class=sat, tie_breaking=ties, voter_budget_increment=1),
    }
    return {rule: sorted(project.name for project in chosen) for rule, chosen in told.items()}


def main() -> None:
    """Write the outcomes of every instance in the folder."""
    files = sorted(Path(sys.argv[1]).glob("*.pb"))
    json.dump({path.stem: outcomes(path) for path in files}, sys.stdout, indent=1, ensure_ascii=True)


if __name__ == "__main__":
    main()
