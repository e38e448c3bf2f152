"""Who may see and change what of a round, in the words of the database: pieces of which the models make their rules."""

from django.utils.translation import gettext_lazy as _

WHY = _("weten wat professionals zelf ervaren, zonder te weten wie wat antwoordde")
_COALITION = "select c.id from trust_circle c where c.kind = 'coalition'"
BUREAU = f"(select exists ({_COALITION} and c.id = any((select sec.circles('edit'))::uuid[])))"
OF_OWN_PARTNER = "circle_id = any((select sec.circles('edit'))::uuid[])"
_PARTNER = "select c.id from trust_circle c where c.kind = 'partner'"
HANDS_OUT = f"({BUREAU} or (select exists ({_PARTNER} and c.id = any((select sec.circles('edit'))::uuid[]))))"
ENDS = "(sec.job() = 'retention' and keep_until < sec.today())"
# Whatever belongs to an open round stays until its end; only a round that is closed gives up its links and its box.
_CLOSED = "exists (select 1 from see_pulseround r where r.id = round_id and r.state = 'closed')"
CLOSES = f"({BUREAU} and {_CLOSED})"
HOLDS = "hash = sec.claim()"


def holds_a_link(box: str) -> str:
    """Whether the one who acts holds a link to this round that was not used."""
    link = f"select 1 from see_pulselink l where l.round_id = {box}.round_id and l.{HOLDS} and not l.used"  # noqa: S608
    return f"exists ({link})"
