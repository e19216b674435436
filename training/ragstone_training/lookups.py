"""
Look-up tasks: lists in which a key stands before its value, asked for by key. They teach a model to copy from its
context before it sees language; without them small models stay on the plateau before any copying (README.md).
Every tree is a pure function of its number.
"""

import random
import re
from collections.abc import Iterable
from itertools import islice

from .records import END, Branch, Part, Tree

ONE_KEY, TWO_KEY, TITLED, VERIFIED = "one-key", "two-key", "titled", "verified"
LOOK_UPS = (ONE_KEY, TWO_KEY, TITLED, VERIFIED)
PASSAGES = (TITLED, VERIFIED)
_WORD = re.compile(r"\b[A-Z][a-z]{3,}\b")
_PLAIN = re.compile(r"\b[a-z]{4,}\b")

# By title and word: a value, and the sentence that gives it.
Facts = dict[tuple[str, str], tuple[str, str]]


class LookUps:
    """Keys and values are made from beginnings and ends of names in the training texts, so they are new but alike."""

    def __init__(self, texts: Iterable[str], seed: int) -> None:
        names: set[str] = set()
        plain: set[str] = set()
        for text in islice(texts, 2000):
            names.update(_WORD.findall(text))
            plain.update(_PLAIN.findall(text))
        ordered = sorted(names)
        self._begins = sorted({name[: len(name) // 2] for name in ordered})
        self._ends = sorted({name[len(name) // 2 :] for name in ordered})
        self._words = sorted(plain)[:400]
        self._seed = seed
        if len(ordered) < 20 or len(self._words) < 5:
            raise ValueError("The training texts hold too few names to make look-up tasks from.")

    def tree(self, task: str, number: int) -> Tree:
        draw = random.Random(f"{self._seed}/{task}/{number}")
        made = {ONE_KEY: self._one_key, TWO_KEY: self._two_key, TITLED: self._titled, VERIFIED: self._verified}[task]
        prefix, branches = made(draw)
        # The protocol is the nearest in shape; figures name the task by its kind.
        return Tree(f"{task}-{number}", "reader", "train", task, (Part(prefix),), tuple(branches))

    def _name(self, draw: random.Random) -> str:
        return draw.choice(self._begins) + draw.choice(self._ends)

    def _value(self, draw: random.Random) -> str:
        kind = draw.random()
        if kind < 0.5:
            return self._name(draw)
        return str(draw.randint(1000, 1999)) if kind < 0.75 else draw.choice(self._words)

    def _one_key(self, draw: random.Random) -> tuple[str, list[Branch]]:
        if draw.random() < 0.35:
            names = [self._name(draw) for _ in range(draw.randint(4, 10))]
            return "Again:", [_asked("repeat", f" {' '.join(names)} .", f" {' '.join(names)}")]
        pairs = {self._name(draw): self._name(draw) for _ in range(draw.randint(2, 6))}
        keys = list(pairs)
        # Two steps: the value is a key itself.
        chained = {key: draw.choice(keys) for key in keys if draw.random() < 0.4}
        pairs |= {key: other for key, other in chained.items() if other != key}
        listed = " ".join(f"{key} : {value} ." for key, value in pairs.items())
        branches = []
        for _ in range(8):
            key = draw.choice(keys)
            value = pairs[key]
            if value in pairs and draw.random() < 0.4:
                branches.append(_asked("chain", f" {key} : :", f" {pairs[value]}"))
            else:
                branches.append(_asked("copy", f" {key} :", f" {value}"))
        return listed, branches

    def _two_key(self, draw: random.Random) -> tuple[str, list[Branch]]:
        count = draw.choice((1, 2, 2, 3, 4, 4, 6, 8))
        given = [self._name(draw) for _ in range(max(2, count))]
        family = [self._name(draw) for _ in range(max(1, count // 2))]
        titles = {f"{draw.choice(given)} {draw.choice(family)}" if draw.random() < 0.7 else self._name(draw) for _ in range(count)}
        attributes = draw.sample(self._words, draw.randint(2, 4))
        facts = {(title, attribute): self._value(draw) for title in sorted(titles) for attribute in draw.sample(attributes, min(len(attributes), draw.randint(2, 3)))}
        listed = " ".join(f"{title} {attribute} {value} ." for (title, attribute), value in facts.items())
        asked = draw.sample(list(facts), min(8, len(facts)))
        return listed, [
            # As it stands in the list, or as questions end.
            _asked(
                f"{TWO_KEY}-{len(titles)}",
                f" {title} {attribute}{draw.choice(('', ' Answer:'))}",
                f" {facts[title, attribute]}",
            )
            for title, attribute in asked
        ]

    def _titled(self, draw: random.Random) -> tuple[str, list[Branch]]:
        """By title and word, in passages as methods write them: the sentence asked for seldom says the title itself."""
        listed, facts, asked = self._passages(draw)
        count = len({title for title, _ in facts})
        return listed, [
            _asked(f"{TITLED}-{count}", f"\n\n\nQuestion: {title} {attribute}?\nAnswer:", f" {facts[title, attribute][0]}")
            for title, attribute in asked
        ]

    def _verified(self, draw: random.Random) -> tuple[str, list[Branch]]:
        """The same passages, asked whether a value is so; one that is not is another's there, or nobody's."""
        listed, facts, asked = self._passages(draw)
        count = len({title for title, _ in facts})
        branches = []
        for title, attribute in asked:
            value, sentence = facts[title, attribute]
            claimed = value
            if draw.random() < 0.5:
                others = [other for (_, word), (other, _) in facts.items() if word == attribute or draw.random() < 0.3]
                claimed = draw.choice(others) if draw.random() < 0.8 else self._value(draw)
            claim = f"{title} {attribute} {claimed}" if draw.random() < 0.6 else f"{claimed} {attribute} {title}"
            right = "yes" if claimed == value else "no"
            labels = {"kind": f"{VERIFIED}-{count}", "hops": 1, "answers": [right], "values": [value], "evidence": [sentence]}
            branches.append(Branch((Part(f"\n\n\nQuestion: {claim}?\nAnswer:"),), (Part(f" {right}"), Part(END, control=True)), labels))
        return listed, branches

    def _passages(self, draw: random.Random) -> tuple[str, Facts, list[tuple[str, str]]]:
        """Text, facts, and which of them to ask for."""
        count = draw.choice((1, 2, 2, 3, 3, 4, 5))
        first, last = ([self._name(draw) for _ in range(2)] for _ in range(2))
        forms = [  # as people, works and places are called: parts of a title are shared
            lambda: self._name(draw),
            lambda: f"{self._name(draw)} {draw.choice(last)}",
            lambda: f"{draw.choice(first)} {self._name(draw)}",
            lambda: f"{draw.choice(first)} {draw.choice(last)}",
        ]
        titles = sorted({draw.choice(forms)() for _ in range(count)})
        draw.shuffle(titles)
        attributes = draw.sample(self._words, 4)
        facts: Facts = {}
        lines = []
        for number, title in enumerate(titles, 1):
            sentences = []
            for attribute in draw.sample(attributes, 3):
                value = self._value(draw)
                subject = title if not sentences and draw.random() < 0.5 else "It"
                sentences.append(f"{subject} {attribute} {value}.")
                facts[title, attribute] = value, sentences[-1]
            lines.append(f"Doc {number}(Title: {title}) {' '.join(sentences)}")
        return "\n".join(lines), facts, draw.sample(list(facts), min(10, len(facts)))


def _asked(kind: str, prompt: str, value: str) -> Branch:
    return Branch((Part(prompt),), (Part(value), Part(END, control=True)), {"kind": kind})
