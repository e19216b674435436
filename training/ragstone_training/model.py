"""The model: Transformers' Llama, read in trees, asked only where a target stands."""

from typing import Any

import numpy as np
import torch
from torch import nn
from transformers import LlamaConfig, LlamaForCausalLM

from .induction import write_induction
from .trees import Rows
from .vocabulary import Vocabulary


def new_model(told: dict[str, Any], vocabulary: Vocabulary, seed: int) -> LlamaForCausalLM:
    """A model of random weights; `told` is the section `model` of a recipe file."""
    torch.manual_seed(seed)
    width, heads = told["width"], told["heads"]
    config = LlamaConfig(
        vocab_size=vocabulary.size,
        hidden_size=width,
        num_hidden_layers=told["layers"],
        num_attention_heads=heads,
        num_key_value_heads=heads,
        intermediate_size=told.get("feed_forward", -(-8 * width // 3 // 32) * 32),
        max_position_embeddings=told["context"],
        rms_norm_eps=1e-5,
        rope_parameters={"rope_type": "default", "rope_theta": float(told["theta"])},
        tie_word_embeddings=True,
        bos_token_id=vocabulary.begin,
        eos_token_id=vocabulary.end,
        pad_token_id=vocabulary.pad,
        attn_implementation="sdpa",
    )
    model = LlamaForCausalLM(config)
    start(model, told.get("embedding_deviation", 0.1))
    if told.get("induction", False):
        write_induction(model, seed)
    return model


def start(model: LlamaForCausalLM, deviation: float) -> None:
    """Embeddings N(0, deviation); blocks begin silent: what they write into the residual is zero."""
    width = model.config.hidden_size
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if "embed_tokens" in name:
                weight.normal_(0, deviation)
            elif name.endswith(("o_proj.weight", "down_proj.weight")):
                weight.zero_()
            elif weight.dim() == 2:
                weight.normal_(0, width**-0.5)


def sight(tree: torch.Tensor, branch: torch.Tensor) -> torch.Tensor:
    """[rows, 1, T, T]: true where the second may be seen from the first. Filling sees itself, or softmax has nothing."""
    length = tree.shape[1]
    same = tree[:, :, None] == tree[:, None, :]
    shared = branch[:, None, :] == 0
    own = branch[:, :, None] == branch[:, None, :]
    earlier = torch.ones(length, length, dtype=torch.bool, device=tree.device).tril()
    return (same & (shared | own) & earlier)[:, None]


class TreeLoss(nn.Module):
    """Rows of trees → summed loss in nats, and for each asked token whether it is the likeliest one."""

    def __init__(self, model: nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(self, batch: dict[str, torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
        logits = asked_logits(self.model, batch)
        loss = nn.functional.cross_entropy(logits, batch["wanted"], reduction="sum")
        return loss, logits.detach().argmax(-1) == batch["wanted"]


def asked_logits(model: nn.Module, batch: dict[str, torch.Tensor]) -> torch.Tensor:
    """[asked tokens, vocabulary], 32 bit."""
    inner = model.get_base_model() if hasattr(model, "get_base_model") else model
    hidden = inner.model(
        input_ids=batch["ids"],
        attention_mask=sight(batch["tree"], batch["branch"]),
        position_ids=batch["position"],
        use_cache=False,
    ).last_hidden_state
    return inner.lm_head(hidden.flatten(0, 1)[batch["at"]]).float()


def to_device(rows: Rows, device: torch.device | str) -> dict[str, torch.Tensor]:
    names = ("ids", "tree", "branch", "position", "at", "wanted")
    return {name: torch.from_numpy(np.ascontiguousarray(getattr(rows, name))).to(device) for name in names}
