"""Vandaag: the first page, which may look into every room."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site_context(request: HttpRequest) -> dict[str, Any]:
    """What every page knows: the region it shows and the neighbour it links to."""
    return {"neighbour": {"url": settings.NEIGHBOUR, "name": settings.NEIGHBOUR_NAME} if settings.NEIGHBOUR else None}
