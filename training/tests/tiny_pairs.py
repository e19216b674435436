"""Small made-up worlds in the layout of the pairs for retrieval; no test needs the harness for them."""

import json
import random
from pathlib import Path

from .tiny_traces import people

WINDOW = 8


def write_pairs(folder: Path, worlds: int = 3, each: int = 12, seed: int = 1) -> Path:
    """In each world as many passages as pairs; another person's passage competes. One pair in six has held-out wording."""
    draw = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    passages, pairs = [], []
    for world in range(worlds):
        known = people(draw, each)
        for number, (title, town, sentence) in enumerate(known):
            text = f"{sentence} The winters there are long and the harvest comes late."
            passages.append({"id": f"w{world}-a{number}", "title": title, "text": text})
            pairs.append({
                "id": f"w{world}-{number}",
                "wording": "held-out" if number % 6 == 5 else "train",
                "kind": "one-hop",
                "query": f"Where was {title} born?",
                "rewordings": [f"What is the birthplace of {title}?"],
                "positives": [f"w{world}-a{number}"],
                "negatives": [f"w{world}-a{(number + step) % each}" for step in (1, 2, 3)],
                "windows": [{"words": WINDOW, "id": f"w{world}-a{number}", "text": " ".join(text.split()[:WINDOW])}],
            })
    (folder / "corpus.jsonl").write_text("".join(json.dumps(each) + "\n" for each in passages))
    (folder / "retrieval.jsonl").write_text("".join(json.dumps(each) + "\n" for each in pairs))
    return folder
