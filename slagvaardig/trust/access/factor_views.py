"""Pages of the second step: taking it, setting it up the first time, and looking after it later."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from slagvaardig.trust.access import factors, logins
from slagvaardig.trust.access.forms import CodeForm, NewAppForm, NewPasskeyForm
from slagvaardig.trust.access.gate import member_page, step_up
from slagvaardig.trust.access.models import User
from slagvaardig.trust.access.partners import links_of, write_down_link
from slagvaardig.trust.access.views import TOO_MANY, too_many
from slagvaardig.trust.limits.counting import allowed
from slagvaardig.web.blocks import Crumb

_SECRET, _SHOW_CODES, _NEXT = "new_secret", "show_codes", "after_codes"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """A code of the app or a recovery code, or a passkey, after the first step."""
    half = logins.half(request)
    if half is None:
        return redirect("login")
    if not factors.has_factor(half.user):
        return redirect("second_step_new")
    form, status = CodeForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if not allowed("login", f"second:{half.user.pk}"):
            form.add_error(None, too_many())
            status = TOO_MANY
        elif form.is_valid():
            kind = factors.check_code(half.user, form.cleaned_data["code"])
            if kind:
                logins.complete(request, half.user, ways=[half.way, kind])
                return redirect(half.next)
            logins.failed(request, half.user.email, step="code")
            form.add_error(
                "code", _("Deze code klopt niet, of is al gebruikt. Wacht op een nieuwe code en probeer die.")
            )
    context = {
        "title": _("Tweede stap"),
        "form": form,
        "next": half.next,
        "kinds": factors.kinds_of(half.user),
    }
    return render(request, "trust/second_step.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_step_new(request: HttpRequest) -> HttpResponse:
    """The first second step of somebody: without one nobody comes in."""
    half = logins.half(request)
    if half is None or factors.has_factor(half.user):
        return redirect("login")
    forms, made = _offered(request, half.user)
    if made:
        logins.complete(request, half.user, ways=[half.way, made[0]])
        _keep(half.user, made)
        if half.way.startswith("partner:"):
            write_down_link(half.user)
        factors.new_recovery_codes(half.user)
        request.session.update({_SHOW_CODES: True, _NEXT: half.next})
        return redirect("recovery_codes")
    return _offer(request, half.user, forms, _("Stel uw tweede stap in"), first=True)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def passkey(request: HttpRequest) -> HttpResponse:
    """Logging in with a passkey alone: it is both steps. Also how somebody shows anew who he is."""
    if request.method != "POST":
        return JsonResponse(factors.question_for_passkey())
    next_page = logins.local(request, request.POST.get("next", ""))
    user = factors.passkey_owner(request.POST.get("credential", ""))
    if user is None or (request.user.is_authenticated and user.pk != request.user.pk):
        logins.failed(request, "", step="passkey")
        context = {"title": _("Deze passkey hoort hier niet bij"), "next": next_page}
        return render(request, "trust/passkey_refused.html", context, status=422)
    if request.user.is_authenticated:
        logins.confirm(request, ways=["passkey"])
    else:
        logins.complete(request, user, ways=["passkey"])
    return redirect(next_page)


@member_page
@never_cache
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """How I log in: password, partner, second steps and recovery codes."""
    user = _me(request)
    context = {
        "title": _("Hoe u inlogt"),
        "factors": factors.factors_of(user),
        "codes": len(factors.recovery_codes(user)),
        "partners": links_of(user),
        "has_password": user.has_usable_password(),
        "crumbs": _crumbs(),
    }
    return render(request, "trust/factors.html", context)


@member_page
@step_up
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def factor_new(request: HttpRequest) -> HttpResponse:
    """One more second step, or another app in place of the one before."""
    user = _me(request)
    forms, made = _offered(request, user)
    if made:
        _keep(user, made)
        return redirect("mfa_index")
    return _offer(request, user, forms, _("Nog een tweede stap"), first=False)


@member_page
@step_up
@require_POST
def factor_remove(request: HttpRequest, key: int) -> HttpResponse:
    """Take a second step away. The last one stays."""
    try:
        factors.remove(_me(request), key)
    except ValidationError:
        context = {"title": _("Dit is uw enige tweede stap"), "crumbs": _crumbs()}
        return render(request, "trust/factor_stays.html", context, status=409)
    return redirect("mfa_index")


@member_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """The codes are shown once, right after they are made, until their owner says that he kept them."""
    if request.method == "POST":
        request.session.pop(_SHOW_CODES, None)
        return redirect(request.session.pop(_NEXT, reverse("mfa_index")))
    if not request.session.get(_SHOW_CODES):
        return redirect("mfa_index")
    context = {"title": _("Uw herstelcodes"), "codes": factors.recovery_codes(_me(request))}
    return render(request, "trust/recovery_codes.html", context)


@member_page
@step_up
@require_POST
def recovery_codes_new(request: HttpRequest) -> HttpResponse:
    """New codes; those before no longer work."""
    factors.new_recovery_codes(_me(request))
    request.session[_SHOW_CODES] = True
    return redirect("recovery_codes")


Forms = tuple[NewAppForm, NewPasskeyForm]
Made = tuple[str, Any]


def _offered(request: HttpRequest, user: User) -> tuple[Forms, Made | None]:
    """The two ways to set up a second step, and what was made when one of them was sent and is good."""
    kind = request.POST.get("kind", "")
    app = NewAppForm(request.POST if kind == factors.APP else None)
    key = NewPasskeyForm(request.POST if kind == factors.PASSKEY else None, initial={"name": _("Mijn passkey")})
    if kind == factors.APP and app.is_valid():
        secret = request.session.get(_SECRET, "")
        moment = factors.code_fits(secret, app.cleaned_data["code"]) if secret else None
        if moment and allowed("login", f"second:{user.pk}"):
            request.session.pop(_SECRET)
            return (app, key), (factors.APP, (secret, moment))
        app.add_error("code", _("Deze code klopt niet. Kijk of de tijd van uw telefoon goed staat en probeer opnieuw."))
    if kind == factors.PASSKEY and key.is_valid():
        try:
            made = factors.made_passkey(key.cleaned_data["credential"])
        except ValidationError:
            key.add_error(None, _("Het maken van de passkey lukte niet. Er is niets veranderd. Probeer het opnieuw."))
        else:
            return (app, key), (factors.PASSKEY, (key.cleaned_data["name"], made))
    return (app, key), None


def _keep(user: User, made: Made) -> None:
    kind, what = made
    if kind == factors.APP:
        factors.add_app(user, *what)
    else:
        factors.add_passkey(user, *what)


def _offer(request: HttpRequest, user: User, forms: Forms, title: str, *, first: bool) -> HttpResponse:
    secret = request.session.setdefault(_SECRET, factors.new_secret())
    context = {
        "title": title,
        "first": first,
        "app_form": forms[0],
        "passkey_form": forms[1],
        "secret": " ".join(secret[place : place + 4] for place in range(0, len(secret), 4)),
        "picture": factors.picture_of(user, secret),
        "question": factors.question_for_new_passkey(user),
        "replaces": factors.APP in factors.kinds_of(user),
        "crumbs": [] if first else _crumbs(),
    }
    status = 422 if forms[0].errors or forms[1].errors else 200
    return render(request, "trust/factor_new.html", context, status=status)


def _me(request: HttpRequest) -> User:
    return User.objects.get(pk=str(request.user.pk))


def _crumbs() -> list[Crumb]:
    return [Crumb(_("Mijn pagina"), reverse("mine")), Crumb(_("Hoe u inlogt"), reverse("mfa_index"))]
