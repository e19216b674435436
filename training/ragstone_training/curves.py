"""Curves of a training: a CSV with a line every few steps, and a plot."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

FIELDS = ("step", "phase", "tokens", "targets", "rate", "loss", "norm", "tokens_per_second", "name", "right", "asked")


class Curves:
    """
    One line for each name of branches (`protocol/kind`) that was seen since the last; `loss` is of all of them. Other
    trainings have `fields` of their own, the first of which is `step`.
    """

    def __init__(self, path: Path, resumed_at: int, fields: Sequence[str] = FIELDS) -> None:
        self._path, self._fields = path, fields
        lines = []
        if path.exists():
            with path.open(newline="") as file:
                lines = [line for line in csv.DictReader(file) if int(line["step"]) <= resumed_at]
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", newline="") as file:
            writer = csv.DictWriter(file, fields)
            writer.writeheader()
            writer.writerows(lines)

    def write(self, common: dict[str, Any], exact: dict[str, tuple[int, int]]) -> None:
        self.add([{**common, "name": name, "right": right, "asked": asked} for name, (right, asked) in sorted(exact.items())])

    def add(self, lines: Iterable[dict[str, Any]]) -> None:
        with self._path.open("a", newline="") as file:
            csv.DictWriter(file, self._fields).writerows(lines)


def plot_curves(path: Path, out: Path) -> None:
    """Loss above, share of exactly written targets by name below, over tokens."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    with path.open(newline="") as file:
        lines = list(csv.DictReader(file))
    figure, (above, below) = pyplot.subplots(2, 1, sharex=True, figsize=(9, 8), layout="constrained")
    loss = {int(line["tokens"]): float(line["loss"]) for line in lines}
    above.plot(list(loss), list(loss.values()), linewidth=1)
    above.set_ylabel("loss (nats a target token)")
    above.set_yscale("log")
    for name in sorted({line["name"] for line in lines}):
        own = [line for line in lines if line["name"] == name]
        below.plot(
            [int(line["tokens"]) for line in own],
            [int(line["right"]) / int(line["asked"]) for line in own],
            linewidth=1,
            label=name,
        )
    below.set_ylabel("targets written exactly")
    below.set_xlabel("tokens")
    below.legend(fontsize=6, ncols=3)
    figure.savefig(out, dpi=120)
    pyplot.close(figure)
