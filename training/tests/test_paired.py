import pytest
from ragstone_training.paired import paired, told


def test_seeds_are_averaged_before_questions_are_compared() -> None:
    one = [{"a": 1.0, "b": 0.0, "only here": 1.0}, {"a": 0.0, "b": 0.0}]
    other = [{"a": 0.0, "b": 1.0}]
    found = paired(one, other)
    assert found.n == 2
    assert found.mean == pytest.approx((0.5 - 1.0) / 2)
    assert found.low == -1.0 and found.high == 0.5


def test_one_that_is_better_everywhere_is_no_chance() -> None:
    one = [{str(at): 1.0 for at in range(40)}]
    other = [{str(at): 0.0 for at in range(40)}]
    found = paired(one, other)
    assert found.p == pytest.approx(1 / 10_001)
    assert told(found) == "+100.0 [100.0, 100.0] (n = 40, p = 0.0001)"


def test_differences_as_often_up_as_down_are_chance() -> None:
    one = [{str(at): float(at % 2) for at in range(100)}]
    other = [{str(at): float(1 - at % 2) for at in range(100)}]
    found = paired(one, other)
    assert found.mean == 0 and found.p == 1
    assert -0.25 < found.low < 0 < found.high < 0.25


def test_arms_without_a_common_question_are_refused() -> None:
    with pytest.raises(ValueError, match="no question in common"):
        paired([{"a": 1.0}], [{"b": 1.0}])
