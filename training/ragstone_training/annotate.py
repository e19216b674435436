"""The generator's corpus in the critic's words (papers: Asai et al. 2024, section 3.2)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice
from typing import Protocol

import torch
from torch import nn

from .controls import FAMILIES, RELEVANCE, SUPPORT, family_of
from .model import asked_logits, to_device
from .records import Part, Tree
from .self_rag import critic_tree
from .trees import Sapling, encode_tree, group_of
from .vocabulary import Vocabulary

TOGETHER = 16  # trees that are judged in one go
TOKENS = 8192  # with filling, in one computation

Judgements = list[list[str]]


class Judge(Protocol):
    def judge(self, trees: Sequence[Tree]) -> list[Judgements | None]:
        """
        For each tree and branch the likeliest member of its family at every reflection token of the target, each behind
        what the target says before it. None for a tree of which a part is longer than the context.
        """


class Critic:
    """A trained critic."""

    def __init__(self, model: nn.Module, vocabulary: Vocabulary, longest: int) -> None:
        self._model, self._vocabulary, self._longest = model, vocabulary, longest
        ids = {token: vocabulary.control(token) for tokens in FAMILIES.values() for token in tokens}
        self._family = {ids[token]: tokens for tokens in FAMILIES.values() for token in tokens}
        self._ids = ids

    def judge(self, trees: Sequence[Tree]) -> list[Judgements | None]:
        given: list[Judgements | None] = []
        saplings: list[tuple[int, Sapling]] = []
        for number, tree in enumerate(trees):
            parts = encode_tree(critic_tree(tree), self._vocabulary, self._longest)
            whole = sum(len(part.limbs) for part in parts) == len(tree.branches)
            given.append([[] for _ in tree.branches] if whole else None)
            saplings += [(number, part) for part in parts if whole]
        for chunk in chunks_of(saplings):
            self._read(chunk, given)
        return given

    @torch.inference_mode()
    def _read(self, chunk: list[tuple[int, Sapling]], given: list[Judgements | None]) -> None:
        group = group_of([sapling for _, sapling in chunk], self._vocabulary.pad)
        logits = asked_logits(self._model, to_device(group, next(self._model.parameters()).device)).cpu()
        row = 0
        for number, sapling in chunk:
            judgements = given[number] or []
            for at in sapling.target.nonzero()[0]:
                members = self._family[int(sapling.ids[at])]
                best = int(logits[row][[self._ids[token] for token in members]].argmax())
                judgements[sapling.numbers[sapling.branch[at] - 1]].append(members[best])
                row += 1


def chunks_of(saplings: list[tuple[int, Sapling]]) -> Iterator[list[tuple[int, Sapling]]]:
    """Saplings of like size together."""
    ordered = sorted(saplings, key=lambda each: len(each[1]))
    held: list[tuple[int, Sapling]] = []
    for each in ordered:
        if held and (len(held) + 1) * len(each[1]) > TOKENS:
            yield held
            held = []
        held.append(each)
    if held:
        yield held


@dataclass
class Draft:
    """A target that is being rewritten: what is written, and what is left of the target."""

    written: list[Part]
    left: list[Part]

    def accept(self, tokens: Sequence[str]) -> None:
        """
        Writes judgements up to the first that differs from what stood there: those behind it were made behind another
        token, and are asked for again.
        """
        for token in tokens:
            copy_to_reflection(self.left, self.written)
            if not put(token, self.left, self.written):
                break
        else:
            copy_to_reflection(self.left, self.written)


def annotate(trees: Iterable[Tree], critic: Judge) -> Iterator[Tree]:
    """
    Reflection tokens as the critic gives them, each judged after those that it has already given. A passage that it
    finds irrelevant has no support token, one that it finds relevant has one (the released format). Labels stay the
    oracle's. Trees that are too long for the critic are left out.
    """
    rest = iter(trees)
    while batch := list(islice(rest, TOGETHER)):
        drafts = [[Draft([], list(branch.target)) for branch in tree.branches] for tree in batch]
        open_ = [(tree, branch) for tree, each in enumerate(drafts) for branch in range(len(each))]
        lost: set[int] = set()
        while open_:
            asked = [(tree, [branch for _, branch in group]) for tree, group in groupby(open_, key=lambda each: each[0])]
            given = critic.judge([rest_of(batch[tree], drafts[tree], branches) for tree, branches in asked])
            for (tree, branches), judgements in zip(asked, given, strict=True):
                if judgements is None:
                    lost.add(tree)
                    continue
                for branch, tokens in zip(branches, judgements, strict=True):
                    drafts[tree][branch].accept(tokens)
            open_ = [(tree, branch) for tree, branch in open_ if tree not in lost and drafts[tree][branch].left]
        for number, tree in enumerate(batch):
            if number not in lost:
                branches = zip(tree.branches, drafts[number], strict=True)
                yield replace(
                    tree, branches=tuple(replace(branch, target=tuple(draft.written)) for branch, draft in branches)
                )


def rest_of(tree: Tree, drafts: list[Draft], branches: list[int]) -> Tree:
    """These branches, what is written behind their prompts, and what is left as their targets."""
    return replace(
        tree,
        branches=tuple(
            replace(
                tree.branches[branch],
                prompt=tree.branches[branch].prompt + tuple(drafts[branch].written),
                target=tuple(drafts[branch].left),
            )
            for branch in branches
        ),
    )


def copy_to_reflection(left: list[Part], written: list[Part]) -> None:
    """Moves parts up to the next reflection token."""
    while left and not (left[0].control and family_of(left[0].value)):
        written.append(left.pop(0))


def put(token: str, left: list[Part], written: list[Part]) -> bool:
    """Writes a token in place of the next one; support tokens come and go with relevance. Whether nothing changed."""
    before = left.pop(0)
    written.append(replace(before, value=token))
    if token not in RELEVANCE:
        return token == before.value
    supported = [at for at, part in enumerate(left) if part.control and part.value in SUPPORT]
    if token == "[Irrelevant]":
        for at in reversed(supported):
            del left[at]
        return token == before.value and not supported
    if not supported:
        after = next((at + 1 for at, part in enumerate(left) if not part.control), 0)
        left.insert(after, Part(SUPPORT[0], control=True))
    return token == before.value and bool(supported)
