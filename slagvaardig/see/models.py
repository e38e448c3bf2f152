"""The models of this room, where Django looks for them."""

from slagvaardig.see.figures.models import PullRun, Snapshot

__all__ = ["PullRun", "Snapshot"]
