"""The model: Transformers' Llama, read in trees, asked only where a target stands."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import nn
from transformers import AttentionInterface, LlamaConfig, LlamaForCausalLM
from transformers.integrations.sdpa_attention import sdpa_attention_forward

from .induction import write_induction
from .pointers import WEIGHTS, Looking, layer_and_head
from .trees import Group
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


def sight(branch: torch.Tensor, shared: int) -> torch.Tensor:
    """
    [rows, 1, T − shared, T]: what tokens of branches may see: what is shared, and what is earlier in their own branch.
    Filling sees itself, or softmax would have nothing.
    """
    rows, length = branch.shape
    own = branch[:, shared:, None] == branch[:, None, shared:]
    earlier = torch.ones(length - shared, length - shared, dtype=torch.bool, device=branch.device).tril()
    prefix = (branch[:, None, :shared] >= 0).expand(rows, length - shared, shared)
    return torch.cat([prefix, own & earlier], -1)[:, None]


def tree_attention(module: nn.Module, query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, mask, **told: Any):
    """
    Attention in two parts: what is shared is plainly causal (filling follows it), branches have a mask. This takes
    half the time of one mask over rows of several trees. Without `shared`: Transformers' own.
    """
    shared, looking = told.pop("shared", None), told.pop("looking", None)
    if shared is None:
        return sdpa_attention_forward(module, query, key, value, mask, **told)
    for each in looking or ():
        if module.layer_idx == each.layer:
            each.look(query, key, mask, shared)
    few = {"enable_gqa": True} if key.shape[1] != query.shape[1] else {}
    attend = nn.functional.scaled_dot_product_attention
    first = attend(query[:, :, :shared], key[:, :, :shared], value[:, :, :shared], is_causal=True, **few)
    if shared == query.shape[2]:
        return first.transpose(1, 2), None
    rest = attend(query[:, :, shared:], key, value, attn_mask=mask, **few)
    return torch.cat([first, rest], 2).transpose(1, 2), None


AttentionInterface.register("tree", tree_attention)


class TreeLoss(nn.Module):
    """
    A group of trees → summed loss in nats, and for each asked token whether it is the likeliest one. `pointing`: weight
    of the losses of `pointers.py`; `pointed`: of the last group, by kind, how many look at a right place, and of how many.
    """

    def __init__(self, model: nn.Module, pointing: float = 0.0) -> None:
        super().__init__()
        self.model = model
        self.pointing = pointing
        self.pointed: dict[str, tuple[int, int]] = {}

    def forward(self, batch: dict[str, Any]) -> tuple[torch.Tensor, torch.Tensor]:
        looking = []
        if self.pointing > 0:
            layers = reading_trees(self.model).config.num_hidden_layers
            looking = [Looking(*layer_and_head(kind, layers), *each) for kind, each in batch["pointers"].items()]
        logits = asked_logits(self.model, batch, looking)
        loss = nn.functional.cross_entropy(logits, batch["wanted"], reduction="sum")
        for kind, each in zip(batch["pointers"], looking):
            loss = loss + sum(each.loss) * (self.pointing * self._share(kind, batch["pointers"]))
        self.pointed = {kind: (each.right, len(each.row)) for kind, each in zip(batch["pointers"], looking)}
        return loss, logits.detach().argmax(-1) == batch["wanted"]

    def _share(self, kind: str, pointers: dict[str, Any]) -> float:
        """Owners, topics and passages weigh as much as the answers do, however many there are of them."""
        if kind in ("answer", "claim"):
            return 1.0
        answers, own = (float(pointers[each][-1].sum()) for each in ("answer", kind))
        return WEIGHTS.get(kind, 1.0) * answers / max(1.0, own)


def asked_logits(model: nn.Module, batch: dict[str, Any], looking: Sequence[Looking] = ()) -> torch.Tensor:
    """[asked tokens, vocabulary], 32 bit."""
    inner = reading_trees(model)
    hidden = inner.model(
        input_ids=batch["ids"],
        attention_mask=sight(batch["branch"], batch["shared"]),
        position_ids=batch["position"],
        use_cache=False,
        shared=batch["shared"],
        looking=looking,
    ).last_hidden_state
    return inner.lm_head(hidden.flatten(0, 1)[batch["at"]]).float()


def reading_trees(model: nn.Module) -> LlamaForCausalLM:
    """The model without PEFT's wrapper, its attention set to `tree_attention`."""
    inner = model.get_base_model() if hasattr(model, "get_base_model") else model
    if inner.config._attn_implementation != "tree":
        inner.set_attn_implementation("tree")
    return inner


def to_device(group: Group, device: torch.device | str) -> dict[str, Any]:
    names = ("ids", "branch", "position", "at", "wanted")
    tensors = {name: torch.from_numpy(np.ascontiguousarray(getattr(group, name))).to(device) for name in names}
    pointers = {
        kind: tuple(torch.from_numpy(array).to(device) for array in (each.row, each.place, each.found, each.weight))
        for kind, each in group.pointers.items()
    }
    return {**tensors, "shared": group.shared, "pointers": pointers}
