"""
The inner monologue as a text, word for word what the harness sends a trained model (src/methods/im-rag/monologue.ts and
imRagPrompts.ts, variant `trained`; a test compares).
"""

from collections.abc import Sequence
from dataclasses import dataclass

QUERY, ANSWER = "Query:", "Answer:"
# What a Questioner writes in place of a query to hand over to the Answerer (settings.ts, `switchLine`).
SWITCH = "ANSWER"


@dataclass(frozen=True, slots=True)
class Passage:
    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A query, and what was kept of what it found, best first."""

    query: str
    kept: tuple[Passage, ...]


def monologue_text(question: str, turns: Sequence[Turn]) -> str:
    return f"Question: {question}\n" + "".join(f"{QUERY} {turn.query}\n{found_text(turn.kept)}" for turn in turns)


def found_text(kept: Sequence[Passage]) -> str:
    """What stands behind a query's line."""
    shown = "\n".join(f"Title: {passage.title} Content: {passage.text}" for passage in kept)
    return f"Retrieved Document: {shown}\n"


def folded(query: str) -> str:
    """Queries that are alike in this are the same query (src/methods/im-rag.ts)."""
    return " ".join(query.lower().split())
