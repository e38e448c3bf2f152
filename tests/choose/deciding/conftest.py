"""What every test of choosing starts from."""

from collections.abc import Iterator

import pytest
from django.conf import settings as site
from django.db import connection, transaction

from slagvaardig.trust.database.ownership import as_owner
from tests.act.conftest import tour_region
from tests.attack.owner import looking, run
from tests.choose.deciding.ground import Table, gathered

__all__ = ["tour_region"]


@pytest.fixture
def table(db: None, tour_region: None) -> Table:
    """Within the transaction of the test."""
    return gathered()


@pytest.fixture
def kept_table(transactional_db: None, tour_region: None) -> Table:
    """Committed, for a real browser and for two at once."""
    return gathered(strategies=True)


@pytest.fixture
def floor(transactional_db: None, tour_region: None) -> Iterator[Table]:
    """On the connection of the owner, who wears the role of the application; nothing of it is kept."""
    with as_owner(), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f'set local role "{site.APP_ROLE}"')
        found = gathered()
        with looking():
            run("set constraints all immediate")
            run("set constraints all deferred")
        yield found
        transaction.set_rollback(True)
