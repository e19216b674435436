"""The warm start that a policy must stay near, and how strongly."""

import copy
from contextlib import nullcontext
from typing import Any

import torch
from peft import PeftModel
from torch import nn

from .policy import logprobs_of


class Reference:
    """The frozen warm start: with LoRA the policy without its adapter, otherwise a copy."""

    def __init__(self, model: nn.Module) -> None:
        self._without = model.disable_adapter if isinstance(model, PeftModel) else nullcontext
        self._model = model if isinstance(model, PeftModel) else copy.deepcopy(model).requires_grad_(False).eval()

    def to(self, device: torch.device) -> "Reference":
        self._model.to(device)
        return self

    def logprobs(self, batch: dict[str, Any], temperature: float) -> torch.Tensor:
        with self._without():
            return logprobs_of(self._model, batch, temperature)


def next_beta(beta: float, divergence: float, target: float, step: float) -> float:
    """β ← β·(1 + step·clip(KL/target − 1, ±0.2)) (Ziegler et al. 2019, section 2.2); `divergence`, `target`: nats an episode."""
    return beta * (1 + step * max(-0.2, min(0.2, divergence / target - 1)))
