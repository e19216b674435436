"""The small encoder: the alignment loss holds the language model's distribution over candidates against its own."""

from collections.abc import Sequence

import torch
from transformers import AutoModel, AutoTokenizer

from ..stages import Run, open_model, vocabulary_of
from .encoder import Encoder, encode_texts
from .settings import settings_of
from .task import Small

LONGEST = 256  # tokens that all-MiniLM-L6-v2 reads (its card)


def open_small(run: Run, device: torch.device) -> Small:
    """What the stage `small-encoder` has trained, or the sentence encoder of a hub that its recipe names."""
    recipe = run.told["recipes"]["small-encoder"]
    if "hub" in recipe:
        return hub_encoder(recipe["hub"], device)
    model, vocabulary = open_model(run.folder / "small-encoder"), vocabulary_of(run)
    encoder = Encoder(model, vocabulary.pad, settings_of(recipe).pooling).requires_grad_(False).to(device)
    return lambda texts: encode_texts(encoder, texts, vocabulary, model.config.max_position_embeddings)


def hub_encoder(name: str, device: torch.device) -> Small:
    """Mean of the last hidden states, normalised, as sentence-transformers has MiniLM; frozen."""
    tokenizer = AutoTokenizer.from_pretrained(name)
    model = AutoModel.from_pretrained(name).requires_grad_(False).eval().to(device)

    @torch.inference_mode()
    def encode(texts: Sequence[str]) -> torch.Tensor:
        read = tokenizer(list(texts), padding=True, truncation=True, max_length=LONGEST, return_tensors="pt").to(device)
        hidden = model(**read).last_hidden_state.float()
        inside = read["attention_mask"][..., None]
        return torch.nn.functional.normalize((hidden * inside).sum(1) / inside.sum(1), dim=-1)

    return encode
