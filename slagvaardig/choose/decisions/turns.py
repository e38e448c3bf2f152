"""One at a time makes a move: the decision as it is now."""

from django.db import connection

from slagvaardig.choose.decisions.models import Decision


def take_turns(decision: Decision) -> Decision:
    """Let one at a time make a move; the decision as it is now."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 5))", [str(decision.pk)])
    return Decision.objects.select_related("circle", "strategy").get(pk=decision.pk)
