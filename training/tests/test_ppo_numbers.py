"""PPO's formulas against numbers worked out by hand."""

import math

import numpy as np
import pytest
import torch
from ragstone_training.im_rag.advantages import advantages_of, token_rewards
from ragstone_training.im_rag.policy import policy_loss, value_loss
from ragstone_training.im_rag.ppo import questions_of
from ragstone_training.im_rag.reference import next_beta


def test_advantages_of_three_tokens() -> None:
    # Surprises from the end: 1 + 0 − 0.4 = 0.6; 0 + 0.9·0.4 − 0.3 = 0.06; 0.5 + 0.9·0.3 − 0.2 = 0.57.
    # Each adds 0.9·0.8 = 0.72 of the one after it.
    found = advantages_of([0.5, 0.0, 1.0], [0.2, 0.3, 0.4], gamma=0.9, lam=0.8)
    assert found == pytest.approx([0.57 + 0.72 * (0.06 + 0.72 * 0.6), 0.06 + 0.72 * 0.6, 0.6])


def test_with_lambda_1_an_advantage_is_what_is_gained_beyond_the_value() -> None:
    found = advantages_of([0.0, 1.0, 0.0, 0.9], [0.5, 0.25, 0.0, 1.0], gamma=1.0, lam=1.0)
    assert found == pytest.approx([1.9 - 0.5, 1.9 - 0.25, 0.9 - 0.0, 0.9 - 1.0])


def test_a_line_is_rewarded_on_its_last_token_and_divergence_costs_on_each() -> None:
    rewards = token_rewards([1.0, -0.05], [1, 4], np.array([0.0, 2.0, -1.0, 0.5, 0.0]), beta=0.1)
    assert rewards == pytest.approx([0.0, 1.0 - 0.2, 0.1, -0.05, -0.05])


def test_the_objective_is_clipped_only_where_that_lowers_it() -> None:
    ratios, advantages = torch.tensor([1.5, 0.5, 1.5, 0.5, 1.1]), torch.tensor([1.0, 1.0, -1.0, -1.0, 2.0])
    loss, clipped = policy_loss(ratios.log(), torch.zeros(5), advantages, clip=0.2)
    assert loss.tolist() == pytest.approx([-1.2, -0.5, 1.5, 0.8, -2.2])
    assert clipped.tolist() == [True, False, False, True, False]


def test_a_value_that_moves_too_far_counts_as_its_larger_error() -> None:
    loss = value_loss(torch.tensor([1.0, 0.3]), torch.tensor([0.5, 0.5]), torch.tensor([1.0, 0.0]), clip=0.2)
    # 1.0 is right but was moved by 0.5: held at 0.7. 0.3 was moved by 0.2.
    assert loss.tolist() == pytest.approx([0.5 * 0.3**2, 0.5 * 0.3**2])


def test_beta_follows_the_divergence() -> None:
    assert next_beta(0.05, divergence=1.0, target=1.0, step=0.1) == 0.05
    assert next_beta(0.05, divergence=1.1, target=1.0, step=0.1) == pytest.approx(0.05 * 1.01)
    assert next_beta(0.05, divergence=9.0, target=1.0, step=0.1) == pytest.approx(0.05 * 1.02)
    assert next_beta(0.05, divergence=0.0, target=1.0, step=0.1) == pytest.approx(0.05 * 0.98)
    assert not math.isnan(next_beta(0.05, divergence=-0.1, target=1.0, step=0.1))


def test_every_question_is_asked_once_before_any_again() -> None:
    asked = [each for number in range(4) for each in questions_of(list(range(10)), number, 5, seed=3)]
    assert sorted(asked[:10]) == sorted(asked[10:]) == list(range(10))
    assert asked[:10] != asked[10:]
    assert asked[5:10] == questions_of(list(range(10)), 1, 5, seed=3)
