"""The stems of a text, so that a search finds a word in every form and within a longer one.

Dutch writes compounds as one word: "woninginbraak" holds "inbraak". The stemmer of PostgreSQL takes both, and
"inbraken", to stems of which the one stands in the other.
"""

from django.db import connection

from slagvaardig.region.areas.geography import normalised

MOST = 8
_STEMS = "select coalesce(array_to_string(tsvector_to_array(to_tsvector('pg_catalog.dutch', %s)), ' '), '')"


def stems(text: str) -> str:
    """Every stem of a text once, with a space between."""
    with connection.cursor() as cursor:
        cursor.execute(_STEMS, [normalised(text)])
        found: str = cursor.fetchone()[0]
    return found


def wanted(asked: str) -> list[str]:
    """What to look for when somebody types this: stems, the longest first, because they rule out most."""
    return sorted(stems(asked).split(), key=len, reverse=True)[:MOST]
