"""The models of this room, where Django looks for them."""

from slagvaardig.trust.access.models import Person, Sent, Session, User
from slagvaardig.trust.audit.models import Event, Seal
from slagvaardig.trust.circles.models import Circle, Membership, Office, Seat, Tenure
from slagvaardig.trust.limits.models import DayKey, Tally
from slagvaardig.trust.papers.models import Attachment, Paper

__all__ = [
    "Attachment", "Circle", "DayKey", "Event", "Membership", "Office", "Paper", "Person", "Seal", "Seat", "Sent",
    "Session", "Tally", "Tenure", "User",
]  # fmt: skip
