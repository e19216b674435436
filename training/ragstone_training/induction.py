"""
A start from which looking up is learnt in minutes instead of not at all: the first layers are written so that they
already compare tokens by what stood before them (previous-token heads, then induction heads; Olsson et al. 2022,
"In-context learning and induction heads"). Everything stays trainable. The numbers are ours, from trials.
"""

import math

import torch
from transformers import LlamaForCausalLM

from .pointers import layer_and_head

CONSTANT = 0.3  # the first member of every embedding, so that a head can look at a place whatever stands there
OFFSETS = (1, 2, 3)
FAST_PAIRS = 4
SLOW = 0.004  # radians a token: rotation does not disturb what is compared there
WRITTEN = 2.0  # times an embedding's deviation
MATCH = 2.2  # of queries and keys: a token that is met scores about 7 more than others
TITLE = 2.5  # of what topic and owner write, which is held (`held.py`): with more all else grows to drown it
PASSAGE = 2.0  # of queries and keys that compare titles, where nothing else is compared
CLAIM = 2.0  # of the claim's queries and keys: what the answer copied, where else it stands
CHOICE = 1.5  # of the answer's queries and keys: a passage with the right title scores some more than others
PLACE_SCORE = 6.0  # of each fast pair where the offset is met


def write_induction(model: LlamaForCausalLM, seed: int) -> None:
    config = model.config
    width, heads = config.hidden_size, config.num_attention_heads
    head = width // heads
    theta = config.rope_parameters["rope_theta"]
    speeds = [theta ** (-2 * pair / head) for pair in range(head // 2)]
    slow = [pair for pair, speed in enumerate(speeds) if speed < SLOW]
    if heads <= len(OFFSETS) or config.num_hidden_layers < 3 or not slow:
        raise ValueError("The induction start needs 4 heads, 3 layers and a slow rotation (theta 1e6).")
    random = torch.Generator().manual_seed(seed)
    deviation = model.model.embed_tokens.weight.std().item()

    def normal(rows: int, columns: int, scale: float) -> torch.Tensor:
        return torch.randn(rows, columns, generator=random) * scale

    with torch.no_grad():
        model.model.embed_tokens.weight[:, 0] = CONSTANT
        # Directions at right angles to one another and to the constant, so that what is written where a token came
        # before does not disturb what is read of the token itself: one block of them for each.
        basis = torch.zeros(width, width)
        basis[: width - 1, 1:] = torch.linalg.qr(normal(width - 1, width - 1, 1.0)).Q
        sketch, *places = basis[: head * (1 + len(OFFSETS))].split(head)
        write_offset_heads(model, sketch, places, speeds, deviation)
        # Members of a head that rotate slowly: both of each pair.
        still = [*slow, *(pair + head // 2 for pair in slow)]
        write_matching_heads(model, [sketch, *places], still, normal)
        write_equal_heads(model, still, normal)
        if config.num_hidden_layers > 4:
            write_choosing_heads(model, sketch, places[1], places[2], still, normal)


def write_offset_heads(model, sketch, places, speeds, deviation) -> None:
    """Layer 0: heads that look 1, 2 and 3 tokens back and write a sketch of what is there into a place of its own."""
    attention = model.model.layers[0].self_attn
    head, width = sketch.shape
    # The constant after the norm: its share of the embedding's mean square.
    constant = CONSTANT / math.sqrt((CONSTANT**2 + (width - 1) * deviation**2) / width)
    size = math.sqrt(PLACE_SCORE * math.sqrt(head)) / constant
    for number, (offset, place) in enumerate(zip(OFFSETS, places, strict=True), 1):
        rows = slice(number * head, (number + 1) * head)
        query, key = torch.zeros(head, width), torch.zeros(head, width)
        for pair in range(FAST_PAIRS):
            query[pair, 0] = size
            key[pair, 0] = size * math.cos(speeds[pair] * offset)
            key[pair + head // 2, 0] = size * math.sin(speeds[pair] * offset)
        attention.q_proj.weight[rows] = query
        attention.k_proj.weight[rows] = key
        attention.v_proj.weight[rows] = sketch
        attention.o_proj.weight[:, rows] = WRITTEN * deviation * place.T


def write_matching_heads(model, blocks, still, normal) -> None:
    """Layer 1: from a token to what followed the same token (or the same two) before, and copy that."""
    attention = model.model.layers[1].self_attn
    head, width = blocks[0].shape
    # (what is looked for, where it is looked for): 0 = the token itself, n = n tokens before.
    roles = [(0, 1), (1, 2), (2, 3), (0, 1)]
    for number in range(width // head):
        rows = slice(number * head, (number + 1) * head)
        wanted, found = roles[number % len(roles)]
        mix = torch.linalg.qr(normal(head, head, 1.0)).Q[: len(still)] * MATCH
        query, key = torch.zeros(head, width), torch.zeros(head, width)
        query[still] = mix @ blocks[wanted]
        key[still] = mix @ blocks[found]
        value = normal(head, width, width**-0.5)
        attention.q_proj.weight[rows] = query
        attention.k_proj.weight[rows] = key
        attention.v_proj.weight[rows] = value
        attention.o_proj.weight[:, rows] = 0.4 * value.T


def write_equal_heads(model, still, normal) -> None:
    """Layer 2: half of the heads look for what is like the token itself."""
    attention = model.model.layers[2].self_attn
    width = attention.q_proj.weight.shape[1]
    head = model.config.head_dim
    for number in range(width // head // 2):
        rows = slice(number * head, (number + 1) * head)
        same = torch.zeros(head, width)
        same[still] = normal(len(still), width, width**-0.5)
        value = normal(head, width, width**-0.5)
        attention.q_proj.weight[rows] = same
        attention.k_proj.weight[rows] = same.clone()
        attention.v_proj.weight[rows] = value
        attention.o_proj.weight[:, rows] = 0.2 * value.T


def write_choosing_heads(model, sketch, asked, owned, still, normal) -> None:
    """
    For the heads of `pointers.py`: *topic* and *owner* write a sketch of what they look at in the title into a place each
    (and go on doing so: `held.py`); *passage* begins by comparing the two, and so does *answer*, which copies what it
    looks at, in a part of its slow members; *claim* begins by looking for what *answer* copied, wherever it stands. The
    token of the beginning has no sketch: it is nobody's title.
    """
    layers, head = model.config.num_hidden_layers, model.config.head_dim
    embedding = model.model.embed_tokens.weight
    begin = model.config.bos_token_id
    embedding[begin] -= sketch.T @ (sketch @ embedding[begin])
    for kind, place in (("topic", asked), ("owner", owned)):
        layer, number = layer_and_head(kind, layers)
        rows = slice(number * head, (number + 1) * head)
        attention = model.model.layers[layer].self_attn
        attention.v_proj.weight[rows] = sketch
        attention.o_proj.weight[:, rows] = TITLE * place.T
    layer, number = layer_and_head("passage", layers)
    attention = model.model.layers[layer].self_attn
    compared = [number * head + member for member in still]
    mix = torch.linalg.qr(normal(head, head, 1.0)).Q[: len(still)] * PASSAGE
    attention.q_proj.weight[compared] = mix @ asked
    attention.k_proj.weight[compared] = mix @ owned
    layer, number = layer_and_head("answer", layers)
    rows = slice(number * head, (number + 1) * head)
    attention = model.model.layers[layer].self_attn
    value = normal(head, sketch.shape[1], sketch.shape[1] ** -0.5)
    attention.v_proj.weight[rows] = value
    attention.o_proj.weight[:, rows] = 0.4 * value.T
    compared = [number * head + member for pair in zip(still[: len(still) // 2], still[len(still) // 2 :], strict=True) for member in pair]
    compared = compared[-2 * (len(compared) // 4 + 1) :]
    mix = torch.linalg.qr(normal(head, head, 1.0)).Q[: len(compared)] * CHOICE
    attention.q_proj.weight[compared] = mix @ asked
    attention.k_proj.weight[compared] = mix @ owned
    layer, number = layer_and_head("claim", layers)
    attention = model.model.layers[layer].self_attn
    compared = [number * head + member for member in still]
    attention.q_proj.weight[number * head : (number + 1) * head] = 0
    attention.k_proj.weight[number * head : (number + 1) * head] = 0
    mix = torch.linalg.qr(normal(head, head, 1.0)).Q[: len(still)] * CLAIM
    attention.q_proj.weight[compared] = mix @ value
    attention.k_proj.weight[compared] = mix @ value
