"""Who may write which row of what is chosen: rounds of priorities, decisions, priorities and what is urgent."""

from tests.attack.entitled.rights import NEVER, Right, of_kind

_EDITS, _WRITES = "x.circle_id = any({edit})", "x.partner_id = any({write})"
_ROUND = "exists (select 1 from choose_round r where r.id = x.round_id and {})"
_RUNS = _ROUND.format("r.circle_id = any({edit})")
_IN_OFFICE = (
    (
        "p.office_id = any({{offices}}) or exists (select 1 from choose_mandate m where m.office_id = p.office_id"
        " and m.person_id = {{me}} and current_date between m.since and m.until)"
    )
    .replace("{{", "{")
    .replace("}}", "}")
)
_PART = (
    "exists (select 1 from choose_part p join choose_round r on r.id = p.round_id where p.id = x.{column}"
    " and r.id = x.round_id and r.state = 'open' and ({who}))"
)


def _part(who: str, column: str = "part_id") -> str:
    return _PART.replace("{column}", column).replace("{who}", who)


_FILLS, _IMPORTS, _SIGNS = _part("p.partner_id = any({write})"), _part("r.circle_id = any({edit})"), _part(_IN_OFFICE)
_SIGNS_IT = _part(_IN_OFFICE, "id")
_OPEN = (
    "exists (select 1 from choose_submission s join choose_part p on p.id = s.part_id join choose_round r"
    " on r.id = s.round_id and r.id = p.round_id where s.id = x.submission_id and s.round_id = x.round_id"
    " and r.state = 'open' and ((s.state = 'draft' and p.partner_id = any({write}))"
    " or (s.state = 'filled' and s.imported and s.made = now() and r.circle_id = any({edit}))))"
)
ROUNDS = {
    "choose_round": Right(
        insert=f"x.state = 'planned' and {_EDITS} and {of_kind('coalition')}",
        update=_EDITS,
        columns=("state", "closes", "used_on"),
        fresh={"state": "planned"},
    ),
    "choose_part": Right(
        insert=f"x.state = 'invited' and {_RUNS}",
        update=f"{_WRITES} or {_RUNS} or {_SIGNS_IT}",
        stays=f"({_WRITES} and x.state in ('draft', 'filled')) or ({_RUNS} and x.state = 'filled')"
        f" or (x.state in ('draft', 'signed', 'withdrawn') and {_SIGNS_IT})",
        columns=("state", "number", "signed", "imported", "changed_on"),
        fresh={"state": "invited"},
    ),
    "choose_mandate": Right(
        insert="x.office_id = any({offices}) and x.given_by_id = {me} and x.person_id <> {me}",
        update="x.office_id = any({offices})",
        columns=("until",),
        mine=("given_by_id",),
    ),
    "choose_submission": Right(
        insert=f"(x.state = 'draft' and not x.imported and {_FILLS}) or (x.state = 'filled' and x.imported"
        f" and {_IMPORTS}) or (x.state = 'withdrawn' and {_SIGNS})",
        update=f"x.state in ('draft', 'filled') and ({_FILLS} or {_SIGNS})",
        stays=f"(x.state in ('draft', 'filled') and {_FILLS}) or (x.state in ('draft', 'signed') and {_SIGNS})",
        columns=("state", "imported", "asks", "reason", "revision", "filled_on", "signed_on", "signed_as"),
        fresh={"state": "draft", "imported": False},
    ),
    "choose_choice": Right(insert=_OPEN, delete=_OPEN),
    "choose_offer": Right(insert=_OPEN, delete=_OPEN),
    "choose_candidate": Right(
        insert=_RUNS,
        update=_RUNS,
        columns=("title", "level", "nature", "insight", "perspective", "public_private", "why_region"),
    ),
    "choose_weighing": Right(insert=_RUNS),
}

_CANDIDATE = (
    "exists (select 1 from choose_candidate c join choose_round r on r.id = c.round_id where c.id = x.candidate_id"
    " and r.circle_id = any({edit}))"
)
_OWN_WORK = f"({_EDITS} and {of_kind('coalition')}) or (x.circle_id = any({{write}}) and {of_kind('partner')})"
_PROMISES = (
    "exists (select 1 from choose_work w join trust_circle c on c.id = w.circle_id where w.id = x.work_id"
    " and ((c.kind = 'coalition' and c.id = any({edit})) or (c.id = x.partner_id and c.id = any({write}))))"
)
HOURS = {
    "choose_need": Right(insert=_CANDIDATE, update=_CANDIDATE, columns=("last_quarter", "hours")),
    "choose_stated": Right(insert=_WRITES),
    "choose_work": Right(insert=_OWN_WORK, update=_OWN_WORK, columns=("last_quarter", "touched_on")),
    "choose_promised": Right(insert=_PROMISES, update=_PROMISES, columns=("hours",)),
}

