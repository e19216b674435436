"""Trees as a task: next-token loss on targets."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import torch
from torch import nn

from .held import Held
from .model import TreeLoss, reading_trees, to_device
from .sources import Source
from .stream import Stream
from .trees import Group, Sapling, groups_of


class TreeTask:
    def __init__(self, model: nn.Module, sources: dict[str, Source], pad: int, seed: int, pointing: float = 0.0) -> None:
        self.loss = TreeLoss(model, pointing)
        self.stream = Stream(sources, seed)
        self._pad = pad
        self._held = Held(reading_trees(model)) if pointing > 0 else None

    def batches(self, items: Sequence[Sapling], most: int) -> list[Group]:
        return groups_of(items, most, self._pad)

    def inputs(self, batch: Group, device: torch.device) -> dict[str, Any]:
        return to_device(batch, device)

    def settle(self) -> None:
        if self._held is not None:
            self._held.restore()

    def counts(self, batch: Group, right: torch.Tensor) -> dict[str, tuple[int, int]]:
        """Branches of which every asked token is right; and by `pointing/…` heads that look at a right place."""
        wrong = set(batch.limb[~right.cpu().numpy()].tolist())
        counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for number, name in enumerate(batch.limbs):
            counts[name][0] += number not in wrong
            counts[name][1] += 1
        pointed = {f"pointing/{kind}": each for kind, each in self.loss.pointed.items() if each[1] > 0}
        return {name: (exact, asked) for name, (exact, asked) in counts.items()} | pointed
