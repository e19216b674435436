"""The ablation as a table and a plot."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..paired import paired, told
from .outcomes import TURNS

# {arm: {seed: {figure: value}}}
Figures = dict[str, dict[Any, dict[str, float]]]
# {arm: {seed: {measure: {question: value}}}}
EveryValue = dict[str, dict[Any, dict[str, dict[str, float]]]]


@dataclass(frozen=True)
class Comparison:
    """Two of (arm, measure)."""

    one: tuple[str, str]
    other: tuple[str, str]


def table_of(figures: Figures) -> str:
    """Markdown: a line a figure, a column an arm; mean over seeds, and from the smallest to the largest where there are several."""
    names = list(dict.fromkeys(name for seeds in figures.values() for each in seeds.values() for name in each))
    lines = [
        "| | " + " | ".join(f"{arm} ({len(seeds)} seed{'s' * (len(seeds) > 1)})" for arm, seeds in figures.items()) + " |",
        "|---|" + "---|" * len(figures),
    ]
    for name in names:
        cells = [cell([each[name] for each in seeds.values() if name in each]) for seeds in figures.values()]
        lines.append(f"| {name.replace('_', ' ')} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def differences_of(values: EveryValue, comparisons: Sequence[Comparison]) -> str:
    """Markdown: those of which both sides have values; p-values are not corrected."""
    lines = ["| | less | difference, % of questions |", "|---|---|---|"]
    for each in comparisons:
        one, other = ([seed[measure] for seed in values[arm].values() if measure in seed] for arm, measure in (each.one, each.other))
        if one and other:
            lines.append(f"| {', '.join(each.one)} | {', '.join(each.other)} | {told(paired(one, other))} |")
    return "\n".join(lines) + "\n"


def cell(values: list[float]) -> str:
    if not values:
        return "–"
    spread = f" ({min(values):.3f} to {max(values):.3f})" if len(values) > 1 else ""
    return f"{np.mean(values):.3f}{spread}"


def plot_ablation(figures: Figures, out: Path) -> None:
    """Share of two-passage questions with both passages, by turn: a thin line a seed, a thick one an arm's mean."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axis = pyplot.subplots(figsize=(7, 5), layout="constrained")
    turns = range(1, TURNS + 1)
    for arm, seeds in figures.items():
        shares = [[each.get(f"both_{turn}", np.nan) for turn in turns] for each in seeds.values()]
        (line,) = axis.plot(turns, np.mean(shares, 0), marker="o", linewidth=2, label=arm)
        for own in shares:
            axis.plot(turns, own, linewidth=0.5, color=line.get_color())
    axis.set(xlabel="turn", ylabel="both gold passages found (share of questions with two)", xticks=list(turns), ylim=(0, 1))
    axis.legend()
    figure.savefig(out, dpi=120)
    pyplot.close(figure)
