"""A round in the words of its region."""

from slagvaardig.region.current import current_region
from slagvaardig.see.rounds.models import Round
from slagvaardig.see.rounds.rules import functions_of


def asked_in_words(round: Round) -> list[tuple[str, str]]:
    """(function, its partners) of everybody that is asked."""
    region = current_region()
    titles, names = dict(functions_of(region)), {one.slug: one.name for one in region.partners}
    found: dict[str, list[str]] = {}
    for role, partner in round.asked:
        found.setdefault(titles.get(role, role), []).append(names.get(partner, partner))
    return [(title, ", ".join(partners)) for title, partners in found.items()]
