"""A role ends when it ends; afterwards nobody writes his own history."""

from datetime import timedelta

import pytest
from django.utils import timezone

from slagvaardig.trust.circles.actions import end
from slagvaardig.trust.circles.models import Membership
from slagvaardig.trust.circles.rules import Refused
from tests.people import People, gather


@pytest.fixture
def people(db: None) -> People:
    return gather()


def test_somebody_ends_his_own_role_once(people: People) -> None:
    with people.acting("officer") as by:
        term = Membership.objects.of(by).get()
        end(term=term, by=by)
        assert Membership.objects.get(pk=term.pk).until == timezone.localdate() - timedelta(days=1)
        with pytest.raises(Refused):
            end(term=term, by=by)


@pytest.mark.parametrize("name", ["former member", "gone"])
def test_nobody_moves_the_end_of_what_he_had(people: People, name: str) -> None:
    earlier = timezone.localdate() - timedelta(days=50)
    with people.acting(name) as by:
        assert Membership.objects.filter(person=by).update(until=earlier) == 0
