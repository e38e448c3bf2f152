"""Pages for whoever is in: where he is logged in, and showing anew who he is."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from slagvaardig.trust.access import factors, logins
from slagvaardig.trust.access.actions import sign_out
from slagvaardig.trust.access.asking import me
from slagvaardig.trust.access.forms import ConfirmForm
from slagvaardig.trust.access.gate import member_page, took_first_step
from slagvaardig.trust.access.models import Session, User
from slagvaardig.trust.access.partners import links_of
from slagvaardig.trust.access.views import TOO_MANY, too_many
from slagvaardig.trust.limits.counting import allowed
from slagvaardig.web.blocks import Crumb


@member_page
@never_cache
@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """Every place where I am logged in now."""
    context = {
        "title": _("Waar u bent ingelogd"),
        "sessions": Session.objects.living().of(request.user.pk),
        "here": logins.kept_key(request),
        "crumbs": [Crumb(_("Mijn pagina"), reverse("mine")), Crumb(_("Waar u bent ingelogd"))],
    }
    return render(request, "trust/sessions.html", context)


@member_page
@require_POST
def sessions_end(request: HttpRequest) -> HttpResponse:
    """End one login, all the others, or all of them."""
    person, here = me(request), logins.kept_key(request)
    which = request.POST.get("which", "")
    if which == "everywhere":
        sign_out(by=person)
        request.session.flush()
        return redirect("login")
    if which == "others":
        sign_out(by=person, sessions=[one.session_key for one in Session.objects.of(person.pk).apart_from(here)])
    elif which == here:
        return redirect("sessions")
    else:
        sign_out(by=person, sessions=[which])
    return redirect("sessions")


@member_page
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Show anew who I am, before an act that asks for it."""
    user = User.objects.get(pk=str(request.user.pk))
    next_page = logins.local(request, request.GET.get("next", ""))
    demo = settings.DEMO and request.session.get("demo", False)
    if demo and request.method == "POST":
        logins.confirm(request, ways=["demo"])
        return redirect(next_page)
    has_password, kinds = user.has_usable_password(), factors.kinds_of(user)
    first_step_taken = took_first_step(request.session)
    takes_code = factors.APP in kinds and (has_password or first_step_taken)
    form = ConfirmForm(request.POST or None, with_password=has_password and not first_step_taken)
    status = 200
    if request.method == "POST" and takes_code:
        status = _answer(request, user, form)
        if status == 200:
            return redirect(next_page)
    context = {
        "title": _("Bent u het nog?"),
        "form": form if takes_code else None,
        "next": next_page,
        "passkey": factors.PASSKEY in kinds,
        "partners": [] if first_step_taken else links_of(user),
        "demo": demo,
    }
    return render(request, "trust/confirm.html", context, status=status)


def _answer(request: HttpRequest, user: User, form: ConfirmForm) -> int:
    """200 when password and code are right, else the status of the page that says what is wrong."""
    if not allowed("login", f"second:{user.pk}"):
        form.add_error(None, too_many())
        return TOO_MANY
    if not form.is_valid():
        return 422
    given = form.cleaned_data
    password_fits = "password" not in given or user.check_password(given["password"])
    # Both are always looked at, so that the answer does not say which of the two was wrong.
    kind = factors.check_code(user, given["code"])
    if not (password_fits and kind):
        logins.failed(request, user.email, step="confirm")
        form.add_error(None, _("Dit klopt niet. Kijk uw wachtwoord na en wacht op een nieuwe code."))
        return 422
    logins.confirm(request, ways=[kind])
    return 200
