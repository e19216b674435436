"""Monologues of a Questioner with the retriever, many at once, as the harness holds them (src/methods/im-rag.ts)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import torch
from torch import nn

from ..vocabulary import Vocabulary
from .monologue import QUERY, SWITCH, Passage, Turn, folded, found_text, monologue_text
from .questions import Question
from .rows import Drawing, Line, Rows, line_ends, write_lines
from .search_client import SearchClient


@dataclass(frozen=True)
class Limits:
    """`turns`: searches at most (SIM-RAG: 4). `keep`: passages a turn (SIM-RAG: 2). `query_tokens`: of a line (64, ours)."""

    turns: int = 4
    keep: int = 2
    query_tokens: int = 64


@dataclass
class Episode:
    """
    `ids`: all that was read and written, the beginning token first; `lines`: what the Questioner wrote, and where each
    line begins in `ids`. `stopped`: `role switch`, `repeated query`, `no query`, `nothing new`, `max turns`, as the
    harness says, or `no line`: no line of the form ` query⏎` (the harness would go on with what there is of it), or
    `context`: the model's context is full.
    """

    question: Question
    ids: list[int]
    lines: list[tuple[int, Line]] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    stopped: str = ""

    @property
    def found(self) -> list[tuple[Passage, ...]]:
        """What each query brought; the last ones may have brought nothing, and the switch is no query."""
        queries = len(self.lines) - (self.stopped == "role switch")
        return [turn.kept for turn in self.turns] + [()] * (queries - len(self.turns))


@torch.no_grad()
def roll_out(
    model: nn.Module,
    vocabulary: Vocabulary,
    questions: Sequence[Question],
    search: SearchClient,
    limits: Limits,
    drawing: Drawing = Drawing(),
    draw: torch.Generator | None = None,
) -> list[Episode]:
    """One monologue for each question; every turn of all of them is one request to the retriever."""
    ends = line_ends(vocabulary)
    episodes = [Episode(each, begin_of(each, vocabulary)) for each in questions]
    going, added = list(episodes), [list(each.ids) for each in episodes]
    rows = Rows(model, len(going))
    longest = rows.model.config.max_position_embeddings
    while going:
        lines = write_lines(rows, rows.read(added), ends, limits.query_tokens, drawing, draw)
        for episode, line in zip(going, lines, strict=True):
            episode.lines.append((len(episode.ids), line))
            episode.ids += line.ids
        asked = [(row, query) for row, episode in enumerate(going) if (query := query_of(episode, vocabulary))]
        added = [[] for _ in going]
        if asked:
            k = limits.keep + max(len(seen_by(going[row])) for row, _ in asked)
            for (row, query), ranked in zip(asked, search.search([query for _, query in asked], k), strict=True):
                added[row] = take(going[row], query, ranked, limits, vocabulary, longest)
        left = [row for row, ids in enumerate(added) if ids]
        if left:
            rows.keep(left)
        going, added = [going[row] for row in left], [added[row] for row in left]
        for episode, ids in zip(going, added, strict=True):
            episode.ids += ids
    return episodes


def begin_of(question: Question, vocabulary: Vocabulary) -> list[int]:
    return [vocabulary.begin, *vocabulary.text(monologue_text(question.text, ()) + QUERY)[0]]


def query_of(episode: Episode, vocabulary: Vocabulary) -> str:
    """What the last line asks for; empty where it ends the monologue, and `stopped` says why."""
    ids = episode.lines[-1][1].ids
    written = vocabulary.decode([one for one in ids if one != vocabulary.end])
    query = written.split("\n")[0].strip()
    if query == SWITCH:
        episode.stopped = "role switch"
    elif query == "":
        episode.stopped = "no query"
    elif any(folded(query) == folded(turn.query) for turn in episode.turns):
        episode.stopped = "repeated query"
    elif written != f" {query}\n":
        episode.stopped = "no line"
    return "" if episode.stopped else query


def take(
    episode: Episode, query: str, ranked: Sequence[Passage], limits: Limits, vocabulary: Vocabulary, longest: int
) -> list[int]:
    """Keeps the best that were not seen, and gives what the Questioner reads next: nothing where the monologue ends."""
    seen = seen_by(episode)
    kept = tuple(passage for passage in ranked if passage.id not in seen)[: limits.keep]
    if not kept:
        episode.stopped = "nothing new"
        return []
    episode.turns.append(Turn(query, kept))
    shown = vocabulary.text(found_text(kept) + QUERY)[0]
    if len(episode.turns) == limits.turns:
        episode.stopped = "max turns"
    elif len(episode.ids) + len(shown) + limits.query_tokens > longest:
        episode.stopped = "context"
    return [] if episode.stopped else shown


def seen_by(episode: Episode) -> set[str]:
    return {passage.id for turn in episode.turns for passage in turn.kept}
