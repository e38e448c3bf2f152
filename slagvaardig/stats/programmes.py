"""One door to the solver for linear and integer programmes."""

from math import inf

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from slagvaardig.stats.tables import Floats


def least(
    cost: Floats, equal: Floats, right: Floats, lower: Floats, upper: Floats, *, whole: bool = False
) -> tuple[float, Floats] | None:
    """The minimum of cost x and where it lies, over lower <= x <= upper with `equal` x = right; None when none exists.

    Minus infinity, with no place, when it has no bottom. whole: x in whole numbers. Shapes: (n), (m, n), (m).
    Source: the HiGHS solver in SciPy. When it lies: within its tolerance of about 1e-7.
    """
    same = LinearConstraint(equal, right, right) if len(equal) else ()
    kinds = np.full(len(cost), 1 if whole else 0)
    answer = milp(cost, constraints=same, integrality=kinds, bounds=Bounds(lower, upper))
    if answer.status == 0 and answer.x is not None:
        return float(answer.fun), np.asarray(answer.x)
    exists = milp(np.zeros(len(cost)), constraints=same, integrality=kinds, bounds=Bounds(lower, upper))
    return (-inf, np.empty(0)) if exists.status == 0 else None
