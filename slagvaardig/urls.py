"""Every address of the site, in Dutch. Three hops from here: page, query, model."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def alive(request: HttpRequest) -> HttpResponse:
    """For the launcher and a watchdog: this process answers. Says nothing of the figures."""
    return HttpResponse("ja", content_type="text/plain")


urlpatterns = [
    path("leeft", alive, name="alive"),
]
