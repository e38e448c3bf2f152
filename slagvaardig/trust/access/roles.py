"""Every role, one entry each: what it may do, and where. The check in the database, the page that explains it and the
tests all read this table."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

RIGHTS: Final[dict[str, str | Promise]] = {
    "see": _("stukken lezen"),
    "write": _("stukken schrijven en de eigen stukken wijzigen"),
    "edit": _("elk stuk in de kring wijzigen, en zien wie een stuk las"),
    "share": _("een bevroren kopie van een stuk in een andere kring leggen"),
    "publish": _("een stuk openbaar maken"),
    "admit": _("een ander toelaten tot de kring, en dat weer beëindigen"),
    "appoint": _("mensen uitnodigen en afmelden, ambten overdragen en rollen geven; nooit aan zichzelf"),
    "read_log": _("het logboek en de grondslagen lezen, nooit de inhoud van een stuk"),
}
OF_THE_SITE: Final = ("appoint", "read_log")

KINDS: Final[dict[str, str | Promise]] = {
    "public": _("openbaar"),
    "coalition": _("de hele coalitie"),
    "partner": _("één partner"),
    "body": _("een overleg"),
    "desk": _("het vertrouwelijke loket"),
}


@dataclass(frozen=True)
class Role:
    """rights: what it allows. kinds: in which kinds of circles it can be given; empty for a role of the whole site.
    everywhere: kinds of circles in which a role of the site also has rights, and which."""

    title: str | Promise
    why: str | Promise
    rights: frozenset[str]
    kinds: frozenset[str] = frozenset()
    everywhere: frozenset[tuple[str, str]] = frozenset()

    @property
    def of_the_site(self) -> bool:
        return not self.kinds


_MEMBERS = frozenset({"partner", "body", "desk"})
ROLES: Final[dict[str, Role]] = {
    "reader": Role(_("lezer"), _("leest mee in een kring"), frozenset({"see"}), _MEMBERS),
    "contributor": Role(_("deelnemer"), _("leest en schrijft in een kring"), frozenset({"see", "write"}), _MEMBERS),
    "editor": Role(
        _("redacteur"),
        _("zorgt voor een kring: stukken, delen en wie er lid is"),
        frozenset({"see", "write", "edit", "share", "publish", "admit"}),
        _MEMBERS,
    ),
    "bureau": Role(
        _("bureau"),
        _("draait de cyclus: schrijft voor de hele coalitie en voor iedereen"),
        frozenset(),
        everywhere=frozenset(
            [("coalition", right) for right in ("see", "write", "edit", "share", "publish")]
            + [("public", right) for right in ("see", "write", "edit")]
        ),
    ),
    "privacy": Role(_("privacyfunctionaris"), _("ziet toe op het gebruik"), frozenset({"read_log"})),
    "administrator": Role(_("beheerder"), _("regelt wie er werkt, leest geen inhoud"), frozenset({"appoint"})),
}


def rights_in_circles() -> list[tuple[str, str, str]]:
    """Every (role, kind of circle, right) that a membership of a circle gives."""
    return sorted((slug, kind, right) for slug, role in ROLES.items() for kind in role.kinds for right in role.rights)


def rights_everywhere() -> list[tuple[str, str, str]]:
    """Every (role, kind of circle, right) that a role of the whole site gives in each circle of that kind."""
    return sorted((slug, kind, right) for slug, role in ROLES.items() for kind, right in role.everywhere)


def rights_of_the_site() -> list[tuple[str, str]]:
    """Every (role, right) that is not about a circle."""
    return sorted((slug, right) for slug, role in ROLES.items() if role.of_the_site for right in role.rights)
