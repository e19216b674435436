"""Stages of a training: each begins with the model of another, trains, and leaves a model behind."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any
from zlib import crc32

import torch
from peft import LoraConfig, PeftModel, get_peft_model
from transformers import AutoModelForCausalLM, LlamaForCausalLM

from .annotate import Critic, annotate
from .model import new_model
from .processes import processes
from .recipe_file import options_of, phases_of
from .records import Tree, read_trees, write_trees
from .self_rag import critic_tree, generator_tree, spaced
from .sources import open_sources, plain_texts
from .train import train
from .trees import encode_tree
from .vocabulary import Vocabulary, hub_vocabulary, open_vocabulary, train_vocabulary

# Which traces each vocabulary is made from: all that are there, so that recipes share it.
PROTOCOLS = ("reader", "closed-book", "self-rag", "questioner", "answerer")


@dataclass(frozen=True)
class Run:
    """`traces`: folder of training traces. `folder`: where everything goes, a folder for each stage."""

    told: dict[str, Any]
    traces: Path
    folder: Path
    minutes: float | None = None

    def files(self) -> dict[str, Path]:
        found = {name: self.traces / f"{name}.jsonl" for name in PROTOCOLS}
        return {name: path for name, path in found.items() if path.exists()}


class Unfinished(Exception):
    """The time is over; the same command goes on."""


def vocabulary_of(run: Run) -> Vocabulary:
    if "hub" in run.told["model"]:
        return hub_vocabulary(run.told["model"]["hub"])[0]
    path = run.folder / "tokenizer.json"
    with processes().main_process_first():
        if not path.exists():
            files = run.files()
            if not files:
                raise SystemExit(f"There are no traces in {run.traces}: ragstone data generate atlas --training … --out {run.traces}")
            texts = (text for file in files.values() for text in plain_texts(file))
            train_vocabulary(texts, run.told["vocabulary"]["tokens"], path)
    return open_vocabulary(path)


def base(run: Run) -> Path:
    """What every generator starts from: look-ups learnt, or the model of the hub."""
    return stage(run, "base", None, run.told["base"], run.files())


def recipe(run: Run, name: str, traces: dict[str, Path] | None = None) -> Path:
    """Trains one model from the base, or from another recipe's (`start`); `traces`: in place of those of its own."""
    told = run.told["recipes"][name]
    files = {each: run.traces / f"{each}.jsonl" for each in told["traces"]}
    start = recipe(run, told["start"]) if "start" in told else base(run)
    return stage(run, name, start, told["phases"], {**files, **(traces or {})})


def with_longer(run: Run, name: str, traces: dict[str, Path] | None = None) -> list[Path]:
    """The recipe, and the one that goes on from it where there is one: its name ends in -long."""
    return [recipe(run, each, traces) for each in dict.fromkeys((name, longest_of(run, name)))]


def longest_of(run: Run, name: str) -> str:
    longer = f"{name}-long"
    return longer if longer in run.told["recipes"] else name


def reader(run: Run) -> list[Path]:
    return with_longer(run, "reader")


def self_rag(run: Run) -> list[Path]:
    """Critic, then the corpus in its words, then the generator."""
    labels_alone = not run.told["recipes"]["critic"].get("texts", False)
    learnt = rewritten(run, "critic", lambda trees: map(critic_tree, trees) if labels_alone else trees)
    critic = recipe(run, "critic", {"self-rag": learnt})

    def annotated(trees: Iterator[Tree]) -> Iterator[Tree]:
        torch.set_num_threads(run.told["training"]["threads"])
        model = open_model(critic)
        masking = run.told["recipes"]["generator"].get("masking", "each")
        judge = Critic(model, vocabulary_of(run), model.config.max_position_embeddings)
        return (generator_tree(tree, masking) for tree in annotate(trees, judge))

    return [critic, *with_longer(run, "generator", {"self-rag": rewritten(run, "generator", annotated)})]


def im_rag_sft(run: Run) -> list[Path]:
    return [*with_longer(run, "questioner"), *with_longer(run, "answerer")]


COMMANDS: dict[str, Callable[[Run], list[Path]]] = {"reader": reader, "self-rag": self_rag, "im-rag-sft": im_rag_sft}


def traces_of(run: Run, path: Path) -> Iterator[Tree]:
    """As our vocabulary needs them; that of a model of a hub has its own ways."""
    return read_trees(path) if "hub" in run.told["model"] else map(spaced, read_trees(path))


