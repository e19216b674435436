"""A trained stage as GGUF files, and whether llama.cpp writes with them what PyTorch writes."""

import json
from dataclasses import asdict
from pathlib import Path

import gguf
import numpy as np
import torch
from peft import PeftModel, load_peft_weights
from transformers import LlamaForCausalLM

from .compare import Comparison, compare, told
from .gguf_file import TYPES, Packing, write_adapter, write_model
from .records import Part, read_trees
from .stages import Run, adapts_base, lora_of, open_model, vocabulary_of


def export_stage(run: Run, name: str, packing: Packing, prompts: int) -> bool:
    """
    Writes `<name>-<kind>.gguf` into the stage's folder, and `<name>-adapter.gguf` where LoRA alone was trained on the base
    (for the base's file). Compares both with PyTorch on `prompts` prompts; `comparison.json` holds the result.
    """
    folder = run.folder / name
    vocabulary = vocabulary_of(run)
    model = open_model(folder)
    out = folder / f"{name}-{packing.kind}.gguf"
    write_model(model, vocabulary, f"ragstone-{run.told['size']}-{name}", out, packing)
    asked = prompts_of(run, name, prompts)
    results = {out.name: compare(rounded(model, packing), vocabulary, out, asked)} if asked else {}
    lora = lora_of(run, name)
    if lora and not lora.get("whole") and adapts_base(run, name) and (folder / "adapter").exists():
        results |= export_adapter(run, name, packing, asked)
    (folder / "comparison.json").write_text(json.dumps({file: asdict(each) for file, each in results.items()}, indent=1) + "\n")
    for file, each in results.items():
        print(f"{file}: {told(each)}")
    return all(each.passed() for each in results.values())


def export_adapter(run: Run, name: str, packing: Packing, asked: list[tuple[Part, ...]]) -> dict[str, Comparison]:
    base, base_file, out = write_base_and_adapter(run, name, packing)
    tuned = PeftModel.from_pretrained(rounded(base, packing), run.folder / name / "adapter")
    return {out.name: compare(tuned, vocabulary_of(run), base_file, asked, adapter=out)} if asked else {}


def write_base_and_adapter(run: Run, name: str, packing: Packing) -> tuple[LlamaForCausalLM, Path, Path]:
    """The base, its file, and the stage's adapter for that file."""
    base = open_model(run.folder / "base")
    base_file = run.folder / "base" / f"base-{packing.kind}.gguf"
    write_model(base, vocabulary_of(run), f"ragstone-{run.told['size']}-base", base_file, packing)
    out = run.folder / name / f"{name}-adapter.gguf"
    state = load_peft_weights(run.folder / name / "adapter", device="cpu")
    write_adapter(state, base.config, lora_of(run, name)["alpha"], out)
    return base, base_file, out


def prompts_of(run: Run, name: str, most: int) -> list[tuple[Part, ...]]:
    """Prompts of the stage's traces, evenly from its files; without the stage's own traces, of all."""
    recipe = run.told["recipes"].get(name)
    files = [run.traces / f"{each}.jsonl" for each in (recipe["traces"] if recipe else run.files())]
    found: list[tuple[Part, ...]] = []
    for number, path in enumerate(files, 1):
        for tree in read_trees(path):
            found += [tree.prefix + branch.prompt for branch in tree.branches[:2]]
            if len(found) >= most * number // len(files):
                break
    return found[:most]


def rounded(model: LlamaForCausalLM, packing: Packing) -> LlamaForCausalLM:
    """The weights as the file holds them."""
    with torch.no_grad():
        for key, weight in model.named_parameters():
            if weight.dim() == 2:
                weight.copy_(torch.from_numpy(as_written(weight.float().numpy(), packing.kind_of(key))))
    return model


def as_written(weight: np.ndarray, kind: str) -> np.ndarray:
    if kind == "f32":
        return weight
    if kind == "f16":
        return weight.astype(np.float16).astype(np.float32)
    packed = gguf.quants.quantize(weight, TYPES[kind][0])
    return gguf.quants.dequantize(packed, TYPES[kind][0])
