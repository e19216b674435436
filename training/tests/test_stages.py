"""Stages that begin where others end."""

from pathlib import Path

import pytest
import torch
from peft import PeftModel
from ragstone_training.recipe_file import read_recipe_file
from ragstone_training.stages import Run, adapts_base, going_on, open_model, recipe, save_model, start_of
from ragstone_training.vocabulary import Vocabulary

RECIPES = Path(__file__).parents[1] / "recipes"


@pytest.fixture
def run(traces: dict[str, Path], vocabulary: Vocabulary, tmp_path: Path) -> Run:
    """With a base that has not learnt anything."""
    made = Run(read_recipe_file(RECIPES / "nano.yaml", tiny=True), next(iter(traces.values())).parent, tmp_path)
    vocabulary.tokenizer.save(str(tmp_path / "tokenizer.json"))
    save_model(start_of(made, "base", None), tmp_path / "base")
    return made


def adapter_of(folder: Path) -> PeftModel:
    return PeftModel.from_pretrained(open_model(folder.parent / "base"), folder / "adapter")


def test_a_longer_adapter_is_still_one_of_the_base(run: Run) -> None:
    longer = recipe(run, "invar-reader-long")
    assert adapts_base(run, "invar-reader-long")
    ids = torch.tensor([[3, 5, 8, 13]])
    with torch.no_grad():
        on_base = adapter_of(longer)(ids).logits
        torch.testing.assert_close(on_base, open_model(longer)(ids).logits, atol=1e-4, rtol=1e-4)
        before = adapter_of(longer.parent / "invar-reader")(ids).logits
    assert (on_base - before).abs().max() > 1e-3


def test_an_adapter_goes_on_as_it_was_left(run: Run) -> None:
    short = recipe(run, "invar-reader")
    ids = torch.tensor([[3, 5, 8, 13]])
    with torch.no_grad():
        torch.testing.assert_close(going_on(run, "invar-reader-long", short)(ids).logits, adapter_of(short)(ids).logits)


def test_the_adapter_of_reinforcement_lies_over_its_start(run: Run) -> None:
    assert not adapts_base(run, "questioner-ppo")
    assert adapts_base(run, "questioner")
