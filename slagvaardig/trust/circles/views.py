"""Pages of circles: which are mine, what lies in one, who sits there, and what every role may do."""

import uuid
from collections.abc import Callable, Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from slagvaardig.trust.access.actions import invite, reset_login, set_active
from slagvaardig.trust.access.asking import me
from slagvaardig.trust.access.gate import member_page, step_up
from slagvaardig.trust.access.invitations import invitation
from slagvaardig.trust.access.models import Person, User
from slagvaardig.trust.access.once import once
from slagvaardig.trust.circles.actions import admit, end, hand_over, let_go
from slagvaardig.trust.circles.forms import AdmissionForm, HandOverForm, InvitationForm
from slagvaardig.trust.circles.models import Circle, Membership, Office
from slagvaardig.trust.circles.readings import by_kind, explained, roles_of
from slagvaardig.trust.circles.rules import circles_with, has, knows_the_people, may
from slagvaardig.web.blocks import Cell, Column, Crumb, Row, Table
from slagvaardig.web.writing import day


@member_page
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Who I am here: my circles and roles, until when, and the ways to look after my login."""
    person = me(request)
    context = {
        "title": _("Mijn pagina"),
        "person": person,
        "roles": roles_of(person, timezone.localdate()),
        "may_appoint": has("appoint"),
        "may_read_log": has("read_log"),
    }
    return render(request, "trust/mine.html", context)


@member_page
@require_safe
def circles(request: HttpRequest) -> HttpResponse:
    """The circles that I am in."""
    own = by_kind(Circle.objects.among(circles_with("see")))
    return render(request, "trust/circles.html", {"title": _("Kringen"), "groups": own, "crumbs": _crumbs()})


@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    """What every role may do and where: the same table as the check."""
    context = {
        "title": _("Wie mag wat"),
        "roles": explained(),
        "crumbs": [Crumb(_("Vandaag"), "/"), Crumb(_("Wie mag wat"))],
    }
    return render(request, "trust/roles.html", context)


@member_page
@step_up
@once
@require_http_methods(["GET", "HEAD", "POST"])
def membership_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Let somebody else into a circle."""
    found = get_object_or_404(Circle, slug=slug)
    if not may("admit", found):
        raise Http404
    people = Person.objects.working().other_than(me(request))
    form = AdmissionForm(request.POST or None, people=people, kind=found.kind, today=timezone.localdate())
    if request.method == "POST" and form.is_valid() and _done(form, admit, circle=found, by=me(request)):
        return redirect("circle", slug=found.slug)
    context = {"form": form, "title": _("Iemand toelaten"), "circle": found, "crumbs": _crumbs(found.name, found.slug)}
    return render(request, "trust/form.html", context, status=422 if form.errors else 200)


@member_page
@step_up
@once
@require_POST
def membership_end(request: HttpRequest, key: int) -> HttpResponse:
    """End a role: that of another whom one may admit, or one's own."""
    found = get_object_or_404(Membership.objects.select_related("circle", "person"), pk=key)
    _or_not_found(end, term=found, by=me(request))
    if found.circle and found.person_id != request.user.pk:
        return redirect("circle", slug=found.circle.slug)
    return redirect("mine")


@member_page
@step_up
@once
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """Who works here. For administrators: invite somebody, give a role of the site."""
    _require("appoint")
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _done(form, invite, by=me(request)):
        return redirect("people")
    context = {
        "title": _("Mensen"),
        "form": form,
        "people": Person.objects.all(),
        "roles": Membership.objects.of_the_site().on(timezone.localdate()).with_names(),
        "crumbs": [Crumb(_("Mijn pagina"), reverse("mine")), Crumb(_("Mensen"))],
    }
    return render(request, "trust/people.html", context, status=422 if form.errors else 200)


