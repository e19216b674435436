"""Episodes as samples: values, rewards by token and advantages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import nn

from .advantages import advantages_of, token_rewards
from .policy import Sample, batch_of, groups_of
from .reference import Reference
from .rollout import Episode
from .settings import PpoSettings


@dataclass(frozen=True)
class Judged:
    """An episode with what the Progress Tracker gives each of its lines, and Σ log(π/π_ref) over its tokens in nats."""

    episode: Episode
    rewards: list[float]
    divergence: float


@torch.no_grad()
def judge(
    episodes: Sequence[Episode], value: nn.Linear, reference: Reference, beta: float, settings: PpoSettings, pad: int, most: int
) -> tuple[list[Sample], list[Judged]]:
    """One of each for every episode, in order. Advantages are not normalised yet."""
    bare = [bare_sample(episode, value) for episode in episodes]
    device = value.weight.device
    divergences: dict[int, np.ndarray] = {}
    for group in groups_of(bare, most):
        batch = batch_of(group, pad, device)
        apart = (batch["logprobs"] - reference.logprobs(batch, settings.drawing.temperature)).cpu().double().numpy()
        parts = np.split(apart, np.cumsum([len(sample.at) for sample in group])[:-1])
        divergences |= {id(sample): part for sample, part in zip(group, parts, strict=True)}
    samples, judged = [], []
    for episode, sample in zip(episodes, bare, strict=True):
        lines = settings.rewards.lines(episode.question.gold, episode.found, episode.stopped == "role switch")
        ends = np.cumsum([len(line.ids) for _, line in episode.lines]) - 1
        rewards = token_rewards(lines, ends, divergences[id(sample)], beta)
        advantages = advantages_of(rewards, sample.values, settings.gamma, settings.lam)
        samples.append(replace(sample, advantages=advantages, returns=advantages + sample.values))
        judged.append(Judged(episode, lines, float(divergences[id(sample)].sum())))
    return samples, judged


def bare_sample(episode: Episode, value: nn.Linear) -> Sample:
    """What the episode itself says; nothing is gained yet."""
    at = np.concatenate([begin + np.arange(len(line.ids)) for begin, line in episode.lines])
    logprobs = np.concatenate([line.logprobs for _, line in episode.lines])
    hidden = torch.stack([each for _, line in episode.lines for each in line.hidden])
    values = value(hidden.to(value.weight.dtype))[:, 0].cpu().double().numpy()
    nothing = np.zeros(len(at))
    return Sample(episode.ids, at, logprobs, values, nothing, nothing)


def normalised(samples: Sequence[Sample], mean: float, deviation: float) -> list[Sample]:
    return [replace(sample, advantages=(sample.advantages - mean) / (deviation + 1e-8)) for sample in samples]
