"""An endless sequence of trees from weighted sources, whose whole state is a few numbers."""

import random
from typing import Any

from .sources import Source
from .trees import Sapling


class Stream:
    """Draws a source for each tree, and takes its next."""

    def __init__(self, sources: dict[str, Source], seed: int) -> None:
        self._sources = sources
        self._random = random.Random(seed)
        self._taken = dict.fromkeys(sources, 0)

    def draw(self, mix: dict[str, float], tokens: int) -> list[Sapling]:
        """As many as are needed for so many tokens."""
        taken: list[Sapling] = []
        held = 0
        while held < tokens:
            name = self._random.choices(list(mix), list(mix.values()))[0]
            drawn = self._sources[name].saplings(self._taken[name])
            self._taken[name] += 1
            taken += drawn
            held += sum(map(len, drawn))
        return taken

    def state(self) -> dict[str, Any]:
        version, words, gauss = self._random.getstate()
        return {"random": [version, list(words), gauss], "taken": dict(self._taken)}

    def restore(self, state: dict[str, Any]) -> None:
        version, words, gauss = state["random"]
        self._random.setstate((version, tuple(words), gauss))
        self._taken |= state["taken"]
