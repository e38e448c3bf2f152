"""How a sentence changed, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from slagvaardig.choose.strategy.wording import Run, wording

WORDS = st.lists(st.sampled_from(["wij", "kiezen", "voor", "minder", "prioriteiten", "samen"]), max_size=8)


def test_only_the_words_that_differ_are_marked() -> None:
    assert wording("Wij kiezen voor minder regels.", "Wij kiezen samen voor minder drempels.") == (
        Run("same", "Wij kiezen"),
        Run("new", "samen"),
        Run("same", "voor minder"),
        Run("gone", "regels."),
        Run("new", "drempels."),
    )


@given(WORDS, WORDS)
def test_without_what_is_new_it_reads_as_before_and_without_what_is_gone_as_now(old: list[str], new: list[str]) -> None:
    runs = wording(" ".join(old), " ".join(new))
    assert " ".join(run.text for run in runs if run.what != "new") == " ".join(old)
    assert " ".join(run.text for run in runs if run.what != "gone") == " ".join(new)
    assert all(run.what == "same" for run in runs) or old != new
