"""Checkpoints: everything that the rest of a training depends on, whole or not there at all."""

import os
from pathlib import Path
from typing import Any

import torch

KEPT = 2


def save_checkpoint(folder: Path, step: int, state: dict[str, Any]) -> None:
    """Written beside and renamed, so that a kill leaves the last one; the last two are kept."""
    folder.mkdir(parents=True, exist_ok=True)
    partial = folder / f".{step}.partial"
    torch.save(state, partial)
    with partial.open("rb") as file:
        os.fsync(file.fileno())
    partial.rename(folder / f"{step:09}.pt")
    for old in sorted(folder.glob("*.pt"))[:-KEPT]:
        old.unlink()


def last_checkpoint(folder: Path) -> dict[str, Any] | None:
    found = sorted(folder.glob("*.pt"))
    return torch.load(found[-1], map_location="cpu", weights_only=True) if found else None


def clear_partial(folder: Path) -> None:
    for partial in folder.glob(".*.partial"):
        partial.unlink()
