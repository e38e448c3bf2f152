"""The models of this room, where Django looks for them."""

from slagvaardig.choose.absorption.models import Promised, Stated, Work
from slagvaardig.choose.inventory.models import Mandate, Part, Round
from slagvaardig.choose.inventory.submissions import Choice, Offer, Submission
from slagvaardig.choose.weighing.models import Candidate, Need, Weighing

__all__ = [
    "Candidate",
    "Choice",
    "Mandate",
    "Need",
    "Offer",
    "Part",
    "Promised",
    "Round",
    "Stated",
    "Submission",
    "Weighing",
    "Work",
]
