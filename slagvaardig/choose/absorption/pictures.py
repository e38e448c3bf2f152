"""The ledger as tables and a file: scarce roles first, partners by district and name, unknown is "niet opgegeven"."""

import csv
import io
from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from slagvaardig.choose.absorption.ledger import Ledger, Load, Outcome, load_of
from slagvaardig.choose.absorption.readings import protection
from slagvaardig.choose.inventory.ballots import partner_order
from slagvaardig.choose.inventory.rules import kinds_of_partners
from slagvaardig.region.current import current_region
from slagvaardig.region.inventory import Role
from slagvaardig.web import spreadsheet
from slagvaardig.web.blocks import Cell, Column, Row, Table
from slagvaardig.web.writing import number, period, short_period


def partners_in_order() -> dict[str, str]:
    """Names of all partners that take part, by slug: by district, then by name."""
    region, kinds = current_region(), kinds_of_partners()
    taking_part = [one for one in region.partners if one.slug in kinds]
    return {one.slug: one.name for one in sorted(taking_part, key=lambda one: partner_order(one, region))}


def roles_in_order() -> list[Role]:
    """All roles, scarce ones first."""
    return sorted(current_region().inventory.roles, key=lambda role: not role.scarce)


def groups_of_partners() -> dict[str, str]:
    """Whom one can ask at once: everybody, a district, or one partner; by a word for the address."""
    areas = current_region().areas
    districts = {f"district:{one.code}": one.name for one in areas.of_kind("district")}
    return {"": _("alle partners die deze rol hebben"), **districts, **partners_in_order()}


def table_of_roles(ledger: Ledger, quarters: Sequence[str]) -> Table:
    """Per role and quarter what is free of the partners that told, and how many did not."""
    kinds = kinds_of_partners()
    rows = []
    for role in roles_in_order():
        having = [slug for slug, kind in kinds.items() if not role.kinds or kind in role.kinds]
        cells = [_together(ledger, [(slug, role.slug, quarter) for slug in having]) for quarter in quarters]
        title = _("%(role)s (schaars)") % {"role": role.title} if role.scarce else role.title
        rows.append(Row(title, tuple(cells), href=reverse("hours_role", args=[role.slug])))
    note = _("Vrij is wat partners opgaven min wat is toegezegd. Partners die niets opgaven tellen niet mee.")
    return Table("rollen", _("Vrije uren per rol en kwartaal"), _("Rol"), _columns(quarters), tuple(rows), note)


def table_of_partners(ledger: Ledger, quarters: Sequence[str]) -> Table:
    """What each partner carries of what it told, per quarter."""
    rule, roles = protection(), [role.slug for role in current_region().inventory.roles]
    rows = [
        Row(
            name,
            tuple(_load(load_of(ledger, slug, quarter, roles, rule)) for quarter in quarters),
            href=reverse("hours_partner", args=[slug]),
        )
        for slug, name in partners_in_order().items()
    ]
    return Table("partners", _("Toegezegd deel per partner en kwartaal"), _("Partner"), _columns(quarters), tuple(rows))


def table_of_role(ledger: Ledger, role: Role, quarters: Sequence[str]) -> Table:
    """Each partner that has a role, per quarter: free of available."""
    kinds = kinds_of_partners()
    rows = [
        Row(
            name,
            tuple(_cell(ledger, (slug, role.slug, quarter)) for quarter in quarters),
            href=reverse("hours_partner", args=[slug]),
        )
        for slug, name in partners_in_order().items()
        if not role.kinds or kinds[slug] in role.kinds
    ]
    caption = _("%(role)s: vrije uren per partner en kwartaal") % {"role": role.title}
    return Table("rol", caption, _("Partner"), _columns(quarters), tuple(rows))


def table_of_partner(ledger: Ledger, slug: str, quarters: Sequence[str]) -> Table:
    """Each role of one partner, per quarter."""
    roles = current_region().inventory.roles_of(kinds_of_partners()[slug])
    rows = [Row(role.title, tuple(_cell(ledger, (slug, role.slug, quarter)) for quarter in quarters)) for role in roles]
    return Table("partner", _("Vrije uren per rol en kwartaal"), _("Rol"), _columns(quarters), tuple(rows))


