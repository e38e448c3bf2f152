"""A row in every table in which somebody may write something: the scene, and all that the rooms made in it."""

import uuid

from slagvaardig.choose.decisions.actions import dissent
from slagvaardig.choose.decisions.answering import answer_round
from slagvaardig.choose.inventory.actions import save_submission
from slagvaardig.choose.inventory.rules import Filled
from slagvaardig.choose.inventory.running import taken_by_partners
from slagvaardig.choose.priorities.actions import ask_waiver
from slagvaardig.choose.urgent.actions import set_up_team, triage
from slagvaardig.choose.weighing.actions import ask_hours
from slagvaardig.choose.weighing.models import Candidate
from slagvaardig.choose.weighing.workflow import EACH
from slagvaardig.region.current import current_region
from slagvaardig.see.stories.actions import echo
from slagvaardig.see.trends.actions import add_sight
from slagvaardig.trust.circles.models import Office
from slagvaardig.trust.digests.actions import choose_digest
from tests.attack.barriers import Barriers
from tests.attack.choices import OFFICES, Choices
from tests.attack.conversations import talks_in
from tests.attack.pulse_visits import running
from tests.attack.rounds import FILLED, HOLDER, INVITED, PARTNER, Rounds, role
from tests.attack.scene import Scene, days
from tests.attack.told import stories_in
from tests.attack.trends import TRENDS
from tests.attack.weighings import ABOUT_WEIGHINGS
from tests.trust.retention.planting import mandate, stated
from tests.trust.textguard.barrier_texts import solving


def laid_everywhere(scene: Scene) -> None:
    """More than an address of ours asks for: what hangs under it too."""
    Barriers.of(scene)
    talks_in(scene)
    running(scene)
    TRENDS["trend"](scene)
    ABOUT_WEIGHINGS["weighing"](scene)
    _seen(scene)
    _filled_in(scene)
    _chosen(scene)
    solving(scene.people, "title", "Een nummer")
    with scene.people.acting("officer") as by:
        choose_digest(rhythm="weekly", own="silent", language="nl", by=by)


def _seen(scene: Scene) -> None:
    told = stories_in(scene)
    with scene.people.acting("analyst") as by:
        echo(edition=told.coalition, key=uuid.uuid4(), by=by)
        add_sight(trend=scene.__dict__["trends"]["public"], seen="grows", text="Ik zie het elke week.", by=by)


def _filled_in(scene: Scene) -> None:
    """A partner begins on what it can give, and tells its hours; somebody may sign for another."""
    found = Rounds.of(scene).here
    with scene.people.acting(HOLDER) as by:
        part = taken_by_partners(found[INVITED])[PARTNER]
        save_submission(part=part, filled=Filled(hours={role(): 8}), revision=0, by=by)
    with scene.people.acting("bureau") as by:
        first = found[FILLED].first_quarter
        candidate = Candidate.objects.first()
        assert candidate
        ask_hours(
            candidate=candidate, role=role(), who=EACH, first_quarter=first, last_quarter=first, hours=3, by=by
        )  # fmt: skip
    mandate(scene.people)
    stated(scene.people)


def _chosen(scene: Scene) -> None:
    """An answer, a dissent, a waiver that was asked for and a team."""
    found = Choices.of(scene)
    with scene.people.acting("mayor") as by:
        office = Office.objects.get(slug=OFFICES["mayor"])
        answer_round(found=found.round, office=office, answer="agree", by=by)
        ask_waiver(priority=found.proposed, office=office, reason="Dit moet erbij.", until=days(30), by=by)
    with scene.people.acting("bureau") as by:
        partner = scene.circles["politie"]
        dissent(decision=found.put, partner=partner, reason="Wij denken anders.", by=by)
        texts = {"judgement": "Spoed.", "options": "Twee.", "what_if": ""}
        urgent = triage(urgent=found.urgent, is_urgent=True, by=by, **texts)  # type: ignore[arg-type]
        set_up_team(urgent=urgent, until=days(20), partners=[current_region().partners[0].slug], by=by)
