"""Where somebody is in a guide, worked out from what they have done."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorbot.domain.progress import Completion, completed_at, place
from tests.domain.scenes import GUIDE, HOUR, NINE

FIRST, SECOND = GUIDE.steps


def _task(done: str, focus: str | None = None) -> str | None:
    here = place(GUIDE, done, focus)
    return here.task.slug if here.task else None


@pytest.mark.parametrize(
    ("done", "focus", "task"),
    [
        ("", None, "a"),
        ("a", None, "b"),
        ("ac", None, "b"),
        ("abc", None, "d"),
        ("", "e", "e"),
        ("e", "e", "a"),
        ("a", "deleted", "b"),
        ("a", "", "b"),
        ("abcd", "a", "e"),
    ],
)
def test_the_task_in_focus_is_the_wanted_one_or_else_the_first_open_one(
    done: str, focus: str | None, task: str
) -> None:
    assert _task(done, focus) == task


def test_all_done_is_finished() -> None:
    here = place(GUIDE, "abcde", "a")
    assert (here.finished, here.task, here.step, here.open_tasks()) == (True, None, None, ())
    assert (here.complete(FIRST), here.complete(SECOND), len(here.done)) == (True, True, 5)


def test_what_the_guide_no_longer_has_does_not_count() -> None:
    here = place(GUIDE, ["a", "deleted"])
    assert (here.done, len(here.done), here.done_in(FIRST)) == (frozenset("a"), 1, 1)


def test_the_step_in_focus_comes_first_among_what_is_left() -> None:
    assert [task.slug for task in place(GUIDE, "b", "e").open_tasks()] == ["d", "e", "a", "c"]


@given(st.sets(st.sampled_from("abcdex")), st.sampled_from([None, *"abcdex"]))
def test_a_place_is_always_a_task_that_is_open_in_the_step_that_holds_it(done: set[str], focus: str | None) -> None:
    here = place(GUIDE, done, focus)
    assert here.finished == (done >= set("abcde"))
    if here.task is not None and here.step is not None:
        assert here.task.slug not in done
        assert here.task in here.step.tasks
        assert here.task in here.open_tasks()
    assert sum(here.done_in(step) for step in GUIDE.steps) == len(here.done)


def test_a_step_was_completed_with_its_last_task_whatever_the_order() -> None:
    done = [Completion(task=task, done_at=NINE + hour * HOUR) for hour, task in enumerate("bcad")]
    assert completed_at(FIRST.tasks, done) == NINE + 2 * HOUR
    assert completed_at(SECOND.tasks, done) is None
    assert completed_at(GUIDE.tasks.values(), done) is None
