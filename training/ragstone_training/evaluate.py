"""
Figures on held-out traces. A target counts as exact when every token with loss is the likeliest one after what stands
before it: then, and only then, greedy decoding writes it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from torch import nn

from .calibration import Judged, accuracy, calibration_error, fit_temperature
from .controls import FAMILIES
from .model import asked_logits, to_device
from .records import Tree
from .trees import Sapling, encode_tree, group_of
from .vocabulary import Vocabulary

# Labels by which exactness is told apart.
SPLIT_BY = ("kind", "part", "documents", "oneKind", "answered")
ROW_TOKENS = 8192


@dataclass
class Evaluation:
    """
    `exact`: (right, asked) by `protocol label=value`; `protocol step=name` for stretches of a monologue, and
    `protocol decision` for whether it goes on asking. `families`: what was judged of each family of reflection tokens.
    `left_out`: branches longer than the model's context.
    """

    exact: dict[str, tuple[int, int]] = field(default_factory=dict)
    families: dict[str, Judged] = field(default_factory=dict)
    left_out: int = 0

    def figures(self, temperatures: dict[str, float] | None = None) -> dict[str, Any]:
        families = {}
        for name, judged in self.families.items():
            families[name] = {
                "n": len(judged.right), "accuracy": accuracy(judged), "ece": calibration_error(judged),
            }
            if temperatures and name in temperatures:
                families[name]["temperature"] = temperatures[name]
                families[name]["ece_with_temperature"] = calibration_error(judged, temperatures[name])
        exact = {name: {"n": asked, "exact": right / asked} for name, (right, asked) in sorted(self.exact.items())}
        return {"exact": exact, "families": families, "left_out": self.left_out}

    def temperatures(self) -> dict[str, float]:
        return {name: fit_temperature(judged) for name, judged in self.families.items()}


@torch.inference_mode()
def evaluate(model: nn.Module, vocabulary: Vocabulary, trees: Iterable[Tree], longest: int) -> Evaluation:
    model.eval()
    device = next(model.parameters()).device
    ids_of = {name: [vocabulary.control(token) for token in tokens] for name, tokens in FAMILIES.items()}
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    judged: dict[str, list[tuple[np.ndarray, int]]] = defaultdict(list)
    decisions: list[tuple[str, int, int, bool]] = []
    result = Evaluation()
    for pairs, left_out in batches_of(trees, vocabulary, longest):
        result.left_out += left_out
        if not pairs:
            continue
        group = group_of([sapling for _, sapling in pairs], vocabulary.pad)
        logits = asked_logits(model, to_device(group, device)).cpu()
        likeliest = logits.argmax(-1).numpy()
        branches = [(tree.protocol, tree.branches[number].labels) for tree, sapling in pairs for number in sapling.numbers]
        for limb, (protocol, labels) in enumerate(branches):
            own = np.flatnonzero(group.limb == limb)
            if len(own) == 0:
                continue
            right = likeliest[own] == group.wanted[own]
            for label in SPLIT_BY:
                if label in labels:
                    count(counts, f"{protocol} {label}={labels[label]}", right.all())
            if labels.get("answered") and "documents" in labels:
                count(counts, f"{protocol} kind={labels['kind']} documents={labels['documents']}", right.all())
            for name, stretch in zip(labels.get("steps", ()), stretches(group.at[own]), strict=False):
                count(counts, f"{protocol} step={name}", right[stretch].all())
                first = own[stretch][0]
                decisions.append((protocol, int(group.wanted[first]), int(likeliest[first]), name == "answer"))
            for at in own:
                for name, members in ids_of.items():
                    if group.wanted[at] in members:
                        judged[name].append((logits[at, members].double().numpy(), members.index(group.wanted[at])))
    # Going on is what does not begin as the line that ends the search does.
    endings = {(protocol, wanted) for protocol, wanted, _, ends in decisions if ends}
    for protocol, _, found, ends in decisions:
        count(counts, f"{protocol} decision", ((protocol, found) in endings) == ends)
    result.exact = {name: (right, asked) for name, (right, asked) in counts.items()}
    result.families = {
        name: Judged(np.stack([logits for logits, _ in each]), np.asarray([right for _, right in each]))
        for name, each in judged.items()
    }
    return result


def batches_of(trees: Iterable[Tree], vocabulary: Vocabulary, longest: int) -> Iterator[tuple[list[tuple[Tree, Sapling]], int]]:
    """Trees of like length together, and how many branches were left out."""
    encoded, left_out = [], 0
    for tree in trees:
        saplings = encode_tree(tree, vocabulary, longest)
        left_out += len(tree.branches) - sum(len(sapling.numbers) for sapling in saplings)
        encoded += [(tree, sapling) for sapling in saplings]
    encoded.sort(key=lambda pair: len(pair[1]))
    batch: list[tuple[Tree, Sapling]] = []
    for pair in encoded:
        if batch and (len(batch) + 1) * len(pair[1]) > ROW_TOKENS:
            yield batch, 0
            batch = []
        batch.append(pair)
    yield batch, left_out


def stretches(at: np.ndarray) -> list[np.ndarray]:
    """Runs of asked places without a gap."""
    return np.split(np.arange(len(at)), np.flatnonzero(np.diff(at) != 1) + 1)


def count(counts: dict[str, list[int]], name: str, right: bool) -> None:
    counts[name][0] += bool(right)
    counts[name][1] += 1
