"""A demonstration of a fictional region: be one of its invented people with one click.

Elsewhere this page is not there.
"""

import ipaddress
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from slagvaardig.personas import address_of
from slagvaardig.region.current import current_region
from slagvaardig.trust.access import logins
from slagvaardig.trust.access.models import User


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def demo(request: HttpRequest) -> HttpResponse:
    """Choose who to be, and what to try as that person."""
    if not settings.DEMO or not current_region().fictional or not _from_this_computer(request):
        raise Http404
    personas = current_region().personas
    if request.method == "POST":
        chosen = {persona.slug: persona for persona in personas}.get(request.POST.get("persona", ""))
        if chosen is None:
            raise Http404
        user = get_object_or_404(User.objects.all(), email=address_of(chosen), is_active=True)
        logins.complete(request, user, ways=["demo"])
        request.session["demo"] = True
        return redirect("home")
    return render(request, "demo.html", {"title": _("Rondkijken als iemand anders"), "personas": personas})


def who_is_shown(request: HttpRequest) -> dict[str, Any]:
    """For the banner on every page of a demonstration: the invented person that somebody is now."""
    if not settings.DEMO:
        return {"demonstration": False}
    user = getattr(request, "user", None)
    email = user.email if user is not None and user.is_authenticated else ""
    persona = next((one for one in current_region().personas if address_of(one) == email), None)
    return {"demonstration": True, "shown_as": persona}


def _from_this_computer(request: HttpRequest) -> bool:
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
