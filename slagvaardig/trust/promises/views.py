"""/vertrouwen: every promise, how it was tried, how often, when, and what a break-in would give up."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from slagvaardig.trust.promises.compromises import COMPROMISES
from slagvaardig.trust.promises.proofs import Proof, floor_now, proofs
from slagvaardig.trust.promises.table import GROUPS, PROMISES, Promise
from slagvaardig.web.blocks import Cell, Column, Crumb, Row, Table


@dataclass(frozen=True)
class Kept:
    """A promise beside its newest proof."""

    slug: str
    promise: Promise
    proof: Proof | None

    @property
    def holds(self) -> bool:
        return self.proof is not None and self.proof.holds(self.promise.allowed)

    @property
    def percent_allowed(self) -> int:
        return round(100 * self.promise.allowed)

    @property
    def of_this_version(self) -> bool:
        return self.proof is not None and self.proof.floor == floor_now()


@require_safe
def promises(request: HttpRequest) -> HttpResponse:
    """Public. Nothing on this page is typed by hand: the figures are what `./dev prove` wrote."""
    found = proofs()
    kept = [Kept(slug, promise, found.get(slug)) for slug, promise in PROMISES.items()]
    context = {
        "title": _("Vertrouwen"),
        "description": _("Wat wij beloven over uw stukken, en hoe vaak wij zelf probeerden die beloften te breken."),
        "groups": [(word, [one for one in kept if one.promise.group == slug]) for slug, word in GROUPS.items()],
        "holding": sum(one.holds for one in kept),
        "promises": len(kept),
        "attempts": sum(one.proof.attempts for one in kept if one.proof),
        "compromises": _compromises(),
        "crumbs": [Crumb(_("Vandaag"), reverse("home")), Crumb(_("Vertrouwen"))],
    }
    return render(request, "trust/promises.html", context)


def _compromises() -> Table:
    rows = tuple(Row(str(what), (Cell(str(lost)), Cell(str(safe)))) for what, lost, safe in COMPROMISES)
    columns = (Column(_("Wat dat oplevert"), numeric=False), Column(_("Wat het niet oplevert"), numeric=False))
    return Table("inbraak", _("Wat iemand wint die één deel in handen krijgt"), _("Wat hij heeft"), columns, rows)
