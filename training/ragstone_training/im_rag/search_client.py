"""The harness' retriever over HTTP (docs/serve.md): its analyser and its index, not a copy of them."""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from http.client import HTTPException
from typing import Any

from .monologue import Passage

QUERIES = 256  # a request, the server's default bound
PATIENCE = 5  # tries where the server says that it is busy


class SearchError(RuntimeError):
    """The server cannot be reached, refuses, or fails; the message says which."""


class SearchClient:
    """`url`: what `ragstone serve` prints. `timeout`: seconds a request may take."""

    def __init__(self, url: str, timeout: float = 60.0) -> None:
        self._url, self._timeout = url.rstrip("/"), timeout

    def search(self, queries: Sequence[str], k: int) -> list[list[Passage]]:
        """One list a query, at most `k` passages, best first."""
        found: list[list[Passage]] = []
        for begin in range(0, len(queries), QUERIES):
            told = self._ask("/search", {"queries": list(queries[begin : begin + QUERIES]), "k": k})
            found += [[Passage(each["id"], each["title"], each["text"]) for each in ranked] for ranked in told["results"]]
        return found

    def fingerprint(self) -> dict[str, Any]:
        """Retriever, corpus with its sha256, analyser and settings: to be kept with what is trained."""
        return self._ask("/health")["fingerprint"]

    def _ask(self, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._url + path, data, {"Content-Type": "application/json"})
        tries = 0
        while True:
            tries += 1
            try:
                with urllib.request.urlopen(request, timeout=self._timeout) as response:
                    return json.load(response)
            except urllib.error.HTTPError as error:
                if error.code != 503 or tries == PATIENCE:
                    raise SearchError(f"{self._url}{path}: {error.code}, {message_of(error)}") from error
                time.sleep(float(error.headers.get("Retry-After", 1)))
            except (OSError, HTTPException) as error:
                raise SearchError(f"{self._url}{path} cannot be reached ({error}): is `ragstone serve` running there?") from error
            except ValueError as error:
                raise SearchError(f"{self._url}{path}: what was answered is not JSON ({error}).") from error


def message_of(error: urllib.error.HTTPError) -> str:
    """The server's own words, where it has some."""
    try:
        return json.load(error)["error"]["message"]
    except (ValueError, KeyError, TypeError):
        return str(error.reason)
