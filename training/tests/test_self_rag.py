from dataclasses import replace

import pytest
from ragstone_training.annotate import Critic, annotate
from ragstone_training.controls import REFLECTION, family_of
from ragstone_training.model import new_model
from ragstone_training.records import END, Branch, Part, read_trees
from ragstone_training.self_rag import critic_tree, masked, spaced, spaced_parts

def control(value: str) -> Part:
    return Part(value, control=True)


class Says:
    """A critic that always says the same of each family."""

    def __init__(self, **tokens: str) -> None:
        self.tokens = tokens
        self.asked: list[tuple[str, str]] = []

    def judge(self, trees):
        return [[self.branch(branch) for branch in tree.branches] for tree in trees]

    def branch(self, branch):
        before = "".join(part.value for part in branch.prompt)
        tokens = []
        for part in branch.target:
            if part.control and part.value in REFLECTION:
                self.asked.append((before, family_of(part.value)))
                tokens.append(self.tokens[family_of(part.value)])
            before += part.value
        return tokens


ALL = {"retrieve": "[Retrieval]", "relevance": "[Relevant]", "support": "[Partially supported]", "utility": "[Utility:3]"}


def targets(trees) -> list[str]:
    return ["".join(part.value if part.control else "·" for part in branch.target) for tree in trees for branch in tree.branches]


def test_a_critic_learns_reflection_tokens_alone(traces) -> None:
    for tree in map(critic_tree, read_trees(traces["self-rag"])):
        for branch in tree.branches:
            for part in branch.target:
                assert part.loss == (part.control and part.value in REFLECTION)


def test_what_is_written_behind_a_reflection_token_begins_with_a_space(traces) -> None:
    for before in read_trees(traces["self-rag"]):
        after = spaced(before)
        assert spaced(after) == after
        for old, new in zip(before.branches, after.branches, strict=True):
            assert new.prompt == old.prompt
            assert [part.value.strip() for part in new.target] == [part.value for part in old.target]
    told = [Part("[Relevant]", control=True), Part("Ann"), Part("<paragraph>", control=True), Part("Bo\nBo is.")]
    assert [part.value for part in spaced_parts(told)] == ["[Relevant]", " Ann", "<paragraph>", "Bo\nBo is."]


def test_the_corpus_says_what_the_critic_says(traces) -> None:
    given = targets(annotate(read_trees(traces["self-rag"]), Says(**ALL)))
    assert set(given) == {"[Retrieval]", "[Relevant]·[Partially supported][Utility:3]</s>"}


def test_an_irrelevant_passage_has_no_support_token(traces) -> None:
    given = targets(annotate(read_trees(traces["self-rag"]), Says(**{**ALL, "relevance": "[Irrelevant]"})))
    assert set(given) == {"[Retrieval]", "[Irrelevant]·[Utility:3]</s>"}


@pytest.fixture(scope="module")
def critic(vocabulary):
    told = {"width": 32, "heads": 2, "layers": 2, "context": 1024, "theta": 1e4, "embedding_deviation": 1.0}
    return Critic(new_model(told, vocabulary, seed=3).eval(), vocabulary, 1024)


def test_every_label_is_what_the_critic_says_behind_those_before_it(traces, critic) -> None:
    trees = list(read_trees(traces["self-rag"]))
    changed = 0
    for before, tree in zip(trees, annotate(trees, critic), strict=True):
        alone = critic.judge([tree])[0]
        for branch, judged in zip(tree.branches, alone, strict=True):
            assert [part.value for part in branch.target if part.control and part.value in REFLECTION] == judged
        changed += tree != before
    assert changed > len(trees) / 2


def test_a_tree_that_is_too_long_for_the_critic_is_left_out(traces, vocabulary, critic) -> None:
    trees = list(read_trees(traces["self-rag"]))[:4]
    long = replace(trees[1], id="long", prefix=(Part("word " * 2000),))
    assert [tree.id for tree in annotate([trees[0], long, trees[2]], critic)] == [trees[0].id, trees[2].id]


def test_forced_outputs_stay_forced(traces) -> None:
    before = [part for tree in read_trees(traces["self-rag"]) for branch in tree.branches for part in branch.target if not part.loss]
    after = [part for tree in annotate(read_trees(traces["self-rag"]), Says(**ALL)) for branch in tree.branches for part in branch.target if not part.loss]
    assert before == after
    assert before


def test_masking_of_the_released_code_covers_sentences_between_paragraphs() -> None:
    paragraph = (control("<paragraph>"), Part("found", loss=False), control("</paragraph>"))
    target = (Part("one"), *paragraph, Part("two"), *paragraph, Part("three"), control(END))
    branch = Branch((), target, {})
    assert masked(branch, "each") == branch
    losses = [part.value for part in masked(branch, "first-to-last").target if part.loss]
    assert losses == ["one", "<paragraph>", "</paragraph>", "three", END]
