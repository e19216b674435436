"""Commands of the recipes; training/README.md shows them in order."""

import argparse
import json
import sys
from pathlib import Path

from .calibration import plot_reliability
from .cards import Shipped, write_cards
from .evaluate import evaluate
from .export import export_stage
from .gguf_file import Packing
from .im_rag.ablation import ppo_ablation
from .im_rag.stage import im_rag_ppo
from .invar.ablation import invar_ablation
from .invar.evaluate import evaluate_encoder
from .invar.export import export_encoder
from .invar.stage import invar
from .processes import processes
from .recipe_file import read_recipe_file
from .stages import COMMANDS, Run, Unfinished, base, open_model, traces_of, vocabulary_of

TRAINED = {**COMMANDS, "invar": invar}
RECIPES = Path(__file__).parents[1] / "recipes"


def main() -> int:
    asked = argparse.ArgumentParser(prog="ragstone_training", description=__doc__)
    verbs = asked.add_subparsers(dest="verb", required=True)
    for name in ("base", *TRAINED, "all"):
        verb = verbs.add_parser(name, help="train; again: go on")
        verb.add_argument("--minutes", type=float, help="stop after a checkpoint; the same command goes on")
        common(verb)
    verb = verbs.add_parser("im-rag-ppo", help="PPO for the Questioner, then the Answerer; again: go on")
    learning_world(verb)
    common(verb)
    verb = verbs.add_parser("ppo-ablation", help="warm start, PPO, and PPO without mid-step rewards; again: go on")
    learning_world(verb)
    verb.add_argument("--held-out", type=Path, required=True, help="folder of another world, for the figures")
    verb.add_argument("--seeds", type=int, default=3, help="of each arm")
    verb.add_argument("--questions", type=int, default=500, help="of the held-out world")
    common(verb)
    verb = verbs.add_parser("invar-ablation", help="the retriever with and without the invariance loss; again: go on")
    verb.add_argument("--held-out", type=Path, nargs="+", required=True, help="folders of pairs, e.g. on both sides of the wordings")
    verb.add_argument("--seeds", type=int, default=3, help="of each arm")
    verb.add_argument("--tokens", type=int, help="of each training; default: the recipe's")
    verb.add_argument("--pairs", type=int, default=400, help="of each folder that are asked")
    verb.add_argument("--minutes", type=float, help="stop after a checkpoint; the same command goes on")
    common(verb)
    verb = verbs.add_parser("export", help="write GGUF files, and compare them with PyTorch")
    verb.add_argument("stages", nargs="+", help="folders of stages, e.g. reader generator")
    verb.add_argument("--kind", choices=("f32", "f16", "q8_0"), help="default: what the recipe file says")
    verb.add_argument("--prompts", type=int, default=200, help="how many prompts to compare on (0: none)")
    common(verb)
    verb = verbs.add_parser("evaluate", help="figures on held-out traces")
    verb.add_argument("stages", nargs="+")
    verb.add_argument("--held-out", type=Path, required=True, help="folder of traces")
    verb.add_argument("--fit", type=Path, help="folder of other traces, to fit temperatures on")
    verb.add_argument("--trees", type=int, default=500, help="of each file")
    common(verb)
    verb = verbs.add_parser("cards", help="the page of a folder of models: README.md in it")
    verb.add_argument("shipped", nargs="+", help="file in the folder, and the stage that it is from, e.g. nano-reader.gguf=reader")
    verb.add_argument("--models", type=Path, required=True, help="the folder; about.md in it is what the page begins with")
    verb.add_argument("--evaluated", nargs="+", required=True, help="names of the folders that stages were evaluated on")
    common(verb)
    told = asked.parse_args()
    run = Run(
        read_recipe_file(RECIPES / f"{told.size}.yaml", told.tiny), told.traces, told.out, getattr(told, "minutes", None)
    )
    try:
        return act(told, run)
    except Unfinished as unfinished:
        print(f"{unfinished}: the time is over; the same command goes on.")
        return 3


def learning_world(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--world", type=Path, required=True, help="folder with corpus.jsonl and questions.jsonl to learn on")
    verb.add_argument("--minutes", type=float, help="stop after a checkpoint; the same command goes on")


def common(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--size", default="nano", help="a file of recipes/ (nano, 7b)")
    verb.add_argument("--traces", type=Path, required=True, help="folder of training traces")
    verb.add_argument("--out", type=Path, required=True, help="folder of the run")
    verb.add_argument("--tiny", action="store_true", help="a small model, a few steps: does it run at all?")


def act(told: argparse.Namespace, run: Run) -> int:
    if told.verb == "export":
        packing = Packing(told.kind or run.told["export"]["kind"], tuple(run.told["export"].get("exact", ())))
        passed = [(export_encoder if encodes(run, name) else export_stage)(run, name, packing, told.prompts) for name in told.stages]
        return 0 if all(passed) else 1
    if told.verb == "evaluate":
        for name in told.stages:
            if encodes(run, name):
                evaluate_encoder(run, name, told.held_out, told.trees)
            else:
                evaluate_stage(run, name, told.held_out, told.fit, told.trees)
        return 0
    if told.verb == "cards":
        shipped = [Shipped(told.models / file, stage) for file, stage in (each.split("=") for each in told.shipped)]
        words = (told.models / "about.md").read_text()
        write_cards(run, shipped, told.evaluated, words, told.models / "README.md")
        return 0
    if told.verb == "invar-ablation":
        folder = invar_ablation(run, told.held_out, told.seeds, told.tokens, told.pairs)
        print((folder / "table.md").read_text(), end="")
        return 0
    if told.verb == "im-rag-ppo":
        im_rag_ppo(run, told.world)
        return 0
    if told.verb == "ppo-ablation":
        table = ppo_ablation(run, told.world, told.held_out, told.seeds, told.questions)
        if processes().is_main_process:
            print(table.read_text(), end="")
        return 0
    if told.verb == "base":
        base(run)
        return 0
    for name in TRAINED if told.verb == "all" else (told.verb,):
        TRAINED[name](run)
    return 0


def encodes(run: Run, name: str) -> bool:
    """Whether a stage makes vectors, not texts."""
    return "retrieval" in run.told["recipes"].get(name, {})


def evaluate_stage(run: Run, name: str, held_out: Path, fit: Path | None, most: int) -> None:
    """Writes `evaluation-<folder of traces>.json` and a reliability plot beside the model."""
    model = open_model(run.folder / name)
    vocabulary, longest = vocabulary_of(run), model.config.max_position_embeddings

    def judged(folder: Path):
        trees = [
            tree
            for protocol in run.told["recipes"][name]["traces"]
            for tree, _ in zip(traces_of(run, folder / f"{protocol}.jsonl"), range(most), strict=False)
        ]
        return evaluate(model, vocabulary, trees, longest)

    result = judged(held_out)
    temperatures = judged(fit).temperatures() if fit else {}
    figures = result.figures(temperatures)
    out = run.folder / name / f"evaluation-{held_out.name}"
    out.with_suffix(".json").write_text(json.dumps(figures, indent=1) + "\n")
    if result.families:
        families = {each: (judged, temperatures.get(each, 1.0)) for each, judged in result.families.items()}
        plot_reliability(families, out.with_suffix(".png"))
    json.dump({"stage": name, **figures}, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    sys.exit(main())
