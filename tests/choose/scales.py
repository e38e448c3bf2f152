"""A round of a handful of partners with candidates, so that there is something to weigh; made by actions only."""

from slagvaardig.choose.absorption.actions import state_hours
from slagvaardig.choose.inventory.models import Round
from slagvaardig.choose.weighing.actions import ask_hours, name_candidate
from slagvaardig.choose.weighing.models import Candidate
from slagvaardig.choose.weighing.workflow import EACH, SMALL, TESTS
from tests.choose.ground import Ground, ranked

QUARTERS = ("2027-Q1", "2027-Q2", "2027-Q3", "2027-Q4")
ADVISER, ANALYST = "adviseur-veiligheid", "gegevensanalist"


def candidate(ground: Ground, found: Round, topic: str, *lines: tuple[str, str, int], title: str = "") -> Candidate:
    """lines: role, who, hours in each quarter."""
    with ground.people.acting("bureau") as by:
        answers = {name: f"Over {topic} weten wij te weinig." for name in TESTS}
        made = name_candidate(
            found=found, topic=topic, title=title or topic.capitalize(), level="regional", nature="development",
            answers=answers, by=by,
        )  # fmt: skip
        for role, who, hours in lines:
            ask_hours(candidate=made, role=role, who=who, first_quarter=QUARTERS[0], last_quarter=QUARTERS[-1],
                      hours=hours, by=by)  # fmt: skip
    return made


def has(ground: Ground, partner: str, **hours: int) -> None:
    """Hours of a partner in every quarter, by role."""
    with ground.people.acting(f"writer-{partner}") as by:
        given = {(role.replace("_", "-"), quarter): number for role, number in hours.items() for quarter in QUARTERS}
        state_hours(partner=ground.circles[partner], hours=given, by=by)


def to_weigh(ground: Ground) -> Round:
    """Kleiburen is small: two candidates that both ask its adviser do not go together."""
    found = ground.round(most=3)
    ground.signed(found, "gemeente-aldermeer", ranked("overlast", "inbraak", "evenementen"))
    ground.signed(found, "gemeente-kleiburen", ranked("inbraak", "buitengebied"))
    ground.signed(found, "politie", ranked("online-oplichting", "inbraak"))
    has(ground, "gemeente-aldermeer", adviseur_veiligheid=600, gegevensanalist=200)
    has(ground, "gemeente-kleiburen", adviseur_veiligheid=100)
    has(ground, "politie", gegevensanalist=500, wijkagent=900)
    candidate(ground, found, "inbraak", (ADVISER, EACH, 40), (ADVISER, SMALL, 35), title="Inbraak")
    candidate(ground, found, "overlast", (ADVISER, EACH, 60), title="Overlast")
    candidate(ground, found, "online-oplichting", (ANALYST, "politie", 120), title="Online oplichting")
    candidate(ground, found, "hoog-water", (ADVISER, EACH, 10), title="Hoog water")
    return found
