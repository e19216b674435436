"""The Questioner as a policy with a value head, and PPO's loss over episodes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import nn

from .rows import inner_of
from .settings import PpoSettings

# What a loss is made of, for figures.
PARTS = ("policy_loss", "value_loss", "clipped", "entropy")


@dataclass(frozen=True)
class Sample:
    """
    An episode as PPO reads it. `ids`: the whole sequence; `at`: places of the tokens that the policy wrote, with one
    value each in all other arrays (nats, and units of reward).
    """

    ids: Sequence[int]
    at: np.ndarray
    logprobs: np.ndarray
    values: np.ndarray
    advantages: np.ndarray
    returns: np.ndarray


class Policy(nn.Module):
    """
    `forward`: a group of samples → summed loss, and the sums of `PARTS` over its tokens.
    The value head reads the hidden state from which a token is predicted, and begins at 0 everywhere.
    """

    def __init__(self, model: nn.Module, settings: PpoSettings) -> None:
        super().__init__()
        self.model, self._settings = model, settings
        self.value = nn.Linear(inner_of(model).config.hidden_size, 1)
        nn.init.zeros_(self.value.weight)
        nn.init.zeros_(self.value.bias)

    def forward(self, batch: dict[str, Any]) -> tuple[torch.Tensor, torch.Tensor]:
        told = self._settings
        hidden = asked_hidden(self.model, batch)
        every = every_logprob(self.model, hidden, told.drawing.temperature)
        logprobs = every.gather(1, batch["wanted"][:, None])[:, 0]
        policy, clipped = policy_loss(logprobs, batch["logprobs"], batch["advantages"], told.clip)
        value = value_loss(self.value(hidden).float()[:, 0], batch["values"], batch["returns"], told.value_clip)
        entropy = -(every.exp() * every).sum(-1)
        loss = (policy + told.value_weight * value - told.entropy * entropy).sum()
        return loss, torch.stack([each.detach().sum() for each in (policy, value, clipped.float(), entropy)])


def policy_loss(logprobs: torch.Tensor, old: torch.Tensor, advantages: torch.Tensor, clip: float) -> tuple[torch.Tensor, torch.Tensor]:
    """[tokens] each: the clipped objective's negative (Schulman et al. 2017, eq. 7), and where the clip holds."""
    ratio = (logprobs - old).exp()
    bounded = ratio.clamp(1 - clip, 1 + clip)
    free, held = ratio * advantages, bounded * advantages
    return -torch.minimum(free, held), held < free


def value_loss(values: torch.Tensor, old: torch.Tensor, returns: torch.Tensor, clip: float) -> torch.Tensor:
    """[tokens]: half the squared error, the larger of free and clipped (PPO's released code, baselines/ppo2/model.py)."""
    moved = old + (values - old).clamp(-clip, clip)
    return 0.5 * torch.maximum((values - returns) ** 2, (moved - returns) ** 2)


def asked_hidden(model: nn.Module, batch: dict[str, Any]) -> torch.Tensor:
    """[asked tokens, width]: the states from which they are predicted."""
    hidden = inner_of(model).model(input_ids=batch["ids"], use_cache=False).last_hidden_state
    return hidden.flatten(0, 1)[batch["before"]]


def every_logprob(model: nn.Module, hidden: torch.Tensor, temperature: float) -> torch.Tensor:
    """[asked tokens, vocabulary] in nats, of the distribution that is drawn from."""
    return torch.log_softmax(inner_of(model).lm_head(hidden).float() / temperature, -1)


@torch.no_grad()
def logprobs_of(model: nn.Module, batch: dict[str, Any], temperature: float) -> torch.Tensor:
    every = every_logprob(model, asked_hidden(model, batch), temperature)
    return every.gather(1, batch["wanted"][:, None])[:, 0]


def batch_of(samples: Sequence[Sample], pad: int, device: torch.device) -> dict[str, Any]:
    """Rows filled from the right, which causal attention does not see; `before`: flat places."""
    length = max(len(sample.ids) for sample in samples)
    ids = np.full((len(samples), length), pad, np.int64)
    for row, sample in enumerate(samples):
        ids[row, : len(sample.ids)] = sample.ids
    arrays = {
        "ids": ids,
        "before": np.concatenate([row * length + sample.at - 1 for row, sample in enumerate(samples)]),
        "wanted": np.concatenate([ids[row, sample.at] for row, sample in enumerate(samples)]),
        **{
            name: np.concatenate([getattr(sample, name) for sample in samples]).astype(np.float32)
            for name in ("logprobs", "values", "advantages", "returns")
        },
    }
    return {name: torch.from_numpy(each).to(device) for name, each in arrays.items()}


def groups_of(samples: Sequence[Sample], most: int) -> list[list[Sample]]:
    """Samples of like length together, at most `most` tokens with filling or a single one."""
    groups: list[list[Sample]] = []
    for sample in sorted(samples, key=lambda each: len(each.ids)):
        if groups and (len(groups[-1]) + 1) * len(sample.ids) <= most:
            groups[-1].append(sample)
        else:
            groups.append([sample])
    return groups
