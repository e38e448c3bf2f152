"""No figure, and no difference between figures, is about fewer than ten: over districts, the region and rounds."""

from array import array
from itertools import chain, combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from slagvaardig.see.pulse.protection import hidden_parts, is_enough, together
from slagvaardig.see.pulse.rules import Tally, results

FEWEST = 10
PARTS = st.dictionaries(
    st.sampled_from(["", "N", "M", "Z", "W"]), st.lists(st.integers(0, 40), min_size=2, max_size=2), min_size=1
)


@given(PARTS)
def test_no_sum_or_difference_of_what_is_shown_is_about_a_few(parts: dict[str, list[int]]) -> None:
    """Whoever subtracts any shown parts from the region is left with ten or more, or with nothing that was hidden."""
    whole = together(parts.values())
    hidden = hidden_parts(parts, FEWEST, never=("",))
    assert "" not in parts or "" in hidden
    if not is_enough(whole, FEWEST):
        return  # the region itself is not shown, and then nothing is
    shown = sorted(parts.keys() - hidden)
    assert all(is_enough(parts[name], FEWEST) for name in shown)
    for chosen in chain.from_iterable(combinations(shown, number) for number in range(len(shown) + 1)):
        left = [total - sum(parts[name][question] for name in chosen) for question, total in enumerate(whole)]
        assert is_enough(left, FEWEST) or (len(chosen) == len(shown) and not hidden)


@given(PARTS)
def test_nothing_is_hidden_that_need_not_be(parts: dict[str, list[int]]) -> None:
    hidden = hidden_parts(parts, FEWEST)
    small = {name for name, counts in parts.items() if not is_enough(counts, FEWEST)}
    if not small:
        assert not hidden
    for name in hidden - small:
        assert not is_enough(together(parts[other] for other in hidden - {name}), FEWEST)


@given(st.lists(st.integers(0, 30), min_size=12, max_size=12))
@settings(max_examples=50)
def test_what_is_kept_of_a_round_holds_no_small_number(counts: list[int]) -> None:
    """The whole of what is kept, walked: every group in it that a figure is about holds ten or more."""
    tally = Tally([("a", "N"), ("a", "M")], ["q"], array("I", counts))
    kept = results(tally, {("a", "N"): 200, ("a", "M"): 200}, FEWEST)
    places = kept["areas"]
    assert isinstance(places, dict)
    found = [kept["region"], *(place["figures"] for place in places.values() if place)]
    assert all(figures["q"][3] >= FEWEST for figures in found if figures)
    assert kept["answered"] is None or int(str(kept["answered"])) >= FEWEST
