"""
Where what is to be written stands already, and the loss that draws a head there. What small models learn last is which
name to begin with; the rest of it they copy by induction. A head that is shown where to look learns to choose in a
fraction of the tokens. Ours; nothing of it is in the shipped model but weights.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import torch

LEAST = 2  # tokens: one alone stands in too many places
MOST = 16  # places that are told


def pointers_of(
    shared: Sequence[int], ids: Sequence[int], loss: Sequence[bool], start: int
) -> list[tuple[int, tuple[int, ...]]]:
    """
    For every stretch of a branch with loss, (its first token, where the longest beginning of it stands in what is read
    before), both counted in the tree; the branch begins at `start`. Of a stretch whose first token is nowhere (a control
    token), the second. Nothing where not even two tokens stand there.
    """
    text = "".join(map(chr, [*shared, *ids]))
    offset, found = len(shared), []
    for first in range(len(ids)):
        if not loss[first] or (first > 0 and loss[first - 1]):
            continue
        end = next((at for at in range(first, len(ids)) if not loss[at]), len(ids))
        begin = first if text[offset + first] in text[: offset + first] else first + 1
        read = text[: offset + begin]
        for length in range(end - begin, LEAST - 1, -1):
            places = places_of(text[offset + begin : offset + begin + length], read)
            if places:
                inside = tuple(at if at < offset else at - offset + start for at in places[-MOST:])
                found.append((start + begin, inside))
                break
    return found


def places_of(wanted: str, text: str) -> list[int]:
    places, at = [], text.find(wanted)
    while at >= 0:
        places.append(at)
        at = text.find(wanted, at + 1)
    return places


@dataclass
class Looking:
    """
    What the attention of one layer is asked: flat positions `pointer` and, for each, the places in its row where its
    first head should look. `loss` is filled in when that layer is computed.
    """

    layer: int
    pointer: torch.Tensor
    found: torch.Tensor
    loss: list[torch.Tensor] = field(default_factory=list)

    def look(self, query: torch.Tensor, key: torch.Tensor, mask: torch.Tensor, shared: int) -> None:
        """`query`, `key`: [rows, heads, T, members]; `mask`: [rows, 1, T − shared, T], what branches see."""
        if len(self.pointer) == 0:
            return
        length = query.shape[2]
        row, at = self.pointer // length, self.pointer % length
        scores = torch.einsum("pd,ptd->pt", query[row, 0, at], key[row, 0]) * query.shape[-1] ** -0.5
        places = torch.arange(length, device=scores.device)
        seen = places[None] <= at[:, None]
        inside = at >= shared
        seen[inside] = mask[row[inside], 0, at[inside] - shared]
        scores = scores.masked_fill(~seen, -torch.inf)
        right = torch.zeros_like(seen).scatter(1, self.found.clamp(min=0), True)
        # Filling points at place 0, the beginning of the sequence, which is never right.
        right[:, 0] = False
        self.loss.append((scores.logsumexp(1) - scores.masked_fill(~right, -torch.inf).logsumexp(1)).sum())