def rewritten(run: Run, name: str, made: Callable[[Iterator[Tree]], Iterator[Tree]]) -> Path:
    """
    Self-RAG's traces as a recipe of that name reads them, as many as it reads, written once. Several processes take
    turns tree by tree.
    """
    path = run.folder / name / "traces" / "self-rag.jsonl"
    if path.exists():
        return path
    own, count = processes().process_index, processes().num_processes
    vocabulary, longest = vocabulary_of(run), run.told["model"].get("context", 4096)
    wanted = sum(phase["tokens"] for phase in run.told["recipes"][name]["phases"]) / count

    def enough(trees: Iterator[Tree]) -> Iterator[Tree]:
        held = 0
        for tree in trees:
            yield tree
            held += sum(map(len, encode_tree(tree, vocabulary, longest)))
            if held >= wanted:
                return

    parts = [path.with_suffix(f".{number}") for number in range(count)]
    trees = traces_of(run, run.traces / "self-rag.jsonl")
    write_trees(parts[own], enough(made(islice(trees, own, None, count))))
    processes().wait_for_everyone()
    if processes().is_main_process:
        with path.with_suffix(".partial").open("wb") as whole:
            for part in parts:
                whole.write(part.read_bytes())
                part.unlink()
        path.with_suffix(".partial").rename(path)
    processes().wait_for_everyone()
    return path


def stage(run: Run, name: str, start: Path | None, phases: list[dict[str, Any]], files: dict[str, Path]) -> Path:
    """A model that is trained on traces; see `trained_once`."""

    def learn(trained: LlamaForCausalLM | PeftModel, folder: Path) -> bool:
        if not phases:
            return True
        vocabulary = vocabulary_of(run)
        # Each stage reads the traces in an order of its own.
        seed = run.told["seed"] + crc32(name.encode())
        named = sorted({each for phase in phases for each in phase["mix"]})
        read = {each.partition("/")[0] for each in named}
        given = {each: path for each, path in files.items() if each in read} or files
        sources = open_sources(named, given, vocabulary, trained.config.max_position_embeddings, seed)
        return train(trained, phases_of(phases, sources), sources, vocabulary.pad, folder, options_of(run.told, run.minutes))

    return trained_once(run, name, lambda: going_on(run, name, start), learn)


Learn = Callable[[LlamaForCausalLM | PeftModel, Path], bool]


def trained_once(run: Run, name: str, make: Callable[[], LlamaForCausalLM | PeftModel], learn: Learn) -> Path:
    """
    The folder of the trained model: `model/` (Transformers), with LoRA also `adapter/` (PEFT), `curves.csv` and
    `curves.png`. A finished stage is not done again. Raises Unfinished when `learn` says that the time is over.
    """
    folder = run.folder / name
    if (folder / "model").exists():
        return folder
    trained = make()
    if not learn(trained, folder):
        raise Unfinished(name)
    if processes().is_main_process:
        save_model(trained, folder)
        shutil.rmtree(folder / "checkpoints", ignore_errors=True)
    processes().wait_for_everyone()
    return folder


def start_of(run: Run, name: str, start: Path | None, seed: int | None = None) -> LlamaForCausalLM | PeftModel:
    """
    The model of another stage, with LoRA where the recipe says so; the base is no one's adapter. `seed` (default: the
    run's): adapters begin at random.
    """
    if start is None:
        return first_model(run, vocabulary_of(run))
    model, lora = open_model(start), lora_of(run, name)
    torch.manual_seed(run.told["seed"] if seed is None else seed)
    return with_lora(model, lora) if lora else model


def going_on(run: Run, name: str, start: Path | None) -> LlamaForCausalLM | PeftModel:
    """As `start_of`, but an adapter that the other stage has is trained further, and stays one of the base."""
    if start is None or lora_of(run, name) is None or not (start / "adapter").exists():
        return start_of(run, name, start)
    return PeftModel.from_pretrained(open_model(run.folder / "base"), start / "adapter", is_trainable=True)


def adapts_base(run: Run, name: str) -> bool:
    """Whether a stage's adapter is one for the base: PPO's lies over the model that it started from."""
    told = run.told["recipes"].get(name, {})
    return "start" not in told or bool(told["phases"])


def lora_of(run: Run, name: str) -> dict[str, Any] | None:
    """Of the recipe, else of the section `model`."""
    return run.told["recipes"].get(name, {}).get("lora", run.told["model"].get("lora"))


def first_model(run: Run, vocabulary: Vocabulary) -> LlamaForCausalLM:
    told = run.told["model"]
    if "hub" not in told:
        return new_model(told, vocabulary, run.told["seed"])
    model = AutoModelForCausalLM.from_pretrained(told["hub"], dtype=torch.bfloat16)
    model.resize_token_embeddings(vocabulary.size)
    return model


def with_lora(model: LlamaForCausalLM, told: dict[str, Any]) -> PeftModel:
    """New embeddings are trained as a whole where the recipe says so: LoRA alone leaves them as they are."""
    return get_peft_model(
        model,
        LoraConfig(
            r=told["rank"], lora_alpha=told["alpha"], target_modules=told["targets"],
            modules_to_save=told.get("whole") or None, task_type="CAUSAL_LM",
        ),
    )


def save_model(model: LlamaForCausalLM | PeftModel, folder: Path) -> None:
    if isinstance(model, PeftModel):
        model.save_pretrained(folder / "adapter")
        model = model.merge_and_unload()
    model.save_pretrained(folder / "model.partial")
    (folder / "model.partial").rename(folder / "model")


def open_model(folder: Path) -> LlamaForCausalLM:
    return AutoModelForCausalLM.from_pretrained(folder / "model", attn_implementation="sdpa")
