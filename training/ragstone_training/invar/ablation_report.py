"""The ablation as a table and a plot."""

from collections.abc import Sequence
from pathlib import Path

from ..paired import paired, told

# By arm, folder of pairs and measure: mean, and deviation over seeds.
Summary = dict[str, dict[str, dict[str, dict[str, float]]]]
# By folder of pairs and arm, for each training: by measure and question.
Values = dict[str, dict[str, list[dict[str, dict[str, float]]]]]


def table_of(summary: Summary) -> str:
    """Markdown; points of percent, ± the standard deviation over seeds."""
    arms = list(summary)
    lines = [f"| pairs | measure | {' | '.join(arms)} |", f"|---|---|{'---:|' * len(arms)}"]
    for folder, measures in summary[arms[0]].items():
        for name in measures:
            cells = [cell(summary[arm][folder][name]) for arm in arms]
            lines.append(f"| {folder} | {name} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def differences_of(values: Values, compared: Sequence[tuple[str, str]]) -> str:
    """Markdown; `compared`: two arms each; p-values are not corrected."""
    lines = ["| pairs | measure | | less | difference, points |", "|---|---|---|---|---|"]
    for folder, arms in values.items():
        for one, other in compared:
            for measure in arms[one][0]:
                sides = ([each[measure] for each in arms[arm]] for arm in (one, other))
                lines.append(f"| {folder} | {measure} | {one} | {other} | {told(paired(*sides))} |")
    return "\n".join(lines) + "\n"


def cell(value: dict[str, float]) -> str:
    spread = f" ± {100 * value['deviation']:.1f}" if "deviation" in value else ""
    return f"{100 * value['mean']:.1f}{spread}"


def plot_ablation(summary: Summary, out: Path) -> None:
    """A row for each folder of pairs: recall, churn and spread, a bar for each arm."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    arms, folders = list(summary), list(next(iter(summary.values())))
    kinds = ("recall", "churn", "spread@")
    figure, axes = pyplot.subplots(len(folders), len(kinds), figsize=(12, 3.2 * len(folders)), layout="constrained", squeeze=False)
    for row, folder in zip(axes, folders, strict=True):
        for axis, kind in zip(row, kinds, strict=True):
            names = [name for name in summary[arms[0]][folder] if kind in name]
            for number, arm in enumerate(arms):
                values = [summary[arm][folder][name] for name in names]
                axis.bar(
                    [at + (number - (len(arms) - 1) / 2) * 0.8 / len(arms) for at in range(len(names))],
                    [100 * each["mean"] for each in values],
                    0.8 / len(arms),
                    yerr=[100 * each.get("deviation", 0.0) for each in values],
                    label=arm,
                )
            axis.set_xticks(range(len(names)), [name.replace(" ", "\n") for name in names], fontsize=7)
            axis.set_title(folder, fontsize=8)
            axis.set_ylabel("percent", fontsize=7)
    axes[0, 0].legend(fontsize=7)
    figure.savefig(out, dpi=120)
    pyplot.close(figure)
