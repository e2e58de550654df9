"""One search for each version of a guide, made when it is first asked."""

from pathlib import Path

from mentorbot.domain.guide import Guide
from mentorbot.guides import Search, Searches, guide_of_text, load_library, text_of_guide
from mentorbot.guides.searches import MOST
from tests.guides.made import write_guide

QUESTION = "what does a beekeeper do"


def _guide(folder: Path, overview: str) -> Guide:
    write_guide(folder, "beekeeper", ["read-a-hive"], overview=overview)
    return load_library(folder).default


def test_each_version_answers_in_its_own_words_from_one_search(tmp_path: Path) -> None:
    older = _guide(tmp_path, "Bees are kept in wooden boxes.")
    newer = _guide(tmp_path, "Bees are kept in straw baskets.")
    made: list[Guide] = []

    def make(guide: Guide) -> Search:
        made.append(guide)
        return Search(guide)

    searches = Searches(make)
    assert made == []
    assert "wooden boxes" in searches.ask(older, QUESTION).excerpt
    assert "straw baskets" in searches.ask(newer, QUESTION).excerpt
    assert "wooden boxes" in searches.ask(guide_of_text(text_of_guide(older)), QUESTION).excerpt
    assert made == [older, newer]


def test_what_was_not_asked_for_long_makes_room(tmp_path: Path) -> None:
    made: list[str] = []

    def make(guide: Guide) -> Search:
        made.append(guide.version)
        return Search(guide)

    searches = Searches(make)
    guides = [_guide(tmp_path, f"Bees are kept in box {number}.") for number in range(MOST + 1)]
    for guide in (*guides[:MOST], guides[0], guides[MOST], guides[0], guides[1]):
        searches.ask(guide, QUESTION)
    assert made == [*(guide.version for guide in guides), guides[1].version]
