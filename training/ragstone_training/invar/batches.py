"""Batches of pairs for retrieval, of one world each so that candidates compete, in several environments."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from ..vocabulary import Vocabulary
from .encoder import text_ids
from .pairs import PAIRS, Lines, Pair, Passage, Passages, pair_of, passage_text, pieces_of, placed_pairs


@dataclass(frozen=True)
class Drawn:
    """
    What a batch is made of. `queries`: questions of one world; `negatives`: competing passages of each besides those of
    the others, the hardest half from the head of its list; `rewordings`: environments of other wordings; `windows`:
    sizes in words, one of which is one more environment (none: no such environment).
    """

    queries: int
    negatives: int
    rewordings: int
    windows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PairBatch:
    """
    `texts`: distinct ones, as ids. `queries` [environments, queries] and `passages` [environments, candidates] say which
    of them stand where, `gold` [queries, candidates] which candidates answer. `told`: (questions, candidates) as texts,
    for the small encoder. `before`: tokens that were drawn before it.
    """

    texts: list[np.ndarray]
    queries: np.ndarray
    passages: np.ndarray
    gold: np.ndarray
    environments: tuple[str, ...]
    told: tuple[list[str], list[str]]
    before: int = 0

    def __len__(self) -> int:
        return sum(map(len, self.texts))

    @property
    def asked(self) -> int:
        return len(self.gold)


class PairStream:
    """Pairs with training wordings: all once before any again, each time in other batches of their world."""

    def __init__(self, folder: Path, drawn: Drawn, vocabulary: Vocabulary, longest: int, seed: int) -> None:
        self._pairs, self._passages = Lines(folder / PAIRS, pair_of), Passages(folder)
        self._drawn, self._vocabulary, self._longest, self._seed = drawn, vocabulary, longest, seed
        self._worlds: dict[str, list[int]] = {}
        for place, pair in placed_pairs(folder):
            if pair.wording == "train":
                self._worlds.setdefault(pair.world, []).append(place)
        if not self._worlds:
            raise ValueError(f"{folder / PAIRS}: there is no pair with training wordings.")
        self._order: tuple[int, list[list[int]]] | None = None
        self._taken = self._tokens = 0

    def draw(self, mix: dict[str, float], tokens: int) -> list[PairBatch]:
        """As many batches as are needed for so many tokens. There is one source, whatever `mix` calls it."""
        batches: list[PairBatch] = []
        while sum(map(len, batches)) < tokens:
            batches.append(replace(self.batch(self._taken), before=self._tokens))
            self._taken += 1
            self._tokens += len(batches[-1])
        return batches

    def state(self) -> dict[str, Any]:
        return {"taken": self._taken, "tokens": self._tokens}

    def restore(self, state: dict[str, Any]) -> None:
        self._taken, self._tokens = state["taken"], state["tokens"]

    def batch(self, number: int) -> PairBatch:
        """The n-th of an endless sequence, the same each time."""
        size = self._drawn.queries
        count = sum(-(-len(places) // size) for places in self._worlds.values())
        pass_, at = divmod(number, count)
        if self._order is None or self._order[0] != pass_:
            random = np.random.default_rng([self._seed, pass_])
            batches = [
                [places[each] for each in some]
                for places in self._worlds.values()
                for some in np.array_split(random.permutation(len(places)), -(-len(places) // size))
            ]
            self._order = (pass_, [batches[each] for each in random.permutation(count)])
        pairs = [self._pairs.at(place) for place in self._order[1][at]]
        return self._made(pairs, np.random.default_rng([self._seed, 1, number]))

    def _made(self, pairs: Sequence[Pair], random: np.random.Generator) -> PairBatch:
        told = self._drawn
        ids = dict.fromkeys(id for pair in pairs for id in (*pair.positives, *rivals(pair, told.negatives, random)))
        candidates = [self._passages[id] for id in ids]
        whole = [passage_text(each.title, each.text) for each in candidates]
        asked = [wordings_of(pair, told.rewordings, random) for pair in pairs]
        queries = [[wordings[each] for wordings in asked] for each in range(1 + told.rewordings)]
        passages = [whole] * len(queries)
        names = ["original", *["rewording"] * told.rewordings]
        if told.windows:
            words = int(random.choice(told.windows))
            facts = {id: text for pair in pairs for (id, size), text in pair.windows.items() if size == words}
            queries.append(queries[0])
            passages.append([passage_text(each.title, piece_of(each, words, facts, random)) for each in candidates])
            names.append(f"window-{words}")
        place: dict[str, int] = {}
        at = [[[place.setdefault(text, len(place)) for text in row] for row in rows] for rows in (queries, passages)]
        return PairBatch(
            texts=[text_ids(text, self._vocabulary, self._longest) for text in place],
            queries=np.asarray(at[0]),
            passages=np.asarray(at[1]),
            gold=np.asarray([[each.id in pair.positives for each in candidates] for pair in pairs]),
            environments=tuple(names),
            told=(queries[0], whole),
        )


def rivals(pair: Pair, count: int, random: np.random.Generator) -> list[str]:
    """Half from the head of the list (what BM25 finds), the rest from all of it (namesakes, others of the kind)."""
    head = pair.negatives[: 2 * count]
    first = random.permutation(len(head))[: -(-count // 2)]
    chosen = [head[at] for at in first]
    left = [each for each in pair.negatives if each not in chosen]
    return chosen + [left[at] for at in random.permutation(len(left))[: count - len(chosen)]]


def wordings_of(pair: Pair, count: int, random: np.random.Generator) -> list[str]:
    """The query and `count` rewordings; the query again in place of what there is not."""
    order = random.permutation(len(pair.rewordings))[:count]
    return [pair.query, *(pair.rewordings[at] for at in order), *[pair.query] * (count - len(order))]


def piece_of(passage: Passage, words: int, facts: dict[str, str], random: np.random.Generator) -> str:
    """The piece with a fact that is asked about, or any."""
    if passage.id in facts:
        return facts[passage.id]
    pieces = pieces_of(passage.text, words)
    return pieces[random.integers(len(pieces))]
