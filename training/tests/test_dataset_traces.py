"""What `ragstone data traces` writes of a dataset is read like the traces of Atlas."""

import json
import subprocess
from pathlib import Path

import pytest
from ragstone_training.im_rag.served import HARNESS, NODE
from ragstone_training.invar.batches import Drawn, PairStream
from ragstone_training.records import read_trees
from ragstone_training.sources import texts_of
from ragstone_training.trees import encode_tree
from ragstone_training.vocabulary import train_vocabulary

PROTOCOLS = ("reader", "closed-book", "questioner", "answerer", "invar-reader")
PAGES = {
    "The Glass Harbour": ["The Glass Harbour is a film of 1961.", " It was directed by Ida Corvane."],
    "Ida Corvane": ["Ida Corvane was a director.", " She was born in Lower Mellin."],
    "Port Abel": ["Port Abel is a harbour town with a glass works."],
}


def question(number: int) -> dict:
    """As HotpotQA lays it out."""
    return {
        "_id": f"q{number}",
        "question": "Where was the director of The Glass Harbour born?",
        "answer": "Lower Mellin",
        "type": "bridge",
        "supporting_facts": [["The Glass Harbour", 1], ["Ida Corvane", 1]],
        "context": list(PAGES.items()),
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("quiz")
    (home / "quiz.jsonl").write_text("".join(json.dumps(question(number)) + "\n" for number in range(6)))
    command = [
        NODE, HARNESS / "src" / "cli" / "main.ts", "data", "traces", f"quiz={home / 'quiz.jsonl'}", "--split", "train",
        "--training", ",".join((*PROTOCOLS, "retrieval")), "--out", home / "traces",
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, env={"RAGSTONE_HOME": str(home)})
    return home / "traces"


def test_every_tree_is_encoded_whole(folder: Path, tmp_path: Path) -> None:
    trees = [tree for name in PROTOCOLS for tree in read_trees(folder / f"{name}.jsonl")]
    assert [tree.protocol for tree in trees] == [name for name in PROTOCOLS for _ in range(6)]
    vocabulary = train_vocabulary((text for tree in trees for text in texts_of(tree)), 700, tmp_path / "tokenizer.json")
    for tree in trees:
        assert tree.wording == "train"
        saplings = encode_tree(tree, vocabulary, 2048)
        assert sum(len(sapling.limbs) for sapling in saplings) == len(tree.branches)
        assert all(sapling.target.any() for sapling in saplings)


def test_pairs_of_a_dataset_compete_with_one_another(folder: Path, vocabulary) -> None:
    stream = PairStream(folder, Drawn(queries=3, negatives=1, rewordings=1, windows=(64,)), vocabulary, 256, seed=1)
    batch = stream.batch(0)
    assert batch.asked == 3
    assert batch.gold.any(axis=1).all()
