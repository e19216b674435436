"""An endless sequence of rows from weighted sources, whose whole state is a few numbers."""

import random
from typing import Any

from .sources import AHEAD, Source
from .trees import Rows, Sapling, rows_of


class Stream:
    """Draws a source for each tree; a row takes the next trees that fit, so that little is filling."""

    def __init__(self, sources: dict[str, Source], seed: int) -> None:
        self._sources = sources
        self._random = random.Random(seed)
        self._taken = dict.fromkeys(sources, 0)
        self._waiting: list[tuple[str, int]] = []

    def rows(self, mix: dict[str, float], count: int, length: int, pad: int) -> Rows:
        return rows_of([self._row(mix, length) for _ in range(count)], length, pad)

    def state(self) -> dict[str, Any]:
        version, words, gauss = self._random.getstate()
        return {"random": [version, list(words), gauss], "taken": self._taken, "waiting": self._waiting}

    def restore(self, state: dict[str, Any]) -> None:
        version, words, gauss = state["random"]
        self._random.setstate((version, tuple(words), gauss))
        self._taken = dict(state["taken"])
        self._waiting = [(name, number) for name, number in state["waiting"]]

    def _row(self, mix: dict[str, float], length: int) -> list[Sapling]:
        # What another phase left is not drawn here, or does not fit into its rows.
        self._waiting = [(name, number) for name, number in self._waiting if name in mix and self._size(name, number) <= length]
        row: list[Sapling] = []
        room = length
        while True:
            self._look_ahead(mix, length)
            fitting = next((at for at, (name, number) in enumerate(self._waiting) if self._size(name, number) <= room), None)
            if fitting is None:
                return row
            name, number = self._waiting.pop(fitting)
            row.append(self._sources[name].sapling(number))
            room -= len(row[-1])

    def _look_ahead(self, mix: dict[str, float], length: int) -> None:
        """Trees that are longer than a row are passed over."""
        passed = 0
        while len(self._waiting) < AHEAD:
            name = self._random.choices(list(mix), list(mix.values()))[0]
            number = self._taken[name]
            self._taken[name] += 1
            if self._size(name, number) <= length:
                self._waiting.append((name, number))
                passed = 0
            elif (passed := passed + 1) > 1000:
                raise ValueError(f"No tree of {', '.join(mix)} fits into rows of {length} tokens.")

    def _size(self, name: str, number: int) -> int:
        return len(self._sources[name].sapling(number))
