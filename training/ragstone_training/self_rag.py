"""
Self-RAG's training in the paper's order: a critic learns the labels, writes them into the generator's corpus, and the
generator learns text and labels by next-token loss, retrieved text masked (papers: Asai et al. 2024, section 3.2).
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal

import torch
from torch import nn

from .controls import FAMILIES, PARAGRAPH, PARAGRAPH_END, REFLECTION, RELEVANCE, SUPPORT, family_of
from .model import asked_logits, to_device
from .records import Branch, Part, Tree
from .trees import encode_tree, group_of
from .vocabulary import Vocabulary

Masking = Literal["each", "first-to-last"]


def critic_tree(tree: Tree) -> Tree:
    """The same sequences with loss on reflection tokens only: p(r | x, y) (eq. 1)."""
    return replace(
        tree,
        branches=tuple(
            replace(
                branch,
                target=tuple(part if part.control and part.value in REFLECTION else part.forced() for part in branch.target),
            )
            for branch in tree.branches
        ),
    )


def masked(branch: Branch, masking: Masking) -> Branch:
    """
    `each`: the traces have no loss on paragraphs. `first-to-last`: as the released `finetune.py:250-292`, nothing
    between the first `<paragraph>` and the last `</paragraph>` of a sequence has loss, sentences included; both markers do.
    """
    if masking == "each":
        return branch
    marks = [part.value if part.control else "" for part in branch.target]
    began = any(part.control and part.value == PARAGRAPH for part in branch.prompt)
    first = -1 if began else next((at for at, mark in enumerate(marks) if mark == PARAGRAPH), None)
    last = max((at for at, mark in enumerate(marks) if mark == PARAGRAPH_END), default=None)
    if first is None or last is None:
        return branch
    target = tuple(
        part.forced() if first < at < last else replace(part, loss=True) if at in (first, last) else part
        for at, part in enumerate(branch.target)
    )
    return replace(branch, target=target)


def generator_tree(tree: Tree, masking: Masking) -> Tree:
    return replace(tree, branches=tuple(masked(branch, masking) for branch in tree.branches))


class Critic:
    """Asks a trained critic for the likeliest member of a family at a place."""

    def __init__(self, model: nn.Module, vocabulary: Vocabulary, longest: int) -> None:
        self._model, self._vocabulary, self._longest = model, vocabulary, longest
        self._ids = {name: [vocabulary.control(token) for token in tokens] for name, tokens in FAMILIES.items()}

    @torch.inference_mode()
    def judge(self, prefix: tuple[Part, ...], asked: list[tuple[tuple[Part, ...], str]]) -> list[str] | None:
        """For each (what stands before, family) behind one prefix; none when one of them is longer than the context."""
        branches = tuple(Branch(before, (Part(FAMILIES[family][0], control=True),), {}) for before, family in asked)
        tree = Tree("", "self-rag", "train", "", prefix, branches)
        chosen: list[str] = []
        for sapling in encode_tree(tree, self._vocabulary, self._longest):
            group = group_of([sapling], self._vocabulary.pad)
            logits = asked_logits(self._model, to_device(group, next(self._model.parameters()).device))
            for row, number in zip(logits, sapling.numbers, strict=True):
                family = asked[number][1]
                chosen.append(FAMILIES[family][int(row[self._ids[family]].argmax())])
        return chosen if len(chosen) == len(asked) else None


def annotate(trees: Iterable[Tree], critic: Critic) -> Iterator[Tree]:
    """
    Reflection tokens as the critic gives them, each judged after those that it has already given. A passage that it
    finds irrelevant has no support token, one that it finds relevant has one (the released format). Labels stay the
    oracle's. Trees that are too long for the critic are left out.
    """
    for tree in trees:
        written: list[list[Part]] = [[] for _ in tree.branches]
        left = [list(branch.target) for branch in tree.branches]
        whole = True
        while whole and any(left):
            asked: list[tuple[int, str]] = []
            for number, parts in enumerate(left):
                family = copy_to_reflection(parts, written[number])
                if family is not None:
                    asked.append((number, family))
            if not asked:
                break
            given = critic.judge(tree.prefix, [(tree.branches[n].prompt + tuple(written[n]), family) for n, family in asked])
            if given is None:
                whole = False
                break
            for (number, _), token in zip(asked, given, strict=True):
                put(token, left[number], written[number])
        if whole:
            yield replace(
                tree,
                branches=tuple(
                    replace(branch, target=tuple(parts)) for branch, parts in zip(tree.branches, written, strict=True)
                ),
            )


def copy_to_reflection(left: list[Part], written: list[Part]) -> str | None:
    """Moves parts up to the next reflection token, and names its family."""
    while left:
        family = family_of(left[0].value) if left[0].control else None
        if family is not None:
            return family
        written.append(left.pop(0))
    return None


def put(token: str, left: list[Part], written: list[Part]) -> None:
    """Writes a token in place of the next one; support tokens come and go with relevance."""
    written.append(replace(left.pop(0), value=token))
    if token not in RELEVANCE:
        return
    supported = [at for at, part in enumerate(left) if part.control and part.value in SUPPORT]
    if token == "[Irrelevant]":
        for at in reversed(supported):
            del left[at]
    elif not supported:
        after = next((at + 1 for at, part in enumerate(left) if not part.control), 0)
        left.insert(after, Part(SUPPORT[0], control=True))
