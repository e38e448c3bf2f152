"""The first page of barriers: for everybody what came of them, for colleagues the lists of what they see."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from slagvaardig.act.barriers.actions import read_barriers
from slagvaardig.act.barriers.readings import SHELVES, lines_of, open_per_shelf, what_waits_for, with_all_to_show
from slagvaardig.act.barriers.rules import works_for_a_partner
from slagvaardig.act.numbers.readings import in_short
from slagvaardig.region.current import current_region
from slagvaardig.trust.access.asking import me
from slagvaardig.web.blocks import Crumb

EACH = 20


@require_safe
def barriers(request: HttpRequest) -> HttpResponse:
    """What this is and what came of it, in rounded counts; with a login also the barriers of one's circles."""
    context: dict[str, Any] = {
        "title": _("Drempels"),
        "description": _("Wat professionals in hun werk tegenhoudt, en of het echt weggaat."),
        "crumbs": [Crumb(_("Vandaag"), "/"), Crumb(_("Drempels"))],
        "short": in_short(),
    }
    if request.user.is_authenticated and works_for_a_partner():
        context |= _listed(request)
    return render(request, "act/barriers.html", context)


def _listed(request: HttpRequest) -> dict[str, Any]:
    today, slug = timezone.localdate(), request.GET.get("lijst", "kring")
    shelf = SHELVES.get(slug)
    if shelf is None:
        raise Http404
    theme = current_region().themes.get(request.GET.get("thema", ""))
    rows, numbers = shelf.rows(today), open_per_shelf(today)
    pages = Paginator(rows.on_theme(theme.slug) if theme else rows, EACH)
    if not theme:
        pages.count = numbers[slug]  # counted already, without what each one costs
    page = pages.get_page(request.GET.get("pagina"))
    read_barriers(by=me(request))
    return {
        "shelf": shelf,
        "slug": slug,
        "theme": theme,
        "shelves": [(name, one.title, numbers[name]) for name, one in SHELVES.items()],
        "page": page,
        "lines": lines_of(with_all_to_show(page), today),
        "query": f"lijst={slug}&" + (f"thema={theme.slug}&" if theme else ""),
        "waiting": what_waits_for(me(request)),
        "member": True,
    }
