"""`new-guide` makes a guide that is whole, and says of every text that it is still to be written."""

import re
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from mentorbot.guides import BadSlug, check, load_library, new_guide
from mentorbot.guides.lint.unwritten import MARK
from tests.guides.conftest import TODAY


def test_a_new_guide_has_only_what_is_still_to_be_written(tmp_path: Path) -> None:
    new_guide(tmp_path, "product-designer", today=TODAY)
    problems = check(tmp_path, today=TODAY)
    assert all("still to be written." in each.message for each in problems), problems
    for each in problems:
        line = (tmp_path.parent / each.file).read_text(encoding="utf-8").split("\n")[each.line - 1]
        assert MARK in line
        assert each.suggestion.startswith("Wanted: ")


def test_every_mark_is_named(tmp_path: Path) -> None:
    folder = new_guide(tmp_path, "product-designer", today=TODAY)
    marks = sum(path.read_text(encoding="utf-8").count(MARK) for path in folder.rglob("*.*"))
    problems = check(tmp_path, today=TODAY)
    phrasings = sum(int(each.message.split()[0]) for each in problems if "phrasings" in each.message)
    lists = sum("phrasings" in each.message for each in problems)
    assert len(problems) - lists + phrasings == marks


def test_it_can_be_read_at_once(tmp_path: Path) -> None:
    new_guide(tmp_path, "product-designer", today=TODAY)
    guide = load_library(tmp_path).default
    assert (guide.slug, guide.title) == ("product-designer", "Product Designer")
    assert {page.reviewed for page in guide.pages.values()} == {TODAY}


def test_it_is_fit_to_ship_once_every_mark_is_replaced(tmp_path: Path) -> None:
    folder = new_guide(tmp_path, "product-designer", today=TODAY)
    count = 0

    def written(_: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return sha256(str(count).encode()).hexdigest()[:18]

    for path in folder.rglob("*.*"):
        path.write_text(re.sub(rf"{MARK}: [^\"\n]*", written, path.read_text(encoding="utf-8")), encoding="utf-8")
    assert check(tmp_path, today=TODAY + timedelta(days=1)) == []


def test_it_writes_over_nothing(content: Path) -> None:
    before = (content / "beekeeper" / "guide.yaml").read_bytes()
    with pytest.raises(FileExistsError, match=r"There is .*beekeeper already, and it stays as it is"):
        new_guide(content, "beekeeper", today=TODAY)
    assert (content / "beekeeper" / "guide.yaml").read_bytes() == before


@pytest.mark.parametrize("slug", ["Product Designer", "../elsewhere", "a--b", "x" * 49, ""])
def test_the_name_is_a_slug(tmp_path: Path, slug: str) -> None:
    with pytest.raises(BadSlug, match="is no name for a guide's folder"):
        new_guide(tmp_path, slug, today=TODAY)
    assert list(tmp_path.iterdir()) == []
