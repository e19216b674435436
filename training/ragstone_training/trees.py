"""Trees as ids, and rows of several trees: what is shared is read once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .records import Tree
from .vocabulary import Vocabulary, encode


@dataclass(frozen=True, slots=True)
class Sapling:
    """
    An encoded tree. `branch` is 0 in the prefix and n in the n-th branch; positions of every branch go on after the
    prefix. `target[i]`: token i is to be predicted from the token before it in its own sequence, which is `before[i]`.
    Branch n is number `numbers[n - 1]` of the tree that it is from, and has the name `limbs[n - 1]` in figures.
    """

    ids: np.ndarray
    branch: np.ndarray
    position: np.ndarray
    before: np.ndarray
    target: np.ndarray
    limbs: tuple[str, ...]
    numbers: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.ids)


def encode_tree(tree: Tree, vocabulary: Vocabulary, longest: int) -> list[Sapling]:
    """
    The tree with as many branches as fit into `longest` tokens; the rest goes into further trees with the same prefix.
    A branch that does not fit beside its prefix is left out: compare the branches of the result.
    """
    shared, _ = encode(tree.prefix, vocabulary)
    shared = [vocabulary.begin, *shared]
    limbs: list[Limb] = []
    for number, branch in enumerate(tree.branches):
        prompt, _ = encode(branch.prompt, vocabulary)
        target, loss = encode(branch.target, vocabulary)
        name = f"{tree.protocol}/{branch.labels.get('kind', tree.kind)}"
        limbs.append(Limb(name, number, prompt + target, [False] * len(prompt) + loss))
    done: list[Sapling] = []
    while limbs:
        room, taken = longest - len(shared), []
        while limbs and len(limbs[0].ids) <= room:
            taken.append(limbs.pop(0))
            room -= len(taken[-1].ids)
        if taken:
            done.append(sapling_of(shared, taken))
        else:
            limbs.pop(0)
    return done


@dataclass(frozen=True, slots=True)
class Limb:
    """A branch as ids, with loss or without."""

    name: str
    number: int
    ids: list[int]
    loss: list[bool]


def sapling_of(shared: Sequence[int], limbs: Sequence[Limb]) -> Sapling:
    ids, branch, position = list(shared), [0] * len(shared), list(range(len(shared)))
    before = [max(0, at - 1) for at in range(len(shared))]
    target = [False] * len(shared)
    for order, limb in enumerate(limbs, 1):
        start, length = len(ids), len(limb.ids)
        ids += limb.ids
        branch += [order] * length
        position += range(len(shared), len(shared) + length)
        before += [len(shared) - 1 if at == 0 else start + at - 1 for at in range(length)]
        target += limb.loss
    return Sapling(
        np.asarray(ids, np.int32),
        np.asarray(branch, np.int16),
        np.asarray(position, np.int32),
        np.asarray(before, np.int32),
        np.asarray(target, bool),
        tuple(limb.name for limb in limbs),
        tuple(limb.number for limb in limbs),
    )


@dataclass(frozen=True, slots=True)
class Rows:
    """
    Several rows of one length. `tree` and `branch` say what a token may see: earlier ones of its own tree, in the
    prefix or in its own branch. `at` (flat positions whose next token is asked), `wanted` (that token), `limb` (number
    of the branch that it belongs to; `limbs` names them).
    """

    ids: np.ndarray
    tree: np.ndarray
    branch: np.ndarray
    position: np.ndarray
    at: np.ndarray
    wanted: np.ndarray
    limb: np.ndarray
    limbs: tuple[str, ...]

    @property
    def tokens(self) -> int:
        """Without filling."""
        return int((self.tree > 0).sum())


def rows_of(rows: Sequence[Sequence[Sapling]], length: int, pad: int) -> Rows:
    shape = (len(rows), length)
    ids, tree, branch, position = (np.full(shape, fill, np.int64) for fill in (pad, 0, 0, 0))
    at, wanted, limb, limbs = [], [], [], []
    for number, saplings in enumerate(rows):
        start = 0
        for order, sapling in enumerate(saplings, 1):
            end = start + len(sapling)
            ids[number, start:end] = sapling.ids
            tree[number, start:end] = order
            branch[number, start:end] = sapling.branch
            position[number, start:end] = sapling.position
            asked = np.flatnonzero(sapling.target)
            at.append(sapling.before[asked].astype(np.int64) + start + number * length)
            wanted.append(sapling.ids[asked].astype(np.int64))
            limb.append(sapling.branch[asked].astype(np.int64) - 1 + len(limbs))
            limbs += sapling.limbs
            start = end
    none = [np.zeros(0, np.int64)]
    return Rows(
        ids, tree, branch, position, *(np.concatenate(each or none) for each in (at, wanted, limb)), tuple(limbs)
    )
