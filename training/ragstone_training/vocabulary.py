"""Texts and control tokens as ids: a byte-level BPE of our own, or the tokenizer of a model from a hub."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers

from .controls import BEGIN, CONTROLS, PAD, SELF_RAG
from .records import END, Part


@dataclass(frozen=True)
class Vocabulary:
    """`begin` stands once at the start of every sequence; `names` gives a control token its id."""

    tokenizer: Tokenizer
    begin: int
    end: int
    pad: int

    @property
    def size(self) -> int:
        return self.tokenizer.get_vocab_size(with_added_tokens=True)

    def control(self, name: str) -> int:
        """Raises KeyError for a control token that the vocabulary does not have."""
        if name == END:
            return self.end
        found = self.tokenizer.token_to_id(name)
        if found is None:
            raise KeyError(f"The vocabulary has no control token {name}.")
        return found

    def text(self, text: str) -> tuple[list[int], list[int]]:
        """Ids, and for each the character at which it begins. Control tokens in the text stay text."""
        encoded = self.tokenizer.encode(text, add_special_tokens=False)
        return encoded.ids, [begin for begin, _ in encoded.offsets]

    def decode(self, ids: Sequence[int]) -> str:
        return self.tokenizer.decode(list(ids), skip_special_tokens=False)


def train_vocabulary(texts: Iterator[str], size: int, path: Path) -> Vocabulary:
    """
    Byte-level BPE of `size` tokens, digits one by one and else GPT-2's way of cutting words (llama.cpp's `starcoder`);
    control tokens come last.
    """
    tokenizer = Tokenizer(models.BPE())
    words = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Digits(individual_digits=True), words])
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=size - len(CONTROLS),
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    tokenizer.add_special_tokens([AddedToken(name, special=True, normalized=False) for name in CONTROLS])
    path.parent.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(path))
    return open_vocabulary(path)


def open_vocabulary(path: Path) -> Vocabulary:
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.encode_special_tokens = True
    return Vocabulary(
        tokenizer, *(tokenizer.token_to_id(name) for name in (BEGIN, END, PAD))
    )


def hub_vocabulary(folder: str) -> tuple[Vocabulary, int]:
    """
    The tokenizer of a Transformers model, with Self-RAG's tokens registered as in the released model, and how many
    tokens there are now (the embeddings are to be resized to that).
    """
    from transformers import AutoTokenizer

    loaded = AutoTokenizer.from_pretrained(folder)
    loaded.add_special_tokens({"additional_special_tokens": [*SELF_RAG], "pad_token": PAD})
    tokenizer = Tokenizer.from_str(loaded.backend_tokenizer.to_str())
    tokenizer.encode_special_tokens = True
    begin = loaded.bos_token_id if loaded.bos_token_id is not None else loaded.eos_token_id
    return Vocabulary(tokenizer, begin, loaded.eos_token_id, loaded.pad_token_id), len(loaded)


def runs_of(parts: Sequence[Part]) -> Iterator[tuple[Part, ...]]:
    """Neighbouring texts are read as one; each control token stands alone."""
    run: list[Part] = []
    for part in parts:
        if part.control:
            if run:
                yield tuple(run)
            run = []
            yield (part,)
        elif part.value:
            run.append(part)
    if run:
        yield tuple(run)


def encode(parts: Sequence[Part], vocabulary: Vocabulary) -> tuple[list[int], list[bool]]:
    """Ids, and for each whether it belongs to a part with loss (a token belongs where it begins)."""
    ids: list[int] = []
    loss: list[bool] = []
    for run in runs_of(parts):
        if run[0].control:
            ids.append(vocabulary.control(run[0].value))
            loss.append(run[0].loss)
            continue
        found, starts = vocabulary.text("".join(part.value for part in run))
        ids += found
        ends, total = [], 0
        for part in run:
            total += len(part.value)
            ends.append(total)
        at = 0
        for start in starts:
            while start >= ends[at]:
                at += 1
            loss.append(run[at].loss)
    return ids, loss


