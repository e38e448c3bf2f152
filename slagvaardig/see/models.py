"""The models of this room, where Django looks for them."""

from slagvaardig.see.conversations.models import Conversation, Harvest, Note, Quote
from slagvaardig.see.coverage.models import Coverage
from slagvaardig.see.figures.models import PullRun, Snapshot
from slagvaardig.see.patterns.models import Patterns
from slagvaardig.see.pulse.models import PulseBatch, PulseBox, PulseLink, PulseRound
from slagvaardig.see.rounds.models import Round
from slagvaardig.see.scans.models import Scan, ScanLine
from slagvaardig.see.stories.editions import Echo, Edition
from slagvaardig.see.stories.models import Message, Picture, Receipt, Story, Teller
from slagvaardig.see.trends.models import Sight, Trend, Turn

__all__ = [
    "Conversation", "Coverage", "Echo", "Edition", "Harvest", "Message", "Note", "Patterns", "Picture", "PullRun",
    "PulseBatch", "PulseBox", "PulseLink", "PulseRound", "Quote", "Receipt", "Round", "Scan", "ScanLine", "Sight",
    "Snapshot", "Story", "Teller", "Trend", "Turn",
]  # fmt: skip
