"""Who may see, open and answer a written round, for the database. An answer is of a partner, given through an
office that the one who acts holds and that sits at that table; a second of the same partner
does not fit in the table."""

from slagvaardig.choose.decisions.rows import CONSOLE, KEEPS, SEES
from slagvaardig.trust.rows import Written

_PUT = "decision_id in (select d.id from choose_decision d where d.state = 'put')"
ROUND = Written(
    select=f"{SEES} or {CONSOLE}",
    insert=f"{KEEPS} and {_PUT}",
    update=KEEPS,
    becomes=KEEPS,
    changes=("closed_on",),
    functions="""create or replace function sec.may_speak_choose_round(item uuid, place uuid, who uuid, seated text)
returns boolean language sql stable security definer set search_path = pg_catalog as $$
  select exists (
    select 1 from public.choose_writtenround r
    join public.trust_seat s on s.circle_id = r.circle_id and s.role = 'contributor'
    join public.trust_office o on o.slug = s.office_id
    where r.id = item and r.circle_id = place and o.slug = seated and o.partner_id = who and r.closed_on is null
      and (sec.job() = 'console' or (r.due >= sec.today() and exists (
        select 1 from public.trust_tenure t
        where t.office_id = o.slug and t.person_id = sec.me() and sec.today() between t.since and t.until))))
$$""",
)
ANSWER = Written(
    select=f"{SEES} or {CONSOLE}", insert="sec.may_speak_choose_round(round_id, circle_id, partner_id, office_id)"
)
