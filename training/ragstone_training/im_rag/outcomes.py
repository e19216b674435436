"""What monologues came to: reward, supporting passages by turn, and how they ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .rollout import Episode
from .tracker import Rewards, same_title

TURNS = 4  # figures by turn; after its last turn a monologue keeps what it has


@dataclass(frozen=True)
class Outcome:
    """`found`: share of the gold passages held after turn 1, 2, …; empty where a question needs none."""

    reward: float
    found: tuple[float, ...]
    needed: int
    turns: int
    stopped: str


def outcome_of(episode: Episode, rewards: Rewards) -> Outcome:
    gold = episode.question.gold
    titles = [{passage.title for turn in episode.turns[:until] for passage in turn.kept} for until in range(1, TURNS + 1)]
    lines = rewards.lines(gold, episode.found, episode.stopped == "role switch", same_title)
    shares = tuple(sum(one in held for one in gold) / len(gold) for held in titles) if gold else ()
    return Outcome(sum(lines), shares, len(gold), len(episode.turns), episode.stopped)


def summary(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """
    `both_n`: of the questions that rest on two passages, the share that had both after turn n; `recall_n`: mean share of
    the gold passages, of all questions that need some; `needless`: of those that need none, the share that searched;
    `handed_over`: ended by the switch of role. A figure without questions is not a number.
    """
    asking = [each for each in outcomes if each.needed]
    two = [each for each in asking if each.needed == 2]
    return {
        "episodes": len(outcomes),
        "reward": mean([each.reward for each in outcomes]),
        "turns": mean([each.turns for each in outcomes]),
        "handed_over": mean([each.stopped == "role switch" for each in outcomes]),
        "needless": mean([each.turns > 0 for each in outcomes if not each.needed]),
        **{f"recall_{n + 1}": mean([each.found[n] for each in asking]) for n in range(TURNS)},
        **{f"both_{n + 1}": mean([each.found[n] == 1 for each in two]) for n in range(TURNS)},
    }


def mean(values: Sequence[float]) -> float:
    return float(np.mean(values)) if len(values) else float("nan")
