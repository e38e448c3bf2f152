"""One at a time makes a move: the barrier as it is now, and how a move is kept."""

from collections.abc import Collection

from django.db import connection

from slagvaardig.act.barriers.models import Barrier
from slagvaardig.act.barriers.voices import Move
from slagvaardig.trust.circles.rules import Refused


def take_turns(barrier: Barrier) -> Barrier:
    """Let one at a time make a move; the barrier as it is now."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 3))", [str(barrier.pk)])
    return Barrier.objects.select_related("circle", "owner").get(pk=barrier.pk)


def next_number(barrier: Barrier) -> int:
    return Move.objects.about(barrier).count() + 1


def keep(barrier: Barrier, move: Move, columns: Collection[str]) -> Move:
    """Save what a move changed, and its row. Refused when the database changes nothing."""
    values = {name: getattr(barrier, name) for name in columns}
    if values and not Barrier.objects.filter(pk=barrier.pk).update(**values):
        raise Refused
    move.save(force_insert=True)
    return move
