"""Hours that the candidates on a theme would ask, on the sheet with evidence; for colleagues only."""

from slagvaardig.choose.weighing.evidence import on_theme
from slagvaardig.choose.weighing.workflow import EACH
from slagvaardig.region.current import current_region
from tests.choose.ground import Ground
from tests.choose.scales import ADVISER, candidate


def test_what_candidates_would_ask_is_on_the_sheet_of_their_theme(ground: Ground) -> None:
    topics = current_region().inventory.topics
    theme = next(topic.theme for topic in topics if topic.theme)
    first, second = [topic for topic in topics if topic.theme == theme][:2]
    found = ground.round()
    candidate(ground, found, first.slug, title="Eerste")
    with ground.people.acting("bureau"):
        assert on_theme(theme) is None, "not estimated is not nought"
    candidate(ground, found, second.slug, (ADVISER, EACH, 40), title="Tweede")
    with ground.people.acting("bureau"):
        told = on_theme(theme)
        assert on_theme("geen") is None
    assert told is not None
    assert "Tweede, " in told["lines"][0]
    assert "40 uur per kwartaal van elke partner" in told["lines"][0]
    assert "Nog niet geraamd, dus niet bekend: Eerste." in told["lines"]
    page = ground.client("bureau").get(f"/inventarisatie/{found.pk}/kandidaten").content.decode()
    assert f'href="/bewijs/{theme}"' in page
    for name in ("outsider", "visitor", "former member"):
        with ground.people.acting(name):
            assert on_theme(theme) is None
