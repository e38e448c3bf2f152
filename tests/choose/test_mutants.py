"""A rule proves something only when what it forbids happens as soon as it is gone: each is taken out, in the database
or in Python."""

from contextlib import suppress
from unittest.mock import patch

from django.contrib.postgres.functions import TransactionNow
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import Error, transaction

from slagvaardig.choose.absorption.models import Stated
from slagvaardig.choose.inventory import actions, running
from slagvaardig.choose.inventory.ballots import ballots_of
from slagvaardig.choose.inventory.models import Part, Round
from slagvaardig.choose.inventory.running import import_round
from slagvaardig.choose.inventory.submissions import Submission
from tests.attack.mutants import Mutant, taken_out
from tests.attack.owner import looking, run
from tests.attack.sizes import size
from tests.attack.taken_out import function, policy
from tests.choose.ground import Ground, divided, ranked, today

HERE, OTHER = "gemeente-aldermeer", "gemeente-kleiburen"
REFUSED = (PermissionDenied, ValidationError, Error)


def others_read_a_draft(ground: Ground) -> int:
    ground.fill(ground.round(), HERE, ranked("overlast"))
    with ground.people.acting(f"writer-{OTHER}"):
        return int(
            run("select count(*) from choose_submission")[0][0] + run("select count(*) from choose_choice")[0][0]
        )


def outsiders_read(ground: Ground) -> int:
    ground.signed(ground.round(), HERE, ranked("overlast", hours={"boa": 3}))
    with ground.people.acting("outsider"):
        tables = ("round", "part", "submission", "choice", "offer")
        return sum(int(run(f"select count(*) from choose_{table}")[0][0]) for table in tables)


def writer_signs(ground: Ground) -> int:
    """Past the program: whoever writes says that it is signed."""
    found = ground.round()
    ground.fill(found, HERE, ranked("overlast"))
    with ground.people.acting(f"writer-{HERE}"), suppress(Error), transaction.atomic():
        run("update choose_submission set state = 'signed', signed_on = current_date")
    return _counted(ground, found)


def signed_is_changed(ground: Ground) -> int:
    found = ground.round()
    ground.signed(found, HERE, ranked("overlast"))
    with ground.people.acting(f"signer-{HERE}"), suppress(Error), transaction.atomic():
        run("update choose_submission set asks = 'Iets anders.'")
    with ground.people.acting(f"signer-{HERE}"):
        return Submission.objects.filter(asks="Iets anders.").count()


def bureau_votes(ground: Ground) -> int:
    """The bureau writes a signed version for a partner."""
    found = ground.round()
    part = ground.part(found, HERE)
    with ground.people.acting("bureau"), suppress(Error), transaction.atomic():
        Submission(round=found, part=part, number=1, state="signed", made=TransactionNow()).save(force_insert=True)
    return _counted(ground, found)


def bureau_fills_later(ground: Ground) -> int:
    """A topic more in a version that was read in yesterday, or just before."""
    found = ground.round()
    with ground.people.acting("bureau") as by:
        import_round(found=found, filled={HERE: ranked("overlast")}, by=by)
    with looking():
        run("update choose_submission set made = now() - interval '1 hour'")
        key = run("select id from choose_submission")[0][0]
    with ground.people.acting("bureau"), suppress(Error), transaction.atomic():
        insert = "insert into choose_choice (id, round_id, submission_id, topic, place, motivation, plan)"
        run(f"{insert} values (gen_random_uuid(), %s, %s, 'inbraak', 2, '', '')", found.pk, key)
    with looking():
        return int(run("select count(*) from choose_choice")[0][0]) - 1


def after_closing(ground: Ground) -> int:
    found = ground.round()
    ground.fill(found, HERE, ranked("overlast"))
    ground.hand_in(found, HERE)
    ground.move(found, "close")
    with ground.people.acting(f"signer-{HERE}"), suppress(Error), transaction.atomic():
        run("update choose_submission set state = 'signed', signed_on = current_date")
    return _counted(ground, found)


def hours_of_another(ground: Ground) -> int:
    with ground.people.acting(f"writer-{OTHER}"), suppress(Error), transaction.atomic():
        partner = ground.circles[HERE]
        Stated.objects.bulk_create(
            [Stated(partner=partner, role="boa", quarter="2027-Q1", hours=1, number=1, stated_on=today())]
        )
    with ground.people.acting("bureau"):
        return Stated.objects.count()


def more_points_than_there_are(ground: Ground) -> int:
    found = ground.round("points", most=3, points=10)
    with suppress(*REFUSED):
        ground.signed(found, HERE, divided(overlast=9, inbraak=9))
    return _counted(ground, found)


def file_over_own_words(ground: Ground) -> int:
    found = ground.round()
    ground.fill(found, HERE, ranked("overlast"))
    with ground.people.acting("bureau") as by, suppress(*REFUSED):
        return import_round(found=found, filled={HERE: ranked("inbraak")}, by=by)
    return 0


def partner_twice(ground: Ground) -> int:
    found = ground.round()
    part = ground.part(found, HERE)
    with ground.people.acting("bureau"), suppress(Error), transaction.atomic():
        Part.objects.bulk_create([Part(round=found, partner=part.partner, state="invited", changed_on=today())])
    with ground.people.acting("bureau"):
        return Part.objects.in_round(found).of_partner(part.partner).count() - 1


def _counted(ground: Ground, found: Round) -> int:
    with ground.people.acting("bureau"):
        return len(ballots_of(found))


def _open_update(table: str) -> str:
    return policy("update", table, "true", "true")


SIGNS = "sec.may_sign_choose_part(uuid, uuid)"
MUTANTS = [
    Mutant("others read drafts", others_read_a_draft, policy("select", "choose_submission", "true")),
    Mutant("others read topics", others_read_a_draft, policy("select", "choose_choice", "true")),
    Mutant("outsiders read rounds", outsiders_read, policy("select", "choose_round", "true")),
    Mutant("outsiders read hours on offer", outsiders_read, policy("select", "choose_offer", "true")),
    Mutant("whoever writes signs", writer_signs, _open_update("choose_submission")),
    Mutant("what is signed changes", signed_is_changed, _open_update("choose_submission")),
    Mutant("the bureau votes", bureau_votes, policy("insert", "choose_submission", check="true")),
    Mutant(
        "the bureau fills later",
        bureau_fills_later,
        function("sec.may_fill_choose_submission(uuid, uuid)", "s.made = now()", "true"),
    ),
    Mutant("signed after closing", after_closing, function(SIGNS, "r.state = 'open'", "true")),
    Mutant("hours of another", hours_of_another, policy("insert", "choose_stated", check="true")),
    Mutant(
        "points without a sum",
        more_points_than_there_are,
        within=lambda: patch.object(actions, "faults_in", lambda *a, **n: []),
    ),
    Mutant(
        "a file over own words",
        file_over_own_words,
        within=lambda: patch.object(running, "may_be_imported", lambda part: True),
    ),
    Mutant("a partner twice", partner_twice, "alter table choose_part drop constraint choose_part_once"),
]


def test_with_a_rule_taken_out_what_it_forbids_happens(floor: Ground) -> None:
    tried = MUTANTS[:: size(2, 1)]
    before, after = taken_out(tried, floor)
    assert set(before.values()) == {0}, before
    alive = [name for name, got in after.items() if not got]
    assert alive == [], "without the rule nothing happened: the attack proves nothing"
