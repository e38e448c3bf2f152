"""The rules of weighing taken out one at a time: then what they forbid happens."""

from contextlib import suppress
from unittest.mock import patch

from django.db import Error, transaction

from slagvaardig.choose.absorption.ledger import Protection
from slagvaardig.choose.weighing.actions import freeze_weighing
from slagvaardig.choose.weighing.models import Weighing
from slagvaardig.choose.weighing.outcomes import outcome_of
from slagvaardig.choose.weighing.readings import candidates_of, lay_on_scales
from slagvaardig.choose.weighing.scales import Question
from tests.attack.mutants import Mutant, taken_out
from tests.attack.owner import run
from tests.attack.taken_out import policy
from tests.choose.ground import Ground
from tests.choose.scales import candidate, to_weigh

NEW = (
    "insert into choose_candidate (id, round_id, topic, title, level, nature, insight, perspective, public_private,"
    " why_region) select gen_random_uuid(), id, 'x', 'x', 'local', 'neither', '', '', '', '' from choose_round"
)


def a_partner_names_a_candidate(ground: Ground) -> int:
    """Past the program."""
    ground.round()
    with ground.people.acting("writer-gemeente-aldermeer"), suppress(Error), transaction.atomic():
        return int(bool(run(f"{NEW} returning 1")))
    return 0


def outsiders_read_candidates(ground: Ground) -> int:
    candidate(ground, ground.round(), "inbraak", title="Inbraak")
    with ground.people.acting("outsider"):
        return int(run("select count(*) from choose_candidate")[0][0])


def a_weighing_is_changed(ground: Ground) -> int:
    """Past the program, by whoever laid it down."""
    found = ground.round()
    with ground.people.acting("bureau") as by:
        freeze_weighing(found=found, title="Eerst", question=Question(2, "equal"), by=by)
        with suppress(Error), transaction.atomic():
            run("update choose_weighing set title = 'Later'")
        return Weighing.objects.filter(title="Later").count()


def a_small_partner_is_asked_everything(ground: Ground) -> int:
    found = to_weigh(ground)
    with ground.people.acting("bureau"):
        scales = lay_on_scales(found, "equal", candidates_of(found))
    assert scales is not None
    return int(outcome_of(scales, Question(3, "equal", frozenset({"inbraak", "overlast"}))).fits)


MUTANTS = [
    Mutant("partners name candidates", a_partner_names_a_candidate, policy("insert", "choose_candidate", check="true")),
    Mutant("outsiders read candidates", outsiders_read_candidates, policy("select", "choose_candidate", "true")),
    Mutant(
        "what was laid down changes",
        a_weighing_is_changed,
        "create policy rule_update on choose_weighing for update using (true);"
        " grant update on choose_weighing to public",
    ),
    Mutant(
        "small partners are not protected",
        a_small_partner_is_asked_everything,
        within=lambda: patch.object(Protection, "most", lambda self, available: available),
    ),
]


def test_with_a_rule_taken_out_what_it_forbids_happens(floor: Ground) -> None:
    before, after = taken_out(MUTANTS, floor)
    assert set(before.values()) == {0}, before
    assert all(after.values()), after
