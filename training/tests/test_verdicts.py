import pytest
from ragstone_training.controls import PARAGRAPH, PARAGRAPH_END
from ragstone_training.lookups import LookUps
from ragstone_training.records import END, Branch, Part, Tree
from ragstone_training.trees import encode_tree, group_of

DOCUMENTS = "Doc 1(Title: Hillsworth) It was built by Ann Lee.\nDoc 2(Title: Ovington) It was built by Bo Li. Bo Li also built Hillsworth Mill."
LABELS = {"hops": 1, "values": ["Bo Li"], "evidence": ["It was built by Bo Li."]}


def looked_at(vocabulary, prefix: str, branch: Branch, protocol: str = "reader") -> dict[str, tuple[str, list[str]]]:
    """By kind, from where the last pointer looks, and at what, as text."""
    tree = Tree("t", protocol, "train", "x", (Part(prefix),), (branch,))
    group = group_of(encode_tree(tree, vocabulary, 512), vocabulary.pad)
    found = {}
    for kind in ("topic", "answer", "claim"):
        each = group.pointers[kind]
        if len(each.row):
            places = [at for at in each.found[-1] if at >= 0]
            found[kind] = (vocabulary.decode([group.ids[0, each.place[-1]]]), vocabulary.decode(group.ids[0, places].tolist()))
    return found


def asked(question: str, verdict: str, labels: dict) -> Branch:
    return Branch((Part(f"\nQuestion: {question}\nAnswer:"),), (Part(f" {verdict}"), Part(END, control=True)), {**labels, "answers": [verdict]})


def test_a_yes_looks_at_the_value_in_its_evidence_and_at_the_same_in_the_question(vocabulary) -> None:
    found = looked_at(vocabulary, DOCUMENTS, asked("Did Bo Li build Ovington?", "yes", LABELS))
    assert found["answer"] == found["claim"] == (":", " Bo Li")
    assert "Ovington".endswith(found["topic"][1].strip())


def test_a_no_looks_at_the_value_too_and_claims_nothing(vocabulary) -> None:
    found = looked_at(vocabulary, DOCUMENTS, asked("Did Ann Lee build Ovington?", "no", LABELS))
    assert found["answer"] == (":", " Bo Li")
    assert found["claim"] == (":", ":")


def test_what_is_not_known_or_needs_two_articles_has_no_verdict(vocabulary) -> None:
    for more in ({"answered": False}, {"hops": 2}, {"evidence": ["It stands nowhere here."]}):
        assert "claim" not in looked_at(vocabulary, DOCUMENTS, asked("Did Bo Li build Ovington?", "yes", {**LABELS, **more}))


@pytest.mark.parametrize(("output", "claim"), [(" Bo Li", " Bo Li"), (" Bo Li and 1903", " Bo Li"), (" Ann Lee", None)])
def test_support_looks_at_the_value_in_the_passage_and_in_the_output(vocabulary, output, claim) -> None:
    branch = Branch(
        (Part("[Retrieval]", control=True), Part(PARAGRAPH, control=True), Part("Ovington\nIt was built by Bo Li in 1903."), Part(PARAGRAPH_END, control=True)),
        (Part("[Relevant]", control=True), Part(output, loss=False), Part("[Fully supported]", control=True), Part("[Utility:5]", control=True), Part(END, control=True)),
        {"hops": 1, "answers": ["Bo Li"], "support": "[Fully supported]"},
    )
    found = looked_at(vocabulary, "### Instruction:\nWho built Ovington?\n\n### Response:\n", branch, "self-rag")
    here, claimed = found["claim"]
    assert found["answer"] == (here, " Bo Li")
    assert claimed == (here if claim is None else claim)


def test_look_ups_of_verdicts_say_what_is_so() -> None:
    names = [f"{begin}{end}" for begin in ("Bala", "Teru", "Miko", "Sola", "Vani") for end in ("grad", "stad", "polis", "burg", "ton")]
    made = LookUps([" ".join(names), "under over behind before after"], seed=1)
    trees = [made.tree("verified", number) for number in range(30)]
    seen = set()
    for tree in trees:
        for branch in tree.branches:
            labels, question = branch.labels, branch.prompt[0].value
            assert labels["evidence"][0].endswith(f"{labels['values'][0]}.") and labels["evidence"][0] in tree.prefix[0].value
            seen.add(labels["answers"][0])
            if labels["answers"] == ["yes"]:
                assert labels["values"][0] in question
            assert branch.target[0].value == f" {labels['answers'][0]}"
    assert seen == {"yes", "no"}
