from pathlib import Path

import pytest
from ragstone_training.recipe_file import SECTIONS, options_of, read_recipe_file
from ragstone_training.schedule import Phase

FILES = sorted((Path(__file__).parents[1] / "recipes").glob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("tiny", [False, True])
def test_a_recipe_file_is_read(path: Path, tiny: bool) -> None:
    told = read_recipe_file(path, tiny)
    assert set(told) <= SECTIONS
    options_of(told, None)
    for recipe in told["recipes"].values():
        for phase in recipe["phases"]:
            Phase(**{"tokens": 1, **{key: value for key, value in phase.items() if key != "passes"}})


def test_both_sizes_have_the_same_recipes_but_for_those_that_go_on_longer() -> None:
    recipes = {path.stem: [name for name in read_recipe_file(path)["recipes"] if not name.endswith("-long")] for path in FILES}
    assert recipes["nano"] == recipes["7b"]


def test_all_nano_generators_have_read_the_same_number_of_tokens() -> None:
    recipes = read_recipe_file(FILES[-1])["recipes"]

    def tokens(name: str) -> int:
        own = sum(phase["tokens"] for phase in recipes[name]["phases"])
        return own + (tokens(recipes[name]["start"]) if "start" in recipes[name] else 0)

    generators = ("reader-long", "generator-long", "questioner-long", "answerer-long", "answerer-learned", "invar-reader-long")
    totals = {name: tokens(name) for name in generators}
    assert set(totals.values()) == {7_000_000}, totals


def test_an_unknown_section_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("recipes: {}\nmodle: {}\n")
    with pytest.raises(ValueError, match="unknown section modle"):
        read_recipe_file(tmp_path / "x.yaml")
