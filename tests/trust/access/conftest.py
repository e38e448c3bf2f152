"""Somebody new with an invitation, and a browser to use it in."""

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import Settings

from tests.people import People, gather, newcomer


@pytest.fixture
def real_limits(settings: Settings) -> None:
    """As a visitor meets them; other tests try more in a minute than a person would."""
    settings.LIMITS_TIMES = 1


@pytest.fixture
def people(db: None) -> People:
    return gather()


@pytest.fixture
def email(people: People) -> str:
    """The address of somebody who was invited and has not logged in yet: `people["newcomer"]`."""
    newcomer(people)
    del people.keys["newcomer"]
    with people.acting("administrator"):
        return people["newcomer"].user.email


@pytest.fixture
def client() -> Client:
    assert settings.SESSION_COOKIE_NAME
    return Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"})
