"""
The Progress Tracker: what each turn of a monologue is worth, by the supporting passages that it found. The paper's
formula could not be read; this is a reward of the shape that is told of it (docs/methods/im-rag.md). Monologues go on
when all is found, as they do when the harness asks: that it is enough is the Questioner's to learn.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .monologue import Passage

# How like a kept passage is to a gold one, from 0 to 1.
Likeness = Callable[[Passage, str], float]


def same_title(passage: Passage, gold: str) -> float:
    """Enough where passages and gold ones are of one corpus; else a cosine of embeddings, as remembered of the paper."""
    return 1.0 if passage.title == gold else 0.0


@dataclass(frozen=True)
class Rewards:
    """
    `discount`: a find in turn t is worth discount^(t − 1) (0.9, ours). `threshold`: likeness from which on a gold
    passage counts as found (0.9, ours). `mid_step`: each turn has its own reward (paper); otherwise the same total is
    given with the last line. Both of these are off in the paper's shape: `turn_cost`, taken for a query that brings no
    gold passage, and `stop_reward`, given for handing over when all are found (ours: what stopping is learnt from).
    """

    discount: float = 0.9
    threshold: float = 0.9
    mid_step: bool = True
    turn_cost: float = 0.0
    stop_reward: float = 0.0

    def lines(self, gold: Sequence[str], found: Sequence[Sequence[Passage]], handed_over: bool, like: Likeness = same_title) -> list[float]:
        """
        One reward for each line that the Questioner wrote. `found`: what each query's turn kept, nothing for queries
        that found nothing new; `handed_over`: one more line, the switch, comes last.
        """
        missing = list(gold)
        rewards = []
        for turn, kept in enumerate(found):
            worth = 0.0
            for one in list(missing):
                best = max((like(passage, one) for passage in kept), default=0.0)
                # Each gold passage is rewarded once.
                if best >= self.threshold:
                    missing.remove(one)
                    worth += best
            rewards.append(self.discount**turn * worth if worth else -self.turn_cost)
        if handed_over:
            rewards.append(0.0 if missing else self.stop_reward)
        return rewards if self.mid_step else [*[0.0] * (len(rewards) - 1), sum(rewards)]
