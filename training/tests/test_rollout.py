"""Monologues are held as the harness holds them."""

import json
import subprocess
from collections.abc import Sequence

import pytest
import torch
from ragstone_training.greedy import write_greedily
from ragstone_training.im_rag import rollout
from ragstone_training.im_rag.learned import answerer_trees, until
from ragstone_training.im_rag.monologue import Passage, Turn
from ragstone_training.im_rag.questions import Question
from ragstone_training.im_rag.rollout import Episode, Limits, roll_out
from ragstone_training.im_rag.rows import Drawing, Line, Rows, drawn, line_ends, write_lines
from ragstone_training.im_rag.served import HARNESS, NODE
from ragstone_training.model import new_model
from ragstone_training.records import json_of
from ragstone_training.trees import encode_tree
from ragstone_training.vocabulary import Vocabulary

SHAPE = {"width": 32, "heads": 2, "layers": 2, "theta": 1e6, "context": 512}
QUESTION = Question("q", "Who is the mayor of Oslo?", ("Ane Berg", "Berg"), ("Oslo", "Ane Berg"), "bridge", "town.mayor", 2)
HARNESS_TEXT = """
import { monologueText } from './src/methods/im-rag/monologue.ts';
import { trainedPrompt } from './src/methods/im-rag/imRagPrompts.ts';
const { question, turns } = JSON.parse(process.argv[1]);
const told = turns.map(({ query, kept }) => ({ query, kept: kept.map((passage) => ({ passage, score: 1 })) }));
const text = (task, until) => {
  const before = told.slice(0, until);
  const { parts } = trainedPrompt(task, monologueText(question, before, before.flatMap(({ kept }) => kept)), 'text');
  return parts.map(({ text }) => text).join('');
};
console.log(JSON.stringify({ query: told.map((_, n) => text('query', n)), answer: text('answer') }));
"""


@pytest.fixture(scope="module")
def model(vocabulary: Vocabulary):
    """Random in all its weights: what a token is depends on all before it."""
    made = new_model(SHAPE, vocabulary, seed=4)
    with torch.no_grad():
        for weight in made.parameters():
            if weight.dim() == 2:
                weight.normal_(0, 0.2)
    return made


class FakeRows:
    """Counts rows; what they read is of no matter to lines that are written already."""

    def __init__(self, model: object, count: int) -> None:
        self.numbers = list(range(count))
        self.model = type("Model", (), {"config": type("Config", (), {"max_position_embeddings": 2000})})

    def read(self, added: Sequence[Sequence[int]]) -> torch.Tensor:
        assert len(added) == len(self.numbers) and all(added)
        return torch.zeros(len(added), 1)

    def keep(self, rows: Sequence[int]) -> None:
        self.numbers = [self.numbers[row] for row in rows]


class FakeSearch:
    """Finds `<query> 1`, `<query> 2`, …, but nothing for `nowhere` and always the same for `same`."""

    def search(self, queries: Sequence[str], k: int) -> list[list[Passage]]:
        def found(query: str) -> list[Passage]:
            name = "same" if "same" in query else query
            return [] if query == "nowhere" else [Passage(f"{name} {n}", f"{name} {n}", f"About {name}.") for n in range(1, k + 1)]

        return [found(query) for query in queries]


def held(scripts: Sequence[Sequence[str]], vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch, limits: Limits = Limits()) -> list[Episode]:
    """The monologues of a Questioner that writes these lines."""
    left = [list(script) for script in scripts]

    def scripted(rows: FakeRows, hidden: torch.Tensor, *_: object) -> list[Line]:
        ids = [vocabulary.text(left[number].pop(0))[0] for number in rows.numbers]
        return [Line(each, [0.0] * len(each), []) for each in ids]

    monkeypatch.setattr(rollout, "Rows", FakeRows)
    monkeypatch.setattr(rollout, "write_lines", scripted)
    return roll_out(None, vocabulary, [QUESTION] * len(scripts), FakeSearch(), limits)


def test_texts_are_the_harness_own(vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch) -> None:
    episode, = held([[" Oslo mayor\n", " Zoë's “town”\n", " ANSWER\n"]], vocabulary, monkeypatch)
    turns = [{"query": turn.query, "kept": [vars_of(passage) for passage in turn.kept]} for turn in episode.turns]
    told = json.dumps({"question": QUESTION.text, "turns": [*turns, {"query": "", "kept": []}]})
    command = [str(NODE), "--input-type=module", "-e", HARNESS_TEXT, told]
    harness = json.loads(subprocess.run(command, cwd=HARNESS, capture_output=True, text=True, check=True).stdout)
    before = [vocabulary.decode(episode.ids[1:begin]) for begin, _ in episode.lines]
    assert before == harness["query"]
    (tree,) = answerer_trees([episode])
    assert "".join(part.value for part in (*tree.prefix, *tree.branches[0].prompt)) == harness["answer"]


def vars_of(passage: Passage) -> dict[str, str]:
    return {"id": passage.id, "title": passage.title, "text": passage.text}


