"""Who may see and change what is weighed: everybody of the coalition sees it, the bureau writes it."""

from slagvaardig.trust.rows import Written

_CONSOLE = "sec.job() = 'console'"
_RETENTION = "sec.job() = 'retention'"
_VISIBLE = "round_id in (select r.id from choose_round r)"
_BUREAU = "round_id in (select r.id from choose_round r where r.circle_id = any((select sec.circles('edit'))::uuid[]))"
_OF = (
    "candidate_id in (select c.id from choose_candidate c join choose_round r on r.id = c.round_id"
    " where r.circle_id = any((select sec.circles('edit'))::uuid[]))"
)

_SEEN = "candidate_id in (select c.id from choose_candidate c)"

CANDIDATE = Written(
    select=_VISIBLE,
    insert=f"{_BUREAU} or {_CONSOLE}",
    update=_BUREAU,
    delete=f"{_RETENTION} and {_VISIBLE}",
    changes=("title", "level", "nature", "insight", "perspective", "public_private", "why_region"),
)
NEED = Written(
    select=_SEEN,
    insert=f"{_OF} or {_CONSOLE}",
    update=_OF,
    delete=f"{_RETENTION} and {_SEEN}",
    changes=("last_quarter", "hours"),
)
WEIGHING = Written(select=_VISIBLE, insert=f"{_BUREAU} or {_CONSOLE}", delete=f"{_RETENTION} and {_VISIBLE}")
