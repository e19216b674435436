"""Where training trees come from: files of traces, and look-up tasks made on the way."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from .lookups import ONE_KEY, TWO_KEY, LookUps
from .records import Tree, read_trees
from .trees import Sapling, encode_tree
from .vocabulary import Vocabulary


class Source(Protocol):
    def sapling(self, number: int) -> Sapling:
        """The n-th of an endless sequence, the same each time."""


class FromTraces:
    """Encoded traces, all read once before any is read again, each time in another order."""

    def __init__(self, saplings: Sequence[Sapling], seed: int) -> None:
        if not saplings:
            raise ValueError("There is no trace that fits into the context.")
        self.tokens = sum(map(len, saplings))
        self._saplings = saplings
        self._seed = seed
        self._order: tuple[int, np.ndarray] | None = None

    def sapling(self, number: int) -> Sapling:
        pass_, at = divmod(number, len(self._saplings))
        if self._order is None or self._order[0] != pass_:
            self._order = (pass_, np.random.default_rng([self._seed, pass_]).permutation(len(self._saplings)))
        return self._saplings[self._order[1][at]]


class FromLookUps:
    def __init__(self, made: LookUps, task: str, vocabulary: Vocabulary, longest: int) -> None:
        self._made, self._task, self._vocabulary, self._longest = made, task, vocabulary, longest

    def sapling(self, number: int) -> Sapling:
        return encode_tree(self._made.tree(self._task, number), self._vocabulary, self._longest)[0]


def open_sources(
    names: Sequence[str], traces: dict[str, Path], vocabulary: Vocabulary, longest: int, seed: int
) -> dict[str, Source]:
    """
    By name: `one-key` and `two-key` are look-up tasks with words of the first file of traces, any other name is a file
    of traces, of which only trees with training wordings are read.
    """
    made = LookUps(plain_texts(next(iter(traces.values()))), seed)
    opened: dict[str, Source] = {}
    for name in names:
        if name in (ONE_KEY, TWO_KEY):
            opened[name] = FromLookUps(made, name, vocabulary, longest)
            continue
        trees = [tree for tree in read_trees(traces[name]) if tree.wording == "train"]
        saplings = [sapling for tree in trees for sapling in encode_tree(tree, vocabulary, longest)]
        kept = sum(len(sapling.limbs) for sapling in saplings)
        asked = sum(len(tree.branches) for tree in trees)
        print(f"{name}: {len(trees)} trees, {sum(map(len, saplings)):,} tokens; {asked - kept} of {asked} branches are too long")
        opened[name] = FromTraces(saplings, seed)
    return opened


def plain_texts(path: Path) -> Iterator[str]:
    return (text for tree in read_trees(path) if tree.wording == "train" for text in texts_of(tree))


def texts_of(tree: Tree) -> Iterator[str]:
    """What the vocabulary is made from: texts, without control tokens."""
    parts = [tree.prefix, *(branch.prompt + branch.target for branch in tree.branches)]
    return ("".join(part.value for part in each if not part.control) for each in parts)
