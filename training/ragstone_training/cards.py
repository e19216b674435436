"""The page of a folder of shipped models: what each is, what it was trained on, what it can do (`models/README.md`)."""

import csv
import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .stages import Run
from .targets import targets_table


@dataclass(frozen=True)
class Shipped:
    """A file of the folder, and the stage that it is from."""

    file: Path
    stage: str


@dataclass(frozen=True)
class Trained:
    """Of a stage and those it goes on from, without the base. `minutes`: of wall time, evaluation aside. `monologues`: of PPO."""

    tokens: int = 0
    asked: int = 0
    minutes: float = 0.0
    monologues: int = 0

    def __add__(self, other: "Trained") -> "Trained":
        return Trained(
            self.tokens + other.tokens, self.asked + other.asked, self.minutes + other.minutes, self.monologues + other.monologues
        )


def write_cards(run: Run, shipped: list[Shipped], folders: list[str], words: str, out: Path) -> None:
    """
    Writes `out`, and copies reliability plots beside it. `folders`: names of the folders of traces that the stages were
    evaluated on, each a column. `words`: what is said before the tables.
    """
    base = trained_of(run.folder / "base")
    lines = [words.rstrip(), "", "## Files", ""]
    lines += [
        "| file | stage | bytes | tokens of the base | own tokens | of them asked for | minutes | SHA-256 |",
        "|---|---|---:|---:|---:|---:|---:|---|",
    ]
    for each in shipped:
        own = whole_training(run, each.stage) if each.stage != "base" else Trained()
        digest = hashlib.sha256(each.file.read_bytes()).hexdigest()
        monologues = f", {own.monologues:,} monologues of PPO" if own.monologues else ""
        lines.append(
            f"| `{each.file.name}` | {each.stage}{monologues} | {each.file.stat().st_size:,} | {base.tokens:,} | {own.tokens:,} | "
            f"{own.asked:,} | {(own if own.tokens else base).minutes:.0f} | `{digest}` |"
        )
    lines += ["", "## Targets", "", "Met in bold.", "", *targets_table(run.folder, folders)]
    for stage in dict.fromkeys(each.stage for each in shipped):
        lines += section_of(run, stage, folders, out.parent)
    lines += ablations(run, folders, out.parent)
    out.write_text("\n".join(lines) + "\n")


def whole_training(run: Run, stage: str) -> Trained:
    start = run.told["recipes"].get(stage, {}).get("start")
    return trained_of(run.folder / stage) + (whole_training(run, start) if start else Trained())


def trained_of(folder: Path) -> Trained:
    """From `curves.csv`; nothing for a stage without."""
    path = folder / "curves.csv"
    if not path.exists():
        return Trained()
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    steps = {row["step"]: row for row in rows}
    if "episodes" in rows[0]:
        seconds = sum(float(row["seconds"]) for row in steps.values())
        return Trained(minutes=seconds / 60, monologues=sum(int(row["episodes"]) for row in steps.values()))
    seconds = before = 0.0
    for row in steps.values():
        seconds += (int(row["tokens"]) - before) / max(1.0, float(row["tokens_per_second"]))
        before = int(row["tokens"])
    last = list(steps.values())[-1]
    return Trained(int(last["tokens"]), int(last["targets"]), seconds / 60)


def section_of(run: Run, stage: str, folders: list[str], beside: Path) -> list[str]:
    found = {folder: run.folder / stage / f"evaluation-{folder}.json" for folder in folders}
    figures = {folder: json.loads(path.read_text()) for folder, path in found.items() if path.exists()}
    if not figures:
        return []
    lines = ["", f"## {stage}", ""]
    lines += retrieval_table(figures)
    exact = rows_of(figures, "exact")
    if exact:
        lines += table("written exactly, %", figures, exact, lambda one: f"{100 * one['exact']:.1f} ({one['n']})")
    families = rows_of(figures, "families")
    if families:
        lines += ["", *table("reflection tokens", figures, families, family_text)]
    for folder in figures:
        plot = run.folder / stage / f"evaluation-{folder}.png"
        if plot.exists():
            shutil.copyfile(plot, beside / f"{stage}-{folder}.png")
            lines += ["", f"![Reliability of {stage}, {folder}]({stage}-{folder}.png)"]
    return lines


def ablations(run: Run, folders: list[str], beside: Path) -> list[str]:
    """Tables and plots of those that were run."""
    lines = []
    found = [(f"PPO, on a world of its own, {each} wordings", "ppo-ablation", f"world-{each}.md", f"world-{each}.png") for each in folders]
    for title, folder, text, plot in [*found, ("The invariance loss", "invar-ablation", "table.md", "ablation.png")]:
        table, name = run.folder / folder / text, f"{folder}-{plot}"
        if table.exists():
            shutil.copyfile(run.folder / folder / plot, beside / name)
            lines += ["", f"## {title}", "", table.read_text().rstrip(), "", f"![{title}]({name})"]
    return lines


def retrieval_table(figures: dict[str, Any]) -> list[str]:
    """Of an encoder, beside BM25; nothing for a stage that is none."""
    if not any("encoder" in each for each in figures.values()):
        return []

    def text(which: str, what: str) -> list[str]:
        cells = []
        for each in figures.values():
            own, other = (each[who].get(which, {}).get(what, {}) for who in ("encoder", "bm25"))
            cells.append(", ".join(f"{name} {100 * own[name]:.1f} ({100 * other[name]:.1f})" for name in own) or "–")
        return cells

    named = [(which, what) for which in ("recall", "families") for what in rows_in(figures, which)]
    return [
        f"| retrieval, % (BM25) | {' | '.join(figures)} |",
        f"|---|{'---|' * len(figures)}",
        *(f"| {'recall' if which == 'recall' else 'variance'} {what} | {' | '.join(text(which, what))} |" for which, what in named),
    ]


def rows_in(figures: dict[str, Any], which: str) -> list[str]:
    return list(dict.fromkeys(name for each in figures.values() for name in each["encoder"][which]))


def family_text(one: dict[str, Any]) -> str:
    tempered = f", {one['ece_with_temperature']:.3f} at temperature {one['temperature']:.2f}" if "temperature" in one else ""
    return f"{100 * one['accuracy']:.1f} % of {one['n']}, ECE {one['ece']:.3f}{tempered}"


def rows_of(figures: dict[str, Any], part: str) -> list[str]:
    return sorted({name for each in figures.values() for name in each.get(part, {})})


def table(title: str, figures: dict[str, Any], rows: list[str], text) -> list[str]:
    part = "families" if title == "reflection tokens" else "exact"
    lines = [f"| {title} | {' | '.join(figures)} |", f"|---|{'---|' * len(figures)}"]
    for row in rows:
        cells = [text(each[part][row]) if row in each.get(part, {}) else "–" for each in figures.values()]
        lines.append(f"| {row} | {' | '.join(cells)} |")
    return lines
