"""A small made-up world in the layout of the training traces, all protocols; no test needs the harness for it."""

import json
import random
from pathlib import Path
from typing import Any

SYLLABLES = "ba den for gal him jor kel lum mar nos pel quin rud sel tor ul ven wes yar zim".split()
PLACES = ("was born in", "grew up in", "comes from")
TASK = "Answer the question based on the given document.\nDocuments:"


def write_traces(folder: Path, trees: int = 60, seed: int = 1, wording: str = "train") -> dict[str, Path]:
    """One file a protocol; returns them by name."""
    draw = random.Random(seed)
    makers = {
        "reader": reader, "closed-book": closed_book, "self-rag": self_rag,
        "questioner": questioner, "answerer": answerer, "invar-reader": reader,
    }
    folder.mkdir(parents=True, exist_ok=True)
    files = {}
    for protocol, make in makers.items():
        files[protocol] = folder / f"{protocol}.jsonl"
        with files[protocol].open("w", encoding="utf-8") as file:
            for number in range(trees):
                prefix, branches = make(draw)
                record = {
                    "id": f"w{seed}-{number}", "protocol": protocol, "wording": wording, "kind": "one-hop",
                    "prefix": prefix, "branches": branches,
                }
                file.write(json.dumps(record) + "\n")
    return files


def text(value: str, loss: bool = True) -> dict[str, Any]:
    return {"text": value, **({} if loss else {"loss": False})}


def control(value: str) -> dict[str, Any]:
    return {"control": value}


END = control("</s>")


def name(draw: random.Random) -> str:
    return "".join(draw.choices(SYLLABLES, k=draw.randint(2, 3))).capitalize()


def people(draw: random.Random, count: int) -> list[tuple[str, str, str]]:
    """Title, town, sentence."""
    made = [(f"{name(draw)} {name(draw)}", name(draw)) for _ in range(count)]
    return [(person, town, f"{person} {draw.choice(PLACES)} {town}, a town of the north.") for person, town in made]


def labels(town: str, **more: Any) -> dict[str, Any]:
    return {"kind": "one-hop", "relation": "person.town", "hops": 1, "answers": [town], **more}


def reader(draw: random.Random) -> tuple[list, list]:
    known = people(draw, draw.randint(1, 3))
    shown = "".join(f"\nDoc {n}(Title: {title}) {sentence}" for n, (title, _, sentence) in enumerate(known, 1))
    return [text(TASK + shown)], [
        {
            "prompt": [text(f"\n\n\nQuestion: Where was {title} born?\nAnswer:")],
            "target": [text(f" {town}"), END],
            "labels": labels(town, answered=True, documents=len(known)),
        }
        for title, town, _ in known
    ]


def closed_book(draw: random.Random) -> tuple[list, list]:
    (title, _, _), = people(draw, 1)
    prompt = [text(f"\n\nQuestion: Where was {title} born?\nAnswer:")]
    return [text("Answer the question.")], [{"prompt": prompt, "target": [text(" unknown"), END], "labels": labels("unknown", answered=False)}]


def self_rag(draw: random.Random) -> tuple[list, list]:
    known = people(draw, 3)
    title, town, _ = known[0]
    branches = [{"prompt": [], "target": [control("[Retrieval]")], "labels": labels(town, part="decision", retrieve="yes")}]
    for number, (other, _, sentence) in enumerate(known):
        prompt = [control("[Retrieval]"), control("<paragraph>"), text(f"{other}\n{sentence}"), control("</paragraph>")]
        wrong = number == 0 and draw.random() < 0.3
        if number == 0:
            target = [control("[Relevant]"), text(name(draw) if wrong else town, loss=not wrong),
                      control("[No support / Contradictory]" if wrong else "[Fully supported]"),
                      control("[Utility:1]" if wrong else "[Utility:5]"), END]
        else:
            target = [control("[Irrelevant]"), text("unknown"), control("[Utility:1]"), END]
        branches.append({"prompt": prompt, "target": target, "labels": labels(town, part="passage", forced=wrong, right=not wrong)})
    return [text(f"### Instruction:\nWhere was {title} born?\n\n### Response:\n")], branches


def monologue(draw: random.Random) -> tuple[str, str, list[str], str]:
    (title, town, sentence), = people(draw, 1)
    mayor = name(draw)
    return (
        f"Question: Who is the mayor of the town where {title} was born?\n",
        mayor,
        [f" {title} born\n", f" {town} mayor\n"],
        f"\nDoc 1(Title: {title}) {sentence}\n|\nDoc 1(Title: {town}) The mayor of {town} is {mayor}.\n",
    )


def questioner(draw: random.Random) -> tuple[list, list]:
    question, mayor, queries, found = monologue(draw)
    documents = found.split("|")
    target = [text(queries[0]), text(f"Found:{documents[0]}Query:", False), text(queries[1]),
              text(f"Found:{documents[1]}Query:", False), text(" none, answer now\n")]
    return [text(question.rstrip("\n"))], [
        {"prompt": [text("\nQuery:")], "target": target, "labels": labels(mayor, steps=["query-1", "query-2", "answer"])}
    ]


def answerer(draw: random.Random) -> tuple[list, list]:
    question, mayor, queries, found = monologue(draw)
    prompt = [text(f"{question}Query:{queries[0]}{found}Answer:")]
    return [], [{"prompt": prompt, "target": [text(f" {mayor}"), END], "labels": labels(mayor, answered=True, turns=2)}]
