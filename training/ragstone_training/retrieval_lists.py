"""Ranked lists over the environments of evaluation pairs: an encoder's, and BM25's as the harness makes them."""

import json
import subprocess
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import torch

from .compare import HARNESS
from .encoder import Encoder, encode_texts
from .pairs import Pair, Passage, passage_text, pieces_of, read_pairs, read_passages
from .retrieval_figures import DEPTHS, Lists
from .vocabulary import Vocabulary


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


@torch.inference_mode()
def encoder_lists(encoder: Encoder, vocabulary: Vocabulary, longest: int, asked: Asked) -> Lists:
    """The same environments by dot products; a passage that is cut has the place of its best piece."""
    lists: dict[str, dict[str, list[str]]] = defaultdict(dict)
    by_environment: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for id, each in asked.queries.items():
        for name, query in each.items():
            by_environment[name].append((id, query))
    indexes: dict[int | None, tuple[list[str], torch.Tensor]] = {}
    for name, rows in by_environment.items():
        words = int(name.removeprefix("window-")) if name.startswith("window-") else None
        if words not in indexes:
            pieces = [(each, text) for each in asked.passages for text in (pieces_of(each.text, words) if words else [each.text])]
            texts = [passage_text(each.title, text) for each, text in pieces]
            indexes[words] = [each.id for each, _ in pieces], encode_texts(encoder, texts, vocabulary, longest)
        ids, vectors = indexes[words]
        queries = encode_texts(encoder, [query for _, query in rows], vocabulary, longest)
        for (id, _), scores in zip(rows, queries @ vectors.T, strict=True):
            best = scores.argsort(descending=True, stable=True).tolist()
            lists[id][name] = distinct((ids[at] for at in best), max(DEPTHS))
    return dict(lists)


def distinct(ids, most: int) -> list[str]:
    found: dict[str, None] = {}
    for id in ids:
        found.setdefault(id)
        if len(found) == most:
            break
    return list(found)
