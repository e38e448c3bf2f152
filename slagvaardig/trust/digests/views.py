"""The page on which somebody chooses his mail, and the one on which he stops it with the link of a letter."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from slagvaardig.trust.access.asking import me
from slagvaardig.trust.access.gate import member_page
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.access.once import once
from slagvaardig.trust.digests.actions import choose_digest, stop_digest
from slagvaardig.trust.digests.forms import DigestForm
from slagvaardig.trust.digests.letters import sample
from slagvaardig.trust.digests.models import Digest
from slagvaardig.trust.digests.rules import content_of
from slagvaardig.trust.digests.tokens import stopped_by
from slagvaardig.web.blocks import Crumb, Waiting


@member_page
@never_cache
@once
@require_http_methods(["GET", "HEAD", "POST"])
def my_digest(request: HttpRequest, waits: Callable[[Person], list[Waiting]]) -> HttpResponse:
    """How often I get mail, what of myself stands in it, in which language, and what it looks like today."""
    person = me(request)
    now = Digest.objects.of(person) or Digest(person=person, language=request.LANGUAGE_CODE)
    first = {name: getattr(now, name) for name in ("rhythm", "own", "language")}
    form = DigestForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        choose_digest(by=person, **form.cleaned_data)
        messages.success(request, _("Bewaard."))
        return redirect("my_digest")
    context = {
        "title": _("Mail over wat op u wacht"),
        "form": form,
        "address": request.user.email,  # type: ignore[union-attr]
        "sends_mail": settings.SENDS_MAIL,
        "sample": _sample(now, waits(person)),
        "language": now.language,
        "crumbs": [Crumb(_("Mijn pagina"), reverse("mine")), Crumb(_("Mail over wat op u wacht"))],
    }
    return render(request, "trust/digest_choice.html", context, status=422 if form.errors else 200)


def _sample(digest: Digest, waiting: list[Waiting]) -> str:
    """What a letter says now; empty when none would go."""
    with translation.override(digest.language):
        content = content_of(digest, waiting)
        return sample(digest=digest, content=content).strip() if content else ""


# A mail program presses this button by itself (RFC 8058), without a cookie or a token of ours. The signed link is the
# proof, and all that it can do is stop one person's mail.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def digest_stop(request: HttpRequest, token: str) -> HttpResponse:
    """Looking changes nothing; pressing stops the mail at once. It does not say whose."""
    stop = stopped_by(token)
    if stop is None or (request.method == "POST" and not stop_digest(stop=stop)):
        remedy = _("Log in om op uw eigen pagina te kiezen hoe vaak u mail krijgt.")
        return render(
            request, "trust/dead_link.html", {"title": _("Deze link werkt niet meer"), "remedy": remedy}, status=410
        )
    context = {"title": _("Geen mail meer"), "stopped": request.method == "POST"}
    return render(request, "trust/digest_stop.html", context)