def table_of_changes(outcome: Outcome, names: Mapping[str, str]) -> Table:
    """What would be different: before and after."""
    roles = {role.slug: role.title for role in current_region().inventory.roles}
    columns = tuple(Column(title) for title in (_("toegezegd nu"), _("toegezegd dan"), _("vrij nu"), _("vrij dan")))
    rows = tuple(
        Row(
            f"{names.get(one.key[0], one.key[0])}, {roles.get(one.key[1], one.key[1])}, {short_period(one.key[2])}",
            (
                Cell(number(one.before.promised)),
                Cell(number(one.after.promised)),
                Cell(_told(one.before.free)),
                Cell(_told(one.after.free)),
            ),
        )
        for one in outcome.changes
    )
    return Table("wat-als", _("Wat er verandert"), _("Partner, rol, kwartaal"), columns, rows)


def csv_of(ledger: Ledger, quarters: Sequence[str]) -> str:
    """Every cell of which something is known: available, promised, free; empty is not told."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(["partner", "rol", "kwartaal", "beschikbaar", "toegezegd", "vrij"])
    texts = {quarter: spreadsheet.cell(quarter) for quarter in quarters}
    titles = {role.slug: spreadsheet.cell(role.title) for role in roles_in_order()}
    for slug, name in partners_in_order().items():
        partner = spreadsheet.cell(name)
        for role, title in titles.items():
            for quarter, text in texts.items():
                one = ledger.cell((slug, role, quarter))
                if one.available is not None or one.promised:
                    numbers = map(spreadsheet.cell, (one.available, one.promised, one.free))
                    writer.writerow([partner, title, text, *numbers])
    return out.getvalue()


def load_in_words(one: Load, names: Mapping[str, str]) -> str:
    """A partner that would be asked too much, in a sentence."""
    facts = {"name": names.get(one.partner, one.partner), "quarter": period(one.quarter), "share": _share(one)}
    if one.small:
        return (
            _("%(name)s, in het %(quarter)s dan %(share)s toegezegd: meer dan van een kleine partner wordt gevraagd.")
            % facts
        )
    return _("%(name)s, in het %(quarter)s dan %(share)s toegezegd: meer dan van een partner wordt gevraagd.") % facts


def _columns(quarters: Sequence[str]) -> tuple[Column, ...]:
    return tuple(Column(short_period(quarter)) for quarter in quarters)


def _cell(ledger: Ledger, key: tuple[str, str, str]) -> Cell:
    one = ledger.cell(key)
    if one.available is None:
        return Cell(
            _("niet opgegeven; toegezegd %(hours)s") % {"hours": number(one.promised)}
            if one.promised
            else _("niet opgegeven")
        )
    return Cell(_("%(free)s van %(available)s") % {"free": number(one.free), "available": number(one.available)})


def _together(ledger: Ledger, keys: Sequence[tuple[str, str, str]]) -> Cell:
    told = [key for key in keys if key in ledger.available]
    missing = len(keys) - len(told)
    if not told:
        return Cell(_("niet opgegeven"))
    facts = {"free": number(ledger.together(told).free), "missing": missing}
    return Cell(_("%(free)s; %(missing)s niet opgegeven") % facts if missing else str(facts["free"]))


def _load(one: Load) -> Cell:
    if one.cell.available is None:
        return Cell(_("niet opgegeven"))
    text = _share(one)
    return Cell(_("%(share)s, te veel") % {"share": text} if one.above else text)


def _share(one: Load) -> str:
    if one.share is None:
        return _("%(hours)s uur zonder beschikbare uren") % {"hours": number(one.cell.promised)}
    return f"{number(float(one.share) * 100)} %"


def _told(hours: int | None) -> str:
    return _("niet opgegeven") if hours is None else number(hours)
