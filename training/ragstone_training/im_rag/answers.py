"""Answers of a trained Answerer to whole monologues, and how right they are."""

import re
import string
from collections import Counter
from collections.abc import Sequence

import torch
from torch import nn

from ..vocabulary import Vocabulary
from .monologue import ANSWER, monologue_text
from .rollout import Episode
from .rows import Rows, line_ends, write_lines

TOGETHER = 64  # monologues
ANSWER_TOKENS = 64  # a nano answer has twenty at most


@torch.inference_mode()
def answer_all(model: nn.Module, vocabulary: Vocabulary, episodes: Sequence[Episode]) -> list[str]:
    """Greedily, up to the end of the line, as the harness lets a trained Answerer answer."""
    ends = line_ends(vocabulary)
    answers: list[str] = [""] * len(episodes)
    order = sorted(range(len(episodes)), key=lambda at: len(episodes[at].ids))
    for begin in range(0, len(order), TOGETHER):
        chosen = order[begin : begin + TOGETHER]
        prompts = [prompt_of(episodes[at], vocabulary) for at in chosen]
        rows = Rows(model, len(chosen))
        for at, line in zip(chosen, write_lines(rows, rows.read(prompts), ends, ANSWER_TOKENS), strict=True):
            written = vocabulary.decode([one for one in line.ids if one != vocabulary.end])
            answers[at] = written.split("\n")[0].strip()
    return answers


def prompt_of(episode: Episode, vocabulary: Vocabulary) -> list[int]:
    return [vocabulary.begin, *vocabulary.text(monologue_text(episode.question.text, episode.turns) + ANSWER)[0]]


def exact_match(answer: str, golds: Sequence[str]) -> float:
    """SQuAD's evaluate-v1.1.py, the best over the right spellings; as the harness' `squad/em`."""
    return max(float(squad_tokens(answer) == squad_tokens(gold)) for gold in golds)


def token_f1(answer: str, golds: Sequence[str]) -> float:
    """SQuAD's, the best over the right spellings; as the harness' `squad/f1`."""
    return max(overlap(squad_tokens(answer), squad_tokens(gold)) for gold in golds)


def overlap(answer: list[str], gold: list[str]) -> float:
    same = sum((Counter(answer) & Counter(gold)).values())
    return 2 * same / (len(answer) + len(gold)) if same else 0.0


def squad_tokens(text: str) -> list[str]:
    """Lower case, without punctuation and articles."""
    plain = "".join(each for each in text.lower() if each not in string.punctuation)
    return re.sub(r"\b(a|an|the)\b", " ", plain).split()
