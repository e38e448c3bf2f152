"""The models of this room, where Django looks for them."""

from slagvaardig.see.figures.models import PullRun, Snapshot
from slagvaardig.see.patterns.models import Patterns
from slagvaardig.see.pulse.models import PulseBatch, PulseBox, PulseLink, PulseRound
from slagvaardig.see.stories.editions import Echo, Edition
from slagvaardig.see.stories.models import Message, Picture, Receipt, Story, Teller

__all__ = [
    "Echo", "Edition", "Message", "Patterns", "Picture", "PullRun", "PulseBatch",
    "PulseBox", "PulseLink", "PulseRound", "Receipt", "Snapshot", "Story", "Teller",
]  # fmt: skip
