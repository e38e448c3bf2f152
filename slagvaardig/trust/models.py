"""The models of this room, where Django looks for them."""

from slagvaardig.trust.audit.models import Event

__all__ = ["Event"]
