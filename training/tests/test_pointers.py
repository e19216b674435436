import numpy as np
import pytest
import torch
from ragstone_training.controls import PARAGRAPH, PARAGRAPH_END
from ragstone_training.model import TreeLoss, new_model, to_device
from ragstone_training.pointers import LATER, Pointer, answer_of, outside, owners_of, stretches_of, topic_of
from ragstone_training.records import END, Branch, Part, Tree, read_trees
from ragstone_training.self_rag import spaced
from ragstone_training.titles import Titled, titled
from ragstone_training.trees import encode_tree, group_of
from ragstone_training.vocabulary import encode


def test_an_answer_points_at_its_longest_beginning_wherever_it_stands() -> None:
    assert answer_of("?abcd?ab!abcz", 9, 13) == (9, 3, [1])
    assert answer_of("?abcd?ab!abyz", 9, 13) == (9, 2, [1, 6])


def test_one_token_alone_and_what_is_nowhere_are_not_pointed_at() -> None:
    assert answer_of("?abcd!axyz", 6, 10) == (6, 0, [])


def test_behind_a_token_that_is_nowhere_the_next_one_points() -> None:
    assert answer_of("?abcd!Rabz", 6, 10) == (7, 2, [1])


def test_stretches_are_runs_with_loss() -> None:
    assert list(stretches_of([False, True, True, False, True])) == [(1, 3), (4, 5)]


def test_words_of_a_passage_look_at_its_title() -> None:
    assert list(owners_of([Titled((3, 5), (6, 13)), Titled((0, 0), (20, 30))])) == [Pointer(6, (4,)), Pointer(12, (4,))]


def test_a_title_that_is_known_by_all_its_tokens_is_looked_at_anywhere() -> None:
    assert list(owners_of([Titled((3, 7), (8, 9), late=False)])) == [Pointer(8, (3, 4, 5, 6))]
    assert list(owners_of([Titled((3, 7), (8, 9))])) == [Pointer(8, (5, 6))]


def test_the_topic_is_the_title_of_which_most_is_named() -> None:
    titles = [Titled((0, 3), (3, 3)), Titled((3, 7), (7, 7))]
    for asked, places in (("?who is defg", (17, 18)), ("?who is de", ())):
        text = "abcdefg" + asked
        assert topic_of(text, outside(text, titles), titles, [])[0] == places


def test_a_title_is_found_although_it_begins_with_other_tokens_than_in_a_text() -> None:
    titles = [Titled((0, 5), (5, 8))]
    assert topic_of("Dzefgxyz?who is defg", "????????" + "?who is defg", titles, [6])[0] == (18, 19)


def test_the_topic_is_rather_the_title_of_the_passage_that_holds_the_answer_where_it_was_named_last() -> None:
    titles = [Titled((0, 2), (2, 5)), Titled((5, 9), (9, 12))]
    text = "abxyzdefguvw?ab?defg?ab?"
    assert topic_of(text, outside(text, titles), titles, [3]) == ((22,), [0, 1, 2, 3, 4])
    assert topic_of(text, outside(text, titles), titles, [10])[0] == (18, 19)


@pytest.mark.parametrize(
    "parts",
    [
        (Part("Documents:\nDoc 1(Title: Ann (Lee)) Ann is old.\nDoc 2(Title: Bo) Bo is."),),
        (Part("Query: q\nRetrieved Document: Title: Ann (Lee) Content: Ann is old.\nTitle: Bo Content: Bo is.\nQuery:"),),
        (Part("[Retrieval]", control=True), Part(PARAGRAPH, control=True), Part("Ann (Lee)\nAnn is old."),
         Part(PARAGRAPH_END, control=True), Part(PARAGRAPH, control=True), Part("Bo\nBo is.")),
    ],
)
def test_titles_and_texts_are_found_as_the_methods_write_them(vocabulary, parts) -> None:
    ids, _ = encode(parts, vocabulary)
    spans = [
        [vocabulary.decode(ids[slice(*span)]).strip() for span in (each.title, each.text)] for each in titled(parts, vocabulary)
    ]
    assert spans == [["Ann", "Ann is old."], ["Bo", "Bo is."]]


