import json
from pathlib import Path

from ragstone_training.targets import targets_table


def written(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value))


def test_what_is_met_is_bold_and_what_nobody_measured_a_dash(tmp_path) -> None:
    written(tmp_path / "reader-long" / "evaluation-seen.json", {"exact": {"reader kind=one-hop documents=5": {"n": 40, "exact": 0.9}}})
    support = {"n": 30, "accuracy": 0.8, "ece": 0.07, "temperature": 1.5, "ece_with_temperature": 0.04}
    written(tmp_path / "generator-long" / "evaluation-held-out.json", {"families": {"support": support}})
    table = targets_table(tmp_path, ["seen", "held-out"])
    assert table[0] == "| | target | seen | held-out |"
    assert "| one-hop answer, gold among four distractors | ≥ 85.0 % | **90.0 %** | – |" in table
    assert "| support: right | ≥ 90.0 % | – | 80.0 % |" in table
    assert "| support: ECE after temperature | ≤ 0.050 | – | **0.040** |" in table
    assert not any("relevance" in line for line in table)


def test_a_chain_is_the_mean_over_seeds(tmp_path) -> None:
    seeds = {"1": {"em answerer-long, two passages": 0.5}, "2": {"em answerer-long, two passages": 0.6}}
    written(tmp_path / "ppo-ablation" / "world-seen.json", {"arms": {"PPO": seeds}})
    assert targets_table(tmp_path, ["seen"])[2] == "| two-passage questions over the chain with BM25 | ≥ 60.0 % | 55.0 % |"


def test_retrieval_stands_beside_bm25(tmp_path) -> None:
    def figures(recall: float, churn: float) -> dict:
        return {"recall": {"original": {"@5": recall}}, "families": {"rewording": {"churn@5": churn}}}

    written(tmp_path / "invar-encoder" / "evaluation-seen.json", {"encoder": figures(0.9, 0.2), "bm25": figures(0.96, 0.4)})
    assert targets_table(tmp_path, ["seen"])[2:] == [
        "| Recall@5 | ≥ BM25 − 5 | 90.0 (BM25 96.0) |",
        "| churn@5 under rewording | ≤ half of BM25's | **20.0** (BM25 40.0) |",
    ]
