"""Training traces as `ragstone data generate atlas --training` writes them (docs/atlas.md): one tree a line."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

PROTOCOLS = ("reader", "closed-book", "self-rag", "questioner", "answerer", "invar-reader")
END = "</s>"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a sequence. `control`: one token of its own; text never becomes one."""

    value: str
    control: bool = False
    loss: bool = True

    def forced(self) -> "Part":
        return replace(self, loss=False)


@dataclass(frozen=True, slots=True)
class Branch:
    prompt: tuple[Part, ...]
    target: tuple[Part, ...]
    labels: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Tree:
    """Branches behind a shared prefix; they do not see each other."""

    id: str
    protocol: str
    wording: str
    kind: str
    prefix: tuple[Part, ...]
    branches: tuple[Branch, ...]


def read_trees(path: Path) -> Iterator[Tree]:
    """Raises ValueError with file and line where a line is no tree."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    yield tree_of(json.loads(line))
                except (KeyError, TypeError, ValueError) as error:
                    raise ValueError(f"{path}, line {number}: this is no training tree ({error!r}).") from error


def write_trees(path: Path, trees: Iterator[Tree]) -> int:
    """The same layout. Returns how many were written."""
    count = 0
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        for tree in trees:
            file.write(json.dumps(record_of(tree), ensure_ascii=False) + "\n")
            count += 1
    return count


def tree_of(record: dict[str, Any]) -> Tree:
    if record["protocol"] not in PROTOCOLS:
        raise ValueError(f"unknown protocol {record['protocol']}")
    return Tree(
        id=record["id"],
        protocol=record["protocol"],
        wording=record["wording"],
        kind=record["kind"],
        prefix=parts_of(record["prefix"]),
        branches=tuple(
            Branch(parts_of(branch["prompt"]), parts_of(branch["target"]), branch["labels"])
            for branch in record["branches"]
        ),
    )


def parts_of(parts: list[dict[str, Any]]) -> tuple[Part, ...]:
    return tuple(
        Part(part["control"] if "control" in part else part["text"], "control" in part, part.get("loss", True))
        for part in parts
    )


def record_of(tree: Tree) -> dict[str, Any]:
    return {
        "id": tree.id,
        "protocol": tree.protocol,
        "wording": tree.wording,
        "kind": tree.kind,
        "prefix": json_of(tree.prefix),
        "branches": [
            {"prompt": json_of(branch.prompt), "target": json_of(branch.target), "labels": branch.labels}
            for branch in tree.branches
        ],
    }


def json_of(parts: tuple[Part, ...]) -> list[dict[str, Any]]:
    return [
        {("control" if part.control else "text"): part.value, **({} if part.loss else {"loss": False})}
        for part in parts
    ]
