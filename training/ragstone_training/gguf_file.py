"""Models and LoRA adapters as GGUF files that llama.cpp loads (layout: llama.cpp's `convert_hf_to_gguf.py`)."""

import json
from dataclasses import dataclass
from pathlib import Path

import gguf
import numpy as np
import torch
from transformers import LlamaForCausalLM

from .vocabulary import Vocabulary

TYPES = {
    "f32": (gguf.GGMLQuantizationType.F32, gguf.LlamaFileType.ALL_F32),
    "f16": (gguf.GGMLQuantizationType.F16, gguf.LlamaFileType.MOSTLY_F16),
    "q8_0": (gguf.GGMLQuantizationType.Q8_0, gguf.LlamaFileType.MOSTLY_Q8_0),
}
BLOCK = {
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
    "input_layernorm": "attn_norm",
    "post_attention_layernorm": "ffn_norm",
}


@dataclass(frozen=True)
class Packing:
    """
    How a file holds matrices; norms stay 32 bit. `kind`: f32, f16 or q8_0. `exact`: those that stay 32 bit too, by their
    names in Transformers (`q_proj`): before a matrix of 16 bits llama.cpp rounds what it is multiplied with as well.
    """

    kind: str = "f16"
    exact: tuple[str, ...] = ()

    def kind_of(self, key: str) -> str:
        return "f32" if key.removesuffix(".weight").rpartition(".")[2] in self.exact else self.kind


def write_model(model: LlamaForCausalLM, vocabulary: Vocabulary, name: str, out: Path, packing: Packing = Packing()) -> None:
    """Written whole or not at all."""
    config = model.config
    _, file_type = TYPES[packing.kind]
    partial = out.with_suffix(".partial")
    out.parent.mkdir(parents=True, exist_ok=True)
    writer = gguf.GGUFWriter(partial, "llama")
    writer.add_name(name)
    writer.add_file_type(file_type)
    writer.add_vocab_size(vocabulary.size)
    writer.add_context_length(config.max_position_embeddings)
    writer.add_embedding_length(config.hidden_size)
    writer.add_block_count(config.num_hidden_layers)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_head_count(config.num_attention_heads)
    writer.add_head_count_kv(config.num_key_value_heads)
    writer.add_layer_norm_rms_eps(config.rms_norm_eps)
    writer.add_rope_dimension_count(config.head_dim)
    writer.add_rope_freq_base(config.rope_parameters["rope_theta"])
    add_vocabulary(writer, vocabulary)
    for key, weight in model.state_dict().items():
        if key == "lm_head.weight" and config.tie_word_embeddings:
            continue
        array = weight.detach().to("cpu", torch.float32).numpy()
        if ".q_proj." in key or ".k_proj." in key:
            heads = config.num_attention_heads if ".q_proj." in key else config.num_key_value_heads
            array = turned(array, heads)
        add_tensor(writer, tensor_name(key), array, TYPES[packing.kind_of(key)][0])
    close(writer)
    partial.rename(out)


def write_adapter(state: dict[str, torch.Tensor], config: LlamaForCausalLM, alpha: float, out: Path) -> None:
    """
    A LoRA adapter of PEFT (`get_peft_model_state_dict`). Raises ValueError for tensors that an adapter file cannot
    hold, such as embeddings that were trained as a whole: merge those into the model.
    """
    partial = out.with_suffix(".partial")
    out.parent.mkdir(parents=True, exist_ok=True)
    writer = gguf.GGUFWriter(partial, "llama")
    writer.add_type(gguf.GGUFType.ADAPTER)
    writer.add_string(gguf.Keys.Adapter.TYPE, "lora")
    writer.add_float32(gguf.Keys.Adapter.LORA_ALPHA, float(alpha))
    for key, weight in state.items():
        inner = key.removeprefix("base_model.model.")
        base, _, side = inner.removesuffix(".weight").rpartition(".lora_")
        if side not in ("A", "B"):
            raise ValueError(f"{key} was trained as a whole and fits into no adapter: merge it into the model.")
        array = weight.detach().to("cpu", torch.float32).numpy()
        if side == "B" and base.endswith(("q_proj", "k_proj")):
            heads = config.num_attention_heads if base.endswith("q_proj") else config.num_key_value_heads
            array = turned(array, heads)
        add_tensor(writer, f"{tensor_name(base + '.weight')}.lora_{side.lower()}", array, gguf.GGMLQuantizationType.F32)
    close(writer)
    partial.rename(out)


def tensor_name(key: str) -> str:
    whole = {
        "model.embed_tokens.weight": "token_embd.weight",
        "model.norm.weight": "output_norm.weight",
        "lm_head.weight": "output.weight",
    }
    if key in whole:
        return whole[key]
    _, _, layer, inner = key.removesuffix(".weight").split(".", 3)
    return f"blk.{layer}.{BLOCK[inner]}.weight"


def turned(array: np.ndarray, heads: int) -> np.ndarray:
    """Transformers rotates the halves of a head, llama.cpp its neighbours: rows change places."""
    return array.reshape(heads, 2, array.shape[0] // heads // 2, *array.shape[1:]).swapaxes(1, 2).reshape(array.shape)


def add_tensor(writer: gguf.GGUFWriter, name: str, array: np.ndarray, kind: gguf.GGMLQuantizationType) -> None:
    if array.ndim == 1 or kind == gguf.GGMLQuantizationType.F32:
        writer.add_tensor(name, np.ascontiguousarray(array, np.float32))
    elif kind == gguf.GGMLQuantizationType.F16:
        writer.add_tensor(name, array.astype(np.float16))
    else:
        writer.add_tensor(name, gguf.quants.quantize(array, kind), raw_dtype=kind)


def add_vocabulary(writer: gguf.GGUFWriter, vocabulary: Vocabulary) -> None:
    told = json.loads(vocabulary.tokenizer.to_str())
    special = {token["id"] for token in told["added_tokens"] if token["special"]}
    by_id = {number: token for token, number in vocabulary.tokenizer.get_vocab(with_added_tokens=True).items()}
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("starcoder")
    writer.add_token_list([by_id[number] for number in range(vocabulary.size)])
    writer.add_token_types(
        [gguf.TokenType.CONTROL if number in special else gguf.TokenType.NORMAL for number in range(vocabulary.size)]
    )
    writer.add_token_merges([" ".join(merge) for merge in told["model"]["merges"]])
    writer.add_bos_token_id(vocabulary.begin)
    writer.add_eos_token_id(vocabulary.end)
    writer.add_pad_token_id(vocabulary.pad)
    writer.add_unk_token_id(vocabulary.control("<unk>"))
    writer.add_add_bos_token(True)
    writer.add_add_eos_token(False)


def close(writer: gguf.GGUFWriter) -> None:
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
