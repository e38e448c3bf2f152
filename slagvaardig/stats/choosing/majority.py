"""Most support first: the rule of most participatory budgets."""

from slagvaardig.stats.choosing.rounds import Round


def order_of_support(round_: Round) -> list[int]:
    """Most support first; then fewest hours of the scarcest role; then the first key."""
    support, hours = round_.support.tolist(), round_.scarce_hours.tolist()
    return sorted(range(len(round_.candidates)), key=lambda c: (-support[c], hours[c], c))


def most_support(round_: Round, started: frozenset[str] | None = None) -> frozenset[str]:
    """One after another in order of support, whatever still fits beside those before it; what must be kept comes first.

    What nobody supports is passed over. Source: the rule "greedy" of Pabulib (Faliszewski and others 2023).
    When it lies: one popular and heavy candidate can keep out three that together have more support (`optimum.py`).
    """
    chosen = set(round_.keep if started is None else started)
    for place in order_of_support(round_):
        key = round_.candidates[place]
        if key in chosen or key in round_.without or not round_.support[place]:
            continue
        if round_.fits(chosen | {key}):
            chosen.add(key)
    return frozenset(chosen)
