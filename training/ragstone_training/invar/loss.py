"""
Invar-RAG's first stage: L = L_retrieval + align · L_align + invariance · L_inv. The paper's formulas are not published;
these are ours, made to satisfy all that is said about them (docs/methods/invar-rag.md).
"""

from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional as F


@dataclass(frozen=True)
class InvarWeights:
    """
    `temperature` divides dot products (vectors are not normalised), `small_temperature` those of the small encoder.
    `align` and `invariance` weigh their losses; `variance` weighs, within the invariance loss, the variance of the
    retrieval loss over environments (β). `ramp`: tokens over which the invariance loss comes in, from nothing (the paper
    forces the model "progressively").
    """

    temperature: float
    small_temperature: float = 1.0
    align: float = 0.0
    invariance: float = 0.0
    variance: float = 0.0
    ramp: int = 0

    def invariance_at(self, tokens: int) -> float:
        return self.invariance * (min(1.0, tokens / self.ramp) if self.ramp else 1.0)


def retrieval_loss(scores: torch.Tensor, gold: torch.Tensor) -> torch.Tensor:
    """
    Contrastive, as in DPR: each positive against all candidates that are none; several positives of a query do not
    compete, and are averaged. `scores` [environments, queries, candidates] over temperature, `gold` [queries,
    candidates] → [environments, queries], nats.
    """
    others = scores.masked_fill(gold, float("-inf")).logsumexp(-1, keepdim=True)
    each = torch.logaddexp(scores, others) - scores
    return (each * gold).sum(-1) / gold.sum(-1)


def alignment_loss(scores: torch.Tensor, small: torch.Tensor) -> torch.Tensor:
    """KL(P_small ‖ P) over the same candidates: [queries, candidates] twice, over their temperatures → [queries], nats."""
    return F.kl_div(scores.log_softmax(-1), small.log_softmax(-1), reduction="none", log_target=True).sum(-1)


def invariance_loss(scores: torch.Tensor) -> torch.Tensor:
    """
    The mean over environments of KL(sg[P̄] ‖ P_e), where P̄ is the mean distribution, through which no gradient goes.
    [environments, queries, candidates] → [queries], nats.
    """
    logs = scores.log_softmax(-1)
    mean = logs.detach().logsumexp(0) - torch.log(torch.tensor(float(len(logs)), device=logs.device))
    return F.kl_div(logs, mean.expand_as(logs), reduction="none", log_target=True).sum(-1).mean(0)


class InvarLoss(nn.Module):
    """
    A batch of pairs → (loss summed over queries, [environments, queries] whether a positive is first). The retrieval
    loss is the mean over environments, so that a training without the invariance loss sees the same texts.
    """

    def __init__(self, encoder: nn.Module, weights: InvarWeights) -> None:
        super().__init__()
        self.encoder = encoder
        self._weights = weights

    def forward(self, batch: dict) -> tuple[torch.Tensor, torch.Tensor]:
        """`batch`: see `InvarTask.inputs`."""
        weights, vectors = self._weights, self.encoder(batch["texts"])
        queries, passages = vectors[batch["queries"]], vectors[batch["passages"]]
        scores = torch.einsum("eqw,ecw->eqc", queries, passages) / weights.temperature
        gold = batch["gold"]
        retrieval = retrieval_loss(scores, gold)
        loss = retrieval.mean(0)
        if weights.align:
            loss = loss + weights.align * alignment_loss(scores[0], batch["small"] / weights.small_temperature)
        invariance = weights.invariance_at(batch["tokens"])
        if invariance:
            loss = loss + invariance * (invariance_loss(scores) + weights.variance * retrieval.var(0, unbiased=False))
        right = gold.expand_as(scores).gather(-1, scores.detach().argmax(-1, keepdim=True)).squeeze(-1)
        return loss.sum(), right
