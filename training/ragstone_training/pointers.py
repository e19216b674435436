"""
Where heads should look, and the loss that draws them there. Small models choose at random among passages of one kind
for very long: nothing tells the tokens of a sentence whose page they are on. Five heads are shown what is needed to
choose: *owner*, from a passage's words to its title; *topic*, from where an answer begins to the title that the question
or the query names; *passage*, from there to anything of that title's passage; *answer*, from there to where the answer
stands; *claim*, from a verdict to what it is about (`verdicts.py`). All of it is read off the training texts. Ours;
nothing of it is in a trained model but weights.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import torch

from .titles import Titled

LEAST = 2  # tokens: one alone stands in too many places
BORDER = 2  # tokens
MOST = 16  # places that are told
BLOT = "\U0010ffff"  # no token has this number
EVERY = 6  # of a passage's tokens one in so many is asked for its title

KINDS = ("owner", "topic", "passage", "answer", "claim")
WEIGHTS = {"passage": 0.3}  # others: 1
LATER = 0.5  # weight of the tokens of an answer behind its first
CLAIM = 4.0  # weight of a claim, of which there are few


class Pointer(NamedTuple):
    """The token from where to look, and places where to look, any of them, counted in a tree."""

    place: int
    found: tuple[int, ...]
    weight: float = 1.0


def layer_and_head(kind: str, layers: int) -> tuple[int, int]:
    """The choice needs what the other two find, so it comes later."""
    return {"owner": (2, 3), "topic": (2, 2), "passage": (min(3, layers - 1), 0), "answer": (layers - 2, 0), "claim": (layers - 1, 0)}[kind]


def owners_of(titles: Sequence[Titled]) -> Iterator[Pointer]:
    for each in titles:
        title = known_by(each, *each.title)
        for place in range(each.text[0], each.text[1], EVERY):
            if title:
                yield Pointer(place, title)


def known_by(each: Titled, begin: int, end: int) -> tuple[int, ...]:
    """Which of these tokens are looked at: those of a passage's title, or of where it, or its beginning, is named."""
    return tuple(range((begin + end) // 2 if each.late else begin, end))[-MOST:]


def stretches_of(loss: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Runs of tokens with loss, each from its first to the one behind its last."""
    for first in range(len(loss)):
        if loss[first] and (first == 0 or not loss[first - 1]):
            yield first, next((at for at in range(first, len(loss)) if not loss[at]), len(loss))


def answer_of(text: str, first: int, end: int) -> tuple[int, int, list[int]]:
    """
    Which token of a stretch points first, how many do, and where the longest beginning of the stretch stands in what is
    read before, a letter a token. The first token, or the second where the first is nowhere (a control token); none where
    not even two tokens stand there.
    """
    begin = first if text[first] in text[:first] else first + 1
    for length in range(end - begin, LEAST - 1, -1):
        places = places_of(text[begin : begin + length], text[:begin])
        if places:
            return begin, length, places[-MOST:]
    return begin, 0, []


def topic_of(text: str, asked: str, titles: Sequence[Titled], answers: Sequence[int]) -> tuple[tuple[int, ...], list[int]]:
    """
    Where a title is named, for the last time, in `asked` (the text without its passages), and its passage: that in
    which the answer stands (`answers`: its places), else the one of which the longest beginning is named.
    """
    holding = [each for each in titles if any(each.text[0] <= at < each.text[1] for at in answers)]
    for each in holding:
        named = named_in(asked, text[slice(*each.title)], each.title[1] - each.title[0] - BORDER)
        if named:
            return known_by(each, *named), whole(each)
    best: tuple[int, ...] = ()
    passage, longest = [], LEAST
    for each in titles:
        named = named_in(asked, text[slice(*each.title)], longest + 1)
        if named:
            best, passage, longest = known_by(each, *named), whole(each), named[1] - named[0]
    return best, passage


def named_in(asked: str, title: str, least: int) -> tuple[int, int] | None:
    """
    The longest beginning of a title that is named, of `least` tokens or more: from its first to the one behind its last.
    Without a space before it a title begins with up to `BORDER` tokens that it does not begin with in a text.
    """
    for skip in range(BORDER + 1):
        for length in range(len(title), skip + max(least, LEAST) - 1, -1):
            at = asked.rfind(title[skip:length])
            if at >= 0:
                return at, at + length - skip
    return None


def whole(passage: Titled) -> list[int]:
    return [*range(*passage.title), *range(*passage.text)]


def outside(text: str, titles: Sequence[Titled]) -> str:
    """The text, its passages blotted out: what is left is what was asked."""
    for each in titles:
        for begin, end in (each.title, each.text):
            text = text[:begin] + BLOT * (end - begin) + text[end:]
    return text


def places_of(wanted: str, text: str) -> list[int]:
    places, at = [], text.find(wanted)
    while at >= 0:
        places.append(at)
        at = text.find(wanted, at + 1)
    return places


@dataclass(frozen=True, slots=True)
class Pointers:
    """
    Of a group of trees: rows, places from where to look, [pointers, most] places where to look (−1: filling), and weights.
    """

    row: np.ndarray
    place: np.ndarray
    found: np.ndarray
    weight: np.ndarray


def pointers_in(each: Sequence[tuple[int, Pointer]]) -> Pointers:
    """From (row, pointer in that row)."""
    found = np.full((len(each), max((len(one.found) for _, one in each), default=1)), -1, np.int64)
    for number, (_, one) in enumerate(each):
        found[number, : len(one.found)] = one.found
    rows, places = (np.asarray(numbers, np.int64) for numbers in ([row for row, _ in each], [one.place for _, one in each]))
    return Pointers(rows, places, found, np.asarray([one.weight for _, one in each], np.float32))


@dataclass
class Looking:
    """
    What a head of a layer is asked. Filled in when it is computed: `loss`, summed nats by weight, and `right`, how many
    look at a right place most.
    """

    layer: int
    head: int
    row: torch.Tensor
    place: torch.Tensor
    found: torch.Tensor
    weight: torch.Tensor
    loss: list[torch.Tensor] = field(default_factory=list)
    right: int = 0

    def look(self, query: torch.Tensor, key: torch.Tensor, mask: torch.Tensor, shared: int) -> None:
        """`query`, `key`: [rows, heads, T, members]; `mask`: [rows, 1, T − shared, T], what branches see."""
        places = torch.arange(query.shape[2], device=query.device)
        for row in range(query.shape[0]):
            own = self.row == row
            if not own.any():
                continue
            at = self.place[own]
            scores = query[row, self.head, at] @ key[row, self.head].T * query.shape[-1] ** -0.5
            seen = places[None] <= at[:, None]
            inside = at >= shared
            seen[inside] = mask[row, 0, at[inside] - shared]
            scores = scores.masked_fill(~seen, -torch.inf)
            found = self.found[own]
            told = torch.zeros_like(scores).scatter_reduce(1, found.clamp(min=0), (found >= 0).to(scores.dtype), "amax") > 0
            surprise = scores.logsumexp(1) - scores.masked_fill(~told, -torch.inf).logsumexp(1)
            self.loss.append(surprise @ self.weight[own].to(surprise.dtype))
            self.right += int(told.gather(1, scores.argmax(1, keepdim=True)).sum())
