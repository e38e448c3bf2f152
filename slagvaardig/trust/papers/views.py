"""Pages of a paper. What somebody may not see is not found; the database sees to that, these pages only ask."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from slagvaardig.trust.access.asking import me, person_of
from slagvaardig.trust.access.gate import member_page, step_up
from slagvaardig.trust.access.once import once
from slagvaardig.trust.access.visits import over_reading, too_many
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.circles.readings import members_of
from slagvaardig.trust.circles.rules import knows_the_people, may, rights_in
from slagvaardig.trust.limits.counting import seconds_to_wait
from slagvaardig.trust.logbook.readings import readers_of
from slagvaardig.trust.papers.actions import (
    Conflict,
    attach,
    change_paper,
    read_attachment,
    read_circle,
    read_paper,
    share,
    write_paper,
)
from slagvaardig.trust.papers.forms import FileForm, PaperForm, ShareForm, first_values
from slagvaardig.trust.papers.models import Attachment, Paper
from slagvaardig.trust.papers.readings import page_of
from slagvaardig.trust.papers.rules import may_change
from slagvaardig.trust.uploads.cleaning import clean
from slagvaardig.trust.uploads.kinds import KINDS, Refused
from slagvaardig.trust.uploads.sentences import sentence
from slagvaardig.web.blocks import Crumb
from slagvaardig.web.security import DOWNLOAD_POLICY


@require_safe
def circle(request: HttpRequest, slug: str) -> HttpResponse:
    """What lies in one circle and who sits there; not found for others, except for the public circle."""
    found = get_object_or_404(Circle, slug=slug)
    rights = rights_in(found)
    if "see" not in rights:
        raise Http404
    read_circle(circle=found, by=person_of(request))
    papers, earlier = page_of(found, before=request.GET.get("voor", ""))
    closed = found.reading_is_recorded
    context = {
        "title": found.name,
        "circle": found,
        "papers": papers,
        "earlier": earlier,
        "members": members_of(found, timezone.localdate()) if closed and knows_the_people() else None,
        "closed": closed,
        "may_write": "write" in rights,
        "may_admit": closed and "admit" in rights,
        "crumbs": _crumbs(found)[:2],
    }
    return render(request, "trust/circle.html", context)


@require_safe
def paper(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One paper, for whoever is in its circle. Outside the open circles it is written down that it was read."""
    found = _found(key)
    if over := _over_reading(request, found, found.pk):
        return over
    read_paper(paper=found, by=person_of(request))
    context = {**_shown(found), "crumbs": _crumbs(found.circle, found.title), **_what_may_be_done(request, found)}
    return render(request, "trust/paper.html", context)


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def paper_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Write a paper in a circle."""
    circle = get_object_or_404(Circle, slug=slug)
    if not may("write", circle):
        raise Http404
    form = PaperForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = write_paper(
            circle=circle,
            title=given["title"],
            text=given["text"],
            keep_until=given["keep_until"],
            spared=form.spared,
            by=me(request),
        )
        return redirect("paper", key=made.pk)
    context = {"form": form, "circle": circle, "title": _("Nieuw stuk"), "crumbs": _crumbs(circle, _("Nieuw stuk"))}
    return render(request, "trust/paper_form.html", context, status=422 if form.errors else 200)


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def paper_change(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Change a paper; when somebody was earlier both texts are shown and nothing is lost."""
    found = _found(key)
    if not may_change(found, me(request), rights_in(found.circle)):
        raise Http404
    form = PaperForm(
        request.POST or None, initial=first_values(found.title, found.text, found.version, found.keep_until)
    )
    theirs = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            change_paper(
                paper=found,
                title=given["title"],
                text=given["text"],
                keep_until=given["keep_until"],
                version=given["version"] or 0,
                spared=form.spared,
                by=me(request),
            )
        except Conflict as conflict:
            theirs = conflict.now
            form.data = {**request.POST.dict(), "version": str(theirs.version)}
        else:
            return redirect("paper", key=found.pk)
    read_paper(paper=found, by=me(request))  # the form shows the text
    context = {
        "form": form,
        "paper": found,
        "theirs": theirs,
        "title": _("Stuk wijzigen"),
        "crumbs": _crumbs(found.circle, _("Stuk wijzigen")),
    }
    return render(request, "trust/paper_form.html", context, status=409 if theirs else 422 if form.errors else 200)


