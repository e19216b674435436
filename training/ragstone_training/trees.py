"""Trees as ids, and groups of trees: what branches share is read once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .lookups import LOOK_UPS, PASSAGES
from .pointers import KINDS, LATER, Pointer, Pointers, answer_of, outside, owners_of, pointers_in, stretches_of, topic_of
from .records import Tree
from .titles import Titled, titled
from .verdicts import Verdict, verdicts_of
from .vocabulary import Vocabulary, encode

FULL = 0.9  # share of a group that is not filling
SMALL = 1024  # tokens: smaller groups are not worth dividing
# Answers that are copied from documents point from each of their tokens: where many begin alike, as years do, one that was
# chosen rightly is else gone on with from elsewhere. Queries do not: unseen wordings lose by it.
ALONG = ("reader", "closed-book", "answerer", "invar-reader")


@dataclass(frozen=True, slots=True)
class Sapling:
    """
    An encoded tree. `branch` is 0 in the prefix and n in the n-th branch; positions of every branch go on after the
    prefix. `target[i]`: token i is to be predicted from the token before it in its own sequence, which is `before[i]`.
    Branch n is number `numbers[n - 1]` of the tree that it is from, and has the name `limbs[n - 1]` in figures.
    `shared`: tokens of the prefix; of the whole tree where there is one branch only, which sees all before it.
    `pointers`: by kind, from which token to look, and where (`pointers.py`).
    """

    ids: np.ndarray
    branch: np.ndarray
    position: np.ndarray
    before: np.ndarray
    target: np.ndarray
    limbs: tuple[str, ...]
    numbers: tuple[int, ...]
    shared: int
    pointers: dict[str, tuple[Pointer, ...]]

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
    # In look-ups any token of a title will do: that is learnt at once, and what a title is known by from there.
    late = tree.kind not in PASSAGES
    along = tree.protocol in ALONG and tree.kind not in LOOK_UPS
    titles = [each.moved(1) for each in titled(tree.prefix, vocabulary, late)]
    limbs: list[Limb] = []
    for number, branch in enumerate(tree.branches):
        prompt, _ = encode(branch.prompt, vocabulary)
        target, loss = encode(branch.target, vocabulary)
        name = f"{tree.protocol}/{branch.labels.get('kind', tree.kind)}"
        inside = [*titled(branch.prompt, vocabulary, late), *(each.moved(len(prompt)) for each in titled(branch.target, vocabulary, late))]
        ids, learnt = prompt + target, [False] * len(prompt) + loss
        limbs.append(Limb(name, number, ids, learnt, inside, verdicts_of(branch, ids, learnt, vocabulary)))
    done: list[Sapling] = []
    while limbs:
        room, taken = longest - len(shared), []
        while limbs and len(limbs[0].ids) <= room:
            taken.append(limbs.pop(0))
            room -= len(taken[-1].ids)
        if taken:
            done.append(sapling_of(shared, taken, titles, along))
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
    titles: list[Titled]
    verdicts: list[Verdict]


def pointers_of(
    shared: Sequence[int], limbs: Sequence[Limb], titles: Sequence[Titled], along: bool
) -> dict[str, tuple[Pointer, ...]]:
    """`titles`: of the prefix. What a branch points at is in the prefix or in itself."""
    found: dict[str, list[Pointer]] = {kind: [] for kind in KINDS}
    found["owner"] += owners_of(titles)
    offset, start = len(shared), len(shared)
    for limb in limbs:
        own = [each.moved(start) for each in limb.titles]
        found["owner"] += owners_of(own)
        text = "".join(map(chr, [*shared, *limb.ids]))
        bare = outside(text, [*titles, *(each.moved(offset) for each in limb.titles)])
        away = start - offset

        def in_tree(at: int) -> int:
            """From a place in `text`."""
            return at if at < offset else at + away

        for first, end in stretches_of(limb.loss):
            begin, length, places = answer_of(text, offset + first, offset + end)
            # From tokens of the answer that is found, to where the ones behind them stand.
            heres = [in_tree(begin - 1 + step) for step in range(length if along and length else 1)]
            for step in range(min(length, len(heres))):
                told = tuple(in_tree(at + step) for at in places)
                found["answer"].append(Pointer(heres[step], told, LATER if step else 1.0))
            inside = [each.moved(offset) for each in limb.titles if each.text[1] <= first]
            if inside and begin > offset + first:
                # A judgement of this passage stands before the answer.
                heres.append(heres[0] - 1)
            topic, passage = topic_of(text, bare[: offset + first], [*titles, *inside], places)
            if topic:
                for kind, where in (("topic", topic), ("passage", passage)):
                    told = tuple(map(in_tree, where))
                    found[kind] += [Pointer(each, told) for each in heres]
        for verdict in limb.verdicts:
            known = [*titles, *(each.moved(offset) for each in limb.titles)]
            for kind, each in verdict.pointers(text, bare, offset, known):
                found[kind].append(Pointer(in_tree(each.place), tuple(map(in_tree, each.found)), each.weight))
        start += len(limb.ids)
    return {kind: tuple(each) for kind, each in found.items()}


def sapling_of(shared: Sequence[int], limbs: Sequence[Limb], titles: Sequence[Titled], along: bool) -> Sapling:
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
        len(shared) if len(limbs) > 1 else len(ids),
        pointers_of(shared, limbs, titles, along),
    )


@dataclass(frozen=True, slots=True)
class Group:
    """
    Trees beside one another, a row each: what is shared from the left, filled to `shared` tokens, then the branches,
    filled to the longest. `branch` is −1 in filling. `at` (flat positions whose next token is asked), `wanted` (that
    token), `limb` (number of the branch that it belongs to; `limbs` names them). `tokens`: without filling.
    `pointers`: by kind.
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
    pointers: dict[str, Pointers]

    @property
    def asked(self) -> int:
        return len(self.wanted)


def group_of(saplings: Sequence[Sapling], pad: int) -> Group:
    shared = max(sapling.shared for sapling in saplings)
    length = shared + max(len(sapling) - sapling.shared for sapling in saplings)
    shape = (len(saplings), length)
    ids, branch, position = (np.full(shape, fill, np.int64) for fill in (pad, -1, 0))
    at, wanted, limb, limbs = [], [], [], []
    pointers: dict[str, list[tuple[int, Pointer]]] = {kind: [] for kind in KINDS}
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
        for kind, each in sapling.pointers.items():
            pointers[kind] += [(row, Pointer(place[token], place[list(found)], weight)) for token, found, weight in each]
    tokens = sum(map(len, saplings))
    return Group(
        ids, branch, position, *map(np.concatenate, (at, wanted, limb)), tuple(limbs), shared, tokens,
        {kind: pointers_in(each) for kind, each in pointers.items()},
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
