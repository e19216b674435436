import pytest
from ragstone_training.invar.figures import churn, retrieval_figures
from ragstone_training.invar.lists import ask_bm25
from ragstone_training.invar.pairs import Pair

from .tiny_pairs import write_pairs


def pair(id: str, *positives: str) -> Pair:
    return Pair(id, "train", "one-hop", "?", (), positives, (), {})


def test_churn_is_the_share_that_changes() -> None:
    assert churn([["a", "b"], ["b", "a"]], 5) == 0
    assert churn([["a", "b", "c", "d"], ["a", "b", "x", "y"]], 4) == 0.5
    assert churn([["a", "b"], ["a"]], 5) == 0.5
    assert churn([["a"], ["a"], ["b"]], 5) == pytest.approx(2 / 3)


def test_figures_by_environment_and_family() -> None:
    lists = {
        "1": {"original": list("abcdef"), "own-1": list("fedcba"), "window-16": list("abcdef")},
        "2": {"original": list("abcdef"), "own-1": list("abcdef"), "window-16": list("abcdef")},
    }
    figures = retrieval_figures([pair("1", "a"), pair("2", "a", "z")], lists)
    assert figures["recall"]["original"]["@5"] == 0.75
    assert figures["recall"]["own-1"]["@5"] == 0.25
    rewording = figures["families"]["rewording"]
    assert rewording["churn@5"] == pytest.approx(0.1)
    assert rewording["spread@5"] == pytest.approx(0.5**0.5 / 2)
    assert rewording["spread of means@5"] == pytest.approx(0.125**0.5)
    assert figures["families"]["window"] == {"churn@5": 0, "spread@5": 0, "spread of means@5": 0}
    assert "typos" not in figures["families"]


def test_bm25_is_asked_as_the_harness_has_it(tmp_path) -> None:
    asked = ask_bm25(write_pairs(tmp_path, worlds=1), most=4)
    assert len(asked.pairs) == len(asked.bm25) == 4
    assert len(asked.passages) == 12
    for pair in asked.pairs:
        assert list(asked.queries[pair.id]) == ["original", "own-1", "typos-1", "typos-2", "window-16", "window-32"]
        assert asked.queries[pair.id]["typos-1"] != pair.query
        assert asked.bm25[pair.id]["original"][0] == pair.positives[0]