@member_page
@step_up
@once
@require_http_methods(["GET", "HEAD", "POST"])
def person_roles(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What one person holds. For administrators: give a role of the site or in a circle."""
    _require("appoint")
    person = get_object_or_404(Person, pk=key)
    chosen = get_object_or_404(Circle, slug=request.GET["kring"]) if request.GET.get("kring") else None
    form = AdmissionForm(
        {**request.POST.dict(), "person": str(person.pk)} if request.method == "POST" else None,
        people=Person.objects.only_this(person),
        kind=chosen.kind if chosen else "",
        today=timezone.localdate(),
        initial={"person": person},
    )
    form.fields["person"].widget = form.fields["person"].hidden_widget()
    if request.method == "POST" and form.is_valid() and _done(form, admit, circle=chosen, by=me(request)):
        return redirect("person", key=person.pk)
    context = {
        "title": person.name,
        "person": person,
        "form": form,
        "chosen": chosen,
        "circles": Circle.objects.closed_ones(),
        "held": roles_of(person, timezone.localdate()),
        "himself": person.pk == request.user.pk,
        "link": _invitation_link(request, person),
        "crumbs": [Crumb(_("Mensen"), reverse("people")), Crumb(person.name)],
    }
    return render(request, "trust/person.html", context, status=422 if form.errors else 200)


@member_page
@step_up
@once
@require_POST
def person_out(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Shut somebody out now, let him in again, start his login over, or let him leave for good."""
    _require("appoint")
    person = get_object_or_404(Person, pk=key)
    act = request.POST.get("act")
    if act == "leave":
        _or_not_found(let_go, person=person, by=me(request))
    elif act in ("disable", "enable"):
        _or_not_found(set_active, person=person, active=act == "enable", by=me(request))
    elif act == "reset":
        _or_not_found(reset_login, person=person, by=me(request))
    return redirect("person", key=person.pk)


@member_page
@step_up
@once
@require_http_methods(["GET", "HEAD", "POST"])
def offices(request: HttpRequest) -> HttpResponse:
    """Who holds which office; handing one over moves every seat along."""
    if not knows_the_people():
        raise Http404
    form = HandOverForm(request.POST or None, people=Person.objects.working().other_than(me(request)))
    appoints = has("appoint")
    if request.method == "POST":
        if not appoints:
            raise Http404
        if form.is_valid() and _done(form, hand_over, by=me(request)):
            return redirect("offices")
    context = {
        "title": _("Ambten"),
        "table": _offices_table(Office.objects.with_holders(timezone.localdate())),
        "form": form if appoints else None,
        "crumbs": [Crumb(_("Mijn pagina"), reverse("mine")), Crumb(_("Ambten"))],
    }
    return render(request, "trust/offices.html", context, status=422 if form.errors else 200)


def _offices_table(offices: Iterable[Office]) -> Table:
    rows = []
    for office in offices:
        holder = next(iter(office.holders), None)  # type: ignore[attr-defined]
        seats = ", ".join(seat.circle.name for seat in office.seats.all() if seat.circle_id != office.partner_id)
        held = Cell(holder.person.name) if holder else Cell(_("nu niemand"))
        until = Cell(day(holder.until) if holder else "")
        rows.append(Row(office.title, (Cell(office.partner.name), held, until, Cell(seats))))
    titles = (_("Partner"), _("Bekleder"), _("Tot en met"), _("Zit ook in"))
    columns = tuple(Column(title, numeric=False) for title in titles)
    return Table("ambten", _("Ambten en wie ze bekleedt"), _("Ambt"), columns, tuple(rows))


def _require(right: str) -> None:
    if not has(right):
        raise Http404


def _done(form: Form, act: Callable[..., object], **more: object) -> bool:
    """Do an act with what a valid form holds; its objections become mistakes of the form."""
    try:
        _or_not_found(act, **form.cleaned_data, **more)
    except ValidationError as objection:
        form.add_error(None, objection)
        return False
    return True


def _or_not_found(act: Callable[..., object], **named: object) -> None:
    """What is not somebody's to do does not exist for him."""
    try:
        act(**named)
    except PermissionDenied as refusal:
        raise Http404 from refusal


def _invitation_link(request: HttpRequest, person: Person) -> str:
    user = User.objects.active(str(person.pk))
    if user is None or user.last_login:
        return ""
    return request.build_absolute_uri(f"/toegang/uitnodiging/{invitation(person)}")


def _crumbs(name: str = "", slug: str = "") -> list[Crumb]:
    trail = [Crumb(_("Mijn pagina"), reverse("mine")), Crumb(_("Kringen"), reverse("circles") if name else "")]
    return [*trail, Crumb(name, reverse("circle", args=[slug]) if slug else "")] if name else trail
