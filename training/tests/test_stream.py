import json
from dataclasses import dataclass

import numpy as np
import pytest
from ragstone_training.lookups import ONE_KEY, TITLED, TWO_KEY, LookUps
from ragstone_training.sources import open_sources, plain_texts
from ragstone_training.stream import Stream
from ragstone_training.titles import titled
from ragstone_training.trees import groups_of

MIX = {"reader": 0.6, ONE_KEY: 0.4}


@pytest.fixture
def sources(traces, vocabulary):
    return open_sources([*MIX, TWO_KEY], {"reader": traces["reader"]}, vocabulary, 512, seed=1)


def drawn(stream: Stream, count: int) -> list[np.ndarray]:
    return [np.concatenate([sapling.ids for sapling in stream.draw(MIX, 1000)]) for _ in range(count)]


def test_goes_on_from_its_state(sources) -> None:
    stream = Stream(sources, seed=2)
    drawn(stream, 5)
    state = json.loads(json.dumps(stream.state()))
    expected = drawn(stream, 5)
    again = Stream(sources, seed=2)
    again.restore(state)
    assert all(map(np.array_equal, drawn(again, 5), expected))


def test_another_seed_draws_other_trees(sources) -> None:
    assert not np.array_equal(drawn(Stream(sources, 1), 1)[0], drawn(Stream(sources, 2), 1)[0])


def test_reads_all_traces_before_any_again(sources) -> None:
    source = sources["reader"]
    ids = [tuple(source.saplings(number)[0].ids) for number in range(120)]
    assert sorted(ids[:60]) == sorted(ids[60:])
    assert ids[:60] != ids[60:]


def test_groups_hold_every_tree_with_little_filling(sources) -> None:
    trees = Stream(sources, seed=1).draw(MIX, 20_000)
    groups = groups_of(trees, 4096, pad=0)
    assert sum(group.tokens for group in groups) == sum(map(len, trees))
    assert sum(len(group.limbs) for group in groups) == sum(len(tree.limbs) for tree in trees)
    assert sum(group.ids.size for group in groups) < sum(map(len, trees)) / 0.85
    assert all(group.ids.size <= 4096 for group in groups)


@pytest.mark.parametrize("task", [ONE_KEY, TWO_KEY])
def test_look_ups_ask_what_their_list_says(traces, task) -> None:
    made = LookUps(plain_texts(traces["reader"]), seed=1)
    for number in range(50):
        tree = made.tree(task, number)
        assert tree == made.tree(task, number)
        listed = " " + "".join(part.value for part in tree.prefix + tree.branches[0].prompt)
        for branch in tree.branches:
            assert f"{branch.target[0].value} " in f"{listed} "
            if task == TWO_KEY:
                key = branch.prompt[0].value.removesuffix(" Answer:")
                assert f"{key}{branch.target[0].value} ." in listed


def test_titled_look_ups_are_passages_whose_title_decides(traces, vocabulary) -> None:
    made = LookUps(plain_texts(traces["reader"]), seed=1)
    for number in range(50):
        tree = made.tree(TITLED, number)
        assert tree == made.tree(TITLED, number)
        prefix = tree.prefix[0].value
        passages = {passage.title: passage.text for passage in passages_of(prefix)}
        for branch in tree.branches:
            title, attribute = asked_of(branch.prompt[0].value, passages)
            assert f" {attribute}{branch.target[0].value}." in passages[title]
        spans = titled(tree.prefix, vocabulary)
        assert len(spans) == len(passages)


@dataclass(frozen=True)
class Passage:
    title: str
    text: str


def passages_of(prefix: str) -> list[Passage]:
    return [Passage(*line.split("(Title: ")[1].split(") ", 1)) for line in prefix.split("\n")]


def asked_of(prompt: str, titles) -> tuple[str, str]:
    question = prompt.removeprefix("\n\n\nQuestion: ").removesuffix("?\nAnswer:")
    title = next(title for title in titles if question.startswith(f"{title} "))
    return title, question.removeprefix(f"{title} ")
