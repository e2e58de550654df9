"""What `check` advises about guides beside each other."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from mentorbot.guides import check
from tests.guides.conftest import TODAY, Edit

Told = Callable[[], list[str]]
HEADER, STEP = "guide.yaml", "steps/step-1.md"


@pytest.fixture
def told(content: Path) -> Told:
    """What `check` says of two guides that begin as copies of each other."""
    shutil.copytree(content / "beekeeper", content / "apiarist")
    return lambda: [str(problem).removeprefix("content/") for problem in check(content, today=TODAY)]


def test_copies_that_say_nothing_of_each_other_are_fit_to_ship(told: Told) -> None:
    assert told() == []


def test_one_guide_is_the_first(told: Told, content: Path, edit: Edit) -> None:
    edit(HEADER, "short:", "first: true\nshort:")
    assert told() == []
    path = content / "apiarist" / HEADER
    path.write_text(f"first: true\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    assert told() == [
        (
            "beekeeper/guide.yaml:2: Another guide is the `first` already (content/apiarist/guide.yaml:1). "
            "Leave `first` to one of them."
        )
    ]


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ("beekeeper", "The guide is `related` to itself. Take it out."),
        ("apiarists", "There is no guide 'apiarists'. Did you mean apiarist?"),
        ("nurse", "There is no guide 'nurse'. Write that guide, or take it out."),
        (
            "apiarist",
            "`apiarist` does not name this guide in its `related`. Add `beekeeper` there, or take it out here.",
        ),
    ],
)
def test_related_guides_are_there_and_name_each_other(told: Told, edit: Edit, named: str, expected: str) -> None:
    edit(HEADER, "short:", f"related: [{named}]\nshort:")
    assert told() == [f"beekeeper/guide.yaml:2: {expected}"]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [("title: Read one frame", "title: Read a frame", 48), ("can point to eggs", "can point to an egg", 51)],
)
def test_a_shared_task_is_the_same_task(told: Told, edit: Edit, old: str, new: str, line: int) -> None:
    edit(STEP, old, new)
    key = "title" if "title" in old else "done_when"
    assert told() == [
        (
            f"beekeeper/steps/step-1.md:{line}: `{key}` of the shared task 'read-a-frame' is another at "
            f"content/apiarist/steps/step-1.md:{line}. Make both alike, or give one task a slug of its own."
        )
    ]


def test_a_shared_task_may_be_done_for_another_reason(told: Told, edit: Edit) -> None:
    edit(STEP, "Everything you decide starts with what is on the frame.", "An inspector reads forty a day.")
    assert told() == []
