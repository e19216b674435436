"""Which tokens of a prompt are a passage's title (without what qualifies it in brackets), and which are its text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .controls import PARAGRAPH
from .records import Part
from .vocabulary import Vocabulary, runs_of

# As the methods write passages: `Doc 1(Title: T) text`, `Title: T Content: text`; behind `<paragraph>`, `T\ntext`.
_MARKED = re.compile(r"\(Title:(?P<title> [^\n]*?)\)(?P<text> [^\n]*)|Title:(?P<other> [^\n]*?) Content:(?P<content> [^\n]*)")
_QUALIFIED = re.compile(r" \([^()]*\)$")  # questions seldom say it
_PARAGRAPH = re.compile(r"(?P<title>[^\n]+)\n(?P<text>[^\n]*)")


@dataclass(frozen=True, slots=True)
class Titled:
    """
    Places of tokens, each from the first to the one behind the last. `late`: the title is known by its second half only,
    whose tokens can know what stands before them; the first is often a single letter.
    """

    title: tuple[int, int]
    text: tuple[int, int]
    late: bool = True

    def moved(self, by: int) -> "Titled":
        return Titled((self.title[0] + by, self.title[1] + by), (self.text[0] + by, self.text[1] + by), self.late)


def titled(parts: Sequence[Part], vocabulary: Vocabulary, late: bool = True) -> list[Titled]:
    """The passages in these parts, counted in the tokens that `encode` makes of them."""
    found: list[Titled] = []
    place, behind = 0, ""
    for run in runs_of(parts):
        if run[0].control:
            behind = run[0].value
            place += 1
            continue
        text = "".join(part.value for part in run)
        ids, starts = vocabulary.text(text)
        for (begin, end), own in spans_of(text, behind == PARAGRAPH):
            named = begin + len(_QUALIFIED.sub("", text[begin:end]))
            found.append(Titled(tokens_of(starts, begin, named), tokens_of(starts, *own), late).moved(place))
        place += len(ids)
        behind = ""
    return found


def spans_of(text: str, is_paragraph: bool) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    if is_paragraph:
        match = _PARAGRAPH.match(text)
        if match:
            yield match.span("title"), match.span("text")
        return
    for match in _MARKED.finditer(text):
        names = ("title", "text") if match["title"] is not None else ("other", "content")
        yield match.span(names[0]), match.span(names[1])


def tokens_of(starts: Sequence[int], begin: int, end: int) -> tuple[int, int]:
    """Tokens that begin inside these characters."""
    inside = [at for at, start in enumerate(starts) if begin <= start < end]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)
