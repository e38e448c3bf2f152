"""A text that is eight times as long costs about eight times as much, whatever stands in it."""

import time

import pytest

from slagvaardig.trust.textguard.rules import find

SHORT, TIMES = 1_500, 8
SLACK = 4  # a square would cost eight times as much again
TEXTS = [
    "1", "1 ", "1.", "0 ", "(0", "06 ", "@", "a@", "a", "A.", "Jan ", "van ", "Van De ", "Straat ", "straat 1 ",
    "&", "&amp;", "a-", "NL91 ", "\u200b", "é", "[at]", "Laan van ", "a at b punt ", " ", "\n", "AB-", "12-AB-",
    "1234 ", "mevrouw ", "bsn ",
]  # fmt: skip


def cost(text: str) -> float:
    """Processor time, the least of three."""
    spent = []
    for _each in range(3):
        before = time.process_time()
        find(text)
        spent.append(time.process_time() - before)
    return min(spent)


@pytest.mark.parametrize("piece", TEXTS)
def test_the_cost_grows_with_the_length_of_the_text(piece: str) -> None:
    short = (piece * SHORT)[:SHORT]
    least = 0.0005  # below this the clock says nothing
    assert cost(short * TIMES) < max(cost(short), least) * TIMES * SLACK
