import numpy as np
import pytest
from ragstone_training.calibration import Judged, accuracy, calibration_error, fit_temperature
from ragstone_training.evaluate import evaluate, stretches
from ragstone_training.model import new_model
from ragstone_training.records import read_trees

from .test_trees import TOLD


def judged(n: int, sharper: float, seed: int = 1) -> Judged:
    """Labels drawn from the softmax of logits, of which `sharper` times as much is told."""
    random = np.random.default_rng(seed)
    logits = random.normal(size=(n, 3)) * 1.5
    right = np.array([random.choice(3, p=row) for row in Judged(logits, np.zeros(n)).probabilities()])
    return Judged(logits * sharper, right)


def test_true_probabilities_are_calibrated() -> None:
    assert calibration_error(judged(20_000, 1)) < 0.02
    assert fit_temperature(judged(20_000, 1)) == pytest.approx(1, abs=0.05)


def test_a_temperature_mends_probabilities_that_are_too_sure() -> None:
    sure = judged(20_000, 4)
    assert calibration_error(sure) > 0.15
    temperature = fit_temperature(judged(20_000, 4, seed=2))
    assert temperature == pytest.approx(4, rel=0.05)
    assert calibration_error(sure, temperature) < 0.02


def test_error_of_a_known_case() -> None:
    """Sure of the first of two in all four cases, right in three."""
    told = Judged(np.array([[50.0, 0.0]] * 4), np.array([0, 0, 0, 1]))
    assert accuracy(told) == 0.75
    assert calibration_error(told) == pytest.approx(0.25)


def test_stretches_are_runs_without_a_gap() -> None:
    assert [list(each) for each in stretches(np.array([3, 4, 5, 9, 10, 20]))] == [[0, 1, 2], [3, 4], [5]]


def test_every_branch_is_judged_once(vocabulary, traces) -> None:
    trees = [tree for name in ("reader", "self-rag", "questioner") for tree in read_trees(traces[name])]
    result = evaluate(new_model(TOLD, vocabulary, 1), vocabulary, trees, 512)
    kinds = {name: asked for name, (_, asked) in result.exact.items()}
    of = lambda protocol: sum(len(tree.branches) for tree in trees if tree.protocol == protocol)
    assert kinds["reader kind=one-hop"] == of("reader")
    assert kinds["self-rag part=decision"] + kinds["self-rag part=passage"] == of("self-rag")
    assert kinds["questioner step=query-1"] == kinds["questioner step=answer"] == of("questioner")
    assert kinds["questioner decision"] == 3 * of("questioner")
    assert len(result.families["relevance"].right) == kinds["self-rag part=passage"]
    assert result.left_out == 0
