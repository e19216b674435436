"""
Where heads look from where a verdict is written, a yes or no or how well an output is supported: *answer* at the value
that the evidence gives, *claim* at where the question or the output says the same, and at itself where neither does. A
verdict has few bits, and nothing else tells which two places far apart it is made of.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .controls import CONTROLS, SUPPORT
from .pointers import BORDER, CLAIM, MOST, Pointer, named_in, places_of, topic_of
from .records import Branch
from .titles import Titled
from .vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Verdict:
    """
    `at`: its token in the branch. `value`: what the evidence gives, a letter a token. `sentence`: the one that gives it;
    none: anywhere in a passage. `claimed`: where the claim begins in the branch; none: somewhere in what is asked.
    `agreed`: whether that is the value.
    """

    at: int
    value: str
    sentence: str
    claimed: int | None
    agreed: bool

    def pointers(self, text: str, asked: str, offset: int, titles: Sequence[Titled]) -> Iterator[tuple[str, Pointer]]:
        """
        By kind, counted in `text`: the branch behind its prefix of `offset` tokens. `asked`: the same without passages.
        None where the evidence is not there or nothing asked names its title.
        """
        here = offset + self.at - 1
        inside = [each for each in titles if each.text[1] <= here + 1]
        stands = [at for at in self._stands(text[: here + 1]) if any(each.text[0] <= at < each.text[1] for each in inside)]
        topic, passage = topic_of(text, asked[: here + 1], inside, stands[:1]) if stands else ((), [])
        if not topic:
            return
        yield "topic", Pointer(here, topic)
        yield "passage", Pointer(here, tuple(passage))
        yield "answer", Pointer(here, self._all(stands))
        if not self.agreed:
            yield "claim", Pointer(here, (here,), CLAIM)
            return
        claims = places_of(self.value, asked[: here + 1]) if self.claimed is None else [offset + self.claimed]
        if claims:
            yield "claim", Pointer(here, self._all(claims[-1:]), CLAIM)

    def _stands(self, text: str) -> list[int]:
        if not self.sentence:
            return places_of(self.value, text)
        found = named_in(text, self.sentence, len(self.sentence) - 2 * BORDER)
        return [found[0] + at for at in places_of(self.value, text[slice(*found)])] if found else []

    def _all(self, begins: Sequence[int]) -> tuple[int, ...]:
        """All tokens of the values that begin there: what they have in common is what is compared."""
        return tuple(begin + each for begin in begins for each in range(len(self.value)))[:MOST]


def verdicts_of(branch: Branch, ids: Sequence[int], loss: Sequence[bool], vocabulary: Vocabulary) -> list[Verdict]:
    """Of a branch as ids that is about one article."""
    labels = branch.labels
    if labels.get("hops") != 1 or not labels.get("answered", True):
        return []
    right = labels["answers"][0]
    controls, supports = ({vocabulary.tokenizer.token_to_id(each) for each in names} for names in (CONTROLS, SUPPORT))
    learnt = [at for at, asked in enumerate(loss) if asked]
    judged = next((at for at in learnt if ids[at] in supports), None)
    if "values" in labels:
        value, sentence, verdict = (letters(each, vocabulary) for each in (labels["values"][0], labels["evidence"][0], right))
        spoken = next((at for at in learnt if ids[at] not in controls), None)
        places = [spoken] if spoken is not None and chr(ids[spoken]) == verdict[0] else []
        return [Verdict(at, value, sentence, None, right == "yes") for at in [*places, judged] if at is not None]
    if judged is None:
        return []
    value = letters(right, vocabulary)
    begin = max(at for at in range(judged) if ids[at] in controls) + 1
    return [Verdict(judged, value, "", begin, "".join(map(chr, ids[begin:judged])).startswith(value))]


def letters(text: str, vocabulary: Vocabulary) -> str:
    """As it stands inside a text, a letter a token."""
    return "".join(map(chr, vocabulary.text(f" {text}")[0]))
