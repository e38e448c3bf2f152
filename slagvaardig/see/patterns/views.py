"""What stories say together: by theme, area, time and what their tellers said of them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from slagvaardig.region.current import current_region
from slagvaardig.see.patterns.readings import answering, lead, newest, silence, tables
from slagvaardig.web.blocks import Crumb


@require_safe
def patterns(request: HttpRequest) -> HttpResponse:
    """The newest counts, of all stories or with `?thema=` of one theme."""
    region = current_region()
    slug = request.GET.get("thema", "")
    if slug and slug not in region.themes:
        raise Http404
    pattern = newest(region, slug)
    title = region.themes[slug].title if slug else _("Wat verhalen samen zeggen")
    context = {
        "title": title,
        "description": _("Hoe vaak professionals iets vertellen, en wat zij er zelf van zeggen."),
        "pattern": pattern,
        "lead": lead(pattern) if pattern else "",
        "silence": silence(pattern) if pattern and not slug else "",
        "answering": answering(pattern) if not slug else [],
        "tables": tables(pattern) if pattern else [],
        "theme": slug,
        "themes": region.themes.values(),
        "crumbs": [
            Crumb(_("Vandaag"), reverse("home")),
            Crumb(_("Verhalen"), reverse("stories")),
            *([Crumb(_("Wat verhalen samen zeggen"), reverse("patterns"))] if slug else []),
            Crumb(title),
        ],
    }
    return render(request, "see/patterns/patterns.html", context)
