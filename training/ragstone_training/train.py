"""The training loop: phases over what a task draws, on a CPU or GPUs, in one or several processes."""

import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from accelerate import Accelerator
from torch import nn

from .checkpoint import load_checkpoint, save_checkpoint
from .curves import Curves, plot_curves
from .schedule import Phase
from .sources import Source
from .task import Task
from .tree_task import TreeTask

CPU_GROUP = 4096  # tokens of trees that are computed together


@dataclass(frozen=True)
class TrainOptions:
    """
    `precision`: `no`, `bf16` or `auto` (bf16 on a GPU). On a GPU a step is `gpu_steps` times as large and groups of trees
    hold at most `gpu_group` tokens. `minutes`: stop after a checkpoint; call again to go on. `pointing`: weight
    of the loss of `pointers.py`, for trees.
    """

    seed: int
    weight_decay: float
    betas: tuple[float, float]
    clip: float
    checkpoint_tokens: int
    log_steps: int
    threads: int = 1
    precision: str = "auto"
    gpu_steps: int = 1
    gpu_group: int = 65_536
    minutes: float | None = None
    pointing: float = 0.0


class Progress:
    """Where a training stands, apart from weights."""

    def __init__(self) -> None:
        self.step = self.tokens = self.targets = self.phase = self.phase_tokens = 0

    def state(self) -> dict[str, int]:
        return dict(vars(self))

    def restore(self, state: dict[str, int]) -> None:
        vars(self).update(state)


def train(
    model: nn.Module,
    phases: list[Phase],
    sources: dict[str, Source],
    pad: int,
    folder: Path,
    options: TrainOptions,
    after_step: Callable[[int], None] | None = None,
) -> bool:
    """Trains `model` in place on trees of `sources`; see `train_task`."""
    return train_task(TreeTask(model, sources, pad, options.seed, options.pointing), phases, folder, options, after_step)


def train_task(
    task: Task,
    phases: list[Phase],
    folder: Path,
    options: TrainOptions,
    after_step: Callable[[int], None] | None = None,
) -> bool:
    """
    Trains the parameters of `task.loss` in place and returns whether it is finished; checkpoints and `curves.csv` stand in `folder`. Called
    again with the same arguments it goes on from the last checkpoint, and a training that was killed ends with the
    same weights as one that was not (same machine, devices and threads).
    """
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    gpu = torch.cuda.is_available()
    precision = ("bf16" if gpu else "no") if options.precision == "auto" else options.precision
    accelerator = Accelerator(cpu=not gpu, mixed_precision=precision)
    loss_of, optimiser = accelerator.prepare(task.loss, optimiser_of(task.loss, options))
    stream, progress = task.stream, Progress()
    saved = load_checkpoint(accelerator, folder / "checkpoints")
    if saved is not None:
        stream.restore(saved["stream"])
        progress.restore(saved["progress"])
    curves = Curves(folder / "curves.csv", progress.step) if accelerator.is_main_process else None

    def save() -> None:
        state = {"stream": stream.state(), "progress": progress.state()}
        save_checkpoint(accelerator, folder / "checkpoints", progress.step, state)

    began = time.monotonic()
    since = Since()
    last_saved = progress.tokens
    processes, own = accelerator.num_processes, accelerator.process_index
    loss_of.train()
    while progress.phase < len(phases):
        phase = phases[progress.phase]
        # Every process draws the items of all, so the stream is the same everywhere; it computes its own.
        drawn = stream.draw(phase.mix, phase.step * (options.gpu_steps if gpu else 1))
        if len(drawn) < processes:
            raise ValueError(f"A step of {phase.step} tokens has fewer items than there are processes: make it larger.")
        asked = sum(item.asked for item in drawn)
        rate = phase.rate_at(progress.phase_tokens)
        for group in optimiser.param_groups:
            group["lr"] = rate
        batches = task.batches(drawn[own::processes], options.gpu_group if gpu else CPU_GROUP)
        for number, batch in enumerate(batches, 1):
            # Gradients are averaged over processes, the loss is a mean over what is asked of all.
            with nullcontext() if number == len(batches) else accelerator.no_sync(loss_of):
                loss, right = loss_of(task.inputs(batch, accelerator.device))
                accelerator.backward(loss * processes / asked)
            since.add(batch.asked, loss.item(), task.counts(batch, right))
        norm = accelerator.clip_grad_norm_(loss_of.parameters(), options.clip)
        optimiser.step()
        optimiser.zero_grad()
        task.settle()

        tokens = sum(map(len, drawn))
        since.tokens += tokens
        progress.step += 1
        progress.tokens += tokens
        progress.phase_tokens += tokens
        progress.targets += asked
        reached = False
        if progress.step % options.log_steps == 0:
            reached = since.reached(phase.until, accelerator)
            if curves is not None:
                curves.write(common_of(progress, phase, rate, float(norm), since), since.exact)
            since = Since()
        if progress.phase_tokens >= phase.tokens or reached:
            progress.phase += 1
            progress.phase_tokens = 0
        # Between windows of figures only, or a resumed training would end its phases elsewhere.
        between = progress.step % options.log_steps == 0
        late = between and options.minutes is not None and time.monotonic() - began > options.minutes * 60
        due = between and progress.tokens - last_saved >= options.checkpoint_tokens
        if due or late or progress.phase == len(phases):
            save()
            last_saved = progress.tokens
        if after_step is not None:
            after_step(progress.step)
        if late and progress.phase < len(phases):
            return False
    if curves is not None:
        plot_curves(folder / "curves.csv", folder / "curves.png")
    return True


