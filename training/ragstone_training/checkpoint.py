"""Checkpoints: everything that the rest of a training depends on, whole or not there at all."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

from accelerate import Accelerator

KEPT = 2


def save_checkpoint(accelerator: Accelerator, folder: Path, step: int, state: dict[str, Any]) -> None:
    """
    Weights, optimiser and generators of random numbers as Accelerate keeps them (one process or several), and `state`.
    Written beside and renamed, so that a kill leaves the one before; the last two are kept.
    """
    partial = folder / f".{step:09}"
    if accelerator.is_main_process:
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
    accelerator.wait_for_everyone()
    accelerator.save_state(str(partial), safe_serialization=False)
    accelerator.wait_for_everyone()
    if not accelerator.is_main_process:
        return
    (partial / "state.json").write_text(json.dumps(state))
    for file in partial.rglob("*"):
        if file.is_file():
            with file.open("rb") as opened:
                os.fsync(opened.fileno())
    partial.rename(folder / f"{step:09}")
    for old in whole(folder)[:-KEPT]:
        shutil.rmtree(old)


def load_checkpoint(accelerator: Accelerator, folder: Path) -> dict[str, Any] | None:
    """Puts what was prepared back to the last checkpoint and returns its `state`; none without one."""
    found = whole(folder)
    if not found:
        return None
    accelerator.load_state(str(found[-1]))
    return json.loads((found[-1] / "state.json").read_text())


def whole(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("[0-9]*") if (path / "state.json").exists())
