"""The models of this room, where Django looks for them."""

from slagvaardig.trust.access.models import Person, Sent, Session, User
from slagvaardig.trust.audit.models import Event, KeptLeaf, Seal
from slagvaardig.trust.circles.models import Circle, Membership, Office, Seat, Tenure
from slagvaardig.trust.clock.models import Turn
from slagvaardig.trust.digests.models import Digest
from slagvaardig.trust.limits.models import DayKey, Tally
from slagvaardig.trust.papers.models import Attachment, Paper
from slagvaardig.trust.retention.models import Counted, Destroyed, RetentionRun

__all__ = [
    "Attachment", "Circle", "Counted", "DayKey", "Destroyed", "Digest", "Event", "KeptLeaf", "Membership", "Office",
    "Paper", "Person", "RetentionRun", "Seal", "Seat", "Sent", "Session", "Tally", "Tenure", "Turn", "User",
]  # fmt: skip