class Since:
    """Figures since the last line of the curves."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.loss = 0.0
        self.targets = self.tokens = 0
        self.exact: dict[str, tuple[int, int]] = {}

    def add(self, asked: int, loss: float, counts: dict[str, tuple[int, int]]) -> None:
        self.loss += loss
        self.targets += asked
        for name, (exact, of) in counts.items():
            before = self.exact.get(name, (0, 0))
            self.exact[name] = (before[0] + exact, before[1] + of)

    def reached(self, until: dict[str, float] | None, accelerator: Accelerator) -> bool:
        """Over the branches of all processes."""
        if not until:
            return False
        counts = torch.zeros(len(until), 2, device=accelerator.device)
        for row, name in enumerate(until):
            for key, (right, asked) in self.exact.items():
                if key.split("/", 1)[1] == name:
                    counts[row] += torch.tensor([right, asked], device=accelerator.device)
        counts = accelerator.reduce(counts, "sum").tolist()
        return all(asked > 0 and right / asked >= share for (right, asked), share in zip(counts, until.values(), strict=True))


def common_of(progress: Progress, phase: Phase, rate: float, norm: float, since: Since) -> dict[str, Any]:
    return {
        "step": progress.step,
        "phase": phase.name,
        "tokens": progress.tokens,
        "targets": progress.targets,
        "rate": f"{rate:.3g}",
        "loss": f"{since.loss / max(1, since.targets):.5f}",
        "norm": f"{norm:.4g}",
        "tokens_per_second": round(since.tokens / (time.monotonic() - since.began)),
    }


def optimiser_of(model: nn.Module, options: TrainOptions) -> torch.optim.AdamW:
    """Weight decay on matrices only, not on embeddings and norms."""
    trained = [(name, weight) for name, weight in model.named_parameters() if weight.requires_grad]
    plain = [weight for name, weight in trained if weight.dim() < 2 or "embed" in name or "lm_head" in name]
    decayed = [weight for name, weight in trained if not (weight.dim() < 2 or "embed" in name or "lm_head" in name)]
    groups = [{"params": decayed, "weight_decay": options.weight_decay}, {"params": plain, "weight_decay": 0.0}]
    return torch.optim.AdamW([group for group in groups if group["params"]], lr=0.0, betas=options.betas, fused=True)
