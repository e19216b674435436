"""Python's bm25s (https://github.com/xhluca/bm25s) with numba, asked over standard input.

Arguments: a corpus (JSON Lines with id and text), a folder for the index. Says {"build": seconds or null} when ready,
then answers each line (a query) with {"wall": ms, "cpu": ms, "ids": [...]}.
"""

import json
import sys
import time
from pathlib import Path

import bm25s

corpus, folder = sys.argv[1], Path(sys.argv[2])
pattern = r"\w+"
build = None
if not folder.exists():
    began = time.perf_counter()
    with open(corpus, encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    tokens = bm25s.tokenize(texts, stopwords=None, token_pattern=pattern, show_progress=False)
    index = bm25s.BM25(method="lucene", k1=0.9, b=0.4, backend="numba")
    index.index(tokens, show_progress=False)
    index.save(folder)
    build = time.perf_counter() - began
    del texts, tokens
index = bm25s.BM25.load(folder)
index.backend = "numba"
print(json.dumps({"build": build}), flush=True)
for line in sys.stdin:
    wall, cpu = time.perf_counter(), time.process_time()
    words = bm25s.tokenize(
        [line.strip()], stopwords=None, token_pattern=pattern, return_ids=False, show_progress=False
    )
    found, _ = index.retrieve(words, k=10, show_progress=False)
    took = {"wall": (time.perf_counter() - wall) * 1000, "cpu": (time.process_time() - cpu) * 1000}
    print(json.dumps({**took, "ids": [str(position) for position in found[0]]}), flush=True)
