import pytest
import torch
from ragstone_training.invar.loss import InvarWeights, alignment_loss, invariance_loss, retrieval_loss


def test_positives_do_not_compete_with_each_other() -> None:
    scores = torch.tensor([[[2.0, 1.0, 0.0, -1.0]]])
    gold = torch.tensor([[True, True, False, False]])
    others = torch.tensor([0.0, -1.0]).exp().sum()
    expected = [-(torch.tensor(s).exp() / (torch.tensor(s).exp() + others)).log() for s in (2.0, 1.0)]
    assert retrieval_loss(scores, gold).item() == pytest.approx(sum(expected).item() / 2)


def test_each_environment_has_a_loss_of_its_own() -> None:
    scores = torch.tensor([[[3.0, 0.0]], [[0.0, 3.0]]])
    loss = retrieval_loss(scores, torch.tensor([[True, False]]))
    assert loss.shape == (2, 1)
    assert loss[0] < loss[1]


def test_alignment_vanishes_where_the_distributions_are_equal() -> None:
    scores = torch.tensor([[1.0, 2.0, 3.0], [0.0, 5.0, 1.0]])
    assert alignment_loss(scores, scores + 7.0) == pytest.approx(0.0, abs=1e-6)
    small = torch.tensor([[3.0, 2.0, 1.0], [0.0, 5.0, 1.0]])
    expected = (small.softmax(-1) * (small.log_softmax(-1) - scores.log_softmax(-1))).sum(-1)
    torch.testing.assert_close(alignment_loss(scores, small), expected)


def test_invariance_vanishes_where_environments_agree() -> None:
    one = torch.randn(1, 4, 6, generator=torch.Generator().manual_seed(1))
    assert invariance_loss(one.expand(3, 4, 6)) == pytest.approx(0.0, abs=1e-6)
    assert (invariance_loss(torch.cat([one, -one])) > 0.01).all()


def test_no_gradient_goes_through_the_mean_distribution() -> None:
    scores = torch.randn(3, 2, 5, generator=torch.Generator().manual_seed(2), requires_grad=True)
    invariance_loss(scores).sum().backward()
    distributions = scores.detach().softmax(-1)
    # Of KL(P̄ ‖ P_e) with P̄ held fast: P_e − P̄, over the number of environments.
    torch.testing.assert_close(scores.grad, (distributions - distributions.mean(0)) / 3)


def test_the_invariance_loss_comes_in_over_the_ramp() -> None:
    weights = InvarWeights(temperature=1.0, invariance=0.5, ramp=1000)
    assert [weights.invariance_at(tokens) for tokens in (0, 500, 1000, 9000)] == [0.0, 0.25, 0.5, 0.5]
    assert InvarWeights(temperature=1.0, invariance=0.5).invariance_at(0) == 0.5
