"""The harness' own retriever, started and stopped."""

import json
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from ragstone_training.im_rag.search_client import SearchError
from ragstone_training.im_rag.served import served

TRAINING = Path(__file__).parents[1]
WAITS = """
import sys, time
from pathlib import Path
from ragstone_training.im_rag.served import served
with served(Path(sys.argv[1])) as search:
    print(search._url, flush=True)
    time.sleep(60)
"""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("world")
    passages = [("a0", "Oslo", "Its mayor is Ane Berg."), ("a1", "Bergen", "Its mayor is Per Vik.")]
    lines = [json.dumps({"id": id, "title": title, "text": text}) for id, title, text in passages]
    (folder / "corpus.jsonl").write_text("\n".join(lines) + "\n")
    return folder


def test_the_best_passage_comes_first_and_the_server_ends_with_the_block(world: Path) -> None:
    with served(world) as search:
        first, second = search.search(["Oslo mayor", "zzz"], 5)
        assert [passage.id for passage in first] == ["a0", "a1"] and second == []
        assert search.fingerprint()["passages"] == 2
    with pytest.raises(SearchError, match="cannot be reached"):
        search.search(["Oslo"], 1)


def test_the_server_ends_when_its_owner_is_killed(world: Path) -> None:
    owner = subprocess.Popen([sys.executable, "-c", WAITS, str(world)], cwd=TRAINING, stdout=subprocess.PIPE, text=True)
    assert owner.stdout is not None
    url = owner.stdout.readline().strip()
    assert answers(url)
    owner.kill()
    owner.wait()
    owner.stdout.close()
    until = time.monotonic() + 60
    while answers(url):
        assert time.monotonic() < until, "it goes on serving"
        time.sleep(0.05)


def answers(url: str) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", int(url.rpartition(":")[2]))):
            return True
    except ConnectionRefusedError:
        return False


def test_what_hinders_an_index_is_told(tmp_path: Path) -> None:
    (tmp_path / "corpus.jsonl").write_text("no passages\n")
    with pytest.raises(RuntimeError, match="No index of"), served(tmp_path):
        pass
