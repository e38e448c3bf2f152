"""What every verdict must know of the figures it is given, and the fixed scale on which it may be certain."""

from dataclasses import dataclass
from enum import StrEnum

LIKELY_LEVEL = 0.95
CERTAIN_LEVEL = 0.998
MOST_WITHHELD = 0.1


class Certainty(StrEnum):
    """Words for certainty, tied to declared levels: CERTAIN holds at 99.8 %, LIKELY at 95 %, UNCLEAR at neither."""

    CERTAIN = "certain"
    LIKELY = "likely"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Quality:
    """Flags of a series. withheld_share: part of its cells (0 to 1) that the publisher does not give.

    Errors: ValueError for a withheld_share outside 0 to 1.
    """

    provisional: bool = False
    withheld_share: float = 0.0
    break_in_window: bool = False
    vintage_mixed: bool = False
    other_definition: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.withheld_share <= 1:
            raise ValueError("the withheld share must lie between 0 and 1")

    @property
    def objection(self) -> str:
        """Why no verdict may be given: 'break', 'other_definition', 'vintage_mixed' or 'withheld'; '' when none.

        Provisional figures allow a verdict, but never a certain one: the verdict functions see to that.
        """
        flags = {
            "break": self.break_in_window,
            "other_definition": self.other_definition,
            "vintage_mixed": self.vintage_mixed,
            "withheld": self.withheld_share > MOST_WITHHELD,
        }
        return next((reason for reason, raised in flags.items() if raised), "")
