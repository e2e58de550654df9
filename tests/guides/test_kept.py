"""A guide as a text, and back."""

from pathlib import Path

import pytest

from mentorbot.domain.guide import Edition, Guide
from mentorbot.guides import Library, guide_of_text, load_library, text_of_guide
from mentorbot.guides.kept import Unreadable

CONTENT = Path(__file__).parents[2] / "content"
GUIDES = load_library(CONTENT).guides


@pytest.mark.parametrize("slug", GUIDES)
def test_every_guide_of_ours_comes_back_as_it_was_kept(slug: str) -> None:
    guide = GUIDES[slug]
    back = guide_of_text(text_of_guide(guide))
    assert back == guide
    assert list(back.pages) == list(guide.pages)
    assert list(back.tasks) == list(guide.tasks)
    assert text_of_guide(back) == text_of_guide(guide)


def test_what_was_asked_of_a_guide_before_is_not_kept_with_it(content: Path) -> None:
    guide = load_library(content).default
    text = text_of_guide(guide)
    assert guide.tasks
    assert guide.pages
    assert text_of_guide(guide) == text


def test_what_is_no_guide_is_refused() -> None:
    for text in ("", "{}", '{"slug": "beekeeper"}', "[]"):
        with pytest.raises(Unreadable):
            guide_of_text(text)


def test_a_library_gives_the_newest_and_any_version_that_was_fetched(content: Path) -> None:
    newest = load_library(content).default
    older = _of_another_version(newest)
    library = Library({newest.slug: newest})
    assert library.guide(newest.slug) is library.guide(*newest.edition) is newest
    assert library.guide(*older.edition) is None
    assert library.missing([newest.edition, older.edition, Edition(newest.slug, "")]) == {older.edition}
    library.add(older.edition, text_of_guide(older))
    assert library.guide(*older.edition) == older
    assert library.missing([older.edition]) == set()
    assert library.guide(newest.slug) is newest


def test_a_text_that_cannot_be_read_leaves_its_version_missing(caplog: pytest.LogCaptureFixture) -> None:
    library = Library({})
    library.add(Edition("beekeeper", "abc"), "{}")
    assert library.guide("beekeeper", "abc") is None
    assert "the version abc of beekeeper was kept by a program that this one cannot read" in caplog.text


def _of_another_version(guide: Guide) -> Guide:
    return guide_of_text(text_of_guide(guide).replace(guide.version, "an-older-one"))
