"""Pairs for retrieval as a task of the training loop."""

from collections.abc import Callable, Sequence
from typing import Any

import torch

from ..vocabulary import Vocabulary
from .batches import PairBatch, PairStream
from .encoder import Encoder
from .loss import InvarLoss, InvarWeights

Small = Callable[[Sequence[str]], torch.Tensor]


class InvarTask:
    """`small`: the small encoder, which the alignment loss needs."""

    def __init__(self, encoder: Encoder, stream: PairStream, weights: InvarWeights, small: Small | None = None) -> None:
        if weights.align and small is None:
            raise ValueError("An alignment loss needs a small encoder.")
        self.loss = InvarLoss(encoder, weights)
        self.stream = stream
        self._small = small if weights.align else None

    def batches(self, items: Sequence[PairBatch], most: int) -> Sequence[PairBatch]:
        """One each: all candidates of a batch compete, so it cannot be divided."""
        return items

    def inputs(self, batch: PairBatch, device: torch.device) -> dict[str, Any]:
        """`small` [queries, candidates]: dot products of the small encoder's vectors."""
        named = {name: torch.from_numpy(getattr(batch, name)).to(device) for name in ("queries", "passages", "gold")}
        if self._small is not None:
            questions, passages = batch.told
            vectors = self._small([*questions, *passages]).to(device)
            named["small"] = vectors[: len(questions)] @ vectors[len(questions) :].T
        return {"texts": batch.texts, "tokens": batch.before, **named}

    def settle(self) -> None:
        """Everything is trained."""

    def counts(self, batch: PairBatch, right: torch.Tensor) -> dict[str, tuple[int, int]]:
        """By environment, how often a positive stands first."""
        found: dict[str, tuple[int, int]] = {}
        for name, row in zip(batch.environments, right.tolist(), strict=True):
            before = found.get(f"retrieval/{name}", (0, 0))
            found[f"retrieval/{name}"] = (before[0] + sum(row), before[1] + len(row))
        return found
