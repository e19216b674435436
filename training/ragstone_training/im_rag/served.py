"""A world's passages behind `ragstone serve`, for as long as they are needed."""

import hashlib
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .search_client import SearchClient

HARNESS = Path(__file__).parents[3]
NODE = HARNESS / "node_modules" / ".bin" / "node"
# The shell ends the server when its own input closes: also when this process is killed.
SHELL = '"$@" </dev/null & server=$!; exec >&- 2>&-; read -r _; kill "$server"; wait "$server"'


@contextmanager
def served(world: Path) -> Iterator[SearchClient]:
    """
    `world`: a folder with `corpus.jsonl`; its BM25 index is built there the first time. A free port of the loopback
    address; the server ends with the block. Raises RuntimeError where it does not start.
    """
    index = index_of(world)
    command = ["sh", "-c", SHELL, "serve", str(NODE), "src/cli/main.ts", "serve", str(index.resolve()), "--port", "0"]
    with subprocess.Popen(
        command, cwd=HARNESS, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stdin and server.stdout and server.stderr
        try:
            url = server.stdout.readline().strip()
            if not url:
                server.stdin.close()
                raise RuntimeError(f"ragstone serve {index} did not start: {server.stderr.read().strip()}")
            yield SearchClient(url)
        finally:
            server.stdin.close()
            server.wait()


def index_of(world: Path) -> Path:
    """`index-<hash of the corpus>/`. Raises RuntimeError with what the harness says where it cannot be built."""
    corpus = world / "corpus.jsonl"
    with corpus.open("rb") as file:
        index = world / f"index-{hashlib.file_digest(file, 'sha256').hexdigest()[:12]}"
    if not index.exists():
        command = [str(NODE), "src/cli/main.ts", "index", "build", str(corpus.resolve()), "--out", str(index.resolve())]
        done = subprocess.run(command, cwd=HARNESS, capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"No index of {world}: {done.stderr.strip()}")
    return index
