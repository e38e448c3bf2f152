"""The addresses of the site and a few more that go wrong in every way there is, with words that nobody may read."""

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import path

from slagvaardig.trust.access.visits import too_many
from slagvaardig.urls import urlpatterns as real
from slagvaardig.web.errors import error_page

SECRET = "inwendige-woorden-8812"


def breaks(request: HttpRequest) -> HttpResponse:
    inner = {"wachtwoord": SECRET}
    raise RuntimeError(f"{SECRET} {inner} {request.GET.get('q', '')}")


def refuses(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied(SECRET)


def puzzled(request: HttpRequest) -> HttpResponse:
    raise BadRequest(SECRET)


def conflict(request: HttpRequest) -> HttpResponse:
    return error_page(409)


def busy(request: HttpRequest) -> HttpResponse:
    return too_many(90)


urlpatterns = [
    *real,
    path("proef/stuk", breaks),
    path("proef/weigert", refuses),
    path("proef/raadsel", puzzled),
    path("proef/botsing", conflict),
    path("proef/druk", busy),
]
