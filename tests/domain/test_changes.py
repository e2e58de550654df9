"""What another version of a guide changes, and where it leaves somebody."""

from dataclasses import replace
from pathlib import Path

import pytest

from mentorbot.domain.changes import changes, loses_focus, moved_to
from mentorbot.domain.guide import Guide
from mentorbot.guides import load_library
from tests.domain.scenes import ENROLMENT
from tests.guides.made import write_guide

DONE = frozenset({"read-a-hive"})


@pytest.fixture
def old(tmp_path: Path) -> Guide:
    write_guide(tmp_path, "beekeeper", ["read-a-hive", "light-a-smoker"], ["taste-honey"])
    return load_library(tmp_path).default


@pytest.fixture
def new(old: Guide, tmp_path: Path) -> Guide:
    assert old.steps
    write_guide(tmp_path, "beekeeper", ["wear-a-veil", "read-a-hive"], ["taste-honey"], ["teach-a-friend"])
    return load_library(tmp_path).default


def test_a_version_beside_itself_changes_nothing(old: Guide) -> None:
    made = changes(old, old)
    assert (made.new_steps, made.gone_steps, made.new_tasks, made.gone_tasks, made.other_tasks, made.pages) == (
        (),
        (),
        (),
        (),
        (),
        0,
    )


def test_steps_tasks_and_pages_are_new_gone_or_different(old: Guide, new: Guide) -> None:
    made = changes(old, new)
    assert [step.number for step in made.new_steps] == [3]
    assert made.gone_steps == ()
    assert [task.slug for task in made.new_tasks] == ["wear-a-veil", "teach-a-friend"]
    assert [task.slug for task in made.gone_tasks] == ["light-a-smoker"]
    assert made.pages == 1
    back = changes(new, old)
    assert (back.new_tasks, back.gone_tasks, back.gone_steps) == (made.gone_tasks, made.new_tasks, made.new_steps)


def test_a_task_in_other_words_is_the_same_task(old: Guide) -> None:
    step = old.steps[0]
    task = replace(step.tasks[0], why="It is quiet there.")
    reworded = replace(old, steps=(replace(step, tasks=(task, *step.tasks[1:])), *old.steps[1:]))
    made = changes(old, reworded)
    assert (made.other_tasks, made.new_tasks, made.gone_tasks) == ((task,), (), ())


def test_somebody_stays_on_their_task_though_a_new_one_comes_before_it(old: Guide, new: Guide) -> None:
    here = replace(ENROLMENT, focus=None, week=2)
    done = DONE | {"light-a-smoker"}
    assert moved_to(new, old, here, done) == replace(here, focus="taste-honey")
    assert not loses_focus(new, old, here, done)


def test_somebody_whose_task_is_gone_begins_the_next_one(old: Guide, new: Guide) -> None:
    here = replace(ENROLMENT, focus="light-a-smoker", week=2)
    assert loses_focus(new, old, here, DONE)
    assert moved_to(new, old, here, DONE) == replace(here, focus=None, week=0)


def test_nothing_else_of_an_enrolment_ever_moves(old: Guide, new: Guide) -> None:
    for focus in (None, "light-a-smoker", "taste-honey", "unheard-of"):
        for done in (frozenset[str](), DONE, frozenset(old.tasks)):
            here = replace(ENROLMENT, focus=focus, week=2)
            after = moved_to(new, old, here, done)
            assert replace(after, focus=here.focus, week=here.week) == here


def test_where_the_version_of_before_is_lost_everything_stays(new: Guide) -> None:
    here = replace(ENROLMENT, focus="light-a-smoker", week=2)
    assert moved_to(new, None, here, DONE) == here
