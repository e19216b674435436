"""The reinforcement loop: monologues with the policy as it is, rewards, some steps of PPO, and again."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from accelerate import Accelerator
from accelerate.utils import gather_object
from torch import nn

from ..checkpoint import load_checkpoint, save_checkpoint
from ..curves import Curves
from ..train import TrainOptions, optimiser_of
from ..vocabulary import Vocabulary
from .outcomes import mean, outcome_of, summary
from .policy import PARTS, Policy, Sample, batch_of, groups_of
from .ppo_curves import FIELDS, plot_ppo
from .questions import Question
from .reference import Reference, next_beta
from .rollout import roll_out
from .samples import judge, normalised
from .search_client import SearchClient
from .settings import PpoSettings

CPU_GROUP = 1024  # tokens of monologues that are computed together: 4,096 take half as long again


def train_ppo(
    model: nn.Module,
    vocabulary: Vocabulary,
    questions: Sequence[Question],
    search: SearchClient,
    folder: Path,
    options: TrainOptions,
    settings: PpoSettings,
    after_batch: Callable[[int], None] | None = None,
) -> bool:
    """
    Trains `model` in place and returns whether it is finished; checkpoints, `curves.csv` and `curves.png` stand in
    `folder`. Goes on from the last checkpoint, to the same weights as a training that was not killed: everything drawn
    depends on the seed, the number of the batch and the process. Each process holds its share of a batch's monologues.
    """
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    gpu = torch.cuda.is_available()
    precision = ("bf16" if gpu else "no") if options.precision == "auto" else options.precision
    accelerator = Accelerator(cpu=not gpu, mixed_precision=precision)
    reference = Reference(model).to(accelerator.device)
    policy = Policy(model, settings)
    loss_of, optimiser = accelerator.prepare(policy, optimiser_of(policy, replace(options, weight_decay=0.0)))
    state = load_checkpoint(accelerator, folder / "checkpoints") or {"batch": 0, "beta": settings.beta}
    curves = Curves(folder / "curves.csv", state["batch"], FIELDS) if accelerator.is_main_process else None
    most = options.gpu_group if gpu else CPU_GROUP
    processes, own = accelerator.num_processes, accelerator.process_index

    def divided(samples: list[Sample]) -> list[dict[str, Any]]:
        return [batch_of(group, vocabulary.pad, accelerator.device) for group in groups_of(samples, most)]

    began = time.monotonic()
    for number in range(state["batch"], settings.batches):
        started = time.monotonic()
        rate = settings.rate * (1 - number / settings.batches)
        for group in optimiser.param_groups:
            group["lr"] = rate
        asked = questions_of(questions, number, settings.batch, options.seed)[own::processes]
        draw = torch.Generator(accelerator.device)
        draw.manual_seed(seed_of(options.seed, number, own))
        with accelerator.autocast():
            episodes = roll_out(model, vocabulary, asked, search, settings.limits, settings.drawing, draw)
            samples, judged = judge(episodes, policy.value, reference, state["beta"], settings, vocabulary.pad, most)
        samples = normalised(samples, *moments(samples, accelerator))
        minibatches = minibatches_of(samples, settings, options.seed, number)
        figures = update(accelerator, loss_of, optimiser, minibatches, divided, options.clip)
        outcomes = gather_object([outcome_of(each.episode, settings.rewards) for each in judged])
        divergence = mean(gather_object([each.divergence for each in judged]))
        if curves is not None:
            told = {"step": number + 1, "rate": rate, "divergence": divergence, "beta": state["beta"], **summary(outcomes), **figures}
            seconds = round(time.monotonic() - started, 2)
            curves.add([{name: f"{value:.5g}" for name, value in told.items()} | {"seconds": seconds}])
        state = {"batch": number + 1, "beta": next_beta(state["beta"], divergence, settings.kl_target, settings.kl_step)}
        last = number + 1 == settings.batches
        late = is_late(accelerator, began, options.minutes)
        if last or late or (number + 1) % settings.checkpoint_batches == 0:
            save_checkpoint(accelerator, folder / "checkpoints", number + 1, state)
        if after_batch is not None:
            after_batch(number + 1)
        if late and not last:
            return False
    if curves is not None:
        plot_ppo(folder / "curves.csv", folder / "curves.png")
    return True


def minibatches_of(samples: Sequence[Sample], settings: PpoSettings, seed: int, number: int) -> Iterator[list[Sample]]:
    """What each step of the n-th batch learns from: all samples once an epoch, each time in another order."""
    for epoch in range(settings.epochs):
        order = np.random.default_rng([seed, number, epoch]).permutation(len(samples))
        for chosen in np.array_split(order, settings.minibatches):
            yield [samples[at] for at in chosen]


def update(
    accelerator: Accelerator,
    loss_of: nn.Module,
    optimiser: torch.optim.Optimizer,
    minibatches: Iterable[list[Sample]],
    divided: Callable[[list[Sample]], list[dict[str, Any]]],
    clip: float,
) -> dict[str, float]:
    """One step for each; `divided`: into what is computed together. Means over all tokens for the curves."""
    totals, tokens = torch.zeros(len(PARTS), device=accelerator.device), 0.0
    for samples in minibatches:
        batches = divided(samples)
        own = torch.tensor(float(sum(len(sample.at) for sample in samples)), device=accelerator.device)
        asked = float(accelerator.reduce(own, "sum"))
        for number, batch in enumerate(batches, 1):
            # Gradients are averaged over processes, the loss is a mean over the tokens of all.
            with nullcontext() if number == len(batches) else accelerator.no_sync(loss_of):
                loss, parts = loss_of(batch)
                accelerator.backward(loss * accelerator.num_processes / asked)
            totals += parts
        accelerator.clip_grad_norm_(loss_of.parameters(), clip)
        optimiser.step()
        optimiser.zero_grad()
        tokens += asked
    means = (accelerator.reduce(totals, "sum") / tokens).tolist()
    return dict(zip(PARTS, means, strict=True))


def is_late(accelerator: Accelerator, began: float, minutes: float | None) -> bool:
    """Whether the time is over for one of the processes: they stop together."""
    over = minutes is not None and time.monotonic() - began > minutes * 60
    return bool(accelerator.reduce(torch.tensor(float(over), device=accelerator.device), "sum") > 0)


def moments(samples: Sequence[Sample], accelerator: Accelerator) -> tuple[float, float]:
    """Mean and standard deviation of the advantages of all tokens, over all processes."""
    own = np.concatenate([sample.advantages for sample in samples])
    sums = torch.tensor([len(own), own.sum(), (own**2).sum()], dtype=torch.float64)
    count, first, second = accelerator.reduce(sums.float().to(accelerator.device), "sum").tolist()
    return first / count, max(0.0, second / count - (first / count) ** 2) ** 0.5


def questions_of(questions: Sequence[Question], number: int, batch: int, seed: int) -> list[Question]:
    """The n-th batch of an endless sequence: all questions once before any again, each time in another order."""
    taken = []
    for at in range(number * batch, (number + 1) * batch):
        pass_, place = divmod(at, len(questions))
        taken.append((pass_, place))
    orders = {pass_: np.random.default_rng([seed, pass_]).permutation(len(questions)) for pass_, _ in set(taken)}
    return [questions[orders[pass_][place]] for pass_, place in taken]


def seed_of(*numbers: int) -> int:
    return int(np.random.SeedSequence(numbers).generate_state(1, np.uint64)[0] >> 1)
