"""Sequences of unlike lengths read and written beside one another, with a key-value cache."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import torch
from torch import nn
from transformers import DynamicCache

from ..vocabulary import Vocabulary

LIKELY = 64  # tokens among which top-p is looked for first: sorting all takes longer than the model

def inner_of(model: nn.Module) -> nn.Module:
    """The Transformers model with `model` and `lm_head`, also where PEFT has wrapped it."""
    return model.get_base_model() if hasattr(model, "get_base_model") else model


class Rows:
    """
    Every `read` adds a block of as many columns as its longest row needs; what a row does not fill there is a hole that
    nobody sees. Positions count a row's own tokens.
    """

    def __init__(self, model: nn.Module, count: int) -> None:
        self.model = inner_of(model)
        self._device = next(model.parameters()).device
        self._cache = DynamicCache(config=self.model.config)
        self._seen = torch.zeros(count, 0, dtype=torch.long, device=self._device)

    def read(self, added: Sequence[Sequence[int]]) -> torch.Tensor:
        """[rows, width]: the last hidden state of what was added to each row; no meaning in rows without any."""
        lengths = torch.tensor([len(ids) for ids in added], device=self._device)
        block = torch.zeros(len(added), int(lengths.max()), dtype=torch.long)
        for row, ids in enumerate(added):
            block[row, : len(ids)] = torch.tensor(ids, dtype=torch.long)
        columns = torch.arange(block.shape[1], device=self._device)
        positions = self._seen.sum(1, keepdim=True) + columns
        self._seen = torch.cat([self._seen, (columns < lengths[:, None]).long()], 1)
        hidden = self.model.model(
            input_ids=block.to(self._device),
            attention_mask=self._seen,
            position_ids=positions,
            past_key_values=self._cache,
            use_cache=True,
        ).last_hidden_state
        return hidden[torch.arange(len(added), device=self._device), (lengths - 1).clamp(min=0)]

    def keep(self, rows: Sequence[int]) -> None:
        """Forgets all others; rows are numbered anew."""
        chosen = torch.tensor(rows, device=self._device)
        self._cache.batch_select_indices(chosen)
        self._seen = self._seen[chosen]


@dataclass(frozen=True)
class Drawing:
    """How tokens are drawn. `temperature` 0: the likeliest. `top_p`: from the likeliest that have so much together."""

    temperature: float = 0.0
    top_p: float = 1.0


@dataclass
class Line:
    """
    What was written, the token that ended it included. `logprobs` in nats, of the distribution at the temperature that
    is drawn with (at 1 where it is 0), before top-p cuts it. `hidden`: [tokens, width], each before its token.
    """

    ids: list[int] = field(default_factory=list)
    logprobs: list[float] = field(default_factory=list)
    hidden: list[torch.Tensor] = field(default_factory=list)


def write_lines(
    rows: Rows,
    hidden: torch.Tensor,
    ends: frozenset[int],
    most: int,
    drawing: Drawing = Drawing(),
    draw: torch.Generator | None = None,
) -> list[Line]:
    """Goes on with each row after `hidden`, up to and with a token of `ends` or for `most` tokens, which are read too."""
    lines = [Line() for _ in hidden]
    going = list(range(len(lines)))
    for _ in range(most):
        logits = rows.model.lm_head(hidden).float()
        logprobs = torch.log_softmax(logits / (drawing.temperature or 1.0), -1)
        chosen = logprobs.argmax(-1) if drawing.temperature == 0 else drawn(logprobs, drawing.top_p, draw)
        worth = logprobs.gather(1, chosen[:, None])[:, 0].tolist()
        ids = chosen.tolist()
        for row in going:
            lines[row].ids.append(ids[row])
            lines[row].logprobs.append(worth[row])
            lines[row].hidden.append(hidden[row])
        added: list[list[int]] = [[] for _ in lines]
        for row in going:
            added[row] = [ids[row]]
        hidden = rows.read(added)
        going = [row for row in going if ids[row] not in ends]
        if not going:
            break
    return lines


def drawn(logprobs: torch.Tensor, top_p: float, draw: torch.Generator | None) -> torch.Tensor:
    """[rows]. The likeliest tokens up to the one that brings them to `top_p`, and none beyond (Holtzman et al. 2020)."""
    probabilities = logprobs.exp()
    ordered, places = probabilities.topk(min(LIKELY, probabilities.shape[1]))
    if ordered.sum(-1).min() < top_p:
        ordered, places = probabilities.sort(-1, descending=True)
    ordered[ordered.cumsum(-1) - ordered >= top_p] = 0.0
    return places.gather(1, torch.multinomial(ordered, 1, generator=draw))[:, 0]


def line_ends(vocabulary: Vocabulary) -> frozenset[int]:
    """The tokens at which the harness stops a trained Questioner or Answerer: a line break, or the end of the sequence."""
    return frozenset({vocabulary.end, *(one for one in range(vocabulary.size) if "\n" in vocabulary.decode([one]))})
