"""What the reinforcement stage brings: warm start, PPO, and PPO without mid-step rewards, on a world not trained on."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import isnan
from pathlib import Path

import torch

from ..processes import processes
from ..stages import Run, longest_of, open_model, vocabulary_of
from ..vocabulary import Vocabulary
from .ablation_report import Comparison, differences_of, plot_ablation, table_of
from .answers import answer_all, exact_match, token_f1
from .learned import greedy_episodes
from .outcomes import mean, outcome_of, summary
from .questions import Question, read_questions
from .search_client import SearchClient
from .served import served
from .settings import PpoSettings, settings_of
from .stage import ANSWERER, POLICY, ppo, warm_start

WARM, MID_STEP, AT_END = "warm start", "PPO", "PPO without mid-step rewards"
BOTH = "both passages found"  # of questions that rest on two


def ppo_ablation(run: Run, world: Path, evaluation: Path, seeds: int, most: int) -> Path:
    """
    Trains what is missing of {PPO, PPO without mid-step rewards} × `seeds` on `world`, lets each hold the monologues of
    the first `most` questions of the world `evaluation` greedily, and answers them with the Answerer of oracle monologues
    and, where it has been trained, with `answerer-learned`. Writes `ppo-ablation/<name of that world>.json` (with
    each question's values), `.png` and `.md`, the figures and what differs, which it returns. Raises ValueError where the worlds share a passage's title.
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
    out, vocabulary = run.folder / "ppo-ablation" / evaluation.name, vocabulary_of(run)
    if processes().is_main_process:
        out.parent.mkdir(exist_ok=True)
        torch.set_num_threads(run.told["training"]["threads"])
        questions = read_questions(evaluation / "questions.jsonl")[:most]
        with served(evaluation) as search:
            # Rewards are told in one currency: that of PPO with mid-step rewards.
            held = {
                arm: {seed: hold(run, policy, vocabulary, questions, search, settings) for seed, policy in trained.items()}
                for arm, trained in arms.items()
            }
            retriever = search.fingerprint()
        figures = {arm: {seed: each.figures for seed, each in seeds.items()} for arm, seeds in held.items()}
        values = {arm: {seed: each.values for seed, each in seeds.items()} for arm, seeds in held.items()}
        told = {"questions": len(questions), "retriever": retriever, "arms": figures, "values": values}
        out.with_suffix(".json").write_text(json.dumps(told, indent=1, allow_nan=False) + "\n")
        out.with_suffix(".md").write_text(f"{table_of(figures)}\n{differences_of(values, comparisons(run))}")
        plot_ablation(figures, out.with_suffix(".png"))
    processes().wait_for_everyone()
    return out.with_suffix(".md")


def comparisons(run: Run) -> list[Comparison]:
    """What docs/hypotheses.md asks (H4, H5, H6), and answers before and after PPO."""
    oracle, learned = f"em {longest_of(run, 'answerer')}", f"em {ANSWERER}"
    return [
        Comparison((MID_STEP, BOTH), (WARM, BOTH)),
        Comparison((MID_STEP, BOTH), (AT_END, BOTH)),
        Comparison((MID_STEP, learned), (MID_STEP, oracle)),
        Comparison((MID_STEP, oracle), (WARM, oracle)),
        Comparison((MID_STEP, oracle), (AT_END, oracle)),
        Comparison((MID_STEP, learned), (WARM, oracle)),
    ]


@dataclass(frozen=True)
class Held:
    """Means over questions by name, and by measure and question the values that are compared."""

    figures: dict[str, float]
    values: dict[str, dict[str, float]]


def hold(
    run: Run, policy: Path, vocabulary: Vocabulary, questions: Sequence[Question], search: SearchClient, settings: PpoSettings
) -> Held:
    """Of the policy's monologues on all questions what it has figures for, and what each Answerer makes of them."""
    episodes = list(greedy_episodes(open_model(policy), vocabulary, questions, search, settings.limits))
    outcomes = [outcome_of(episode, settings.rewards) for episode in episodes]
    figures = summary(outcomes)
    values = {BOTH: {one.id: float(each.found[-1] == 1) for one, each in zip(questions, outcomes, strict=True) if each.needed == 2}}
    for name in (longest_of(run, "answerer"), ANSWERER):
        if (run.folder / name / "model").exists():
            answers = answer_all(open_model(run.folder / name), vocabulary, episodes)
            scored = [(episode.question, answer) for episode, answer in zip(episodes, answers, strict=True)]
            exact = [exact_match(answer, question.answers) for question, answer in scored]
            values[f"em {name}"] = {question.id: right for question, right in zip(questions, exact, strict=True)}
            figures[f"em {name}"] = mean(exact)
            figures[f"f1 {name}"] = mean([token_f1(answer, question.answers) for question, answer in scored])
            two = [right for right, question in zip(exact, questions, strict=True) if len(question.gold) == 2]
            figures[f"em {name}, two passages"] = mean(two)
    return Held({name: value for name, value in figures.items() if name != "episodes" and not isnan(value)}, values)


def check_apart(world: Path, evaluation: Path) -> None:
    def titles(folder: Path) -> set[str]:
        with (folder / "corpus.jsonl").open(encoding="utf-8") as lines:
            return {json.loads(line)["title"] for line in lines}

    shared = titles(world) & titles(evaluation)
    if shared:
        raise ValueError(f"{evaluation} shares {len(shared)} titles with {world}, e.g. {min(shared)}: nothing is held out.")
