"""Which areas of a round may be shown, so that nothing that is shown, nor any difference, is about fewer than ten.

A part is what was counted somewhere: per question the number of answers with an opinion. The parts add up to the
region, which is shown too; so what is hidden together must be ten or more as well, or it would follow by subtraction.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

Counts = Sequence[int]


def is_enough(counts: Counts, fewest: int) -> bool:
    """Whether there are enough answers to every question."""
    return min(counts, default=0) >= fewest


def hidden_parts(parts: Mapping[str, Counts], fewest: int, *, never: Collection[str] = ()) -> frozenset[str]:
    """The parts that are withheld: the small ones, and then the smallest others until all of them together are enough.

    never: parts that are not shown whatever they hold. Withheld does not say whether somebody answered at all. Shapes:
    as many counts in each part as there are questions. When it lies: it guards what is counted here; whoever knows how
    colleagues answered knows more.
    """
    hidden = {name for name, counts in parts.items() if name in never or not is_enough(counts, fewest)}
    others = sorted(parts.keys() - hidden, key=lambda name: (min(parts[name]), name))
    while hidden and others and not is_enough(together(parts[name] for name in hidden), fewest):
        hidden.add(others.pop(0))
    return frozenset(hidden)


def together(parts: Iterable[Counts]) -> list[int]:
    """The sum of parts, per question."""
    return [sum(counts) for counts in zip(*parts, strict=True)]
