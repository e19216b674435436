from pathlib import Path

import pytest
import torch
from ragstone_training.records import read_trees
from ragstone_training.sources import texts_of
from ragstone_training.vocabulary import Vocabulary, train_vocabulary

from .tiny_traces import write_traces


@pytest.fixture(autouse=True)
def one_thread() -> None:
    torch.set_num_threads(1)


@pytest.fixture(scope="session")
def traces(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return write_traces(tmp_path_factory.mktemp("traces"))


@pytest.fixture(scope="session")
def vocabulary(traces: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    texts = (text for path in traces.values() for tree in read_trees(path) for text in texts_of(tree))
    return train_vocabulary(texts, 700, tmp_path_factory.mktemp("vocabulary") / "tokenizer.json")
