"""Every ready sentence fits into the button that sends it, whatever the guide's author called a task."""

from dataclasses import replace
from itertools import product
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorbot.chat.binding import Bound, bind, clean
from mentorbot.chat.call import call, parse_call
from mentorbot.chat.command import Option, command
from mentorbot.chat.limits import BUTTON_CALL
from mentorbot.chat.reply import Reply
from mentorbot.domain.mentee_digests import Group, Mentee
from mentorbot.messages.first_sentences import LONGEST, first_sentence, stuck
from tests.domain.test_mentee_digests import GUIDE

LARGEST_KEY = 9_999_999_999
KIM = Mentee(group=Group.STUCK, name="Kim", user="U1", mentorship=LARGEST_KEY)
TITLES = [
    "",
    "Call a public API from your terminal",
    "x" * 200,
    'The "last" \\ mile',
    *[t.title for t in GUIDE.tasks.values()],
]
SHAPES = [
    {"group": Group.STUCK},
    {"group": Group.STUCK, "note": "no idea"},
    {"group": Group.STUCK, "weeks": 3},
    {"group": Group.STUCK, "weeks": 130},
    {"group": Group.MOVED, "tasks": 1},
    {"group": Group.MOVED, "tasks": 12},
    {"group": Group.MOVED, "tasks": 40},
    {"group": Group.MOVED, "tasks": 1, "step_done": 3, "weeks": 1},
    {"group": Group.MOVED, "tasks": 1, "step_done": 3, "weeks": 9},
    {"group": Group.MOVED, "tasks": 1, "step_done": 5, "weeks": 300},
    {"group": Group.MOVED, "tasks": 1, "step_done": 5, "finished": True},
    {"group": Group.SILENT, "nudges": 2},
    {"group": Group.SILENT, "nudges": 4, "fell_silent": True},
]


@pytest.mark.parametrize(("shape", "title"), list(product(SHAPES, TITLES)))
def test_every_sentence_travels_in_a_button_and_arrives_as_it_was(shape: dict[str, object], title: str) -> None:
    assert_travels(first_sentence(replace(KIM, task=title, done=title, **shape)))  # type: ignore[arg-type]


@given(title=st.text(min_size=1, max_size=80), weeks=st.integers(0, 60), wrote=st.booleans())
def test_no_title_that_an_author_could_write_breaks_one(title: str, weeks: int, wrote: bool) -> None:  # noqa: FBT001
    assert_travels(stuck(clean(" ".join(title.split())), weeks, wrote=wrote))


@command("say", "Write to each other")
async def say(
    ctx: object, to: Annotated[int, Option("Which mentorship?")], text: Annotated[str, Option("What?", prose=True)]
) -> Reply:
    """As the button's own word takes it."""
    raise NotImplementedError(ctx, to, text)


def assert_travels(sentence: str) -> None:
    assert 0 < len(sentence) <= LONGEST
    made = call("mentor say", to=LARGEST_KEY, text=sentence)
    assert len(str(made)) <= BUTTON_CALL
    bound = bind(say, parse_call(str(made)))
    assert isinstance(bound, Bound)
    assert bound.values["text"] == sentence


def test_no_two_of_them_say_the_same() -> None:
    title = "Call a public API"
    said = [first_sentence(replace(KIM, task=title, done=title, **shape)) for shape in SHAPES]  # type: ignore[arg-type]
    assert len(set(said)) == len(said)


def test_the_facts_are_in_them() -> None:
    nine = replace(KIM, group=Group.MOVED, tasks=1, step_done=1, weeks=9)
    assert first_sentence(nine) == "Nine weeks, well done. What was the hardest part?"
    assert "Call a public API" in stuck("Call a public API", 2, wrote=False)
