"""A site does not start on a database that answers before it keeps."""

import pytest
from django.db import connection

from slagvaardig.trust.database.commands import refuse_holes
from slagvaardig.trust.database.durability import ways_to_lose


@pytest.mark.django_db
def test_this_database_keeps_what_it_accepts() -> None:
    assert list(ways_to_lose()) == []


@pytest.mark.django_db
def test_a_database_that_answers_too_early_is_named_and_the_site_does_not_start() -> None:
    with connection.cursor() as cursor:
        cursor.execute("set local synchronous_commit = off")
    assert ["synchronous_commit = off" in sentence for sentence in ways_to_lose()] == [True]
    with pytest.raises(SystemExit, match="synchronous_commit = off"):
        refuse_holes()
