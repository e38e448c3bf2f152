"""The models of this room, where Django looks for them."""

from slagvaardig.choose.decisions.models import Decision, Dissent, Evidence
from slagvaardig.choose.decisions.rounds import Answer, WrittenRound
from slagvaardig.choose.decisions.tables import Copy, Division
from slagvaardig.choose.priorities.models import Places, Priority, Waiver
from slagvaardig.choose.strategy.models import Version
from slagvaardig.choose.urgent.models import TeamTerm, Urgent

__all__ = [
    "Answer", "Copy", "Decision", "Dissent", "Division", "Evidence", "Places", "Priority", "WrittenRound", "TeamTerm",
    "Urgent", "Version", "Waiver",
]  # fmt: skip
