"""Recipe files: `nano.yaml` and `7b.yaml` say everything that a training depends on besides the traces."""

from pathlib import Path
from typing import Any

import yaml

from .schedule import Phase
from .sources import FromTraces, Source
from .train import TrainOptions

SECTIONS = {"size", "seed", "vocabulary", "model", "training", "base", "recipes", "ppo", "export"}
RECIPE_KEYS = {"start", "texts", "traces", "phases", "masking", "lora", "retrieval", "hub"}

# For smoke tests: the shape of a model that trains in seconds, and hardly any tokens.
TINY = {"width": 64, "heads": 4, "layers": 3, "theta": 1e6, "context": 2048, "induction": True}
TINY_TOKENS = 4_000
TINY_VOCABULARY = 1024
TINY_PAIRS = {"queries": 4, "negatives": 1, "rewordings": 1, "windows": [16]}
TINY_SMALL = {"pooling": "mean", "layers": 1, "batch": TINY_PAIRS, "loss": {"temperature": 8.0}}
TINY_PPO = {"episodes": 16, "batch": 8, "epochs": 1, "minibatches": 2, "checkpoint_batches": 1}


def read_recipe_file(path: Path, tiny: bool = False) -> dict[str, Any]:
    """Raises ValueError for sections that are not known. `tiny`: another model and a few steps, all else as it is."""
    told = yaml.safe_load(path.read_text())
    for unknown in set(told) - SECTIONS:
        raise ValueError(f"{path}: unknown section {unknown}; there are {', '.join(sorted(SECTIONS))}.")
    for name, recipe in told["recipes"].items():
        for unknown in set(recipe) - RECIPE_KEYS:
            raise ValueError(f"{path}: recipe {name}: unknown key {unknown}; there are {', '.join(sorted(RECIPE_KEYS))}.")
    return made_tiny(told) if tiny else told


def made_tiny(told: dict[str, Any]) -> dict[str, Any]:
    training = {**told["training"], "threads": 1, "precision": "no", "checkpoint_tokens": TINY_TOKENS // 2, "log_steps": 2}
    told = {**told, "recipes": {name: tiny_recipe(name, recipe) for name, recipe in told["recipes"].items()}}
    phases = [told["base"], *(recipe["phases"] for recipe in told["recipes"].values())]
    for phase in (each for some in phases for each in some):
        phase.pop("passes", None)
        phase.update(tokens=TINY_TOKENS, step=1000, rate=1e-3)
    return {
        **told,
        "model": {**TINY, "lora": tiny_lora(told["model"].get("lora"))},
        "vocabulary": {"tokens": TINY_VOCABULARY},
        "training": training,
        "ppo": {**told["ppo"], **TINY_PPO, "limits": {**told["ppo"]["limits"], "query_tokens": 8}},
    }


def tiny_recipe(name: str, recipe: dict[str, Any]) -> dict[str, Any]:
    if name == "small-encoder":
        # In place of a hub's.
        return {"traces": recipe["traces"], "lora": None, "retrieval": TINY_SMALL, "phases": [{"name": "pairs", "mix": {"retrieval": 1}}]}
    made = {**recipe, "lora": tiny_lora(recipe["lora"])} if "lora" in recipe else dict(recipe)
    if "retrieval" in recipe:
        made["retrieval"] = {**recipe["retrieval"], "batch": TINY_PAIRS}
    return made


def tiny_lora(lora: dict[str, Any] | None) -> dict[str, Any] | None:
    return lora and {**lora, "rank": 4, "whole": []}


def options_of(told: dict[str, Any], minutes: float | None) -> TrainOptions:
    return TrainOptions(**{**told["training"], "betas": tuple(told["training"]["betas"])}, seed=told["seed"], minutes=minutes)


def phases_of(told: list[dict[str, Any]], sources: dict[str, Source]) -> list[Phase]:
    """`passes` in place of `tokens`: so many times over all traces of the mixture."""
    made = []
    for phase in told:
        plain = {key: value for key, value in phase.items() if key != "passes"}
        if "passes" in phase:
            own = [sources[name] for name in phase["mix"]]
            plain["tokens"] = phase["passes"] * sum(source.tokens() for source in own if isinstance(source, FromTraces))
        made.append(Phase(**plain))
    return made
