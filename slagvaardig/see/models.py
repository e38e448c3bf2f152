"""The models of this room, where Django looks for them."""

from slagvaardig.see.figures.models import PullRun, Snapshot
from slagvaardig.see.patterns.models import Patterns
from slagvaardig.see.stories.editions import Echo, Edition
from slagvaardig.see.stories.models import Message, Picture, Receipt, Story, Teller
from slagvaardig.see.trends.models import Sight, Trend, Turn

__all__ = [
    "Echo", "Edition", "Message", "Patterns", "Picture", "PullRun", "Receipt", "Sight", "Snapshot", "Story", "Teller",
    "Trend", "Turn",
]  # fmt: skip
