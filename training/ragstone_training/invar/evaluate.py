"""Figures of a trained encoder on held-out pairs, beside BM25's over the same passages and queries."""

import json
import sys
from pathlib import Path

import torch

from ..stages import Run, open_model, vocabulary_of
from .encoder import Encoder
from .figures import Lists, retrieval_figures
from .lists import Asked, ask_bm25, encoder_lists
from .settings import settings_of


def evaluate_encoder(run: Run, name: str, held_out: Path, most: int) -> None:
    """Writes `evaluation-<folder of traces>.json` beside the model."""
    asked = ask_bm25(held_out, most)
    found = lists_of(run, name, run.folder / name, asked)
    figures = {"encoder": retrieval_figures(asked.pairs, found), "bm25": retrieval_figures(asked.pairs, asked.bm25)}
    (run.folder / name / f"evaluation-{held_out.name}.json").write_text(json.dumps(figures, indent=1) + "\n")
    json.dump({"stage": name, **figures}, sys.stdout, indent=1)
    print()


def lists_of(run: Run, name: str, folder: Path, asked: Asked) -> Lists:
    """What a trained encoder finds; `name`: the recipe that `folder` was trained by."""
    torch.set_num_threads(run.told["training"]["threads"])
    model, vocabulary = open_model(folder), vocabulary_of(run)
    encoder = Encoder(model, vocabulary.pad, settings_of(run.told["recipes"][name]).pooling)
    encoder.to("cuda" if torch.cuda.is_available() else "cpu")
    return encoder_lists(encoder, vocabulary, model.config.max_position_embeddings, asked)
