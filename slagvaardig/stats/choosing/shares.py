"""Method of Equal Shares: each partner has an equal part of what can be chosen and pays from it what it supports."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from slagvaardig.stats.choosing.majority import most_support, order_of_support
from slagvaardig.stats.choosing.rounds import Round


@dataclass(frozen=True)
class Step:
    """One purchase: per point each supporter pays the rate, or what it has left. paid: only who paid."""

    candidate: str
    cost: Fraction
    rate: Fraction
    paid: Mapping[str, Fraction]


@dataclass(frozen=True)
class Shared:
    """chosen = kept beforehand + bought in the steps + filled up afterwards; shares: what each partner began with."""

    chosen: frozenset[str]
    steps: tuple[Step, ...]
    filled: frozenset[str]
    shares: Mapping[str, Fraction]
    left: Mapping[str, Fraction]


def equal_shares(
    round_: Round,
    *,
    costs: Mapping[str, int] | None = None,
    budget: Fraction | int | None = None,
    fill: bool = True,
) -> Shared:
    """Method of Equal Shares for points, in exact fractions.

    Every partner begins with budget x weight / sum of weights. Again and again the candidate is bought of which the
    supporters pay least per point: min(what I have left, rate x weight x points), together its cost. What does not fit
    the free hours beside those already bought is passed over. Without costs every candidate costs 1 and the budget is
    the most that may be chosen (places are what is scarce); what must be kept is paid by all alike, beforehand.
    fill: money that is left buys nothing more by itself, so the set is filled up by most support.
    Ties: lower rate, more support, fewer hours of the scarcest role, first key.
    Source: Peters, Pierczynski and Skowron 2021, "Proportional participatory budgeting with additive utilities".
    When it lies: points of partners that spread them over everything buy little; and a candidate that all like a little
    can lose from one that half of them like much.
    """
    price = {key: Fraction((costs or {}).get(key, 1)) for key in round_.candidates}
    money = Fraction(budget if budget is not None else _places(round_)) - sum(price[key] for key in round_.keep)
    weights = dict(zip(round_.partners, round_.shares, strict=True))
    each = max(money, Fraction(0)) / (sum(weights.values()) or 1)
    shares = {partner: each * weight for partner, weight in weights.items()}
    left, chosen, steps = dict(shares), set(round_.keep), list[Step]()
    known = {key: Fraction(0) for key in round_.candidates if key not in round_.keep | round_.without}
    wishes = _wishes(round_)
    place = {round_.candidates[at]: order for order, at in enumerate(order_of_support(round_))}
    while (step := _cheapest(round_, known, wishes, price, left, chosen, place)) is not None:
        steps.append(step)
        chosen.add(step.candidate)
        for partner, amount in step.paid.items():
            left[partner] -= amount
    bought = frozenset(chosen)
    full = most_support(round_, bought) if fill and budget is None else bought
    return Shared(full, tuple(steps), full - bought, shares, left)


def raised(
    round_: Round, *, costs: Mapping[str, int] | None = None, budget: int | None = None, by: Fraction | int = 1
) -> Shared:
    """Equal shares completed the other way: everybody gets a little more until the set would no longer fit the budget.

    by: how much more each partner of weight 1 gets at a time. The last set within the budget counts. Source: the
    completion "Add1" of Peters, Pierczynski and Skowron 2021.
    """
    limit = Fraction(budget if budget is not None else _places(round_))
    price = {key: (costs or {}).get(key, 1) for key in round_.candidates}
    wanted = [c for place, c in enumerate(round_.candidates) if round_.support[place] and c not in round_.without]
    given = limit
    found = equal_shares(round_, costs=costs, budget=given, fill=False)
    while True:
        spent = sum(price[key] for key in found.chosen)
        # Nothing more can be added: more money for everybody changes nothing that may be chosen.
        if not any(spent + price[c] <= limit and round_.fits(found.chosen | {c}) for c in set(wanted) - found.chosen):
            return found
        given += by * sum(round_.shares)
        more = equal_shares(replace(round_, most=None), costs=costs, budget=given, fill=False)
        if sum(price[key] for key in more.chosen) > limit or not round_.fits(more.chosen):
            return found
        found = more


def per_district(round_: Round, districts: Mapping[str, str], *, fill: bool = True) -> Shared:
    """Equal shares in which every district has the same part, divided equally over its partners.

    districts: partner to district; whoever is of the whole region (prosecution, police) forms a group of its own.
    """
    sizes: dict[str, int] = {}
    for partner in round_.partners:
        sizes[districts[partner]] = sizes.get(districts[partner], 0) + 1
    weights = tuple(Fraction(1, sizes[districts[partner]]) for partner in round_.partners)
    return equal_shares(round_.weighed(weights), fill=fill)


def _places(round_: Round) -> int:
    return len(round_.candidates) if round_.most is None else round_.most


def _wishes(round_: Round) -> dict[str, list[tuple[str, int]]]:
    """Per candidate who supports it, with points times weight."""
    return {
        key: [(partner, int(n)) for partner, n in zip(round_.partners, round_.counted[:, place], strict=True) if n > 0]
        for place, key in enumerate(round_.candidates)
    }


def _cheapest(
    round_: Round,
    known: dict[str, Fraction],
    wishes: Mapping[str, Sequence[tuple[str, int]]],
    price: Mapping[str, Fraction],
    left: Mapping[str, Fraction],
    chosen: set[str],
    place: Mapping[str, int],
) -> Step | None:
    """What is bought next. Rates only rise, so one known from before is a lower bound; what cannot be bought goes."""
    best: tuple[Fraction, str] | None = None
    for key in sorted(known, key=lambda one: (known[one], place[one])):
        if best is not None and (known[key], place[key]) > (best[0], place[best[1]]):
            break
        rate = rate_of(price[key], [(left[partner], points) for partner, points in wishes[key]])
        if rate is None or not round_.fits(chosen | {key}):
            del known[key]
            continue
        known[key] = rate
        if best is None or (rate, place[key]) < (best[0], place[best[1]]):
            best = rate, key
    if best is None:
        return None
    rate, key = best
    del known[key]
    paid = {partner: min(left[partner], rate * points) for partner, points in wishes[key] if left[partner] > 0}
    return Step(key, price[key], rate, paid)


def rate_of(cost: Fraction, supporters: Sequence[tuple[Fraction, int]]) -> Fraction | None:
    """The lowest rate at which all supporters (money, points) together pay the cost; None when they cannot."""
    if sum(money for money, _ in supporters) < cost or not supporters:
        return None
    points, rest = sum(points for _, points in supporters), cost
    for money, own in sorted(supporters, key=lambda one: one[0] / one[1]):
        if rest * own <= money * points:
            return rest / points
        rest, points = rest - money, points - own
    return None
