"""Traces for the Answerer from monologues that a Questioner has learnt (the paper's order)."""

from collections.abc import Iterable, Iterator, Sequence

from torch import nn

from ..records import END, Branch, Part, Tree
from ..vocabulary import Vocabulary, encode
from .monologue import ANSWER, monologue_text
from .questions import Question
from .rollout import Episode, Limits, roll_out
from .search_client import SearchClient

TOGETHER = 64  # monologues held at once


def greedy_episodes(
    model: nn.Module, vocabulary: Vocabulary, questions: Sequence[Question], search: SearchClient, limits: Limits
) -> Iterator[Episode]:
    """The frozen Questioner's monologues, in the questions' order."""
    for begin in range(0, len(questions), TOGETHER):
        yield from roll_out(model, vocabulary, questions[begin : begin + TOGETHER], search, limits)


def answerer_trees(episodes: Iterable[Episode]) -> Iterator[Tree]:
    """
    The question, the whole monologue with its refined passages, and the right answer, in the layout of the `answerer`
    traces. Monologues that did not find everything are learnt from too: the paper knows no others.
    """
    for episode in episodes:
        question = episode.question
        monologue = monologue_text(question.text, episode.turns)
        prefix = monologue.rstrip()
        kept = [passage.title for turn in episode.turns for passage in turn.kept]
        labels = {
            "kind": question.kind,
            "relation": question.relation,
            "hops": question.hops,
            "answers": list(question.answers),
            "turns": len(episode.turns),
            "documents": len(kept),
            "complete": set(question.gold) <= set(kept),
            "stopped": episode.stopped,
        }
        branch = Branch(
            (Part((monologue + ANSWER)[len(prefix) :]),),
            (Part(f" {question.answers[0]}"), Part(END, control=True)),
            labels,
        )
        yield Tree(f"learned-{question.id}", "answerer", "train", question.kind, (Part(prefix),), (branch,))


def until(trees: Iterable[Tree], tokens: float, vocabulary: Vocabulary) -> Iterator[Tree]:
    """As many as have so many tokens together, and none beyond: a monologue is dear."""
    held = 0
    for tree in trees:
        yield tree
        (branch,) = tree.branches
        held += 1 + len(encode(tree.prefix, vocabulary)[0]) + len(encode(branch.prompt + branch.target, vocabulary)[0])
        if held >= tokens:
            return
