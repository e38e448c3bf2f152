"""The site with a few addresses that only an attack needs: one that fails after writing, one that can be injected."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from slagvaardig.trust.access.models import Person
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.papers.actions import write_paper
from slagvaardig.trust.papers.models import Paper
from slagvaardig.urls import urlpatterns as of_the_site


class Broken(Exception):
    """What a page with a mistake raises."""


def everything(_request: HttpRequest) -> HttpResponse:
    """Every text that whoever asks may see: in a pool without mistakes that is his own."""
    return HttpResponse("\n".join(Paper.objects.values_list("text", flat=True)), content_type="text/plain")


def write(request: HttpRequest) -> HttpResponse:
    """Write a paper in the first circle that is given; with `?stuk` the page fails after that."""
    circle = Circle.objects.get(slug=request.GET["kring"])
    me = Person.objects.get(pk=request.user.pk)
    paper = write_paper(circle=circle, title=request.GET["titel"], text="", by=me)
    if "stuk" in request.GET:
        raise Broken(str(paper.pk))
    return HttpResponse(str(paper.pk))


def injectable(request: HttpRequest) -> HttpResponse:
    """A mistake on purpose: what is asked for becomes part of the question to the database."""
    asked = request.GET.get("titel", "")
    with connection.cursor() as cursor:
        cursor.execute(f"select title from trust_paper where title = '{asked}'")
        return HttpResponse("\n".join(str(row[0]) for row in cursor.fetchall()), content_type="text/plain")


urlpatterns = [
    *of_the_site,
    path("proef/alles", everything),
    path("proef/schrijven", write),
    path("proef/vinden", injectable),
]
