"""Questions with answers and gold passages, as `ragstone data generate` writes them (docs/atlas.md)."""

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Question:
    """`answers`: right spellings, the usual one first. `gold`: titles of the supporting articles, none where none is needed."""

    id: str
    text: str
    answers: tuple[str, ...]
    gold: tuple[str, ...]
    kind: str
    relation: str
    hops: int


def read_questions(path: Path, rewordings: bool = False) -> list[Question]:
    """
    `rewordings`: their other wordings too, behind all first ones. Raises ValueError with file and line for anything else.
    """
    found: list[tuple[int, Question]] = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                record = json.loads(line)
                texts = [record["question"], *(record.get("rewordings", ()) if rewordings else ())]
                slices = record.get("slices", {})
                gold = tuple(record.get("titles", ()))
                found += [
                    (
                        wording,
                        Question(
                            record["id"] if wording == 0 else f"{record['id']}-{wording}",
                            text,
                            tuple(record["answers"][0]),
                            gold,
                            slices.get("kind", "question"),
                            slices.get("relation", ""),
                            int(slices.get("hops", len(gold))),
                        ),
                    )
                    for wording, text in enumerate(texts)
                ]
            except (KeyError, IndexError, TypeError, ValueError) as error:
                raise ValueError(f"{path}, line {number}: this is no question with answers ({error!r}).") from error
    return [question for _, question in sorted(found, key=lambda each: each[0])]
