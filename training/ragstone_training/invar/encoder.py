"""Encoders: texts become vectors, read off a language model's hidden states."""

from collections.abc import Iterator, Sequence
from typing import Literal

import numpy as np
import torch
from torch import nn

from ..model import reading_trees
from ..vocabulary import Vocabulary

Pooling = Literal["last", "mean"]
ROWS = 4096  # tokens, with filling, that are read together


class Encoder(nn.Module):
    """
    Hidden states after the final norm, of the last token (Invar-RAG: the decoder's last state) or their mean: what
    llama.cpp gives with the same pooling. Not normalised.
    """

    def __init__(self, model: nn.Module, pad: int, pooling: Pooling) -> None:
        super().__init__()
        self.model = model
        self._pad, self._pooling = pad, pooling

    def forward(self, texts: Sequence[np.ndarray]) -> torch.Tensor:
        """Ids of texts → [texts, width], 32 bit, in their order. Texts of like length are read together."""
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        read = [self._rows([texts[at] for at in rows]) for rows in rows_of(order, texts)]
        back = torch.empty(len(order), dtype=torch.long)
        back[torch.tensor(order)] = torch.arange(len(order))
        return torch.cat(read)[back]

    def _rows(self, texts: Sequence[np.ndarray]) -> torch.Tensor:
        device = next(self.model.parameters()).device
        lengths = torch.tensor([len(text) for text in texts], device=device)
        longest = len(texts[-1])
        ids = np.full((len(texts), longest), self._pad, np.int64)
        for row, text in enumerate(texts):
            ids[row, : len(text)] = text
        # Filling follows the text, so plain causal attention never sees it: all is `shared`, and the mask is of nobody.
        hidden = reading_trees(self.model).model(
            input_ids=torch.from_numpy(ids).to(device),
            attention_mask=torch.ones(len(texts), 1, 0, longest, dtype=torch.bool, device=device),
            use_cache=False,
            shared=longest,
        ).last_hidden_state.float()
        if self._pooling == "last":
            return hidden[torch.arange(len(texts), device=device), lengths - 1]
        inside = torch.arange(longest, device=device) < lengths[:, None]
        return (hidden * inside[..., None]).sum(1) / lengths[:, None]


def rows_of(order: Sequence[int], texts: Sequence[np.ndarray]) -> Iterator[list[int]]:
    """`order` rises in length; at most `ROWS` tokens together, and no row filled to twice its length."""
    rows: list[int] = []
    for at in order:
        if rows and ((len(rows) + 1) * len(texts[at]) > ROWS or len(texts[at]) > 2 * len(texts[rows[0]])):
            yield rows
            rows = []
        rows.append(at)
    if rows:
        yield rows


def text_ids(text: str, vocabulary: Vocabulary, longest: int) -> np.ndarray:
    """As the harness' engine reads a text to embed: the first token of all sequences, then the text; no end token."""
    return np.asarray([vocabulary.begin, *vocabulary.text(text)[0]][:longest], np.int32)


@torch.inference_mode()
def encode_texts(encoder: Encoder, texts: Sequence[str], vocabulary: Vocabulary, longest: int) -> torch.Tensor:
    """[texts, width] on the CPU. Each distinct text is read once."""
    encoder.eval()
    distinct = list(dict.fromkeys(texts))
    ids = [text_ids(text, vocabulary, longest) for text in distinct]
    block = 512
    read = [encoder(ids[at : at + block]).cpu() for at in range(0, len(ids), block)]
    at_of = {text: at for at, text in enumerate(distinct)}
    return torch.cat(read)[[at_of[text] for text in texts]]
