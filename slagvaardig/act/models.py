"""The models of this room, where Django looks for them."""

from slagvaardig.act.barriers.models import Barrier
from slagvaardig.act.barriers.tables import Ask, HowTo, Memo
from slagvaardig.act.barriers.voices import Felt, Move, Voice
from slagvaardig.act.numbers.models import Published

__all__ = ["Ask", "Barrier", "Felt", "HowTo", "Memo", "Move", "Published", "Voice"]
