"""The retriever with and without the invariance loss: same start, pairs and steps, several seeds."""

import json
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean, stdev
from typing import Any

from ..processes import processes
from ..stages import Run
from .ablation_report import Values, differences_of, plot_ablation, table_of
from .evaluate import lists_of
from .figures import DEPTHS, FAMILIES, ORIGINAL, question_values, retrieval_figures
from .lists import ask_bm25
from .stage import small_encoder, train_encoder

# What each arm changes of the recipe's part `retrieval: loss`; without the invariance loss the same texts are seen.
ARMS: dict[str, dict[str, float]] = {"with": {}, "without": {"invariance": 0.0}}
BM25 = "bm25"

# Of one training: by folder of pairs, by measure.
Figures = dict[str, dict[str, float]]


def invar_ablation(run: Run, held_out: Sequence[Path], seeds: int, tokens: int | None, most: int) -> Path:
    """
    The folder with `ablation.json` (each seed, means, deviations, each question's values), `table.md` (and what differs) and
    `ablation.png`. `tokens`: of each
    training (default: the recipe's); `most`: pairs of each folder that are asked.
    """
    small_encoder(run)
    told = run.told["recipes"]["invar-encoder"]
    out = run.folder / "invar-ablation"
    trained: dict[str, list[Path]] = {arm: [] for arm in ARMS}
    for arm, changed in ARMS.items():
        changes: dict[str, Any] = {"retrieval": {**told["retrieval"], "loss": {**told["retrieval"]["loss"], **changed}}}
        if tokens is not None:
            changes["phases"] = [{**phase, "tokens": tokens} for phase in told["phases"]]
        for seed in range(run.told["seed"], run.told["seed"] + seeds):
            trained[arm].append(train_encoder(run, "invar-encoder", f"{out.name}/{arm}-{seed}", seed, changes))
    if processes().is_main_process:
        found = {arm: [{} for _ in folders] for arm, folders in trained.items()}
        found[BM25] = [{}]
        values: Values = {}
        for folder in held_out:
            asked = ask_bm25(folder, most)
            found[BM25][0][folder.name] = measures(retrieval_figures(asked.pairs, asked.bm25))
            values[folder.name] = {BM25: [question_values(asked.pairs, asked.bm25)], **{arm: [] for arm in trained}}
            for arm, folders in trained.items():
                for number, each in enumerate(folders):
                    lists = lists_of(run, "invar-encoder", each, asked)
                    found[arm][number][folder.name] = measures(retrieval_figures(asked.pairs, lists))
                    values[folder.name][arm].append(question_values(asked.pairs, lists))
        summary = {arm: summed(each) for arm, each in found.items()}
        result = {"seeds": seeds, "tokens": tokens, "each": found, "summary": summary, "values": values}
        (out / "ablation.json").write_text(json.dumps(result, indent=1) + "\n")
        (out / "table.md").write_text(f"{table_of(summary)}\n{differences_of(values, [('with', 'without'), ('with', BM25)])}")
        plot_ablation(summary, out / "ablation.png")
    processes().wait_for_everyone()
    return out


def measures(figures: dict[str, Any]) -> dict[str, float]:
    """Those that are compared, by name."""
    found = {f"recall@{depth}": figures["recall"][ORIGINAL][f"@{depth}"] for depth in DEPTHS}
    for family in FAMILIES:
        for measure, value in figures["families"].get(family, {}).items():
            found[f"{family} {measure}"] = value
    return found


def summed(seeds: Sequence[Figures]) -> dict[str, dict[str, dict[str, float]]]:
    """By folder and measure, the mean over seeds, and their standard deviation where there are several."""
    return {
        folder: {
            name: {
                "mean": fmean(each[folder][name] for each in seeds),
                **({"deviation": stdev(each[folder][name] for each in seeds)} if len(seeds) > 1 else {}),
            }
            for name in seeds[0][folder]
        }
        for folder in seeds[0]
    }
