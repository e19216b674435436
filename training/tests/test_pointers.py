import pytest
import torch
from ragstone_training.model import TreeLoss, new_model, to_device
from ragstone_training.pointers import pointers_of
from ragstone_training.records import END, Branch, Part, Tree, read_trees
from ragstone_training.trees import encode_tree, group_of

SHARED = [1, 50, 51, 52, 9, 50, 51, 60]


def test_the_longest_beginning_is_pointed_at_wherever_it_stands() -> None:
    ids, loss = [7, 7, 50, 51, 52, 2], [False, False, True, True, True, True]
    assert pointers_of(SHARED, ids, loss, 100) == [(102, (1,))]
    assert pointers_of(SHARED, [7, 50, 51, 99], [False, True, True, True], 100) == [(101, (1, 5))]


def test_what_stands_in_the_branch_is_counted_from_where_the_branch_begins() -> None:
    ids, loss = [70, 71, 8, 70, 71, 2], [False, False, False, True, True, True]
    assert pointers_of(SHARED, ids, loss, 100) == [(103, (100,))]


def test_one_token_alone_and_what_is_nowhere_are_not_pointed_at() -> None:
    assert pointers_of(SHARED, [7, 9, 2], [False, True, True], 100) == []
    assert pointers_of(SHARED, [7, 80, 81], [False, True, True], 100) == []


def test_behind_a_token_that_is_nowhere_the_next_one_points() -> None:
    assert pointers_of(SHARED, [7, 90, 50, 51, 52], [False, True, True, True, True], 100) == [(102, (1,))]


def test_each_stretch_with_loss_has_its_own() -> None:
    ids, loss = [50, 51, 7, 51, 60], [True, True, False, True, True]
    assert [token for token, _ in pointers_of(SHARED, ids, loss, 100)] == [100, 103]


def test_a_group_points_from_before_an_answer_to_where_it_stands(vocabulary, traces) -> None:
    trees = [tree for tree in read_trees(traces["reader"])][:4]
    saplings = [sapling for tree in trees for sapling in encode_tree(tree, vocabulary, 512)]
    group = group_of(saplings, vocabulary.pad)
    length = group.ids.shape[1]
    assert len(group.pointer) > 0
    flat = group.ids.reshape(-1)
    for pointer, found in zip(group.pointer, group.found, strict=True):
        wanted = group.wanted[list(group.at).index(pointer)]
        for place in found[found >= 0]:
            assert flat[pointer // length * length + place] == wanted


@pytest.mark.parametrize("alone", [True, False])
def test_a_head_learns_where_to_look(vocabulary, alone) -> None:
    told = {"width": 32, "heads": 2, "layers": 3, "context": 256, "theta": 1e4}
    asked = Branch((Part("Question: who?"),), (Part(" Ann Lee"), Part(END, control=True)), {})
    tree = Tree("t", "reader", "train", "x", (Part("It was Ann Lee."),), (asked,) if alone else (asked, asked))
    group = group_of(encode_tree(tree, vocabulary, 256), vocabulary.pad)
    loss = TreeLoss(new_model(told, vocabulary, seed=1), pointing=1.0)
    plain = TreeLoss(loss.model)
    optimiser = torch.optim.Adam(loss.parameters(), 1e-2)
    extra = []
    for _ in range(30):
        batch = to_device(group, "cpu")
        whole = loss(batch)[0]
        extra.append(float(whole - plain(batch)[0]))
        optimiser.zero_grad()
        whole.backward()
        optimiser.step()
    assert extra[0] > 1
    assert extra[-1] < 0.1 * extra[0]
