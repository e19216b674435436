"""What the training loop needs to know of a task: trees (`tree_task.py`), or pairs for retrieval (`invar/task.py`)."""

from collections.abc import Sequence
from typing import Any, Protocol

import torch
from torch import nn


class Item(Protocol):
    """What a stream draws; its length is its number of tokens. `asked`: by how many the loss of a step is divided."""

    @property
    def asked(self) -> int: ...
    def __len__(self) -> int: ...


class Drawing(Protocol):
    """An endless sequence whose whole state is JSON."""

    def draw(self, mix: dict[str, float], tokens: int) -> Sequence[Item]: ...
    def state(self) -> dict[str, Any]: ...
    def restore(self, state: dict[str, Any]) -> None: ...


class Batch(Protocol):
    """Items that are computed together."""

    @property
    def asked(self) -> int: ...


class Task(Protocol):
    """`loss`: (inputs of a batch) → (loss summed over what is asked, what is right). Its parameters are trained."""

    loss: nn.Module
    stream: Drawing

    def batches(self, items: Sequence[Any], most: int) -> Sequence[Batch]:
        """`most`: tokens of a batch, where items can be divided."""

    def inputs(self, batch: Any, device: torch.device) -> Any: ...

    def settle(self) -> None:
        """After each step: what is not to be trained is as it was."""

    def counts(self, batch: Any, right: torch.Tensor) -> dict[str, tuple[int, int]]:
        """(right, asked) by name, for the curves."""
