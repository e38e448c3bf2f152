"""Load the invented barriers of a fictional region: by the same rules as anybody's, on days counted back from today."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from slagvaardig.act.barriers.models import Barrier
from slagvaardig.act.barriers.tables import Ask, HowTo, Memo
from slagvaardig.act.barriers.voices import Felt, Move, Voice
from slagvaardig.act.example.stories import Loaded, told
from slagvaardig.region.current import current_region
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.audit.actions import record
from slagvaardig.trust.circles.models import Circle


@transaction.atomic
def load_example(*, stories: Sequence[Mapping[str, Any]], people: Mapping[str, Person], by: str) -> int:
    """Everything of every story at once; how many barriers. Only in a fictional region, and only by the console: to
    others the database refuses a barrier with a past. people: the invented people by their slug."""
    region, today = current_region(), timezone.localdate()
    if not region.fictional:
        raise ValueError("Invented barriers belong in a fictional region only.")
    circles = {circle.slug: circle for circle in Circle.objects.all()}
    loaded = Loaded(region, circles, people, today)
    for story in stories:
        told(story, loaded)
    Barrier.objects.bulk_create(loaded.barriers)
    Voice.objects.bulk_create(loaded.voices)
    Felt.objects.bulk_create(loaded.felt)
    Move.objects.bulk_create(loaded.moves)
    Memo.objects.bulk_create(loaded.memos)
    Ask.objects.bulk_create(loaded.asks)
    HowTo.objects.bulk_create(loaded.how_tos)
    detail: dict[str, object] = {"barriers": len(loaded.barriers), "moves": len(loaded.moves)}
    record(verb="load-example", about="barriers", by=by, detail=detail)
    return len(loaded.barriers)
