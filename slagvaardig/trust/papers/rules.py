"""What may be done with a paper, as the rules of its rows say it."""

from slagvaardig.trust.access.models import Person
from slagvaardig.trust.circles.rules import may
from slagvaardig.trust.papers.models import Paper


def may_change(paper: Paper, person: Person) -> bool:
    """Whether a paper can be changed by a person: a frozen copy by nobody."""
    own = paper.owner_id == person.pk and may("write", paper.circle)
    return not paper.frozen and (own or may("edit", paper.circle))
