import torch
from ragstone_training.held import Held
from ragstone_training.model import TreeLoss, new_model, reading_trees, to_device
from ragstone_training.pointers import layer_and_head
from ragstone_training.records import END, Branch, Part, Tree
from ragstone_training.tree_task import TreeTask
from ragstone_training.trees import encode_tree, group_of

TOLD = {"width": 128, "heads": 4, "layers": 5, "context": 256, "theta": 1e6, "induction": True}


def parts_of(model) -> list[torch.Tensor]:
    found = []
    for kind in ("topic", "owner"):
        layer, number = layer_and_head(kind, 5)
        rows = slice(number * 32, (number + 1) * 32)
        attention = model.model.layers[layer].self_attn
        found += [attention.v_proj.weight.detach()[rows].clone(), attention.o_proj.weight.detach()[:, rows].clone()]
    return found


def trained(vocabulary, told) -> tuple[list[torch.Tensor], list[torch.Tensor]]:
    """What both heads write before a step of training and after it."""
    asked = Branch((Part("\nQuestion: Who lives in Hillsworth? Answer:"),), (Part(" Ann Lee"), Part(END, control=True)), {})
    tree = Tree("t", "reader", "train", "x", (Part("Doc 1(Title: Hillsworth) Here lives Ann Lee."),), (asked,))
    task = TreeTask(new_model(told, vocabulary, seed=1), {}, vocabulary.pad, seed=1, pointing=1.0)
    model = reading_trees(task.loss.model)
    before = parts_of(model)
    optimiser = torch.optim.AdamW(task.loss.parameters(), 1e-2)
    for _ in range(2):
        task.loss(to_device(group_of(encode_tree(tree, vocabulary, 256), vocabulary.pad), "cpu"))[0].backward()
        optimiser.step()
        optimiser.zero_grad()
        task.settle()
    return before, parts_of(model)


def test_what_is_written_of_titles_is_the_same_after_training(vocabulary) -> None:
    before, after = trained(vocabulary, TOLD)
    assert all(torch.equal(*pair) for pair in zip(before, after, strict=True))


def test_without_a_written_start_nothing_is_held(vocabulary) -> None:
    before, after = trained(vocabulary, {**TOLD, "induction": False})
    assert not any(torch.equal(*pair) for pair in zip(before, after, strict=True))


def test_models_without_these_heads_are_trained_whole(vocabulary) -> None:
    model = new_model({**TOLD, "layers": 2, "induction": False}, vocabulary, seed=1)
    Held(model).restore()
    assert TreeLoss(model).model is model
