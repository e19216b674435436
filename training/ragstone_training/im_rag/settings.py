"""The section `ppo` of a recipe file, checked."""

from dataclasses import dataclass
from typing import Any

from .rollout import Limits
from .rows import Drawing
from .tracker import Rewards


@dataclass(frozen=True)
class PpoSettings:
    """
    `episodes`: monologues of a training, `batch` of them with each policy, gone over `epochs` times in `minibatches`
    steps. `rate`: of learning, falling to 0 over the training. `clip`: how far the ratio of probabilities may count
    (Schulman et al. 2017, eq. 7); `value_clip`: how far a value may move; `value_weight`, `entropy`: of these terms of
    the loss. `gamma`, `lam`: of GAE, by token. `beta`: of the divergence from the warm start; it follows `kl_target`
    (nats an episode) by `kl_step` a batch (Ziegler et al. 2019, section 2.2). `checkpoint_batches`: between checkpoints.
    """

    episodes: int
    batch: int
    epochs: int
    minibatches: int
    rate: float
    clip: float
    value_clip: float
    value_weight: float
    entropy: float
    gamma: float
    lam: float
    beta: float
    kl_target: float
    kl_step: float
    checkpoint_batches: int
    drawing: Drawing
    limits: Limits
    rewards: Rewards

    @property
    def batches(self) -> int:
        return -(-self.episodes // self.batch)


def settings_of(told: dict[str, Any]) -> PpoSettings:
    """`told`: the whole recipe file. Raises TypeError for a key that is not known or is missing, ValueError for greed."""
    own = dict(told["ppo"])
    parts = {"drawing": Drawing(**own.pop("drawing")), "limits": Limits(**own.pop("limits")), "rewards": Rewards(**own.pop("rewards"))}
    if parts["drawing"].temperature <= 0:
        raise ValueError("ppo: drawing: temperature must be above 0, or there is nothing to learn from.")
    return PpoSettings(**own, **parts)
