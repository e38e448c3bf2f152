"""The page on which whoever looks after a circle hands on the conversations of somebody who left."""

import uuid

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from slagvaardig.see.conversations.forms import HandOnForm
from slagvaardig.see.conversations.handing_on import gone_leaders, hand_on, possible_leaders
from slagvaardig.see.conversations.views import crumbs
from slagvaardig.see.rounds.models import Round
from slagvaardig.trust.access.asking import me
from slagvaardig.trust.access.gate import member_page
from slagvaardig.trust.access.once import once


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def round_hand_on(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Choose whose conversations, and who goes on with them."""
    round = get_object_or_404(Round.objects.select_related("circle"), pk=key)
    gone = gone_leaders(round)
    if not gone:
        raise Http404
    form: forms.Form = HandOnForm(request.POST or None, gone=gone, possible=possible_leaders(round))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        hand_on(round=round, former=uuid.UUID(given["former"]), to=uuid.UUID(given["to"]), by=me(request))
        return redirect("round", key=key)
    title = _("Gesprekken overdragen")
    back = reverse("round", args=[key])
    context = {"title": title, "button": title, "form": form, "back": back, "crumbs": crumbs(round, title)}
    context["about"] = _(
        "Wie de gesprekken krijgt, leest de aantekeningen die nog niet open liggen. U ziet ze niet, ook niet hoeveel"
        " het er zijn. Aantekeningen en citaten blijven bij hun gesprek. Een citaat wacht op wie het zei. U kunt alleen"
        " iemand kiezen die deelneemt aan deze kring en hem niet beheert."
    )
    return render(request, "see/conversations/one_form.html", context, status=422 if form.errors else 200)
