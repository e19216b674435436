import json
from dataclasses import replace
from pathlib import Path

from ragstone_training.cards import Shipped, trained_of, whole_training, write_cards
from ragstone_training.stages import Run

CURVES = """step,phase,tokens,targets,rate,loss,norm,tokens_per_second,name,right,asked
20,mix,6000,400,0.002,1.5,1,100,reader/bridge,1,9
20,mix,6000,400,0.002,1.5,1,100,reader/one-hop,3,9
40,mix,12000,800,0.002,1.2,1,200,reader/one-hop,5,9
"""
EVALUATION = {
    "exact": {"self-rag kind=one-hop": {"n": 40, "exact": 0.725}},
    "families": {"support": {"n": 30, "accuracy": 0.9, "ece": 0.07, "temperature": 1.5, "ece_with_temperature": 0.04}},
}


def run_in(folder: Path) -> Run:
    stage = folder / "run" / "generator"
    stage.mkdir(parents=True)
    (stage / "curves.csv").write_text(CURVES)
    (stage / "evaluation-held-out.json").write_text(json.dumps(EVALUATION))
    (folder / "models").mkdir()
    (folder / "models" / "a.gguf").write_bytes(b"GGUF")
    return Run({"recipes": {}}, folder / "traces", folder / "run")


def test_tokens_and_minutes_are_those_of_the_curves(tmp_path) -> None:
    run_in(tmp_path)
    trained = trained_of(tmp_path / "run" / "generator")
    assert (trained.tokens, trained.asked) == (12000, 800)
    assert trained.minutes == (6000 / 100 + 6000 / 200) / 60


def test_a_stage_counts_with_those_that_it_goes_on_from(tmp_path) -> None:
    run = run_in(tmp_path)
    (tmp_path / "run" / "ppo").mkdir()
    (tmp_path / "run" / "ppo" / "curves.csv").write_text("step,episodes,seconds\n1,64,30\n2,64,60\n")
    whole = whole_training(replace(run, told={"recipes": {"ppo": {"start": "generator"}}}), "ppo")
    assert (whole.tokens, whole.asked, whole.monologues, whole.minutes) == (12000, 800, 128, 1.5 + 1.5)


def test_ablations_stand_on_the_page_with_their_plots(tmp_path) -> None:
    run, models = run_in(tmp_path), tmp_path / "models"
    folder = run.folder / "ppo-ablation"
    folder.mkdir()
    (folder / "world-seen.md").write_text("| | PPO (3 seeds) |\n")
    (folder / "world-seen.png").write_bytes(b"PNG")
    write_cards(run, [], ["seen", "held-out"], "# Models\n", models / "README.md")
    page = (models / "README.md").read_text()
    assert "## PPO, on a world of its own, seen wordings\n\n| | PPO (3 seeds) |\n\n![" in page
    assert "](ppo-ablation-world-seen.png)" in page and (models / "ppo-ablation-world-seen.png").exists()
    assert "held-out wordings" not in page


def test_a_page_has_every_file_and_every_figure(tmp_path) -> None:
    run, models = run_in(tmp_path), tmp_path / "models"
    write_cards(run, [Shipped(models / "a.gguf", "generator")], ["seen", "held-out"], "# Models\n", models / "README.md")
    page = (models / "README.md").read_text()
    assert page.startswith("# Models\n")
    assert "| `a.gguf` | generator | 4 | 0 | 12,000 | 800 | 2 |" in page
    assert "| self-rag kind=one-hop | 72.5 (40) |" in page
    assert "| support | 90.0 % of 30, ECE 0.070, 0.040 at temperature 1.50 |" in page
