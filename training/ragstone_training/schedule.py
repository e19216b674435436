"""Phases of a training: how many tokens of which mixture, how many a step, and the learning rate within each."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Phase:
    """
    `tokens`: length, filling not counted; `step`: tokens a step, over all processes. `until`: the phase ends sooner when this share of the branches of a source
    is right, e.g. {"copy": 0.9}. Learning rate: up to `rate` over the first `warm_up`, down to 0 over the last `decay`
    (shares of the phase); the next phase starts anew.
    """

    name: str
    tokens: int
    mix: dict[str, float]
    step: int
    rate: float
    warm_up: float = 0.0
    decay: float = 0.0
    until: dict[str, float] | None = None

    def rate_at(self, tokens: int) -> float:
        up = (tokens + 1) / (self.warm_up * self.tokens) if self.warm_up else 1.0
        left = (self.tokens - tokens) / (self.decay * self.tokens) if self.decay else 1.0
        return self.rate * max(0.0, min(1.0, up, left))
