import pytest
from ragstone_training.im_rag.monologue import Passage
from ragstone_training.im_rag.tracker import Rewards

GOLD = ("Oslo", "Norway")


def kept(*titles: str) -> tuple[Passage, ...]:
    return tuple(Passage(title, title, "…") for title in titles)


def test_a_find_is_worth_less_each_turn() -> None:
    lines = Rewards(discount=0.9).lines(GOLD, [kept("Oslo", "Bergen"), kept("Rome"), kept("Norway")], handed_over=True)
    assert lines == pytest.approx([1.0, 0.0, 0.81, 0.0])


def test_a_gold_passage_is_rewarded_once() -> None:
    assert Rewards().lines(("Oslo",), [kept("Oslo"), kept("Oslo")], handed_over=False) == [1.0, 0.0]


def test_two_finds_of_one_turn_both_count() -> None:
    assert Rewards().lines(GOLD, [kept("Norway", "Oslo")], handed_over=False) == [2.0]


def test_without_mid_step_rewards_the_same_total_comes_last() -> None:
    found = [kept("Oslo"), kept("Rome"), kept("Norway")]
    told = {"discount": 0.9, "turn_cost": 0.05, "stop_reward": 0.2}
    each = Rewards(**told).lines(GOLD, found, handed_over=True)
    assert each == pytest.approx([1.0, -0.05, 0.81, 0.2])
    assert Rewards(**told, mid_step=False).lines(GOLD, found, handed_over=True) == pytest.approx([0, 0, 0, sum(each)])


def test_handing_over_is_rewarded_only_when_all_is_found() -> None:
    told = Rewards(turn_cost=0.05, stop_reward=0.2)
    assert told.lines(GOLD, [kept("Oslo")], handed_over=True) == [1.0, 0.0]
    assert told.lines((), [], handed_over=True) == [0.2]


def test_a_search_costs_where_no_passage_is_needed() -> None:
    assert Rewards(turn_cost=0.05).lines((), [kept("Oslo"), ()], handed_over=False) == [-0.05, -0.05]


def test_likeness_below_the_threshold_is_no_find() -> None:
    def like(passage: Passage, gold: str) -> float:
        return {"Oslo": 0.95, "Oslo Airport": 0.89}[passage.title]

    assert Rewards().lines(("Oslo",), [kept("Oslo Airport"), kept("Oslo")], False, like) == pytest.approx([0.0, 0.9 * 0.95])
