"""The reinforcement loop: it learns what is rewarded, and a kill changes nothing."""

import multiprocessing
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from accelerate import Accelerator
from ragstone_training.im_rag.monologue import Passage
from ragstone_training.im_rag.policy import Policy, Sample, batch_of, logprobs_of
from ragstone_training.im_rag.ppo import train_ppo, update
from ragstone_training.im_rag.questions import Question
from ragstone_training.im_rag.reference import Reference
from ragstone_training.im_rag.settings import PpoSettings, settings_of
from ragstone_training.model import new_model
from ragstone_training.recipe_file import options_of, read_recipe_file
from ragstone_training.stages import with_lora
from ragstone_training.train import TrainOptions, optimiser_of
from ragstone_training.vocabulary import Vocabulary, open_vocabulary
from safetensors.torch import load_file
from transformers import LlamaForCausalLM

TRAINING = Path(__file__).parents[1]
SHAPE = {"width": 32, "heads": 2, "layers": 2, "theta": 1e6, "context": 512}
class Echo:
    """A retriever that finds what it is asked for."""

    def search(self, queries: list[str], k: int) -> list[list[Passage]]:
        return [[Passage(f"{query} {n}", query, "…") for n in range(k)] for query in queries]


def model_of(vocabulary: Vocabulary) -> LlamaForCausalLM:
    """Random in all its weights: what a token is depends on all before it."""
    made = new_model(SHAPE, vocabulary, seed=4)
    with torch.no_grad():
        for weight in made.parameters():
            if weight.dim() == 2:
                weight.normal_(0, 0.1)
    return made


def questions() -> list[Question]:
    return [Question(str(n), f"Where is {n}?", ("here",), (f"{n}",), "one-hop", "", 1) for n in range(20)]


def settings() -> PpoSettings:
    told = read_recipe_file(TRAINING / "recipes" / "nano.yaml", tiny=True)
    return replace(settings_of(told), episodes=64, batch=8, checkpoint_batches=2, rate=1e-3)


def options() -> TrainOptions:
    return options_of(read_recipe_file(TRAINING / "recipes" / "nano.yaml", tiny=True), None)


@pytest.fixture
def tokenizer(vocabulary: Vocabulary, tmp_path: Path) -> Path:
    vocabulary.tokenizer.save(str(tmp_path / "tokenizer.json"))
    return tmp_path / "tokenizer.json"


def trained(tokenizer: Path, folder: Path) -> None:
    vocabulary = open_vocabulary(tokenizer)
    model = model_of(vocabulary)
    assert train_ppo(model, vocabulary, questions(), Echo(), folder, options(), settings())
    model.save_pretrained(folder / "model")


def begin(tokenizer: Path, folder: Path) -> multiprocessing.process.BaseProcess:
    """In a process of its own, forked from one that has loaded all modules and done nothing yet."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    process = context.Process(target=trained, args=(tokenizer, folder))
    process.start()
    return process


def run_to_its_end(tokenizer: Path, folder: Path) -> None:
    running = begin(tokenizer, folder)
    running.join()
    assert running.exitcode == 0


def columns(folder: Path) -> list[list[str]]:
    """Without the time."""
    return [line.split(",")[:-1] for line in (folder / "curves.csv").read_text().splitlines()]


def test_a_killed_training_ends_with_the_same_weights(tokenizer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # What the process to fork from finds its modules by.
    monkeypatch.setenv("PYTHONPATH", str(TRAINING))
    run_to_its_end(tokenizer, tmp_path / "whole")
    for wanted in (2, 4):
        running = begin(tokenizer, tmp_path / "killed")
        while running.is_alive() and not (tmp_path / "killed" / "checkpoints" / f"{wanted:09}").exists():
            time.sleep(0.002)
        assert running.is_alive(), "it ended before it was killed"
        running.kill()
        running.join()
    run_to_its_end(tokenizer, tmp_path / "killed")
    whole, killed = (load_file(tmp_path / name / "model" / "model.safetensors") for name in ("whole", "killed"))
    assert all(torch.equal(whole[name], killed[name]) for name in whole)
    assert columns(tmp_path / "whole") == columns(tmp_path / "killed")


def test_what_was_better_than_expected_becomes_likelier(vocabulary: Vocabulary) -> None:
    model, told = model_of(vocabulary), settings()
    prompt = [vocabulary.begin, *vocabulary.text("Question: Where is Oslo?\nQuery:")[0]]
    good, bad = (prompt + vocabulary.text(text)[0] for text in (" Oslo", " Bergen"))

    def sample(ids: list[int], advantage: float, before: np.ndarray) -> Sample:
        at = np.arange(len(prompt), len(ids))
        each = np.ones(len(at))
        return Sample(ids, at, before, 0 * each, advantage * each, 0 * each)

    def logprobs(ids: list[int]) -> np.ndarray:
        empty = sample(ids, 0.0, np.zeros(len(ids) - len(prompt)))
        batch = batch_of([empty], vocabulary.pad, torch.device("cpu"))
        return logprobs_of(model, batch, told.drawing.temperature).numpy()

    before = {"good": logprobs(good), "bad": logprobs(bad)}
    samples = [sample(good, 1.0, before["good"]), sample(bad, -1.0, before["bad"])]
    accelerator = Accelerator(cpu=True)
    policy = Policy(model, told)
    loss_of, optimiser = accelerator.prepare(policy, optimiser_of(policy, options()))
    for group in optimiser.param_groups:
        group["lr"] = 1e-3
    update(accelerator, loss_of, optimiser, [samples], lambda each: [batch_of(each, vocabulary.pad, accelerator.device)], clip=1.0)
    assert logprobs(good).sum() > before["good"].sum()
    assert logprobs(bad).sum() < before["bad"].sum()


@pytest.mark.parametrize("lora", [False, True])
def test_the_reference_stays_where_the_policy_began(vocabulary: Vocabulary, lora: bool) -> None:
    model = model_of(vocabulary)
    if lora:
        model = with_lora(model, {"rank": 2, "alpha": 4, "targets": ["q_proj", "down_proj"]})
    ids = vocabulary.text("Where is Oslo?")[0]
    nothing = np.zeros(len(ids) - 1)
    batch = batch_of([Sample(ids, np.arange(1, len(ids)), *[nothing] * 4)], vocabulary.pad, torch.device("cpu"))
    reference, before = Reference(model), logprobs_of(model, batch, 1.0)
    with torch.no_grad():
        for weight in model.parameters():
            if weight.requires_grad:
                weight.add_(0.1)
    assert torch.equal(reference.logprobs(batch, 1.0), before)
    assert not torch.allclose(logprobs_of(model, batch, 1.0), before)
