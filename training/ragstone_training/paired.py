"""Two arms on the same questions: the difference, its interval and its test, as the harness' report makes them (docs/statistics.md)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np

DRAWS = 10_000

# A value for each question, by its id: of one training.
Values = Mapping[str, float]


@dataclass(frozen=True)
class Difference:
    """`mean` of the first arm less the second, over `n` questions; `low`, `high`: 95 %; `p`: two-sided, not corrected."""

    n: int
    mean: float
    low: float
    high: float
    p: float


def paired(one: Sequence[Values], other: Sequence[Values], seed: int = 1) -> Difference:
    """
    `one`, `other`: an arm's trainings, of which a question's values are averaged first; questions with a value in all of
    them count. Percentile bootstrap over questions, and a permutation test by random sign flips, p = (1 + extreme) ÷
    (1 + draws). Raises ValueError where no question is common.
    """
    common = sorted(set.intersection(*(set(each) for each in (*one, *other))))
    if not common:
        raise ValueError("The arms have no question in common.")
    away = np.array([fmean(each[id] for each in one) - fmean(each[id] for each in other) for id in common])
    draw = np.random.default_rng(seed)
    means = np.array([away[draw.integers(0, len(away), len(away))].mean() for _ in range(DRAWS)])
    low, high = np.quantile(means, [0.025, 0.975])
    flipped = np.array([abs((away * draw.choice([-1.0, 1.0], len(away))).sum()) for _ in range(DRAWS)])
    extreme = (flipped >= abs(away.sum()) - 1e-12 * np.abs(away).sum()).sum()
    return Difference(len(away), float(away.mean()), float(low), float(high), float((1 + extreme) / (1 + DRAWS)))


def told(difference: Difference) -> str:
    """Points of percent, for measures from 0 to 1."""
    low, high = 100 * difference.low, 100 * difference.high
    return f"{100 * difference.mean:+.1f} [{low:.1f}, {high:.1f}] (n = {difference.n}, p = {difference.p:.2g})"
