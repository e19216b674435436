"""Where training trees come from: files of traces, and look-up tasks made on the way."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from .lookups import LOOK_UPS, LookUps
from .records import Tree, read_trees, tree_of
from .trees import Sapling, encode_tree
from .vocabulary import Vocabulary


class Source(Protocol):
    def saplings(self, number: int) -> list[Sapling]:
        """The n-th tree of an endless sequence, the same each time: in parts where it is too long, none where it is by far."""


class FromTraces:
    """Traces with training wordings, encoded when they are drawn: all once before any again, each time in another order."""

    def __init__(
        self, path: Path, vocabulary: Vocabulary, longest: int, seed: int, documents: int | None = None
    ) -> None:
        self._path, self._vocabulary, self._longest, self._seed = path, vocabulary, longest, seed
        self._starts = list(starts_of(path, documents))
        self._order: tuple[int, np.ndarray] | None = None
        if not any(self.saplings(number) for number in range(len(self._starts))):
            raise ValueError(f"{path}: there is no trace with training wordings that fits into the context.")

    def tokens(self) -> int:
        """Of all traces, once."""
        return sum(len(sapling) for number in range(len(self._starts)) for sapling in self.saplings(number))

    def saplings(self, number: int) -> list[Sapling]:
        pass_, at = divmod(number, len(self._starts))
        if self._order is None or self._order[0] != pass_:
            self._order = (pass_, np.random.default_rng([self._seed, pass_]).permutation(len(self._starts)))
        with self._path.open("rb") as file:
            file.seek(self._starts[self._order[1][at]])
            tree = tree_of(json.loads(file.readline()))
        return encode_tree(tree, self._vocabulary, self._longest)


def starts_of(path: Path, documents: int | None) -> Iterator[int]:
    """Where in the file the traces with training wordings, and with at most so many documents, begin, in bytes."""
    start = 0
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                try:
                    record = json.loads(line)
                    wanted = record["wording"] == "train" and (
                        documents is None or record["branches"][0]["labels"]["documents"] <= documents
                    )
                except (KeyError, TypeError, ValueError) as error:
                    raise ValueError(f"{path}, line {number}: this is no training tree ({error!r}).") from error
                if wanted:
                    yield start
            start += len(line)


class FromLookUps:
    def __init__(self, made: LookUps, task: str, vocabulary: Vocabulary, longest: int) -> None:
        self._made, self._task, self._vocabulary, self._longest = made, task, vocabulary, longest

    def saplings(self, number: int) -> list[Sapling]:
        return encode_tree(self._made.tree(self._task, number), self._vocabulary, self._longest)


def open_sources(
    names: Sequence[str], traces: dict[str, Path], vocabulary: Vocabulary, longest: int, seed: int
) -> dict[str, Source]:
    """
    By name: those of `LOOK_UPS` are look-up tasks with words of the first file of traces, any other name is a file
    of traces, of which only trees with training wordings are read; of `reader/2` those with at most two documents.
    """
    made = LookUps(plain_texts(next(iter(traces.values()))), seed)
    opened: dict[str, Source] = {}
    for name in names:
        if name in LOOK_UPS:
            opened[name] = FromLookUps(made, name, vocabulary, longest)
            continue
        file, _, documents = name.partition("/")
        opened[name] = FromTraces(traces[file], vocabulary, longest, seed, int(documents) if documents else None)
    return opened


def plain_texts(path: Path) -> Iterator[str]:
    return (text for tree in read_trees(path) if tree.wording == "train" for text in texts_of(tree))


def texts_of(tree: Tree) -> Iterator[str]:
    """What the vocabulary is made from: texts, without control tokens."""
    parts = [tree.prefix, *(branch.prompt + branch.target for branch in tree.branches)]
    return ("".join(part.value for part in each if not part.control) for each in parts)
