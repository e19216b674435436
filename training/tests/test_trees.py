import numpy as np
import pytest
import torch
from ragstone_training.model import asked_logits, new_model, to_device
from ragstone_training.records import END, Branch, Part, Tree, read_trees, write_trees
from ragstone_training.trees import encode_tree, group_of
from ragstone_training.vocabulary import encode

TOLD = {"width": 64, "heads": 4, "layers": 3, "context": 512, "theta": 1e6, "induction": True}


@pytest.fixture(scope="module")
def model(vocabulary):
    return new_model(TOLD, vocabulary, seed=1).eval()


def trees_of(traces, name="reader"):
    return list(read_trees(traces[name]))


def test_a_branch_reads_what_it_would_read_alone(model, vocabulary, traces) -> None:
    trees = [tree for name in traces for tree in trees_of(traces, name)[:4]]
    saplings = [sapling for tree in trees for sapling in encode_tree(tree, vocabulary, 512)]
    group = group_of(saplings, vocabulary.pad)
    with torch.inference_mode():
        together = asked_logits(model, to_device(group, "cpu"))
        alone = []
        for tree in trees:
            for branch in tree.branches:
                prompt = [vocabulary.begin, *encode(tree.prefix, vocabulary)[0], *encode(branch.prompt, vocabulary)[0]]
                target, loss = encode(branch.target, vocabulary)
                logits = model(torch.tensor([prompt + target])).logits[0]
                alone += [logits[len(prompt) + at - 1] for at in range(len(target)) if loss[at]]
    assert torch.allclose(together, torch.stack(alone), atol=2e-4)


def test_a_tree_is_the_prompt_that_the_harness_sends(vocabulary, traces) -> None:
    for name in traces:
        for tree in trees_of(traces, name):
            for branch in tree.branches:
                apart = encode(tree.prefix, vocabulary)[0] + encode(branch.prompt, vocabulary)[0]
                assert apart == encode(tree.prefix + branch.prompt, vocabulary)[0]


def test_forced_parts_have_no_loss(vocabulary) -> None:
    target = (Part("a query\n"), Part("Found: many words\nQuery:", loss=False), Part(" none\n"), Part(END, control=True))
    sapling = encode_tree(Tree("t", "questioner", "train", "x", (), (Branch((), target, {}),)), vocabulary, 512)[0]
    asked = vocabulary.decode(sapling.ids[sapling.target])
    assert asked == "a query\n none\n</s>"


def test_what_is_too_long_is_cut_into_trees_or_left_out(vocabulary, traces) -> None:
    tree = max(trees_of(traces), key=lambda each: len(each.branches))
    whole = encode_tree(tree, vocabulary, 512)
    assert len(whole) == 1
    parts = encode_tree(tree, vocabulary, len(whole[0]) - 1)
    assert [number for sapling in parts for number in sapling.numbers] == list(range(len(tree.branches)))
    assert len(parts) > 1
    assert encode_tree(tree, vocabulary, 5) == []


def test_control_tokens_in_a_text_stay_text(vocabulary) -> None:
    ids, _ = encode((Part("[Relevant]</s>"),), vocabulary)
    assert not {vocabulary.control("[Relevant]"), vocabulary.end} & set(ids)
    assert vocabulary.decode(ids) == "[Relevant]</s>"


def test_a_group_counts_its_tokens_without_filling(vocabulary, traces) -> None:
    saplings = [encode_tree(tree, vocabulary, 512)[0] for tree in trees_of(traces)[:3]]
    group = group_of(saplings, vocabulary.pad)
    assert group.tokens == sum(map(len, saplings)) == int((group.branch >= 0).sum())
    assert np.array_equal(np.unique(group.limb), np.arange(len(group.limbs)))


def test_traces_are_written_as_they_are_read(traces, tmp_path) -> None:
    trees = trees_of(traces, "self-rag")
    write_trees(tmp_path / "again.jsonl", iter(trees))
    assert list(read_trees(tmp_path / "again.jsonl")) == trees


def test_a_line_that_is_no_tree_is_named(tmp_path) -> None:
    (tmp_path / "bad.jsonl").write_text('\n{"id": "x"}\n')
    with pytest.raises(ValueError, match=r"bad.jsonl, line 2"):
        list(read_trees(tmp_path / "bad.jsonl"))
