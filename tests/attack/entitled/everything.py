"""What the oracle decided about every table: a table that nobody decided about turns the test red."""

from tests.attack.entitled.acting import ACTING
from tests.attack.entitled.choosing import CHOOSING
from tests.attack.entitled.rights import NEVER, Right
from tests.attack.entitled.seeing import SEEING

# Tables without a rule per row: whoever reaches the database may write there, and nothing in it is of anybody.
OPEN = {"see_snapshot", "see_pullrun", "trust_daykey", "trust_tally", "django_content_type"}
# Changes of these are judged in tests/attack/writes.py: by whose paper it is, or who gives the term.
JUDGED_THERE = {
    *("trust_user", "trust_person", "trust_session", "trust_event", "trust_membership", "trust_tenure"),
    *("trust_paper", "trust_attachment"),
    *("account_emailaddress", "mfa_authenticator", "socialaccount_socialaccount"),
}
_OWN = Right(insert="x.user_id = {me}", mine=("user_id",))
# A new row of these is tried in tests/attack/writes.py as well, in every circle and under every paper.
_TRIED_THERE = {"trust_event", "trust_membership", "trust_paper", "trust_attachment"}
TRUSTING = {
    "trust_user": NEVER,
    "trust_person": Right(insert="{appoint}"),
    "trust_session": Right(insert="x.user_id is null or x.user_id = {me}", mine=("user_id",)),
    "account_emailaddress": _OWN,
    "mfa_authenticator": _OWN,
    "socialaccount_socialaccount": _OWN,
    "trust_sent": _OWN,
    "trust_tenure": Right(insert="{appoint} and x.person_id <> {me} and x.given_by_id = {me}", mine=("given_by_id",)),
    "trust_digest": Right(
        insert="x.person_id = {me}",
        update="x.person_id = {me}",
        columns=("rhythm", "own", "language", "claimed_on", "done_on"),
        mine=("person_id",),
    ),
    **dict.fromkeys(
        ("trust_keptleaf", "trust_seal", "trust_circle", "trust_office", "trust_seat", "trust_turn"), NEVER
    ),
    **dict.fromkeys(("trust_destroyed", "trust_counted", "trust_retentionrun"), NEVER),
}
RIGHTS: dict[str, Right] = {**TRUSTING, **SEEING, **CHOOSING, **ACTING}
DECIDED = {*RIGHTS, *OPEN, *_TRIED_THERE}
