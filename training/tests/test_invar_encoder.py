import copy

import numpy as np
import pytest
import torch
from peft import LoraConfig, get_peft_model, get_peft_model_state_dict
from ragstone_training.gguf_file import Packing, write_adapter, write_model
from ragstone_training.invar.batches import Drawn, PairStream
from ragstone_training.invar.encoder import Encoder, encode_texts, text_ids
from ragstone_training.invar.export import ask_vectors, compare_vectors
from ragstone_training.invar.loss import InvarWeights
from ragstone_training.invar.task import InvarTask
from ragstone_training.model import new_model
from ragstone_training.schedule import Phase
from ragstone_training.train import TrainOptions, train_task

from .tiny_pairs import WINDOW, write_pairs

TOLD = {"width": 64, "heads": 4, "layers": 3, "context": 256, "theta": 1e6, "induction": False}
TEXTS = ["Where was Bador Kelven born?", "Bador Kelven comes from Tormar, a town of the north.", "x", "Zürich – 東京 " * 9]
WEIGHTS = InvarWeights(temperature=8.0, small_temperature=8.0, align=0.5, invariance=1.0, variance=1.0)


@pytest.fixture(scope="module")
def model(vocabulary):
    made = new_model(TOLD, vocabulary, seed=3)
    torch.manual_seed(4)
    with torch.no_grad():
        for name, weight in made.named_parameters():
            if name.endswith(("o_proj.weight", "down_proj.weight")):
                weight.normal_(0, 0.1)
            if "norm" in name:
                weight.uniform_(0.5, 1.5)
    return made


@pytest.mark.parametrize("pooling", ["last", "mean"])
def test_a_vector_does_not_depend_on_what_is_read_beside_it(model, vocabulary, pooling) -> None:
    encoder = Encoder(copy.deepcopy(model), vocabulary.pad, pooling)
    together = encode_texts(encoder, TEXTS, vocabulary, 256)
    plain = copy.deepcopy(model).eval()
    for text, vector in zip(TEXTS, together, strict=True):
        ids = torch.from_numpy(text_ids(text, vocabulary, 256).astype(np.int64))[None]
        with torch.inference_mode():
            hidden = plain.model(input_ids=ids).last_hidden_state[0]
        torch.testing.assert_close(vector, hidden[-1] if pooling == "last" else hidden.mean(0), atol=1e-4, rtol=1e-4)


def learn(model, vocabulary, folder, out, tokens, after_step=None) -> InvarTask:
    torch.manual_seed(6)
    trained = get_peft_model(copy.deepcopy(model), LoraConfig(r=8, lora_alpha=16, target_modules=["q_proj", "v_proj", "o_proj", "up_proj", "down_proj"]))
    stream = PairStream(folder, Drawn(queries=6, negatives=2, rewordings=1, windows=(WINDOW,)), vocabulary, 256, seed=1)
    small = Encoder(copy.deepcopy(model), vocabulary.pad, "mean")
    task = InvarTask(Encoder(trained, vocabulary.pad, "last"), stream, WEIGHTS, lambda texts: encode_texts(small, texts, vocabulary, 256))
    options = TrainOptions(seed=1, weight_decay=0.0, betas=(0.9, 0.98), clip=1.0, checkpoint_tokens=500, log_steps=2, precision="no")
    train_task(task, [Phase("pairs", tokens, {"retrieval": 1.0}, 100, 3e-3)], out, options, after_step)
    return task


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_pairs(tmp_path_factory.mktemp("pairs"))


class Killed(Exception):
    pass


def test_a_retriever_learns_in_every_environment(model, vocabulary, folder, tmp_path) -> None:
    learn(model, vocabulary, folder, tmp_path, 15_000)
    lines = [line.split(",") for line in (tmp_path / "curves.csv").read_text().splitlines()[1:]]
    assert {line[8] for line in lines} == {"retrieval/original", "retrieval/rewording", f"retrieval/window-{WINDOW}"}
    assert float(lines[-1][5]) < 0.8 * float(lines[0][5])


def test_a_killed_retriever_ends_with_the_same_weights(model, vocabulary, folder, tmp_path) -> None:
    def kill(step: int) -> None:
        if step == 3:
            raise Killed

    whole = learn(model, vocabulary, folder, tmp_path / "whole", 3000)
    with pytest.raises(Killed):
        learn(model, vocabulary, folder, tmp_path / "killed", 3000, kill)
    again = learn(model, vocabulary, folder, tmp_path / "killed", 3000)
    for (name, weight), other in zip(whole.loss.named_parameters(), again.loss.parameters(), strict=True):
        assert torch.equal(weight, other), name


def test_the_alignment_loss_needs_a_small_encoder(model, vocabulary, folder) -> None:
    stream = PairStream(folder, Drawn(2, 1, 1), vocabulary, 256, seed=1)
    with pytest.raises(ValueError, match="small encoder"):
        InvarTask(Encoder(model, vocabulary.pad, "last"), stream, WEIGHTS)


def test_llama_cpp_gives_the_vectors_that_pytorch_gives(model, vocabulary, tmp_path) -> None:
    base = copy.deepcopy(model)
    write_model(base, vocabulary, "test", tmp_path / "model.gguf", Packing("f32"))
    torch.manual_seed(5)
    tuned = get_peft_model(base, LoraConfig(r=4, lora_alpha=8, target_modules=["q_proj", "v_proj", "o_proj", "down_proj"]))
    with torch.no_grad():
        for name, weight in tuned.named_parameters():
            if "lora_B" in name:
                weight.normal_(0, 0.1)
    write_adapter(get_peft_model_state_dict(tuned), base.config, 8, tmp_path / "adapter.gguf")
    ours = encode_texts(Encoder(tuned, vocabulary.pad, "last"), TEXTS, vocabulary, 256)
    theirs = ask_vectors(tmp_path / "model.gguf", TEXTS, "last", tmp_path / "adapter.gguf")
    assert compare_vectors(ours, theirs).worst < 1e-3
    plain = ask_vectors(tmp_path / "model.gguf", TEXTS, "last")
    assert compare_vectors(ours, plain).worst > 1e-2
    mean = encode_texts(Encoder(model, vocabulary.pad, "mean"), TEXTS, vocabulary, 256)
    assert compare_vectors(mean, ask_vectors(tmp_path / "model.gguf", TEXTS, "mean")).worst < 1e-3
