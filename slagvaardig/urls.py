"""Every address of the site, in Dutch. Three hops from here: page, query, model."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from slagvaardig.web import views as web


def alive(request: HttpRequest) -> HttpResponse:
    """For the launcher and a watchdog: this process answers. Says nothing of the figures."""
    return HttpResponse("ja", content_type="text/plain")


urlpatterns = [
    path("leeft", alive, name="alive"),
    path("uitleg", web.legend, name="legend"),
    path("toegankelijkheid", web.accessibility, name="accessibility"),
    path("thema.css", web.theme_css, name="theme_css"),
    path("taal", web.choose_language, name="choose_language"),
]
