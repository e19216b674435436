"""
Self-RAG's training in the paper's order: a critic learns the labels, writes them into the generator's corpus, and the
generator learns text and labels by next-token loss, retrieved text masked (papers: Asai et al. 2024, section 3.2).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from .controls import PARAGRAPH, PARAGRAPH_END, REFLECTION
from .records import Branch, Part, Tree

Masking = Literal["each", "first-to-last"]


def critic_tree(tree: Tree) -> Tree:
    """The same sequences with loss on reflection tokens only: p(r | x, y) (eq. 1)."""
    return replace(
        tree,
        branches=tuple(
            replace(
                branch,
                target=tuple(part if part.control and part.value in REFLECTION else part.forced() for part in branch.target),
            )
            for branch in tree.branches
        ),
    )


def spaced(tree: Tree) -> Tree:
    """
    What is written behind a reflection token begins with a space, as words do inside a text. Llama's tokenizer reads it
    so by itself; ours would have the model write names in other tokens than it reads them in. Methods trim it off.
    """
    return replace(tree, branches=tuple(replace(branch, target=tuple(spaced_parts(branch.target))) for branch in tree.branches))


def spaced_parts(parts: Sequence[Part]) -> Iterator[Part]:
    behind = ""
    for part in parts:
        begins = not part.control and behind in REFLECTION and not part.value[:1].isspace()
        yield replace(part, value=f" {part.value}") if begins else part
        behind = part.value if part.control else ""


def masked(branch: Branch, masking: Masking) -> Branch:
    """
    `each`: the traces have no loss on paragraphs. `first-to-last`: as the released `finetune.py:250-292`, nothing
    between the first `<paragraph>` and the last `</paragraph>` of a sequence has loss, sentences included; both markers do.
    """
    if masking == "each":
        return branch
    marks = [part.value if part.control else "" for part in branch.target]
    began = any(part.control and part.value == PARAGRAPH for part in branch.prompt)
    first = -1 if began else next((at for at, mark in enumerate(marks) if mark == PARAGRAPH), None)
    last = max((at for at, mark in enumerate(marks) if mark == PARAGRAPH_END), default=None)
    if first is None or last is None:
        return branch
    target = tuple(
        part.forced() if first < at < last else replace(part, loss=True) if at in (first, last) else part
        for at, part in enumerate(branch.target)
    )
    return replace(branch, target=target)


def generator_tree(tree: Tree, masking: Masking) -> Tree:
    return replace(tree, branches=tuple(masked(branch, masking) for branch in tree.branches))
