"""Pages about the site itself: what its visual forms mean, how accessible it is, its colours and its language."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from django.views.i18n import set_language

from slagvaardig.web import theme
from slagvaardig.web.blocks import Crumb

# No token: all that a forged click could do is show the page in the other language. In return no public page needs a
# cookie of its own.
choose_language = csrf_exempt(set_language)
SECURITY_TXT_HOLDS = timedelta(days=180)


@require_safe
def legend(request: HttpRequest) -> HttpResponse:
    """The one form of each thing that a figure can be: provisional, withheld, uncertain, broken."""
    context = {
        "crumbs": _under_home(_("Uitleg bij de cijfers")),
        "statuses": ["provisional", "withheld", "absent", "uncertain"],
        "verdicts": _verdicts(),
    }
    return render(request, "web/legend.html", context)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    context = {"crumbs": _under_home(_("Toegankelijkheid")), "contact": getattr(settings, "CONTACT", "")}
    return render(request, "web/accessibility.html", context)


@require_safe
@cache_control(public=True, max_age=3600)
def theme_css(request: HttpRequest) -> HttpResponse:
    """The colours of this region (`settings.THEME`: name of `theme.COLOURS` to `#rrggbb`)."""
    return HttpResponse(theme.stylesheet(getattr(settings, "THEME", {})), content_type="text/css; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=3600)
def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a weakness (RFC 9116). It is true for half a year from the day it is asked for."""
    contact = getattr(settings, "CONTACT", "")
    lines = [
        f"Contact: mailto:{contact}" if contact else f"Contact: {request.build_absolute_uri('/toegankelijkheid')}",
        f"Expires: {timezone.now() + SECURITY_TXT_HOLDS:%Y-%m-%dT00:00:00Z}",
        "Preferred-Languages: nl, en",
        f"Canonical: {request.build_absolute_uri()}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _under_home(title: str) -> list[Crumb]:
    return [Crumb(_("Vandaag"), "/"), Crumb(title)]


def _verdicts() -> list[tuple[str, str]]:
    """Every verdict that the site can give, and what it says."""
    return [
        ("better", _("Het verschil is groter dan de marge en gaat de goede kant op.")),
        ("similar", _("Er is geen verschil dat groter is dan de marge.")),
        ("worse", _("Het verschil is groter dan de marge en gaat de verkeerde kant op.")),
        ("not_comparable", _("De cijfers tellen niet hetzelfde, of er is te weinig om te vergelijken.")),
        ("fallen", _("Het cijfer ligt lager dan in het beginjaar, en dat is meer dan toeval.")),
        ("kept", _("Het cijfer is niet merkbaar gestegen, ook niet als wij de marge meetellen.")),
        ("held", _("Waar meer beter is: het cijfer is niet merkbaar gedaald, ook niet als wij de marge meetellen.")),
        ("risen", _("Het cijfer ligt hoger dan in het beginjaar, en dat is meer dan toeval.")),
        ("unclear", _("De cijfers laten verschillende conclusies toe. Daarom trekken wij er geen.")),
    ]
