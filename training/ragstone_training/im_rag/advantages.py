"""Generalised advantage estimation over the tokens that an episode wrote (Schulman et al. 2016, eq. 11 and 16)."""

from collections.abc import Sequence

import numpy as np


def advantages_of(rewards: Sequence[float], values: Sequence[float], gamma: float, lam: float) -> np.ndarray:
    """[tokens]; `values`: expected before each token. The episode is over after the last: nothing is worth anything there."""
    advantages = np.zeros(len(rewards))
    ahead = after = 0.0
    for at in range(len(rewards) - 1, -1, -1):
        surprise = rewards[at] + gamma * after - values[at]
        ahead = surprise + gamma * lam * ahead
        advantages[at] = ahead
        after = values[at]
    return advantages


def token_rewards(lines: Sequence[float], ends: Sequence[int], divergence: np.ndarray, beta: float) -> np.ndarray:
    """
    [tokens]: −β·log(π/π_ref) on each token (Ziegler et al. 2019, eq. 2), and each line's reward on its last one, whose
    numbers are `ends`.
    """
    rewards = -beta * divergence
    rewards[list(ends)] += np.asarray(lines)
    return rewards
