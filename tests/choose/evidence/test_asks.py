"""Who asks for a theme, from the newest round that is over; for colleagues only, and never as a ranking."""

from slagvaardig.choose.evidence.asks import on_theme
from slagvaardig.region.current import current_region
from tests.choose.ground import Ground, ranked


def test_partners_that_named_a_topic_of_the_theme_ask_for_it(ground: Ground) -> None:
    topic = next(one for one in current_region().inventory.topics if one.theme)
    other = next(one for one in current_region().inventory.topics if one.theme != topic.theme)
    found = ground.round()
    with ground.people.acting("bureau"):
        assert on_theme(topic.theme) is None, "nothing is said of a round that is not over"
    ground.signed(found, "politie", ranked(other.slug, topic.slug))
    ground.signed(found, "gemeente-aldermeer", ranked(topic.slug))
    ground.signed(found, "om", ranked(other.slug))
    ground.move(found, "close")
    with ground.people.acting("bureau"):
        told = on_theme(topic.theme)
    assert told is not None
    assert set(told["partners"]) == {"politie", "gemeente-aldermeer"}
    assert told["counted"] == 3
    assert "2 van de 3 partners" in told["lead"]
    for name in ("outsider", "visitor", "former member"):
        with ground.people.acting(name):
            assert on_theme(topic.theme) is None
