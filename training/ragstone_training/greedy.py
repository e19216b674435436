"""Greedy decoding in PyTorch, one prompt at a time: what the exported files are compared with."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import nn


@dataclass(frozen=True)
class Written:
    """`logprobs`: of each token, in nats; `margins`: by how much it is likelier than the next."""

    ids: list[int]
    logprobs: list[float]
    margins: list[float]


@torch.inference_mode()
def write_greedily(model: nn.Module, prompt: Sequence[int], end: int, longest: int) -> Written:
    """Ends with the token `end`, which is part of what is written, or after `longest` tokens."""
    model.eval()
    device = next(model.parameters()).device
    ids, logprobs, margins, cache = [], [], [], None
    unread = list(prompt)
    while len(ids) < longest:
        out = model(torch.tensor([unread], device=device), past_key_values=cache, use_cache=True)
        cache = out.past_key_values
        likeliest = torch.log_softmax(out.logits[0, -1].float(), -1).topk(2)
        ids.append(int(likeliest.indices[0]))
        logprobs.append(float(likeliest.values[0]))
        margins.append(float(likeliest.values[0] - likeliest.values[1]))
        if ids[-1] == end:
            break
        unread = ids[-1:]
    return Written(ids, logprobs, margins)
