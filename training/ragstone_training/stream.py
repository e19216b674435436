"""An endless sequence of rows from weighted sources, whose whole state is a few numbers."""

import random
from typing import Any

from .sources import Source
from .trees import Rows, Sapling, rows_of

AHEAD = 8  # trees looked at to fill the end of a row


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
        # What waits belongs to another phase as soon as its source is no longer drawn.
        self._waiting = [each for each in self._waiting if each[0] in mix]
        row: list[Sapling] = []
        room = length
        skipped = 0
        while True:
            while len(self._waiting) < AHEAD:
                name = self._random.choices(list(mix), list(mix.values()))[0]
                self._waiting.append((name, self._taken[name]))
                self._taken[name] += 1
            fitting = [n for n, (name, number) in enumerate(self._waiting) if len(self._sources[name].sapling(number)) <= room]
            if fitting:
                row.append(self._take(fitting[0]))
                room -= len(row[-1])
            elif row:
                return row
            else:
                # Longer than any row of this phase.
                self._waiting.clear()
                skipped += 1
                if skipped > 100:
                    raise ValueError(f"No tree of {', '.join(mix)} fits into rows of {length} tokens.")

    def _take(self, at: int) -> Sapling:
        name, number = self._waiting.pop(at)
        return self._sources[name].sapling(number)
