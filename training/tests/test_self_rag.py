from ragstone_training.controls import REFLECTION
from ragstone_training.records import END, Branch, Part, read_trees
from ragstone_training.self_rag import annotate, critic_tree, masked

def control(value: str) -> Part:
    return Part(value, control=True)


class Says:
    """A critic that always says the same of each family."""

    def __init__(self, **tokens: str) -> None:
        self.tokens = tokens
        self.asked: list[tuple[str, str]] = []

    def judge(self, prefix, asked):
        self.asked += [("".join(part.value for part in before), family) for before, family in asked]
        return [self.tokens[family] for _, family in asked]


ALL = {"retrieve": "[Retrieval]", "relevance": "[Relevant]", "support": "[Partially supported]", "utility": "[Utility:3]"}


def targets(trees) -> list[str]:
    return ["".join(part.value if part.control else "·" for part in branch.target) for tree in trees for branch in tree.branches]


def test_a_critic_learns_reflection_tokens_alone(traces) -> None:
    for tree in map(critic_tree, read_trees(traces["self-rag"])):
        for branch in tree.branches:
            for part in branch.target:
                assert part.loss == (part.control and part.value in REFLECTION)


def test_the_corpus_says_what_the_critic_says(traces) -> None:
    given = targets(annotate(read_trees(traces["self-rag"]), Says(**ALL)))
    assert set(given) == {"[Retrieval]", "[Relevant]·[Partially supported][Utility:3]</s>"}


def test_an_irrelevant_passage_has_no_support_token(traces) -> None:
    given = targets(annotate(read_trees(traces["self-rag"]), Says(**{**ALL, "relevance": "[Irrelevant]"})))
    assert set(given) == {"[Retrieval]", "[Irrelevant]·[Utility:3]</s>"}


def test_a_label_is_judged_after_those_before_it(traces) -> None:
    critic = Says(**ALL)
    list(annotate(read_trees(traces["self-rag"]), critic))
    assert all(before.find("[Relevant]") >= 0 for before, family in critic.asked if family == "support")
    assert all("[Partially supported]" in before for before, family in critic.asked if family == "utility")


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
