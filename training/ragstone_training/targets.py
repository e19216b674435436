"""What the nano models should reach, and what they do: from the files that `evaluate` and `ppo-ablation` write."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Keys from the outermost in; `*` is the mean over what is there.
Keys = tuple[str, ...]


@dataclass(frozen=True)
class Target:
    """`goal`: a share, at least; `at_most`: no more than that. `file`: in the run, `{folder}` is that of the figures."""

    name: str
    file: str
    keys: Keys
    goal: float
    at_most: bool = False


EXACT, FAMILY = "exact", "families"
TARGETS = (
    Target("one-hop answer, gold among four distractors", "reader-long/evaluation-{folder}.json", (EXACT, "reader kind=one-hop documents=5", "exact"), 0.85),
    Target("search again or answer", "questioner-ppo/evaluation-{folder}.json", (EXACT, "questioner decision", "exact"), 0.95),
    Target("first query", "questioner-ppo/evaluation-{folder}.json", (EXACT, "questioner step=query-1", "exact"), 0.80),
    Target("second query", "questioner-ppo/evaluation-{folder}.json", (EXACT, "questioner step=query-2", "exact"), 0.80),
    Target("two-passage questions over the chain with BM25", "ppo-ablation/world-{folder}.json", ("arms", "PPO", "*", "em answerer-long, two passages"), 0.60),
    *(
        target
        for family in ("retrieve", "relevance", "support", "utility")
        for target in (
            Target(f"{family}: right", "generator-long/evaluation-{folder}.json", (FAMILY, family, "accuracy"), 0.90),
            Target(f"{family}: ECE after temperature", "generator-long/evaluation-{folder}.json", (FAMILY, family, "ece_with_temperature"), 0.05, at_most=True),
        )
    ),
)


def targets_table(run: Path, folders: list[str]) -> list[str]:
    """Markdown. `folders`: of the figures, a column each; a figure that nobody made is a dash."""
    lines = [f"| | target | {' | '.join(folders)} |", f"|---|---|{'---|' * len(folders)}"]
    for target in TARGETS:
        found = [value_of(run / target.file.format(folder=folder), target.keys) for folder in folders]
        if any(each is not None for each in found):
            bound = f"{'≤' if target.at_most else '≥'} {shown(target.goal, target)}"
            lines.append(f"| {target.name} | {bound} | {' | '.join(cell(each, target) for each in found)} |")
    return lines + retrieval_rows(run, folders)


def retrieval_rows(run: Path, folders: list[str]) -> list[str]:
    """The goals of retrieval are told by BM25's figures on the same pairs: within 5 points, and half the churn."""

    def figures(folder: str, who: str, keys: Keys) -> float | None:
        return value_of(run / "invar-encoder" / f"evaluation-{folder}.json", (who, *keys))

    lines = []
    for name, keys, bound, met in (
        ("Recall@5", ("recall", "original", "@5"), "≥ BM25 − 5", lambda own, other: own >= other - 0.05),
        ("churn@5 under rewording", ("families", "rewording", "churn@5"), "≤ half of BM25's", lambda own, other: own <= other / 2),
    ):
        found = [(figures(folder, "encoder", keys), figures(folder, "bm25", keys)) for folder in folders]
        if any(own is not None for own, _ in found):
            cells = [
                "–" if own is None or other is None
                else f"{'**' * met(own, other)}{100 * own:.1f}{'**' * met(own, other)} (BM25 {100 * other:.1f})"
                for own, other in found
            ]
            lines.append(f"| {name} | {bound} | {' | '.join(cells)} |")
    return lines


def cell(value: float | None, target: Target) -> str:
    if value is None:
        return "–"
    met = value <= target.goal if target.at_most else value >= target.goal
    return f"**{shown(value, target)}**" if met else shown(value, target)


def shown(value: float, target: Target) -> str:
    return f"{value:.3f}" if target.at_most else f"{100 * value:.1f} %"


def value_of(path: Path, keys: Keys) -> float | None:
    return follow(json.loads(path.read_text()), keys) if path.exists() else None


def follow(value: Any, keys: Keys) -> float | None:
    if not keys:
        return value
    key, *rest = keys
    if key == "*":
        found = [each for each in (follow(each, tuple(rest)) for each in value.values()) if each is not None]
        return sum(found) / len(found) if found else None
    return follow(value[key], tuple(rest)) if key in value else None