@pytest.mark.parametrize("name", ["reader", "self-rag", "questioner", "answerer"])
def test_a_group_points_at_titles_and_at_what_is_written_next(vocabulary, traces, name) -> None:
    trees = list(map(spaced, read_trees(traces[name])))[:6]
    saplings = [sapling for tree in trees for sapling in encode_tree(tree, vocabulary, 1024)]
    group = group_of(saplings, vocabulary.pad)
    assert all(len(group.pointers[kind].row) > 0 for kind in ("owner", "topic", "passage", "answer"))
    for kind, each in group.pointers.items():
        # A verdict's claim may be at itself: nobody claims what the evidence says.
        assert (each.found < each.place[:, None] + (kind == "claim")).all()
    answers = group.pointers["answer"]
    asked = {int(at): int(token) for at, token in zip(group.at, group.wanted, strict=True)}
    verdicts = {(row, place) for row, place in zip(group.pointers["claim"].row, group.pointers["claim"].place)}
    for row, place, found in zip(answers.row, answers.place, answers.found, strict=True):
        if (row, place) not in verdicts:
            wanted = asked[row * group.ids.shape[1] + place]
            assert {int(group.ids[row, at]) for at in found[found >= 0]} == {wanted}
    owners = group.pointers["owner"]
    texts = [part.value for tree in trees for part in (*tree.prefix, *sum((b.prompt + b.target for b in tree.branches), ()))]
    for row, found in zip(owners.row, owners.found, strict=True):
        title = vocabulary.decode(list(group.ids[row, found[found >= 0]])).strip()
        assert any(title in text for text in texts)
        assert np.all(np.diff(found[found >= 0]) == 1)


@pytest.mark.parametrize(("protocol", "along"), [("reader", True), ("answerer", True), ("questioner", False)])
def test_an_answer_points_at_where_it_stands_from_each_of_its_tokens_and_a_query_from_its_first(vocabulary, protocol, along) -> None:
    prefix = (Part("Doc 1(Title: Hillsworth) Built in 1962.\nDoc 2(Title: Ovington) Built in 1959."),)
    asked = Branch((Part("\nQuestion: When was Ovington built? Answer:"),), (Part(" 1959"), Part(END, control=True)), {})
    tree = Tree("t", protocol, "train", "x", prefix, (asked,))
    answers = (group := group_of(encode_tree(tree, vocabulary, 256), vocabulary.pad)).pointers["answer"]
    written = vocabulary.text(" 1959")[0][: None if along else 1]
    assert [group.ids[0, places].tolist() for places in answers.found] == [[each] for each in written]
    assert np.all(np.diff(answers.found[:, 0]) == 1) and np.all(np.diff(answers.place) == 1)
    assert answers.weight.tolist() == [1.0, *[LATER] * (len(written) - 1)]


@pytest.mark.parametrize("alone", [True, False])
def test_heads_learn_where_to_look(vocabulary, alone) -> None:
    told = {"width": 64, "heads": 4, "layers": 5, "context": 256, "theta": 1e4}
    labels = {"hops": 1, "answers": ["yes"], "values": ["Ann Lee"], "evidence": ["Here lives Ann Lee."]}
    asked = Branch((Part("\nQuestion: Who lives in Hillsworth? Answer:"),), (Part(" Ann Lee"), Part(END, control=True)), {})
    so = Branch((Part("\nQuestion: Does Ann Lee live in Hillsworth? Answer:"),), (Part(" yes"), Part(END, control=True)), labels)
    prefix = (Part("Doc 1(Title: Hillsworth) Here lives Ann Lee.\nDoc 2(Title: Ovington) Here is Bo Li."),)
    tree = Tree("t", "reader", "train", "x", prefix, (so,) if alone else (asked, so))
    group = group_of(encode_tree(tree, vocabulary, 256), vocabulary.pad)
    assert all(len(each.row) > 0 for each in group.pointers.values())
    loss = TreeLoss(new_model(told, vocabulary, seed=1), pointing=1.0)
    plain = TreeLoss(loss.model)
    optimiser = torch.optim.Adam(loss.parameters(), 1e-2)
    extra = []
    for _ in range(60):
        batch = to_device(group, "cpu")
        whole = loss(batch)[0]
        extra.append((whole - plain(batch)[0]).item())
        optimiser.zero_grad()
        whole.backward()
        optimiser.step()
    assert extra[0] > 3
    assert all(right == asked > 0 for right, asked in loss.pointed.values())
    assert extra[-1] < 0.2 * extra[0]
