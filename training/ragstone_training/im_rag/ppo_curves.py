"""Curves of a reinforcement stage: a line of the CSV for each batch of monologues, and a plot."""

import csv
from pathlib import Path

from .outcomes import TURNS
from .policy import PARTS

FIELDS = (
    "step", "rate", "reward", "divergence", "beta", "turns", "handed_over", "needless", "episodes",
    *(f"recall_{turn}" for turn in range(1, TURNS + 1)), *(f"both_{turn}" for turn in range(1, TURNS + 1)),
    *PARTS, "seconds",
)


def plot_ppo(path: Path, out: Path) -> None:
    """Reward, divergence, both gold passages by turn, and turns, over batches; thin lines as they are, thick ones smoothed."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    with path.open(newline="") as file:
        lines = list(csv.DictReader(file))
    steps = [int(line["step"]) for line in lines]
    figure, axes = pyplot.subplots(2, 2, sharex=True, figsize=(10, 7), layout="constrained")
    shown = {
        "reward an episode": ["reward"],
        "divergence from the warm start (nats an episode)": ["divergence"],
        "share with both gold passages": [f"both_{turn}" for turn in range(1, TURNS + 1)],
        "searches an episode, share that handed over": ["turns", "handed_over"],
    }
    for axis, (title, names) in zip(axes.flat, shown.items(), strict=True):
        for name in names:
            values = [float(line[name]) for line in lines]
            (line,) = axis.plot(steps, values, linewidth=0.5, alpha=0.5)
            axis.plot(steps, smoothed(values), linewidth=1.5, color=line.get_color(), label=name.replace("_", " "))
        axis.set_title(title, fontsize=9)
        axis.legend(fontsize=7)
    for axis in axes[1]:
        axis.set_xlabel("batch")
    figure.savefig(out, dpi=120)
    pyplot.close(figure)


def smoothed(values: list[float], weight: float = 0.8) -> list[float]:
    """An exponential mean; what is not a number leaves it as it is."""
    held, means = float("nan"), []
    for value in values:
        held = value if held != held else held if value != value else weight * held + (1 - weight) * value
        means.append(held)
    return means
