"""IM-RAG's stages after the supervised warm start, in the paper's order."""

import json
from math import inf
from pathlib import Path

import torch
from peft import PeftModel
from transformers import LlamaForCausalLM

from ..processes import processes
from ..recipe_file import options_of
from ..records import write_trees
from ..stages import Run, open_model, recipe, start_of, trained_once, vocabulary_of
from .learned import answerer_trees, greedy_episodes, until
from .ppo import train_ppo
from .questions import read_questions
from .served import index_of, served
from .settings import PpoSettings, settings_of

POLICY = "questioner-ppo"
ANSWERER = "answerer-learned"


def im_rag_ppo(run: Run, world: Path) -> list[Path]:
    """
    `world`: a folder with `corpus.jsonl` and `questions.jsonl` of the training side. PPO from the Questioner's warm start
    → its monologues on the same questions → an Answerer from the base that learns from those. What is finished is not
    done again. Raises Unfinished when the time is over.
    """
    policy = ppo(run, world, POLICY, run.told["seed"], settings_of(run.told))
    return [policy, recipe(run, ANSWERER, {"answerer": monologues(run, world, policy)})]


def ppo(run: Run, world: Path, name: str, seed: int, settings: PpoSettings) -> Path:
    """
    The folder of the trained policy: `model/`, with LoRA `adapter/` too, `curves.csv` and `curves.png`, and
    `retriever.json`, what it learnt to search with.
    """
    vocabulary = vocabulary_of(run)

    def learn(model: LlamaForCausalLM | PeftModel, folder: Path) -> bool:
        options = options_of({**run.told, "seed": seed}, run.minutes)
        questions = read_questions(world / "questions.jsonl", rewordings=True)
        with processes().main_process_first():
            index_of(world)
        with served(world) as search:
            if processes().is_main_process:
                folder.mkdir(parents=True, exist_ok=True)
                (folder / "retriever.json").write_text(json.dumps(search.fingerprint(), indent=1) + "\n")
            return train_ppo(model, vocabulary, questions, search, folder, options, settings)

    return trained_once(run, name, lambda: start_of(run, name, warm_start(run), seed), learn)


def monologues(run: Run, world: Path, policy: Path) -> Path:
    """Traces of the frozen policy on the training questions, as many as the Answerer's recipe reads, written once."""
    path, vocabulary = run.folder / ANSWERER / "traces" / "answerer.jsonl", vocabulary_of(run)
    with processes().main_process_first():
        if not path.exists():
            torch.set_num_threads(run.told["training"]["threads"])
            questions = read_questions(world / "questions.jsonl", rewordings=True)
            partial = path.with_suffix(".partial")
            with served(world) as search:
                limits = settings_of(run.told).limits
                found = greedy_episodes(open_model(policy), vocabulary, questions, search, limits)
                tokens = sum(phase.get("tokens", inf) for phase in run.told["recipes"][ANSWERER]["phases"])
                write_trees(partial, until(answerer_trees(found), tokens, vocabulary))
            partial.rename(path)
    return path


def warm_start(run: Run) -> Path:
    """Raises SystemExit where it has not been trained."""
    warm = run.folder / run.told["recipes"][POLICY]["start"]
    if not (warm / "model").exists():
        raise SystemExit(f"{warm} has no model yet: train im-rag-sft first.")
    return warm
