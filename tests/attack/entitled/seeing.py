"""Who may write which row of what is seen: stories, conversations, the pulse and trends."""

from tests.attack.entitled.rights import NEVER, Right, of_kind

_STORY = "exists (select 1 from see_story s where s.id = x.story_id and {})"
# The rest of a story stays as it was told.
_OF_STORY = (
    *("state", "readers", "quotable", "waits_since", "first_answer", "noted"),
    *("title", "text", "answers", "keep_until"),
)


def _told(column: str) -> str:
    return f"exists (select 1 from see_teller t where t.story_id = x.{column} and t.person_id = {{me}})"


_DESK = _STORY.format("s.circle_id = any({edit})")
_SHOWN = "exists (select 1 from see_edition e where e.story_id = x.story_id and e.circle_id = any({see}))"
_FITS = (
    f"s.circle_id = any({{edit}}) and s.safe and (({of_kind('coalition')} and s.readers <> 'desk')"
    f" or ({of_kind('public')} and s.readers = 'everyone'))"
)
STORIES = {
    "see_story": Right(
        insert=f"x.state = 'told' and {of_kind('desk')} and x.who <> 'anonymous' and {{member}}",
        update=f"x.circle_id = any({{edit}}) or {_told('id')}",
        columns=_OF_STORY,
        delete=_told("id"),
        fresh={"state": "told"},
    ),
    # Whoever tells a story is its teller from the very act that made it, and nobody becomes it later.
    "see_teller": Right(
        update="x.person_id = {me}", columns=("heard",), delete="x.person_id = {me}", mine=("person_id",)
    ),
    "see_receipt": NEVER,
    "see_message": Right(
        insert=f"(x.from_desk and {_DESK}) or (not x.from_desk and {_told('story_id')})", delete=_told("story_id")
    ),
    "see_picture": Right(insert=_told("story_id"), delete=_told("story_id")),
    "see_edition": Right(
        insert=_STORY.format(_FITS), update=_DESK, columns=("outcome",), delete=f"{_DESK} or {_told('story_id')}"
    ),
    "see_echo": Right(insert=_SHOWN, delete=f"{_DESK} or {_told('story_id')}"),
    "see_patterns": NEVER,
}

_CLOSED = of_kind("partner", "body", "desk")
_HELD = (
    "exists (select 1 from see_conversation c where c.id = x.conversation_id and c.owner_id = {me}"
    " and c.circle_id = any({see}) and c.circle_id = x.circle_id"
)
_DRAFT = f"not x.opened and {_HELD} and c.state = 'draft')"
_LEADS = "x.owner_id = {me} and x.circle_id = any({write})"
_LINE = "exists (select 1 from see_scan s where s.id = x.scan_id and s.state <> 'done' and s.circle_id = any({write}))"
TALKS = {
    "see_round": Right(
        insert=f"x.state = 'planned' and x.owner_id = {{me}} and x.circle_id = any({{edit}}) and {_CLOSED}",
        update="x.circle_id = any({edit})",
        columns=("state", "title", "aim", "theme", "asked", "questions", "first", "last", "result"),
        fresh={"state": "planned"},
        mine=("owner_id",),
    ),
    "see_conversation": Right(
        insert=f"x.state = 'draft' and {_LEADS} and exists (select 1 from see_round r where r.id = x.round_id"
        " and r.circle_id = x.circle_id and r.state = 'running')",
        update=f"{_LEADS} and x.state <> 'opened'",
        columns=("state", "day", "area", "present", "handed"),
        fresh={"state": "draft"},
        mine=("owner_id",),
    ),
    "see_note": Right(insert=_DRAFT, update=_DRAFT, columns=("text", "area", "opened"), delete=_DRAFT),
    "see_quote": Right(insert=_DRAFT, update=f"{_HELD})", columns=("approved", "area", "opened"), delete=f"{_HELD})"),
    "see_harvest": Right(
        insert=f"{_LEADS} and exists (select 1 from see_note n join see_conversation c on c.id = n.conversation_id"
        " where n.id = x.note_id and n.conversation_id = x.conversation_id and n.round_id = x.round_id"
        " and n.circle_id = x.circle_id and (c.owner_id = {me} or n.opened))",
        update=f"{_LEADS} and not x.done",
        columns=("done", "made", "text"),
        delete=f"{_LEADS} and not x.done",
        fresh={"done": False},
        mine=("owner_id",),
    ),
    "see_coverage": NEVER,
    "see_scan": Right(
        insert=f"x.state = 'system' and x.owner_id = {{me}} and x.circle_id = any({{edit}}) and {_CLOSED}",
        update="x.circle_id = any({edit})",
        columns=("state", "held", "title"),
        fresh={"state": "system"},
        mine=("owner_id",),
    ),
    "see_scanline": Right(insert=_LINE, delete=_LINE),
}

_CLOSED_ROUND = "{bureau} and exists (select 1 from see_pulseround r where r.id = x.round_id and r.state = 'closed')"
PULSE = {
    "see_pulseround": Right(
        insert="x.state = 'open' and {bureau}",
        update="{bureau}",
        columns=("state", "closed", "published", "result"),
        fresh={"state": "open"},
    ),
    "see_pulsebatch": Right(insert="{bureau} or x.circle_id = any({edit})"),
    "see_pulselink": Right(insert="not x.used and ({bureau} or {partner})", delete=_CLOSED_ROUND),
    "see_pulsebox": Right(insert="{bureau}", delete=_CLOSED_ROUND),
}

_AT_TREND = "exists (select 1 from see_trend t where t.id = x.trend_id and {})"
_PROPOSES = f"{of_kind('coalition')} and {{member}}"
_LOOKED_AFTER = _AT_TREND.format("t.circle_id = any({edit})")
_AS_MEMBER = _AT_TREND.format("t.state = 'proposed' and t.circle_id = any({see})")
TRENDS = {
    "see_trend": Right(
        insert=f"x.state = 'proposed' and {_PROPOSES}",
        update="x.circle_id = any({edit})",
        columns=(
            "circle_id", "state", "title", "text", "expects", "practice", "source", "publications", "themes",
            "indicators", "level", "direction", "known", "expected", "since", "until", "changed_on", "review_on",
            "version",
        ),
        fresh={"state": "proposed"},
    ),
    "see_turn": Right(
        insert=f"(x.role = 'bureau' and x.circle_id = any({{edit}}) and {_LOOKED_AFTER})"
        f" or (x.role = 'member' and x.verb = 'propose' and {_PROPOSES} and {_AS_MEMBER})"
    ),
    "see_sight": Right(insert=f"{_PROPOSES} and {_AT_TREND.format('t.circle_id = any({see})')}"),
}  # fmt: skip
SEEING = {**STORIES, **TALKS, **PULSE, **TRENDS}
