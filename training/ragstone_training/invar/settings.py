"""The part `retrieval` of a recipe."""

from dataclasses import dataclass
from typing import Any

from .batches import Drawn
from .encoder import Pooling
from .loss import InvarWeights


@dataclass(frozen=True)
class RetrievalSettings:
    """
    `pooling`: what of the hidden states is the vector. `layers`: only so many of the base's, from the first (default:
    all).
    """

    pooling: Pooling
    batch: Drawn
    loss: InvarWeights
    layers: int | None = None


def settings_of(recipe: dict[str, Any]) -> RetrievalSettings:
    """Raises TypeError for a setting that there is not."""
    told = recipe["retrieval"]
    batch = Drawn(**{**told["batch"], "windows": tuple(told["batch"].get("windows", ()))})
    return RetrievalSettings(**{**told, "batch": batch, "loss": InvarWeights(**told["loss"])})
