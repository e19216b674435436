import numpy as np
import pytest
from ragstone_training.invar.batches import Drawn, PairBatch, PairStream
from ragstone_training.invar.pairs import Passages, pieces_of, read_pairs

from .tiny_pairs import WINDOW, write_pairs

DRAWN = Drawn(queries=4, negatives=2, rewordings=1, windows=(WINDOW,))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_pairs(tmp_path_factory.mktemp("pairs"))


@pytest.fixture
def stream(folder, vocabulary):
    return PairStream(folder, DRAWN, vocabulary, 128, seed=1)


def told(batch: PairBatch) -> list:
    return [batch.before, batch.told, batch.queries.tolist(), batch.passages.tolist(), batch.gold.tolist(), [text.tolist() for text in batch.texts]]


def test_a_line_that_is_no_pair_is_named(tmp_path) -> None:
    (tmp_path / "retrieval.jsonl").write_text('\n{"id": "w0-0"}\n')
    with pytest.raises(ValueError, match=r"retrieval.jsonl, line 2: this is no pair"):
        list(read_pairs(tmp_path))


def test_passages_are_found_by_id(folder) -> None:
    passages = Passages(folder)
    assert passages["w2-a3"].id == "w2-a3"
    with pytest.raises(KeyError):
        passages["w9-a0"]


def test_texts_are_cut_as_the_harness_cuts() -> None:
    assert pieces_of("one  two\nthree four five", 2) == ["one  two", "three four", "five"]
    assert pieces_of(" one two ", 2) == [" one two "]


def test_a_pass_holds_every_pair_with_training_wording_once(folder, stream) -> None:
    trained = [pair.query for pair in read_pairs(folder) if pair.wording == "train"]
    asked = [query for number in range(9) for query in stream.batch(number).told[0]]
    assert sorted(asked) == sorted(trained)
    again = [query for number in range(9, 18) for query in stream.batch(number).told[0]]
    assert sorted(again) == sorted(trained)
    assert again != asked


def test_candidates_of_a_batch_are_of_one_world_and_hold_the_right_ones(folder, stream) -> None:
    text_of = {f"{each.title} {each.text}": id for id in ids_of(folder) for each in [Passages(folder)[id]]}
    for number in range(9):
        batch = stream.batch(number)
        ids = [text_of[text] for text in batch.told[1]]
        assert len({id.split("-")[0] for id in ids}) == 1
        assert len(set(ids)) == len(ids)
        for query, row in zip(batch.told[0], batch.gold, strict=True):
            (right,) = [pair.positives for pair in read_pairs(folder) if pair.query == query]
            assert [ids[at] for at in np.flatnonzero(row)] == list(right)


def ids_of(folder) -> list[str]:
    return [id for pair in read_pairs(folder) for id in pair.positives]


def test_environments_share_candidates_and_repeat_no_text(vocabulary, stream) -> None:
    batch = stream.batch(0)
    assert batch.environments == ("original", "rewording", f"window-{WINDOW}")
    assert len({text.tobytes() for text in batch.texts}) == len(batch.texts)
    whole, same, cut = batch.passages
    assert whole.tolist() == same.tolist()
    assert all(len(batch.texts[short]) < len(batch.texts[long]) for short, long in zip(cut, whole, strict=True))
    assert batch.queries[0].tolist() == batch.queries[2].tolist() != batch.queries[1].tolist()
    assert all(text[0] == vocabulary.begin and vocabulary.end not in text for text in batch.texts)


def test_a_positive_is_cut_to_the_piece_with_its_fact(folder, vocabulary, stream) -> None:
    batch = stream.batch(0)
    facts = {pair.query: pair.windows[pair.positives[0], WINDOW] for pair in read_pairs(folder)}
    for query, row in zip(batch.told[0], batch.gold, strict=True):
        (at,) = np.flatnonzero(row)
        assert vocabulary.decode(batch.texts[batch.passages[2][at]]).endswith(facts[query])


def test_goes_on_from_its_state(folder, vocabulary, stream) -> None:
    stream.draw({"retrieval": 1.0}, 1500)
    state = stream.state()
    expected = [told(batch) for batch in stream.draw({"retrieval": 1.0}, 1500)]
    again = PairStream(folder, DRAWN, vocabulary, 128, seed=1)
    again.restore(state)
    assert [told(batch) for batch in again.draw({"retrieval": 1.0}, 1500)] == expected
    other = PairStream(folder, DRAWN, vocabulary, 128, seed=2)
    assert told(other.batch(0)) != told(again.batch(0))
