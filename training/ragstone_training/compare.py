"""Does llama.cpp, as the harness runs it, read and write what PyTorch does?"""

import json
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from torch import nn

from .greedy import write_greedily
from .records import Part, json_of
from .vocabulary import Vocabulary, encode

HARNESS = Path(__file__).parents[2]


@dataclass
class Comparison:
    """
    `tokenised`: prompts whose ids are the same. `tokens`: compared; after a difference a prompt's rest is not. `differ`:
    other tokens although PyTorch's two best were further apart than `MARGIN`; `close`: other tokens where they were not.
    `worst`: the largest difference of a log-probability; `beyond`: differences of more than `WITHIN`.
    """

    prompts: int = 0
    tokenised: int = 0
    tokens: int = 0
    differ: int = 0
    close: int = 0
    beyond: int = 0
    worst: float = 0.0

    def passed(self) -> bool:
        return self.tokenised == self.prompts and self.differ == 0 and self.beyond == 0


MARGIN = 0.02
WITHIN = 1e-2  # nats


def ask_llama(file: Path, asked: Sequence[tuple[Sequence[Part], int | None]], adapter: Path | None = None) -> list[dict]:
    """One answer for each (parts, most tokens): `promptIds`, and `tokens` with `id` and `logprob`."""
    lines = "".join(
        json.dumps({"parts": json_of(tuple(parts)), **({} if most is None else {"maxTokens": most})}) + "\n"
        for parts, most in asked
    )
    command = ["npx", "--no-install", "node", "training/askModel.ts", str(file.resolve())]
    command += [str(adapter.resolve())] if adapter else []
    done = subprocess.run(command, input=lines, capture_output=True, text=True, cwd=HARNESS)
    if done.returncode != 0:
        raise RuntimeError(f"llama.cpp could not be asked: {done.stderr.strip()}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def compare(
    model: nn.Module,
    vocabulary: Vocabulary,
    file: Path,
    prompts: Sequence[Sequence[Part]],
    longest: int = 16,
    adapter: Path | None = None,
) -> Comparison:
    """`model` holds the weights as the file does: rounded to its type, the adapter in it."""
    result = Comparison()
    answers = ask_llama(file, [(prompt, longest) for prompt in prompts], adapter)
    for prompt, answer in zip(prompts, answers, strict=True):
        ids = [vocabulary.begin, *encode(prompt, vocabulary)[0]]
        written = write_greedily(model, ids, vocabulary.end, longest)
        result.prompts += 1
        result.tokenised += ids == answer["promptIds"]
        for number, token in enumerate(answer["tokens"]):
            if number >= len(written.ids):
                break
            result.tokens += 1
            if token["id"] != written.ids[number]:
                near = written.margins[number] <= MARGIN
                result.close += near
                result.differ += not near
                break
            away = abs(token["logprob"] - written.logprobs[number])
            result.beyond += away > WITHIN
            result.worst = max(result.worst, away)
    return result


def told(result: Comparison) -> str:
    return ", ".join(f"{name} {value:.3g}" if isinstance(value, float) else f"{name} {value}" for name, value in asdict(result).items())
