"""What *topic* and *owner* (`pointers.py`) write of the titles that they look at, which training leaves as it is."""

import torch
from transformers import LlamaForCausalLM

from .pointers import layer_and_head

KINDS = ("topic", "owner")


class Held:
    """
    Values and outputs of both heads, as they are when this is made. Trained, they drift until the two no longer write
    alike, before anything compares them, or grow until they drown the rest; kept alike and of one size, what they
    write is soon no longer which title it is. Where nothing is written yet (no induction start), nothing is held.
    """

    def __init__(self, model: LlamaForCausalLM) -> None:
        self._kept: list[tuple[torch.Tensor, torch.Tensor]] = []
        layers, head = model.config.num_hidden_layers, model.config.head_dim
        for kind in KINDS:
            layer, number = layer_and_head(kind, layers)
            if layer >= layers or number >= model.config.num_attention_heads:
                continue
            attention = model.model.layers[layer].self_attn
            rows = slice(number * head, (number + 1) * head)
            values, outputs = attention.v_proj.weight.detach()[rows], attention.o_proj.weight.detach()[:, rows]
            if outputs.any():
                self._kept += [(values, values.clone()), (outputs, outputs.clone())]

    def restore(self) -> None:
        for part, kept in self._kept:
            part.copy_(kept)
