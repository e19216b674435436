import copy
from pathlib import Path

import pytest
import torch
from peft import LoraConfig, get_peft_model, get_peft_model_state_dict
from ragstone_training.compare import ask_llama, compare, told
from ragstone_training.gguf_file import Packing, write_adapter, write_model
from ragstone_training.model import new_model
from ragstone_training.records import Part, read_trees
from ragstone_training.vocabulary import Vocabulary, encode
from transformers import LlamaForCausalLM

TOLD = {"width": 64, "heads": 4, "layers": 3, "context": 512, "theta": 1e6, "induction": False}


@pytest.fixture(scope="module")
def model(vocabulary: Vocabulary) -> LlamaForCausalLM:
    made = new_model(TOLD, vocabulary, seed=3)
    torch.manual_seed(4)
    with torch.no_grad():
        for name, weight in made.named_parameters():
            if name.endswith(("o_proj.weight", "down_proj.weight")):
                weight.normal_(0, 0.1)
    return made


def prompts_of(traces: dict[str, Path], count: int) -> list[tuple[Part, ...]]:
    trees = [tree for path in traces.values() for tree in read_trees(path)]
    return [tree.prefix + branch.prompt for tree in trees for branch in tree.branches][:: 3][:count]


def rounded(model: LlamaForCausalLM) -> LlamaForCausalLM:
    made = copy.deepcopy(model)
    with torch.no_grad():
        for weight in made.parameters():
            if weight.dim() == 2:
                weight.copy_(weight.half().float())
    return made


def test_llama_cpp_writes_what_pytorch_writes(model, vocabulary, traces, tmp_path) -> None:
    write_model(model, vocabulary, "test", tmp_path / "model.gguf", Packing("f16"))
    result = compare(rounded(model), vocabulary, tmp_path / "model.gguf", prompts_of(traces, 200), longest=8)
    assert result.prompts == 200
    assert result.passed(), told(result)


def test_an_adapter_does_the_same_in_llama_cpp(model, vocabulary, traces, tmp_path) -> None:
    base = rounded(model)
    write_model(base, vocabulary, "test", tmp_path / "model.gguf", Packing("f16"))
    torch.manual_seed(5)
    wanted = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
    tuned = get_peft_model(base, LoraConfig(r=4, lora_alpha=8, target_modules=wanted))
    with torch.no_grad():
        for name, weight in tuned.named_parameters():
            if "lora_B" in name:
                weight.normal_(0, 0.2)
    write_adapter(get_peft_model_state_dict(tuned), base.config, 8, tmp_path / "adapter.gguf")
    prompts = prompts_of(traces, 20)
    result = compare(tuned, vocabulary, tmp_path / "model.gguf", prompts, 8, tmp_path / "adapter.gguf")
    assert result.passed(), told(result)
    plain = compare(tuned, vocabulary, tmp_path / "model.gguf", prompts, 8)
    assert not plain.passed()


def test_weights_of_eight_bits_load_and_stay_near(model, vocabulary, traces, tmp_path) -> None:
    write_model(model, vocabulary, "test", tmp_path / "model.gguf", Packing("q8_0"))
    result = compare(model, vocabulary, tmp_path / "model.gguf", prompts_of(traces, 10), longest=4)
    assert result.tokenised == result.prompts
    assert result.worst < 0.5


def test_texts_are_cut_alike(model, vocabulary, traces, tmp_path) -> None:
    write_model(model, vocabulary, "test", tmp_path / "model.gguf", Packing("f32"))
    odd = ["  two  blanks", "\n\n\nlines\t\ttabs ", "it's we'll O'Neil", "</s> [Relevant] <paragraph>", "12345 1.5, 7th",
           "Zürich – naïve “quotes” 東京 🙂 e\u0301", "x" * 60, "a\r\nb", "\u00a0no-break\u2003space"]
    asked = [*prompts_of(traces, 100), *((Part(text),) for text in odd)]
    answers = ask_llama(tmp_path / "model.gguf", [(parts, None) for parts in asked])
    for parts, answer in zip(asked, answers, strict=True):
        assert answer["promptIds"] == [vocabulary.begin, *encode(parts, vocabulary)[0]], parts


