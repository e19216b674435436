"""Searches the vectors of `search.ts` with NumPy and, where it is installed, with faiss: top 10 by dot product.

    venv/bin/pip install numpy==2.4.6 faiss-cpu==1.15.1
    venv/bin/python bench/dense/numpySearch.py <folder>/seeded-100000 [threads, default 1] [queries, default 200]

Run it after `search.ts --step exact` with as many queries: it says how many lists of ten are the same as ours.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

folder = Path(sys.argv[1])
threads, count = (int(value) for value in (sys.argv[2:] + ["1", "200"][len(sys.argv) - 2 :]))
os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = str(threads)

import numpy as np

dimensions, k, warm_up, crowd = 384, 10, 5, 64
mapped = np.memmap(folder / "vectors.f32", dtype=np.float32, mode="r").reshape(-1, dimensions)
queries = np.fromfile(folder / "queries.f32", dtype=np.float32).reshape(-1, dimensions)[:count]
ours = json.loads((folder / "found.json").read_text())[:count]

Search = Callable[[np.ndarray], np.ndarray]


def by_product(vectors: np.ndarray) -> Search:
    def search(asked: np.ndarray) -> np.ndarray:
        scores = asked @ vectors.T
        best = np.argpartition(scores, -k, axis=1)[:, -k:]
        order = np.argsort(-np.take_along_axis(scores, best, axis=1), axis=1, kind="stable")
        return np.take_along_axis(best, order, axis=1)

    return search


def measure(name: str, search: Search) -> None:
    for query in queries[:warm_up]:
        search(query[None])
    times, found = [], []
    for query in queries:
        began = time.perf_counter()
        found.append(search(query[None])[0].tolist())
        times.append((time.perf_counter() - began) * 1000)
    began = time.perf_counter()
    search(queries[:crowd])
    each = (time.perf_counter() - began) * 1000 / len(queries[:crowd])
    p50, p95 = np.quantile(times, [0.5, 0.95])
    same = sum(set(a) == set(b) for a, b in zip(found, ours, strict=True))
    print(
        f"{name}: p50 {p50:.3g} ms, p95 {p95:.3g} ms; {each:.3g} ms each of {len(queries[:crowd])} at once; "
        f"same ten as ours {same} of {len(queries)}",
        flush=True,
    )


measure("NumPy, mapped", by_product(mapped))
held = np.array(mapped)
measure("NumPy, held", by_product(held))
try:
    import faiss
except ImportError:
    sys.exit()
faiss.omp_set_num_threads(threads)
index = faiss.IndexFlatIP(dimensions)
index.add(held)
measure("faiss IndexFlatIP", lambda asked: index.search(asked, k)[1])
