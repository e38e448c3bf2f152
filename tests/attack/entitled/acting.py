"""Who may write which row of barriers."""

from tests.attack.entitled.rights import NEVER, NEW, Right, of_kind


def _mine(of: str, column: str) -> str:
    return f"exists (select 1 from act_voice v where v.person_id = {{me}} and v.{of} = x.{column})"


def _under(act: str) -> str:
    return (
        "exists (select 1 from act_barrier b where b.id = x.barrier_id and b.shown_from <= current_date"
        f" and b.circle_id = any({{{act}}}))"
    )


_HANDLES = "(x.circle_id = any({edit}) and x.shown_from <= current_date)"
_FEELS = _mine("barrier_id", "id")
_BY_TIME = "x.confirm_by < current_date"
ACTING = {
    "act_barrier": Right(
        insert=f"x.state = 'raised' and (x.circle_id = any({{write}}) or ({of_kind('desk')} and {{member}}))",
        update=f"{_HANDLES} or ({_FEELS} and x.state in ('removed', 'closed', 'retest', 'kept'))",
        # Whoever handles it never says that it is gone, but for silence; whoever feels it says nothing else.
        stays=f"({_HANDLES} and (x.state not in ('closed', 'kept') or (x.state = 'closed' and x.closed_how = 'time-out'"
        f" and {_BY_TIME}) or (x.state = 'kept' and x.kept_how = 'time-out' and {_BY_TIME})))"
        f" or ({_FEELS} and (x.state = 'taken' or (not {_HANDLES} and ((x.state = 'closed' and x.closed_how = 'felt')"
        " or (x.state = 'kept' and x.kept_how = 'felt')))))",
        columns=(
            "state", "step", "step_since", "owner_id", "due", "answered_on", "confirm_by", "closed_on", "closed_how",
            "kept_how", "retest_on", "returned", "action", "action_path", "decision", "decision_path", "touched_on",
        ),
        fresh={"state": "raised", "closed_how": "", "kept_how": ""},
    ),
    "act_memo": Right(
        insert=_under("edit"),
        update=_under("edit"),
        columns=("analysis", "options", "question", "version", "changed_on"),
    ),
    "act_ask": Right(
        insert=_under("share"),
        update=f"x.circle_id = any({{write}}) or {_under('edit')}",
        columns=("outcome", "answer", "answered_at", "withdrawn_on"),
    ),
    "act_howto": Right(insert=f"{of_kind('coalition')} and {_under('share')}"),
    "act_felt": Right(
        insert=_mine("barrier_id", "barrier_id"), update=_mine("felt_id", "id"), columns=("hours",)
    ),
    # There is one raiser from the act that makes a barrier: nobody else is taken for him, and nobody twice.
    "act_voice": Right(
        insert="x.person_id = {me} and not exists (select 1 from act_voice v where v.barrier_id = x.barrier_id and"
        f" (v.person_id = {{me}} or (x.raised and v.raised))) and {_under('see')}",
        update="x.person_id = {me}",
        columns=("seen", "seen_at", "answer", "answered_on"),
        fresh={"raised": False, "felt_id": NEW},
        mine=("person_id",),
    ),
    "act_move": Right(
        insert=f"(x.role = 'handler' and {_under('edit')})"
        f" or (x.role in ('raiser', 'feeler') and {_mine('barrier_id', 'barrier_id')})"
    ),
    "act_published": NEVER,
}  # fmt: skip
