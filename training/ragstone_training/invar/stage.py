"""
Invar-RAG's stages: the small encoder, the retriever on the language model with LoRA, and the reader with another LoRA.
The retriever is frozen when the reader is trained: the reader's traces hold what is retrieved, and begin at the base.
"""

from pathlib import Path
from typing import Any
from zlib import crc32

import torch
from peft import PeftModel
from transformers import LlamaForCausalLM

from ..recipe_file import options_of
from ..schedule import Phase
from ..stages import Run, base, start_of, trained_once, vocabulary_of, with_longer
from ..train import train_task
from .batches import PairStream
from .encoder import Encoder
from .pairs import PAIRS
from .settings import settings_of
from .small import open_small
from .task import InvarTask


def invar(run: Run) -> list[Path]:
    return [*retriever(run), *with_longer(run, "invar-reader")]


def retriever(run: Run) -> list[Path]:
    return [*small_encoder(run), train_encoder(run, "invar-encoder")]


def small_encoder(run: Run) -> list[Path]:
    """Nothing to train where a hub has it."""
    return [] if "hub" in run.told["recipes"]["small-encoder"] else [train_encoder(run, "small-encoder")]


def train_encoder(
    run: Run, name: str, folder: str | None = None, seed: int | None = None, changes: dict[str, Any] | None = None
) -> Path:
    """`folder`: of the stage, if it is not the recipe's name. `changes`: other values of the recipe."""
    told = {**run.told["recipes"][name], **(changes or {})}
    if not (run.traces / PAIRS).exists():
        raise SystemExit(f"There is no {PAIRS} in {run.traces}: ragstone data generate atlas --training retrieval --out {run.traces}")
    settings, vocabulary = settings_of(told), vocabulary_of(run)
    seed = run.told["seed"] if seed is None else seed

    def learn(trained: LlamaForCausalLM | PeftModel, folder: Path) -> bool:
        longest = trained.config.max_position_embeddings
        device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        # Each stage reads the pairs in an order of its own.
        stream = PairStream(run.traces, settings.batch, vocabulary, longest, seed + crc32(name.encode()))
        small = open_small(run, device) if settings.loss.align else None
        task = InvarTask(Encoder(trained, vocabulary.pad, settings.pooling), stream, settings.loss, small)
        phases = [Phase(**phase) for phase in told["phases"]]
        return train_task(task, phases, folder, options_of({**run.told, "seed": seed}, run.minutes))

    def make() -> LlamaForCausalLM | PeftModel:
        made = start_of(run, name, base(run), seed)
        return first_layers(made, settings.layers) if settings.layers else made

    return trained_once(run, folder or name, make, learn)


def first_layers(model: LlamaForCausalLM, count: int) -> LlamaForCausalLM:
    model.model.layers = model.model.layers[:count]
    model.config.num_hidden_layers = len(model.model.layers)
    return model