@member_page
@step_up
@once
@require_http_methods(["GET", "HEAD", "POST"])
def paper_share(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Lay a frozen copy in other circles. First the same page is shown that they will get."""
    found = _found(key)
    if not may("share", found.circle):
        raise Http404
    form = ShareForm(request.POST or None, paper_circle=found.circle)
    preview: list[Circle] = []
    if request.method == "POST" and form.is_valid():
        chosen, reason = list(form.cleaned_data["circles"]), form.cleaned_data["reason"]
        if "confirm" in request.POST:
            share(paper=found, circles=chosen, reason=reason, spared=form.spared, by=me(request))
            return redirect("paper", key=found.pk)
        preview = chosen
    read_paper(paper=found, by=me(request))  # so does what is shown before sharing
    context = {
        "form": form,
        "preview": preview,
        "title": _("Stuk delen"),
        "crumbs": _crumbs(found.circle, _("Stuk delen")),
        **_shown(found),
    }
    return render(request, "trust/paper_share.html", context, status=422 if form.errors else 200)


@member_page
@require_http_methods(["GET", "HEAD", "POST"])
@once
def attachment_new(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Add a file to a paper; it is cleaned first, or refused with what to do."""
    found = _found(key)
    if not may_change(found, me(request), rights_in(found.circle)):
        raise Http404
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        if wait := seconds_to_wait("upload", str(request.user.pk)):
            return too_many(wait)
        sent = form.cleaned_data["file"]
        try:
            kept = clean(name=sent.name, file=sent.file)
        except Refused as refused:
            form.add_error("file", sentence(refused.why, refused.what))
        else:
            attach(
                paper=found,
                name=kept.name,
                kind=kept.kind,
                checksum=kept.checksum,
                content=kept.content,
                by=me(request),
            )
            return redirect("paper", key=found.pk)
    title = _("Bijlage toevoegen")
    context = {"form": form, "paper": found, "title": title, "crumbs": _crumbs(found.circle, title)}
    return render(request, "trust/file_form.html", context, status=422 if form.errors else 200)


@require_safe
def attachment(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """A file with a paper, always as a download: nothing that somebody sent is ever shown in a page."""
    found = get_object_or_404(Attachment.objects.select_related("paper__circle"), pk=key)
    if over := _over_reading(request, found.paper, found.pk):
        return over
    read_attachment(attachment=found, by=person_of(request))
    known = {kind.content_type for kind in KINDS.values()}
    response = HttpResponse(
        bytes(found.content), content_type=found.kind if found.kind in known else "application/octet-stream"
    )
    response.headers["Content-Disposition"] = content_disposition_header(True, found.name) or "attachment"
    response.headers["Content-Security-Policy"] = DOWNLOAD_POLICY
    return response


def _over_reading(request: HttpRequest, found: Paper, item: uuid.UUID) -> HttpResponse | None:
    """The page that says to wait, when somebody reads more from closed circles than a person does."""
    person = person_of(request)
    return over_reading(request, person, item) if person and found.circle.reading_is_recorded else None


def _found(key: uuid.UUID) -> Paper:
    return get_object_or_404(Paper.objects.select_related("circle"), pk=key)


def _shown(found: Paper) -> dict[str, Any]:
    """What every reader of a paper gets, in whichever circle it lies: also what is previewed before sharing."""
    return {"paper": found, "files": found.attachments.defer("content").all()}


def _what_may_be_done(request: HttpRequest, found: Paper) -> dict[str, Any]:
    if not request.user.is_authenticated:
        return {}
    rights = rights_in(found.circle)
    change = may_change(found, me(request), rights)
    sees_readers = "edit" in rights and found.circle.reading_is_recorded
    return {
        "may_change": change,
        "file_form": FileForm() if change else None,
        "may_share": "share" in rights,
        "may_see_readers": sees_readers,
        "readers": readers_of(f"paper:{found.pk}") if sees_readers else [],
    }


def _crumbs(circle: Circle, title: str = "") -> list[Crumb]:
    return [
        Crumb(_("Kringen"), reverse("circles")),
        Crumb(circle.name, reverse("circle", args=[circle.slug])),
        Crumb(title),
    ]
