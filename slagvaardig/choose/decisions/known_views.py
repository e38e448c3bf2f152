"""Pages of what was frozen with a decision: the sheets with evidence as they were that day, and all of it as a file."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from slagvaardig.choose.decisions.known import Kept
from slagvaardig.choose.decisions.readings import Shown
from slagvaardig.choose.decisions.views import shown_or_404
from slagvaardig.choose.evidence.freezing import changed_since
from slagvaardig.choose.evidence.readings import drawn
from slagvaardig.choose.evidence.sheet_pdf import as_pdf
from slagvaardig.region.current import current_region
from slagvaardig.see.figures.shelves import shelf
from slagvaardig.web.blocks import Crumb


@require_safe
def decision_known(request: HttpRequest, key: uuid.UUID, theme: str) -> HttpResponse:
    """One sheet with evidence as it was when the question was put, and what has changed since."""
    found, kept = _kept(request, key, theme)
    made = drawn(kept.content)
    title = _("Bewijs bij een besluit: %(theme)s") % {"theme": kept.title}
    context = {
        "title": title,
        "shown": found,
        "kept": kept,
        "drawn": made,
        "changes": changed_since(made.sheet, region=current_region(), tables=shelf(), on=timezone.localdate()),
        "crumbs": [
            Crumb(_("Kiezen"), reverse("choose")),
            Crumb(_("Besluiten"), reverse("decisions")),
            Crumb(found.sheet["question"], reverse("decision", args=[key])),
            Crumb(kept.title),
        ],
    }
    return render(request, "choose/known_sheet.html", context)


@require_safe
def decision_known_pdf(request: HttpRequest, key: uuid.UUID, theme: str) -> HttpResponse:
    """The same sheet on paper."""
    _found, kept = _kept(request, key, theme)
    response = HttpResponse(as_pdf(drawn(kept.content).sheet), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="bewijs-bij-besluit-{kept.theme}.pdf"'
    return response


@require_safe
def decision_frozen(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What was frozen, byte for byte, so that anybody can compute the checksum."""
    text, digest = shown_or_404(request, key).kept_text
    if not text:
        raise Http404
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="bevroren-{digest[:12]}.json"'
    return response


def _kept(request: HttpRequest, key: uuid.UUID, theme: str) -> tuple[Shown, Kept]:
    found = shown_or_404(request, key)
    kept = found.known.sheet_on(theme) if found.known else None
    if kept is None:
        raise Http404
    return found, kept
