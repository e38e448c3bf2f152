"""Pages for logging in with an address and a password, for the first time, and for a password that was forgotten."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from slagvaardig.trust.access import factors, logins
from slagvaardig.trust.access.actions import set_password, sign_out
from slagvaardig.trust.access.asking import me
from slagvaardig.trust.access.forms import AddressForm, LoginForm, NewPasswordForm
from slagvaardig.trust.access.gate import member_page, step_up
from slagvaardig.trust.access.invitations import invited, password_holder, password_token
from slagvaardig.trust.access.models import User
from slagvaardig.trust.access.partners import partner_logins
from slagvaardig.trust.access.post import send_password_link
from slagvaardig.trust.limits.counting import allowed

TOO_MANY = 429


def too_many() -> str:
    return _("U probeerde het te vaak. Wacht een minuut en probeer het dan opnieuw.")


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """The first step: at one's own partner, with a passkey, or with an address and a password."""
    next_page = logins.local(request, request.GET.get("next", ""))
    if request.method != "POST" and request.user.is_authenticated:
        return redirect(next_page)
    if request.method != "POST" and logins.half(request):
        return redirect("second_step")
    form, status = LoginForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and not allowed("login", f"account:{logins.trace_of(form.cleaned_data['email'])}"):
            form.add_error(None, too_many())
            status = TOO_MANY
        elif form.is_valid():
            address = form.cleaned_data["email"]
            user = logins.known(address, form.cleaned_data["password"])
            if user:
                logins.begin(request, user, way="password", next_page=next_page)
                return redirect("second_step")
            logins.failed(request, address, step="password")
            form.add_error(None, _("Dit e-mailadres en dit wachtwoord horen niet bij elkaar. Probeer het opnieuw."))
    context = {
        "title": _("Inloggen"),
        "form": form,
        "next": next_page,
        "partners": partner_logins().values(),
        "sends_mail": settings.SENDS_MAIL,
        "demo": settings.DEMO,
    }
    return render(request, "trust/login.html", context, status=status)


@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """The end of this session, or of a login that was begun."""
    if request.user.is_authenticated:
        key = logins.kept_key(request)
        sign_out(by=me(request), sessions=[key])
    request.session.flush()
    return redirect("home")


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The first time: choose a password, or come in at one's own partner. The second step follows."""
    user = invited(token)
    if user is None:
        return _dead_link(request, _("Vraag wie u uitnodigde om een nieuwe link."))
    form = NewPasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        set_password(user=user, password=form.cleaned_data["password"], by=logins.actor(request))
        logins.begin(request, user, way="invitation", next_page=reverse("mine"))
        return redirect("second_step")
    context = {
        "title": _("Welkom"),
        "form": form,
        "email": user.email,
        "token": token,
        "partners": partner_logins().values(),
    }
    return render(request, "trust/invitation.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def password_forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for a link to choose a new password. The answer is the same for every address."""
    form = AddressForm(request.POST or None)
    sent = request.method == "POST" and form.is_valid()
    if sent:
        _send_link(request, form.cleaned_data["email"])
    context = {
        "title": _("Wachtwoord vergeten"),
        "form": form,
        "sent": sent,
        "sends_mail": settings.SENDS_MAIL,
    }
    return render(request, "trust/password_forgotten.html", context, status=422 if form.errors else 200)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password_new(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a new password with the link of a letter. The second step is still asked."""
    user = password_holder(token)
    if user is None:
        return _dead_link(request, _("Vraag een nieuwe link aan op de pagina Wachtwoord vergeten."))
    form = NewPasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        set_password(user=user, password=form.cleaned_data["password"], by=logins.actor(request))
        logins.begin(request, user, way="password", next_page=reverse("mine"))
        return redirect("second_step")
    context = {"title": _("Nieuw wachtwoord"), "form": form}
    return render(request, "trust/password_new.html", context, status=422 if form.errors else 200)


@member_page
@step_up
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password_change(request: HttpRequest) -> HttpResponse:
    """Another password; every other place where this person is logged in ends."""
    user = User.objects.get(pk=str(request.user.pk))
    form = NewPasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        set_password(user=user, password=form.cleaned_data["password"], by=logins.actor(request))
        logins.stay(request, user)
        return redirect("mfa_index")
    context = {"title": _("Nieuw wachtwoord"), "form": form}
    return render(request, "trust/password_new.html", context, status=422 if form.errors else 200)


def _send_link(request: HttpRequest, address: str) -> None:
    """Only to somebody who logs in here with a password and a second step; nobody else learns that."""
    user = User.objects.with_address(address)
    if not allowed("login", f"letter:{logins.trace_of(address)}") or not settings.SENDS_MAIL:
        return
    if user and user.is_active and user.has_usable_password() and factors.has_factor(user):
        link = request.build_absolute_uri(reverse("password_new", args=[password_token(user)]))
        send_password_link(to=user.email, link=link)


def _dead_link(request: HttpRequest, remedy: str) -> HttpResponse:
    context = {"title": _("Deze link werkt niet meer"), "remedy": remedy}
    return render(request, "trust/dead_link.html", context, status=410)