def test_a_monologue_ends_where_the_harness_ends_it(vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch) -> None:
    scripts = {
        "role switch": [" a\n", " ANSWER\n"],
        "repeated query": [" Some  Town\n", " b\n", " some town\n"],
        "no query": [" a\n", "\n"],
        "nothing new": [" nowhere\n"],
        "max turns": [" a\n", " b\n", " c\n", " d\n"],
        "no line": [" a town without an end"],
    }
    scripts["repeated query"][0] = " Some Town\n"
    episodes = held(list(scripts.values()), vocabulary, monkeypatch)
    assert [episode.stopped for episode in episodes] == list(scripts)
    assert [len(episode.turns) for episode in episodes] == [1, 2, 1, 0, 4, 0]
    assert [len(episode.found) for episode in episodes] == [1, 3, 2, 1, 4, 1]


def test_passages_that_were_seen_are_not_found_again(vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch) -> None:
    episode, = held([[" same a\n", " same b\n", " same c\n", " ANSWER\n"]], vocabulary, monkeypatch)
    assert [[passage.id for passage in turn.kept] for turn in episode.turns] == [
        ["same 1", "same 2"], ["same 3", "same 4"], ["same 5", "same 6"]
    ]


def test_a_trace_for_the_answerer_has_the_layout_of_the_oracles(vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = (Passage("1", "Oslo", "Its mayor is Ane Berg."), Passage("2", "Bergen", "A town."))
    (tree,) = answerer_trees([Episode(QUESTION, [], [], [Turn("Oslo mayor", kept)], "role switch")])
    assert json_of(tree.prefix) == [
        {"text": "Question: Who is the mayor of Oslo?\nQuery: Oslo mayor\nRetrieved Document: Title: Oslo Content: "
                 "Its mayor is Ane Berg.\nTitle: Bergen Content: A town."}
    ]
    (branch,) = tree.branches
    assert json_of(branch.prompt) == [{"text": "\nAnswer:"}]
    assert json_of(branch.target) == [{"text": " Ane Berg"}, {"control": "</s>"}]
    assert branch.labels["answers"] == ["Ane Berg", "Berg"] and branch.labels["complete"] is False


def test_no_more_monologues_are_held_than_are_read(vocabulary: Vocabulary) -> None:
    trees = answerer_trees(Episode(QUESTION, []) for _ in range(50))
    one = len(encode_tree(next(trees), vocabulary, 500)[0])
    assert len(list(until(trees, 10 * one - 1, vocabulary))) == 10
    assert next(trees)


def test_lines_written_together_are_those_written_alone(model, vocabulary: Vocabulary) -> None:
    prompts = [vocabulary.text(text)[0] for text in ("Where was", "Question: Who is the mayor of the town?\nQuery:", "A")]
    more = [vocabulary.text(text)[0] for text in ("Retrieved Document: a town", "x")]
    ends = frozenset({vocabulary.end})
    with torch.no_grad():
        rows = Rows(model, 3)
        first = write_lines(rows, rows.read(prompts), ends, 6)
        rows.keep([0, 2])
        second = write_lines(rows, rows.read(more), ends, 5)
    alone = [write_greedily(model, prompt, vocabulary.end, 6) for prompt in prompts]
    assert [line.ids for line in first] == [each.ids for each in alone]
    assert first[1].logprobs == pytest.approx(alone[1].logprobs, abs=1e-4)
    texts = [prompts[row] + first[row].ids + added for row, added in zip((0, 2), more, strict=True)]
    alone = [write_greedily(model, text, vocabulary.end, 5) for text in texts]
    assert [line.ids for line in second] == [each.ids for each in alone]


def test_a_line_ends_with_a_line_break_or_the_end_of_the_sequence(vocabulary: Vocabulary) -> None:
    ends = line_ends(vocabulary)
    assert vocabulary.end in ends and vocabulary.text("\n")[0][0] in ends
    assert not ends & set(vocabulary.text("Oslo mayor")[0])


def test_top_p_leaves_the_likeliest_tokens_only() -> None:
    logprobs = torch.tensor([[0.5, 0.3, 0.15, 0.05]]).log().expand(4000, 4)
    draw = torch.Generator().manual_seed(1)
    found = torch.bincount(drawn(logprobs, 0.9, draw), minlength=4) / 4000
    assert found[3] == 0 and found[:3].tolist() == pytest.approx([0.5 / 0.95, 0.3 / 0.95, 0.15 / 0.95], abs=0.03)
    assert drawn(logprobs, 0.4, draw).unique().tolist() == [0]


def test_the_same_seed_draws_the_same_line(model, vocabulary: Vocabulary) -> None:
    def line(seed: int) -> list[int]:
        with torch.no_grad():
            rows = Rows(model, 1)
            hidden = rows.read([[vocabulary.begin]])
            return write_lines(rows, hidden, frozenset(), 8, Drawing(1.0, 1.0), torch.Generator().manual_seed(seed))[0].ids

    assert line(1) == line(1) != line(2)
