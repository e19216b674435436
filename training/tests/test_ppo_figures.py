"""What monologues came to, and how it is told."""

import json
from pathlib import Path

import pytest
from ragstone_training.im_rag.ablation import check_apart
from ragstone_training.im_rag.ablation_report import plot_ablation, table_of
from ragstone_training.im_rag.answers import exact_match, token_f1
from ragstone_training.im_rag.monologue import Passage, Turn
from ragstone_training.im_rag.outcomes import outcome_of, summary
from ragstone_training.im_rag.ppo_curves import FIELDS, plot_ppo
from ragstone_training.im_rag.questions import Question, read_questions
from ragstone_training.im_rag.rollout import Episode
from ragstone_training.im_rag.rows import Line
from ragstone_training.im_rag.tracker import Rewards


def episode(gold: tuple[str, ...], found: list[str], stopped: str) -> Episode:
    lines = [(0, Line())] * (len(found) + (stopped == "role switch"))
    turns = [Turn(title, (Passage(title, title, "…"),)) for title in found]
    return Episode(Question("q", "?", ("a",), gold, "bridge", "", len(gold)), [], lines, turns, stopped)


def test_figures_by_turn_stay_after_the_last() -> None:
    episodes = [
        episode(("a", "b"), ["a", "b"], "role switch"),
        episode(("a", "b"), ["x", "a"], "role switch"),
        episode(("a",), ["x", "x", "a", "x"], "max turns"),
        episode((), [], "role switch"),
    ]
    figures = summary([outcome_of(each, Rewards(discount=1.0)) for each in episodes])
    assert [figures[f"both_{turn}"] for turn in (1, 2, 3, 4)] == [0, 0.5, 0.5, 0.5]
    assert [figures[f"recall_{turn}"] for turn in (1, 2, 3, 4)] == pytest.approx([0.5 / 3, 1.5 / 3, 2.5 / 3, 2.5 / 3])
    assert figures["reward"] == 1.0 and figures["turns"] == 2.0 and figures["handed_over"] == 0.75 and figures["needless"] == 0


def test_answers_are_scored_as_squad_does() -> None:
    assert exact_match("The Oslo.", ["Bergen", "oslo"]) == 1.0
    assert exact_match("Oslo fjord", ["Oslo"]) == 0.0
    # One of two tokens right, one of one: 2·(1/2)·1 / (1/2 + 1).
    assert token_f1("Oslo fjord", ["an Oslo"]) == pytest.approx(2 / 3)
    assert token_f1("Rome", ["Oslo"]) == 0.0


def test_questions_are_read_with_their_rewordings(tmp_path: Path) -> None:
    told = {
        "id": "q1", "question": "Where?", "answers": [["Oslo", "Kristiania"]], "titles": ["A", "B"], "passages": ["a1", "a2"],
        "rewordings": ["In what place?"], "slices": {"kind": "bridge", "hops": 2, "relation": "x > y"},
    }
    none = {"id": "q2", "question": "7 + 1?", "answers": [["8"]], "slices": {"kind": "common", "hops": 0, "relation": "sum"}}
    (tmp_path / "questions.jsonl").write_text(f"{json.dumps(told)}\n{json.dumps(none)}\n")
    found = read_questions(tmp_path / "questions.jsonl", rewordings=True)
    assert [(each.id, each.text, each.gold) for each in found] == [
        ("q1", "Where?", ("A", "B")), ("q2", "7 + 1?", ()), ("q1-1", "In what place?", ("A", "B"))
    ]
    assert found[0].answers == ("Oslo", "Kristiania")
    (tmp_path / "questions.jsonl").write_text(f"{json.dumps(told)}\n{{}}\n")
    with pytest.raises(ValueError, match="questions.jsonl, line 2: this is no question"):
        read_questions(tmp_path / "questions.jsonl")


def test_worlds_that_share_a_title_are_refused(tmp_path: Path) -> None:
    for name, titles in (("a", ("Oslo", "Bergen")), ("b", ("Rome",)), ("c", ("Rome", "Oslo"))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "corpus.jsonl").write_text("".join(json.dumps({"title": title}) + "\n" for title in titles))
    check_apart(tmp_path / "a", tmp_path / "b")
    with pytest.raises(ValueError, match="shares 1 titles .* e.g. Oslo"):
        check_apart(tmp_path / "a", tmp_path / "c")


def test_the_table_has_means_and_spreads(tmp_path: Path) -> None:
    by_turn = {f"both_{turn}": 0.2 * turn for turn in (1, 2, 3, 4)}
    figures = {"warm start": {1: {"reward": 0.5, **by_turn}}, "PPO": {1: {"reward": 0.6, **by_turn, "em": 0.1}, 2: {"reward": 0.8, **by_turn}}}
    table = table_of(figures).splitlines()
    assert table[0] == "| | warm start (1 seed) | PPO (2 seeds) |"
    assert table[2] == "| reward | 0.500 | 0.700 (0.600 to 0.800) |"
    assert table[-1] == "| em | – | 0.100 |"
    plot_ablation(figures, tmp_path / "figures.png")
    assert (tmp_path / "figures.png").stat().st_size > 1000


def test_curves_without_some_figures_are_drawn(tmp_path: Path) -> None:
    lines = [",".join(str(step) if name == "step" else "nan" if name == "needless" else "0.5" for name in FIELDS) for step in (1, 2)]
    (tmp_path / "curves.csv").write_text("\n".join([",".join(FIELDS), *lines]) + "\n")
    plot_ppo(tmp_path / "curves.csv", tmp_path / "curves.png")
    assert (tmp_path / "curves.png").stat().st_size > 1000
