"""Pairs for retrieval as `ragstone data generate atlas --training retrieval` writes them (docs/atlas.md)."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PAIRS, PASSAGES = "retrieval.jsonl", "corpus.jsonl"


@dataclass(frozen=True, slots=True)
class Pair:
    """
    A question with its rewordings, ids of the passages that answer it, and of passages that compete, the hardest first.
    `windows`: by (id of a positive, words of a window) the piece in which the fact stands.
    """

    id: str
    wording: str
    kind: str
    query: str
    rewordings: tuple[str, ...]
    positives: tuple[str, ...]
    negatives: tuple[str, ...]
    windows: dict[tuple[str, int], str]

    @property
    def world(self) -> str:
        """Passages of one world compete with one another: ids are `<world>-<number>`."""
        return self.id.rpartition("-")[0]


@dataclass(frozen=True, slots=True)
class Passage:
    id: str
    title: str
    text: str


def passage_text(title: str, text: str) -> str:
    """What the harness' dense retriever embeds of a passage: `{title} {text}` without white space at the ends."""
    return f"{title} {text}".strip()


def read_pairs(folder: Path) -> Iterator[Pair]:
    """Raises ValueError with file and line where a line is no pair."""
    return (pair for _, pair in placed_pairs(folder))


def placed_pairs(folder: Path) -> Iterator[tuple[int, Pair]]:
    """Each with the place in the file, in bytes, where its line begins."""
    return lines_of(folder / PAIRS, pair_of)


def read_passages(folder: Path) -> Iterator[Passage]:
    return (passage for _, passage in lines_of(folder / PASSAGES, passage_of))


class Lines:
    """Pairs or passages of a file by the place where their line begins; only places are held in memory."""

    def __init__(self, path: Path, parse: Any) -> None:
        self._file, self._parse = path.open("rb"), parse

    def at(self, place: int) -> Any:
        self._file.seek(place)
        return self._parse(json.loads(self._file.readline()))


class Passages(Lines):
    """Passages of a corpus by id. Raises KeyError for an id that it does not have."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / PASSAGES, passage_of)
        self._places = {passage.id: place for place, passage in lines_of(folder / PASSAGES, passage_of)}

    def __getitem__(self, id: str) -> Passage:
        return self.at(self._places[id])


def pieces_of(text: str, words: int) -> list[str]:
    """As the harness' environment `window-<words>` cuts: pieces of so many words where there are more, the last shorter."""
    found = list(re.finditer(r"\S+", text))
    if len(found) <= words:
        return [text]
    return [
        text[found[first].start() : found[min(first + words, len(found)) - 1].end()]
        for first in range(0, len(found), words)
    ]


def lines_of(path: Path, parse: Any) -> Iterator[tuple[int, Any]]:
    place = 0
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    yield place, parse(json.loads(line))
                except (KeyError, TypeError, ValueError) as error:
                    raise ValueError(f"{path}, line {number}: this is no {parse.__name__[:-3]} ({error!r}).") from error
            place += len(line)


def pair_of(record: dict[str, Any]) -> Pair:
    return Pair(
        id=record["id"],
        wording=record["wording"],
        kind=record["kind"],
        query=record["query"],
        rewordings=tuple(record["rewordings"]),
        positives=tuple(record["positives"]),
        negatives=tuple(record["negatives"]),
        windows={(window["id"], window["words"]): window["text"] for window in record["windows"]},
    )


def passage_of(record: dict[str, Any]) -> Passage:
    return Passage(record["id"], record["title"], record["text"])
