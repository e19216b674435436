"""Ranked lists over the environments of evaluation pairs: an encoder's, and BM25's as the harness makes them."""

import json
import subprocess
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import torch

from ..compare import HARNESS
from ..vocabulary import Vocabulary
from .encoder import Encoder, encode_texts
from .figures import DEPTHS, Lists
from .pairs import Pair, Passage, passage_text, pieces_of, read_pairs, read_passages


@dataclass(frozen=True)
class Asked:
    """`queries`: by id of a pair and environment, what is asked. `bm25`: what BM25 finds for it."""

    pairs: list[Pair]
    passages: list[Passage]
    queries: dict[str, dict[str, str]]
    bm25: Lists


def ask_bm25(folder: Path, most: int) -> Asked:
    """The first `most` pairs of a folder of training data, over all of its passages."""
    command = ["npx", "--no-install", "node", "training/bm25Lists.ts", str(folder.resolve()), str(max(DEPTHS))]
    done = subprocess.run(command, capture_output=True, text=True, cwd=HARNESS)
    if done.returncode != 0:
        raise RuntimeError(f"BM25 could not be asked: {done.stderr.strip()}")
    pairs = [pair for pair, _ in zip(read_pairs(folder), range(most), strict=False)]
    kept = {pair.id for pair in pairs}
    queries: dict[str, dict[str, str]] = defaultdict(dict)
    found: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for line in map(json.loads, done.stdout.splitlines()):
        if line["id"] in kept:
            queries[line["id"]][line["environment"]] = line["query"]
            found[line["id"]][line["environment"]] = line["found"]
    return Asked(pairs, list(read_passages(folder)), dict(queries), dict(found))


def encoder_lists(encoder: Encoder, vocabulary: Vocabulary, longest: int, asked: Asked) -> Lists:
    """The same environments by dot products; a passage that is cut has the place of its best piece."""
    by_environment: dict[str, dict[str, str]] = defaultdict(dict)
    for id, each in asked.queries.items():
        for name, query in each.items():
            by_environment[name][id] = query
    lists: dict[str, dict[str, list[str]]] = defaultdict(dict)
    indexes: dict[int | None, tuple[list[str], torch.Tensor]] = {}
    for name, rows in by_environment.items():
        words = int(name.removeprefix("window-")) if name.startswith("window-") else None
        if words not in indexes:
            indexes[words] = index_of(encoder, vocabulary, longest, asked.passages, words)
        ids, vectors = indexes[words]
        queries = encode_texts(encoder, list(rows.values()), vocabulary, longest)
        for id, scores in zip(rows, queries @ vectors.T, strict=True):
            best = scores.argsort(descending=True, stable=True).tolist()
            lists[id][name] = distinct((ids[at] for at in best), max(DEPTHS))
    return dict(lists)


def index_of(
    encoder: Encoder, vocabulary: Vocabulary, longest: int, passages: list[Passage], words: int | None
) -> tuple[list[str], torch.Tensor]:
    """Ids and vectors [pieces, width] of all passages, cut into pieces of so many words."""
    pieces = [(each, text) for each in passages for text in (pieces_of(each.text, words) if words else [each.text])]
    texts = [passage_text(each.title, text) for each, text in pieces]
    return [each.id for each, _ in pieces], encode_texts(encoder, texts, vocabulary, longest)


def distinct(ids: Iterable[str], most: int) -> list[str]:
    """The first `most`, each once."""
    found: dict[str, None] = {}
    for id in ids:
        found.setdefault(id)
        if len(found) == most:
            break
    return list(found)
