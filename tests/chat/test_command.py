"""A command is declared once, as a typed function, and a wrong declaration fails where it is written."""

from dataclasses import replace
from typing import Annotated

import pytest

from mentorbot.chat.command import Group, Option, OptionKind, Parameter, command
from mentorbot.chat.limits import CHOICES, DESCRIPTION, WORDS_IN_A_GROUP
from mentorbot.chat.reply import Choice, Reply, reply
from tests.chat.sample_commands import add, bring, checkin, home, join, snooze


def test_a_parameter_is_derived_from_its_annotation() -> None:
    assert snooze.parameters == (
        Parameter(name="days", kind=OptionKind.INTEGER, required=False, option=Option("Days", low=1, high=21)),
    )
    assert [(each.kind, each.required) for each in add.parameters] == [
        (OptionKind.TEXT, True),
        (OptionKind.PERSON, True),
        (OptionKind.CHANNEL, False),
        (OptionKind.ROLE, False),
    ]
    assert [each.kind for each in bring.parameters] == [OptionKind.GROUP, OptionKind.FILE, OptionKind.ROLE]
    assert home.parameters == ()


def test_a_keyword_only_parameter_is_given_by_name() -> None:
    assert [each.by_name for each in checkin.parameters] == [False, True]


def test_a_file_is_given_by_name_wherever_it_stands() -> None:
    assert [each.by_name for each in bring.parameters] == [False, True, False]


def test_a_command_knows_its_path_and_its_options() -> None:
    assert (join.path, add.path) == ("mentor join", "cohort add")
    assert join.parameter("cohort") == join.parameters[0]
    assert join.parameter("nothing") is None


def test_a_command_is_private_listed_and_answers_with_a_new_message_unless_it_says_otherwise() -> None:
    assert (join.private, join.in_place, join.listed) == (True, False, True)
    assert (add.private, add.in_place, add.listed) == (False, True, False)


def test_a_group_finds_its_words() -> None:
    group = Group("mentor", "Your mentor", (join, home))
    assert group.find("home") is home
    assert group.find("") is None


def test_an_option_that_says_nothing_about_itself_is_refused() -> None:
    async def bare(ctx: object, cohort: str) -> Reply:
        del ctx, cohort
        return reply()

    with pytest.raises(TypeError, match="option cohort needs Annotated"):
        command("join", "Join a cohort")(bare)


def test_an_annotation_without_an_option_is_refused() -> None:
    async def odd(ctx: object, cohort: Annotated[str, "Which cohort?"]) -> Reply:
        del ctx, cohort
        return reply()

    with pytest.raises(TypeError, match="option cohort needs Annotated"):
        command("join", "Join a cohort")(odd)


def test_an_option_of_a_kind_that_no_platform_has_is_refused() -> None:
    async def odd(ctx: object, hours: Annotated[float, Option("How many?")]) -> Reply:
        del ctx, hours
        return reply()

    with pytest.raises(TypeError, match="option hours cannot be <class 'float'>"):
        command("join", "Join a cohort")(odd)


@pytest.mark.parametrize("description", ["", "x" * (DESCRIPTION + 1)])
def test_a_description_that_discord_refuses_is_refused_here(description: str) -> None:
    async def fine(ctx: object, cohort: Annotated[str, Option("Which cohort?")]) -> Reply:
        del ctx, cohort
        return reply()

    async def odd(ctx: object, cohort: Annotated[str, Option(description)]) -> Reply:
        del ctx, cohort
        return reply()

    assert command("join", "x" * DESCRIPTION)(fine).description == "x" * DESCRIPTION
    with pytest.raises(ValueError, match=f"join needs a description of 1 to {DESCRIPTION} characters"):
        command("join", description)(fine)
    with pytest.raises(ValueError, match=f"cohort needs a description of 1 to {DESCRIPTION} characters"):
        command("join", "Join a cohort")(odd)


def test_more_choices_than_discord_takes_are_refused() -> None:
    whole = tuple(Choice(str(number), str(number)) for number in range(CHOICES))
    over = (*whole, Choice("one", "more"))

    async def fine(ctx: object, mood: Annotated[str, Option("Mood", choices=whole)]) -> Reply:
        del ctx, mood
        return reply()

    async def odd(ctx: object, mood: Annotated[str, Option("Mood", choices=over)]) -> Reply:
        del ctx, mood
        return reply()

    assert command("checkin", "How was it?")(fine).parameters[0].option.choices == whole
    with pytest.raises(ValueError, match=f"mood has more than {CHOICES} choices"):
        command("checkin", "How was it?")(odd)


def test_more_words_than_discord_takes_are_refused_unless_they_are_not_listed() -> None:
    whole = (home,) * WORDS_IN_A_GROUP
    Group("mentor", "Your mentor", (*whole, replace(home, listed=False)))
    with pytest.raises(ValueError, match=f"/mentor has more than {WORDS_IN_A_GROUP} listed words"):
        Group("mentor", "Your mentor", (*whole, home))
