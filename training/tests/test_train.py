import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torch
from ragstone_training.schedule import Phase
from safetensors.torch import load_file

from .tiny_traces import write_traces

TRAINING = Path(__file__).parents[1]
# Two phases, a checkpoint every two steps, so that a kill falls anywhere.
RECIPE = """
size: small
seed: 5
vocabulary: { tokens: 700 }
model: { width: 64, heads: 4, layers: 3, theta: 1.0e+6, context: 512, induction: true }
training: { weight_decay: 0.1, betas: [0.9, 0.98], clip: 1.0, precision: "no", threads: 1, checkpoint_tokens: 1000, log_steps: 2 }
base:
  - { name: one-key, tokens: 12000, mix: { one-key: 1 }, step: 512, rate: 2.0e-3, warm_up: 0.1 }
  - { name: mix, tokens: 24000, mix: { reader: 0.7, self-rag: 0.3 }, step: 1024, rate: 2.0e-3, decay: 0.5 }
recipes: {}
export: { kind: f16 }
"""
PROGRAM = """
import sys
from pathlib import Path
from ragstone_training.recipe_file import read_recipe_file
from ragstone_training.stages import Run, base
base(Run(read_recipe_file(Path(sys.argv[1])), Path(sys.argv[2]), Path(sys.argv[3])))
"""


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("asked")
    (folder / "small.yaml").write_text(RECIPE)
    write_traces(folder / "traces")
    return folder / "small.yaml", folder / "traces"


def begin(asked: tuple[Path, Path], out: Path) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-c", PROGRAM, *map(str, asked), str(out)], cwd=TRAINING, env={**os.environ, "OMP_NUM_THREADS": "1"}, stdout=subprocess.DEVNULL)


def weights(out: Path) -> dict[str, torch.Tensor]:
    return load_file(out / "base" / "model" / "model.safetensors")


def columns(out: Path) -> list[list[str]]:
    """Without the speed."""
    lines = [line.split(",") for line in (out / "base" / "curves.csv").read_text().splitlines()]
    return [line[:7] + line[8:] for line in lines]


def test_a_killed_training_ends_with_the_same_weights(asked, tmp_path) -> None:
    assert begin(asked, tmp_path / "whole").wait() == 0
    steps_seen = 0
    for wanted in (2, 6, 16):
        running = begin(asked, tmp_path / "killed")
        checkpoints = tmp_path / "killed" / "base" / "checkpoints"
        while running.poll() is None and steps_seen < wanted:
            steps_seen = max((int(path.name) for path in checkpoints.glob("[0-9]*")), default=0)
            time.sleep(0.005)
        assert running.poll() is None, "it ended before it was killed"
        running.send_signal(signal.SIGKILL)
        running.wait()
    assert begin(asked, tmp_path / "killed").wait() == 0
    whole, killed = weights(tmp_path / "whole"), weights(tmp_path / "killed")
    assert whole.keys() == killed.keys()
    assert all(torch.equal(whole[name], killed[name]) for name in whole)
    assert columns(tmp_path / "whole") == columns(tmp_path / "killed")


def test_the_learning_rate_rises_and_falls_within_a_phase() -> None:
    phase = Phase("mix", 1000, {"reader": 1}, 128, rate=1.0, warm_up=0.1, decay=0.5)
    assert phase.rate_at(0) < 0.02
    assert phase.rate_at(100) == phase.rate_at(500) == 1.0
    assert phase.rate_at(750) == pytest.approx(0.5)
    assert phase.rate_at(1000) == 0.0
