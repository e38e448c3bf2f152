"""Going to a partner's own login and coming back from it."""

import logging
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from slagvaardig.environment import PartnerLogin
from slagvaardig.trust.access import logins
from slagvaardig.trust.access.gate import first_step_again
from slagvaardig.trust.access.id_tokens import Forged
from slagvaardig.trust.access.invitations import invited
from slagvaardig.trust.access.models import User
from slagvaardig.trust.access.partners import (
    CONFIRM,
    LOGIN,
    Back,
    came_back,
    link,
    partner_logins,
    user_of,
    way_out,
    write_down_link,
)

_log = logging.getLogger(__name__)


@never_cache
@require_safe
def partner_login(request: HttpRequest, slug: str) -> HttpResponse:
    """Off to a partner. A link and not a form: the policy of our pages lets no form lead to another site."""
    partner = _partner(slug)
    purpose = CONFIRM if request.user.is_authenticated else LOGIN
    next_page = logins.local(request, request.GET.get("next", ""))
    try:
        away = way_out(
            request, partner, purpose=purpose, next_page=next_page, invitation=request.GET.get("uitnodiging", "")
        )
    except Forged as problem:
        return _refused(request, partner, problem)
    return redirect(away)


@never_cache
@require_safe
def partner_callback(request: HttpRequest, slug: str) -> HttpResponse:
    """Back from a partner."""
    partner = _partner(slug)
    try:
        back = came_back(request, partner)
        return _confirmed(request, partner, back) if back.purpose == CONFIRM else _logged_in(request, partner, back)
    except Forged as problem:
        return _refused(request, partner, problem)


def _logged_in(request: HttpRequest, partner: PartnerLogin, back: Back) -> HttpResponse:
    """Both steps at once when the partner asked for a second step, else our own second step follows."""
    way = f"partner:{partner.slug}"
    user, new = user_of(back.vouched), False
    if user is None:
        user, new = _link_invited(back), True
    if not back.vouched.second_step:
        logins.begin(request, user, way=way, next_page=back.next)
        return redirect("second_step")
    logins.complete(request, user, ways=[way])
    if new:
        write_down_link(user)
    return redirect(back.next)


def _link_invited(back: Back) -> User:
    user = invited(back.invitation)
    if user is None or not link(user, back.vouched):
        raise Forged("nobody was invited with this login")
    return user


def _confirmed(request: HttpRequest, partner: PartnerLogin, back: Back) -> HttpResponse:
    user = user_of(back.vouched)
    if not request.user.is_authenticated or user is None or not str(user.pk) == str(request.user.pk) == back.user:
        raise Forged("this is the login of another")
    if back.vouched.second_step:
        logins.confirm(request, ways=[f"partner:{partner.slug}"])
        return redirect(back.next)
    first_step_again(request.session)
    return redirect(f"{reverse('confirm')}?{urlencode({'next': back.next})}")


def _partner(slug: str) -> PartnerLogin:
    try:
        return partner_logins()[slug]
    except KeyError:
        raise Http404 from None


def _refused(request: HttpRequest, partner: PartnerLogin, problem: Forged) -> HttpResponse:
    """The visitor hears the same whatever was wrong; the log of the site says why."""
    _log.warning("Login at %s refused: %s", partner.slug, problem)
    logins.failed(request, "", step=f"partner:{partner.slug}")
    context = {"title": _("Inloggen lukte niet"), "partner": partner}
    return render(request, "trust/partner_refused.html", context, status=403)