_DECISION = "exists (select 1 from choose_decision d where d.id = x.decision_id and {})"
_UNDECIDED = _DECISION.format("d.state in ('draft', 'put') and d.circle_id = any({edit})")
_DECIDED = "d.state in ('decided', 'published', 'reviewed')"
_SPEAKS = (
    "exists (select 1 from choose_writtenround r join trust_office o on o.slug = x.office_id where r.id = x.round_id"
    " and r.circle_id = x.circle_id and o.partner_id = x.partner_id and r.closed_on is null"
    " and r.due >= current_date and o.slug = any({offices}) and exists (select 1 from trust_seat s"
    " where s.office_id = o.slug and s.circle_id = r.circle_id and s.role = 'contributor'))"
)
_SHARES = f"{of_kind('coalition')} and d.circle_id = any({{share}})"
_PUBLISHES = f"{of_kind('public')} and d.circle_id = any({{publish}})"
_LAID = f"({_SHARES}) or ({_PUBLISHES})"
# It lies where its decision lies: elsewhere it would be shown to others than whoever may see that decision.
_BESIDE = _DECISION.format("d.state in ('draft', 'put') and d.circle_id = any({edit}) and d.circle_id = x.circle_id")
_PUT = _DECISION.format("d.state = 'put' and d.circle_id = x.circle_id")
_COPIED = _DECISION.format(f"d.state in ('decided', 'published') and d.circle_id = x.body_id and ({_LAID})")
DECISIONS = {
    "choose_version": NEVER,
    "choose_decision": Right(
        insert=f"x.state = 'draft' and {_EDITS}",
        update=_EDITS,
        columns=(
            "state", "put_on", "decided_on", "published_on", "outcome", "conditions", "review_on", "reviewed_on",
            "review", "level", "present", "rules", "strategy_id", "withdrawn_because", "chosen", "differs_because",
        ),
        fresh={"state": "draft"},
    ),
    "choose_evidence": Right(insert=_UNDECIDED),
    "choose_dissent": Right(insert=_UNDECIDED),
    "choose_division": Right(insert=_BESIDE),
    "choose_writtenround": Right(
        insert=f"{_EDITS} and {_PUT}",
        update=_EDITS,
        columns=("closed_on",),
    ),
    "choose_answer": Right(insert=_SPEAKS),
    "choose_copy": Right(insert=_COPIED),
}  # fmt: skip

_SEATED = (
    "exists (select 1 from trust_seat s where s.circle_id = x.circle_id and s.role = 'contributor'"
    " and s.office_id = x.{}) and x.{} = any({offices})"
)
PRIORITIES = {
    "choose_places": NEVER,
    "choose_priority": Right(
        insert=f"x.state = 'proposed' and {_EDITS}",
        update=_EDITS,
        columns=(
            "state", "adopted_on", "adopted_by_id", "follows_id", "ending_on", "why", "handover", "stays", "lessons",
            "look_again_on", "ended_on", "discharged_by_id", "looked_on", "looked",
        ),
        fresh={"state": "proposed"},
    ),
    "choose_waiver": Right(
        insert=f"x.second_id is null and {_SEATED.replace('{}', 'first_id')} and exists (select 1"
        " from choose_priority p where p.id = x.priority_id and p.circle_id = x.circle_id)",
        # Whoever signs second fills in who he is: unchanged it is never signed.
        update="x.second_id is null and x.circle_id = any({see})",
        stays="false",
        columns=("second_id", "second_on"),
        fresh={"second_id": None, "second_on": None},
    ),
    "choose_urgent": Right(
        insert=f"x.state = 'tabled' and x.triaged_at is null and {_WRITES}",
        update=_EDITS,
        columns=("state", "triaged_at", "judgement", "options", "what_if", "stopped_on", "lessons"),
        fresh={"state": "tabled", "triaged_at": None},
    ),
    "choose_teamterm": Right(
        insert="exists (select 1 from choose_urgent u where u.id = x.urgent_id and u.circle_id = any({edit})"
        " and (case when exists (select 1 from choose_teamterm t where t.urgent_id = u.id) then u.state = 'team'"
        " and not exists (select 1 from choose_teamterm t where t.decision_id = x.decision_id) and exists"
        " (select 1 from choose_decision d where d.id = x.decision_id and d.circle_id = u.circle_id"
        f" and d.kind = 'establish' and {_DECIDED}) else u.state in ('triaged', 'team') end))"
    ),
}  # fmt: skip
CHOOSING = {**ROUNDS, **HOURS, **DECISIONS, **PRIORITIES}
