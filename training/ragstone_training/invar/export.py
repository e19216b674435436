"""An encoder as GGUF files, and whether llama.cpp gives the vectors that PyTorch gives."""

import json
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from peft import PeftModel

from ..compare import HARNESS
from ..export import rounded, write_base_and_adapter
from ..gguf_file import Packing, write_model
from ..stages import Run, lora_of, open_model, vocabulary_of
from .encoder import Encoder, Pooling, encode_texts
from .pairs import passage_text, read_pairs, read_passages
from .settings import settings_of

# A trained nano model differs by 5e-4 (activations beside weights of 16 bits), another pooling or token by more than 3e-2.
WITHIN = 5e-3


@dataclass(frozen=True)
class VectorComparison:
    """`worst`: the largest length of a difference, relative to the length of PyTorch's vector."""

    texts: int
    worst: float


def export_encoder(run: Run, name: str, packing: Packing, texts: int) -> bool:
    """
    Writes `<name>-<kind>.gguf` into the stage's folder, and with LoRA `<name>-adapter.gguf` for the base's file. Compares
    both with PyTorch on `texts` queries and passages; `comparison.json` holds the result.
    """
    folder, vocabulary = run.folder / name, vocabulary_of(run)
    pooling, model = settings_of(run.told["recipes"][name]).pooling, open_model(folder)
    out = folder / f"{name}-{packing.kind}.gguf"
    write_model(model, vocabulary, f"ragstone-{run.told['size']}-{name}", out, packing)
    asked = texts_of(run, texts)
    longest = model.config.max_position_embeddings

    def compared(module: torch.nn.Module, file: Path, adapter: Path | None = None) -> VectorComparison:
        ours = encode_texts(Encoder(module, vocabulary.pad, pooling), asked, vocabulary, longest)
        return compare_vectors(ours, ask_vectors(file, asked, pooling, adapter))

    results = {out.name: compared(rounded(model, packing), out)} if asked else {}
    lora = lora_of(run, name)
    if lora and not lora.get("whole") and (folder / "adapter").exists():
        base, base_file, adapter = write_base_and_adapter(run, name, packing)
        tuned = PeftModel.from_pretrained(rounded(base, packing), folder / "adapter")
        results |= {adapter.name: compared(tuned, base_file, adapter)} if asked else {}
    (folder / "comparison.json").write_text(json.dumps({file: asdict(each) for file, each in results.items()}, indent=1) + "\n")
    for file, each in results.items():
        print(f"{file}: texts {each.texts}, worst {each.worst:.3g}")
    return all(each.worst <= WITHIN for each in results.values())


def texts_of(run: Run, most: int) -> list[str]:
    """Half queries, half passages."""
    queries = [pair.query for pair, _ in zip(read_pairs(run.traces), range(most // 2), strict=False)]
    rest = range(most - len(queries))
    return queries + [passage_text(each.title, each.text) for each, _ in zip(read_passages(run.traces), rest, strict=False)]


def ask_vectors(file: Path, texts: Sequence[str], pooling: Pooling, adapter: Path | None = None) -> torch.Tensor:
    """[texts, width], as the harness' engine embeds them."""
    command = ["npx", "--no-install", "node", "training/askVectors.ts", str(file.resolve()), pooling]
    command += [str(adapter.resolve())] if adapter else []
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    done = subprocess.run(command, input=lines, capture_output=True, text=True, cwd=HARNESS)
    if done.returncode != 0:
        raise RuntimeError(f"llama.cpp could not be asked: {done.stderr.strip()}")
    return torch.tensor([json.loads(line) for line in done.stdout.splitlines()])


def compare_vectors(ours: torch.Tensor, theirs: torch.Tensor) -> VectorComparison:
    if ours.shape != theirs.shape:
        raise ValueError(f"PyTorch gives vectors of shape {tuple(ours.shape)}, llama.cpp {tuple(theirs.shape)}.")
    return VectorComparison(len(ours), float(((ours - theirs).norm(dim=-1) / ours.norm(dim=-1)).max()))
