"""The models of this room, where Django looks for them."""

from slagvaardig.choose.absorption.models import Promised, Stated, Work
from slagvaardig.choose.inventory.models import Mandate, Part, Round
from slagvaardig.choose.inventory.submissions import Choice, Offer, Submission

__all__ = ["Choice", "Mandate", "Offer", "Part", "Promised", "Round", "Stated", "Submission", "Work"]
