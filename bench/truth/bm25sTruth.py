"""What bm25s (https://github.com/xhluca/bm25s) finds for term numbers that Ragstone made.

Arguments: a folder with passages.json and queries.json (lists of lists of term numbers) and terms.json (how many
terms there are); results.json is written into it: for each query its top k, [position, score] each.
"""

import json
import sys
from pathlib import Path

import bm25s
import numpy as np

folder = Path(sys.argv[1])
k = int(sys.argv[2])
passages = json.loads((folder / "passages.json").read_text())
queries = json.loads((folder / "queries.json").read_text())
terms = json.loads((folder / "terms.json").read_text())

vocabulary = {str(number): number for number in range(terms)}
index = bm25s.BM25(method="lucene", k1=0.9, b=0.4, dtype="float64")
index.index((passages, vocabulary), show_progress=False)

results = []
for query in queries:
    scores = index.get_scores_from_ids(query) if query else np.zeros(len(passages))
    best = np.lexsort((np.arange(len(scores)), -scores))[:k]
    results.append([[int(at), float(scores[at])] for at in best if scores[at] > 0])
(folder / "results.json").write_text(json.dumps(results))
