"""Trees as ids, and groups of trees: what branches share is read once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .pointers import pointers_of
from .records import Tree
from .vocabulary import Vocabulary, encode

FULL = 0.9  # share of a group that is not filling
SMALL = 1024  # tokens: smaller groups are not worth dividing


@dataclass(frozen=True, slots=True)
class Sapling:
    """
    An encoded tree. `branch` is 0 in the prefix and n in the n-th branch; positions of every branch go on after the
    prefix. `target[i]`: token i is to be predicted from the token before it in its own sequence, which is `before[i]`.
    Branch n is number `numbers[n - 1]` of the tree that it is from, and has the name `limbs[n - 1]` in figures.
    `shared`: tokens of the prefix; of the whole tree where there is one branch only, which sees all before it.
    `pointers`: (first token of a stretch of targets, where it stands in what is read before; `pointers.py`).
    """

    ids: np.ndarray
    branch: np.ndarray
    position: np.ndarray
    before: np.ndarray
    target: np.ndarray
    limbs: tuple[str, ...]
    numbers: tuple[int, ...]
    shared: int
    pointers: tuple[tuple[int, tuple[int, ...]], ...]

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def asked(self) -> int:
        return int(self.target.sum())


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
    pointers: list[tuple[int, tuple[int, ...]]] = []
    for order, limb in enumerate(limbs, 1):
        start, length = len(ids), len(limb.ids)
        pointers += pointers_of(shared, limb.ids, limb.loss, start)
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
        len(shared) if len(limbs) > 1 else len(ids),
        tuple(pointers),
    )


@dataclass(frozen=True, slots=True)
class Group:
    """
    Trees beside one another, a row each: what is shared from the left, filled to `shared` tokens, then the branches,
    filled to the longest. `branch` is −1 in filling. `at` (flat positions whose next token is asked), `wanted` (that
    token), `limb` (number of the branch that it belongs to; `limbs` names them). `tokens`: without filling.
    `pointer` (flat positions from where to look back), `found` ([pointers, most], places in the row where to look; −1:
    filling).
    """

    ids: np.ndarray
    branch: np.ndarray
    position: np.ndarray
    at: np.ndarray
    wanted: np.ndarray
    limb: np.ndarray
    limbs: tuple[str, ...]
    shared: int
    tokens: int
    pointer: np.ndarray
    found: np.ndarray

    @property
    def asked(self) -> int:
        return len(self.wanted)


def group_of(saplings: Sequence[Sapling], pad: int) -> Group:
    shared = max(sapling.shared for sapling in saplings)
    length = shared + max(len(sapling) - sapling.shared for sapling in saplings)
    shape = (len(saplings), length)
    ids, branch, position = (np.full(shape, fill, np.int64) for fill in (pad, -1, 0))
    at, wanted, limb, limbs = [], [], [], []
    pointer: list[int] = []
    found: list[np.ndarray] = []
    for row, sapling in enumerate(saplings):
        # Where a token of the tree stands in its row.
        place = np.arange(len(sapling)) + np.where(np.arange(len(sapling)) >= sapling.shared, shared - sapling.shared, 0)
        ids[row, place] = sapling.ids
        branch[row, place] = sapling.branch
        position[row, place] = sapling.position
        asked = np.flatnonzero(sapling.target)
        at.append(place[sapling.before[asked]] + row * length)
        wanted.append(sapling.ids[asked].astype(np.int64))
        limb.append(sapling.branch[asked].astype(np.int64) - 1 + len(limbs))
        limbs += sapling.limbs
        for token, places in sapling.pointers:
            pointer.append(row * length + place[sapling.before[token]])
            found.append(place[list(places)])
    tokens = sum(map(len, saplings))
    padded = np.full((len(found), max(map(len, found), default=0)), -1, np.int64)
    for number, places in enumerate(found):
        padded[number, : len(places)] = places
    return Group(
        ids, branch, position, *map(np.concatenate, (at, wanted, limb)), tuple(limbs), shared, tokens,
        np.asarray(pointer, np.int64), padded,
    )


def groups_of(saplings: Sequence[Sapling], most: int, pad: int) -> list[Group]:
    """Trees of like size together, so that there is little filling; at most `most` tokens with it, or a single tree."""
    groups: list[list[Sapling]] = []
    for sapling in sorted(saplings, key=lambda each: (each.shared == len(each), each.shared, len(each))):
        grown = [*groups[-1], sapling] if groups else [sapling]
        shared, own = max(each.shared for each in grown), max(len(each) - each.shared for each in grown)
        size, held = len(grown) * (shared + own), sum(map(len, grown))
        if groups and size <= most and (held >= FULL * size or size <= SMALL):
            groups[-1].append(sapling)
        else:
            groups.append([sapling])
    return [group_of(group, pad) for group in groups]
