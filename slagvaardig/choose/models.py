"""The models of this room, where Django looks for them."""

from slagvaardig.choose.absorption.models import Promised, Stated, Work
from slagvaardig.choose.decisions.models import Decision, Dissent, Evidence
from slagvaardig.choose.decisions.rounds import Answer, WrittenRound
from slagvaardig.choose.decisions.tables import Copy, Division
from slagvaardig.choose.inventory.models import Mandate, Part, Round
from slagvaardig.choose.inventory.submissions import Choice, Offer, Submission
from slagvaardig.choose.priorities.models import Places, Priority, Waiver
from slagvaardig.choose.strategy.models import Version
from slagvaardig.choose.urgent.models import TeamTerm, Urgent
from slagvaardig.choose.weighing.models import Candidate, Need, Weighing

__all__ = [
    "Answer", "Candidate", "Choice", "Copy", "Decision", "Dissent", "Division", "Evidence", "Mandate", "Need",
    "Offer", "Part", "Places", "Priority", "Promised", "Round", "Stated", "Submission", "TeamTerm", "Urgent",
    "Version", "Waiver", "Weighing", "Work", "WrittenRound",
]  # fmt: skip
