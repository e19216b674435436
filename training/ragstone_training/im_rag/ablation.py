"""What the reinforcement stage brings: warm start, PPO, and PPO without mid-step rewards, on a world not trained on."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

from ..stages import Run, open_model, vocabulary_of
from .ablation_report import plot_ablation, table_of
from .answers import answer_all, exact_match, token_f1
from .learned import greedy_episodes
from .outcomes import mean, outcome_of, summary
from .questions import Question, read_questions
from .rollout import Episode
from .served import served
from .settings import settings_of
from .stage import ANSWERER, POLICY, ppo, warm_start
from .tracker import Rewards

WARM, MID_STEP, AT_END = "warm start", "PPO", "PPO without mid-step rewards"


def ppo_ablation(run: Run, world: Path, evaluation: Path, seeds: int, most: int) -> Path:
    """
    Trains what is missing of {PPO, PPO without mid-step rewards} × `seeds` on `world`, lets each hold the monologues of
    the first `most` questions of the world `evaluation` greedily, and answers them with `answerer` (oracle monologues)
    and, where it has been trained, with `answerer-learned`. Writes `ppo-ablation/` with `figures.json`, `table.md` and
    `figures.png`. Raises ValueError where the worlds share a passage's title.
    """
    check_apart(world, evaluation)
    settings = settings_of(run.told)
    at_end = replace(settings, rewards=replace(settings.rewards, mid_step=False))
    first = run.told["seed"]
    arms: dict[str, dict[int, Path]] = {WARM: {first: warm_start(run)}, MID_STEP: {}, AT_END: {}}
    for seed in range(first, first + seeds):
        # The stage itself is the first of its arm.
        name = POLICY if seed == first else f"ppo-ablation/mid-step-{seed}"
        arms[MID_STEP][seed] = ppo(run, world, name, seed, settings)
        arms[AT_END][seed] = ppo(run, world, f"ppo-ablation/at-end-{seed}", seed, at_end)
    folder = run.folder / "ppo-ablation"
    folder.mkdir(exist_ok=True)
    questions = read_questions(evaluation / "questions.jsonl")[:most]
    # Rewards are told in one currency: that of PPO with mid-step rewards.
    figures: dict[str, Any] = {arm: {} for arm in arms}
    with served(evaluation) as search:
        told = {"questions": len(questions), "retriever": search.fingerprint()}
        for arm, trained in arms.items():
            for seed, policy in trained.items():
                torch.set_num_threads(run.told["training"]["threads"])
                episodes = list(greedy_episodes(open_model(policy), vocabulary_of(run), questions, search, settings.limits))
                figures[arm][seed] = figures_of(run, episodes, settings.rewards)
    known = {arm: {seed: {name: None if value != value else value for name, value in each.items()} for seed, each in seeds_.items()} for arm, seeds_ in figures.items()}
    (folder / "figures.json").write_text(json.dumps({**told, "arms": known}, indent=1) + "\n")
    (folder / "table.md").write_text(table_of(figures))
    plot_ablation(figures, folder / "figures.png")
    return folder


def figures_of(run: Run, episodes: list[Episode], rewards: Rewards) -> dict[str, float]:
    """Of all questions, and `em`/`f1` of each Answerer that there is."""
    figures = summary([outcome_of(episode, rewards) for episode in episodes])
    for name in ("answerer", ANSWERER):
        if (run.folder / name / "model").exists():
            answers = answer_all(open_model(run.folder / name), vocabulary_of(run), episodes)
            golds = [episode.question.answers for episode in episodes]
            pairs = list(zip(answers, golds, strict=True))
            figures |= {f"em {name}": mean([exact_match(*pair) for pair in pairs]), f"f1 {name}": mean([token_f1(*pair) for pair in pairs])}
            two = [(answer, each.question.answers) for answer, each in zip(answers, episodes, strict=True) if len(each.question.gold) == 2]
            figures[f"em {name}, two passages"] = mean([exact_match(*pair) for pair in two])
    return figures


def check_apart(world: Path, evaluation: Path) -> None:
    def titles(folder: Path) -> set[str]:
        with (folder / "corpus.jsonl").open(encoding="utf-8") as lines:
            return {json.loads(line)["title"] for line in lines}

    shared = titles(world) & titles(evaluation)
    if shared:
        raise ValueError(f"{evaluation} shares {len(shared)} titles with {world}, e.g. {min(shared)}: nothing is held out.")
