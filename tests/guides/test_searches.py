"""One search for each version of a guide, made when it is first asked."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mentorbot.domain.guide import Guide
from mentorbot.guides import Library, Search, Searches, guide_of_text, load_library, text_of_guide
from tests.guides.made import write_guide

Make = Callable[[Guide], Search]


@pytest.fixture
def made() -> list[Guide]:
    """Every guide that a search was made of."""
    return []


@pytest.fixture
def make(made: list[Guide]) -> Make:
    def search(guide: Guide) -> Search:
        made.append(guide)
        return Search(guide)

    return search


def test_the_newest_is_made_at_once_and_any_other_when_it_is_first_asked(
    tmp_path: Path, make: Make, made: list[Guide]
) -> None:
    write_guide(tmp_path, "beekeeper", ["read-a-hive"], overview="Bees are kept in wooden boxes.")
    older = load_library(tmp_path).default
    write_guide(tmp_path, "beekeeper", ["read-a-hive"], overview="Bees are kept in straw baskets.")
    library = load_library(tmp_path)
    library.add(older.edition, text_of_guide(older))
    searches = Searches(library, make)
    assert made == [library.default]
    assert searches["beekeeper"] is searches.of(library.default)
    assert searches.of(older) is searches.of(guide_of_text(text_of_guide(older)))
    assert "wooden boxes" in searches.of(older).ask("what does a beekeeper do").excerpt
    assert "straw baskets" in searches["beekeeper"].ask("what does a beekeeper do").excerpt
    assert len(made) == 2
    assert (list(searches), len(searches)) == (["beekeeper"], 1)


def test_a_guide_whose_folder_is_gone_is_asked_in_the_version_that_is_left(tmp_path: Path) -> None:
    write_guide(tmp_path, "beekeeper", ["read-a-hive"])
    gone = load_library(tmp_path).default
    library = Library({})
    searches = Searches(library)
    with pytest.raises(KeyError):
        searches["beekeeper"]
    library.add(gone.edition, text_of_guide(gone))
    assert searches["beekeeper"] is searches.of(gone)
