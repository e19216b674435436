import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from ragstone_training.im_rag.search_client import SearchClient, SearchError


class Scripted(ThreadingHTTPServer):
    """Answers with (status, body) in turn; `asked` keeps the requests' bodies."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.replies: list[tuple[int, object]] = []
        self.asked: list[dict] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Scripted

    def do_POST(self) -> None:
        self.server.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        status, body = self.server.replies.pop(0) if self.server.replies else (200, found(self.server.asked[-1]))
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Retry-After", "0")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


def found(asked: dict) -> dict:
    return {"results": [[{"id": query, "title": query, "text": "…", "score": 1.0}] for query in asked["queries"]]}


@pytest.fixture
def server() -> Iterator[Scripted]:
    with Scripted() as scripted:
        thread = threading.Thread(target=scripted.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield scripted
        scripted.shutdown()
        thread.join()


def test_many_queries_are_asked_in_requests_that_the_server_takes(server: Scripted) -> None:
    queries = [f"query {number}" for number in range(300)]
    ranked = SearchClient(server.url).search(queries, 3)
    assert [[passage.title for passage in each] for each in ranked] == [[query] for query in queries]
    assert [(len(asked["queries"]), asked["k"]) for asked in server.asked] == [(256, 3), (44, 3)]


def test_a_busy_server_is_asked_again(server: Scripted) -> None:
    server.replies = [(503, {"error": {"code": "busy", "message": "Too many."}})] * 2
    assert SearchClient(server.url).search(["a"], 1)[0][0].id == "a"
    assert len(server.asked) == 3


def test_a_server_that_stays_busy_is_given_up(server: Scripted) -> None:
    server.replies = [(503, {"error": {"code": "busy", "message": "Too many searches."}})] * 9
    with pytest.raises(SearchError, match="503, Too many searches"):
        SearchClient(server.url).search(["a"], 1)


def test_a_refusal_is_told_in_the_servers_words_and_not_repeated(server: Scripted) -> None:
    server.replies = [(400, {"error": {"code": "bad-request", "message": "k is too large."}})]
    with pytest.raises(SearchError, match="400, k is too large"):
        SearchClient(server.url).search(["a"], 5000)
    assert len(server.asked) == 1


def test_what_is_not_json_is_said(server: Scripted) -> None:
    server.replies = [(200, b"<html>")]
    with pytest.raises(SearchError, match="not JSON"):
        SearchClient(server.url).search(["a"], 1)


def test_where_nothing_listens_the_server_is_named() -> None:
    with pytest.raises(SearchError, match=r"127.0.0.1:9/search cannot be reached .*ragstone serve"):
        SearchClient("http://127.0.0.1:9").search(["a"], 1)
