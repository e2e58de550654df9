"""`/cohort create`."""

import pytest

from mentorbot.chat.limits import BUTTON_CALL
from mentorbot.platforms.local.somebody import Somebody


async def test_only_admins_may(kim: Somebody, robin: Somebody) -> None:
    shown = await kim.says('/cohort create "Spring 26"')
    assert "for admins" in shown.text
    assert "There's no cohort yet" in (await robin.says("/cohort list")).text


async def test_the_form_has_everything_filled_in_but_the_name(robin: Somebody) -> None:
    form = (await robin.says("/cohort create")).form
    assert form is not None
    filled = {each.name: each.value for each in form.form.fields}
    assert filled == {"name": "", "day": "monday", "time": "09:00", "tz": "own", "starts": "rolling"}
    made = await form.submit({"name": "Spring 26"})
    assert "Spring 26 is ready: Technical Product Manager, Mondays at 09:00, each member's own time." in made.text
    assert "Everybody starts as they join" in made.text
    assert made.buttons == ("Add people", "Preview", "Show")


async def test_every_option_can_be_said(robin: Somebody) -> None:
    made = await robin.says("/cohort create Autumn day=thu time=9pm tz=berlin starts=2027-01-11 channel=#career")
    assert "Thursdays at 21:00, Europe/Berlin time" in made.text
    assert "It starts on Monday 11 January 2027; no nudge comes before that. It belongs to #career." in made.text
    added = await made.press("Add people")
    assert "3 people are in Autumn now." in added.text
    assert "Thursday 14 January, 21:00" in added.text


async def test_a_second_cohort_of_the_same_name_is_refused(robin: Somebody, spring: str) -> None:
    shown = await robin.says('/cohort create "SPRING 26"')
    assert "There's a cohort called Spring 26 already" in shown.text
    assert "nothing was created" in shown.text
    assert (await robin.says("/cohort list")).text.count("Mondays") == 1
    assert spring == "spring-26"


async def test_the_name_of_an_archived_cohort_is_free_again(robin: Somebody, spring: str) -> None:
    await robin.says(f"/cohort archive {spring} sure=yes")
    assert "is ready" in (await robin.says('/cohort create "Spring 26"')).text
    assert "Nobody is in it yet" in (await robin.says('/cohort show "Spring 26"')).text


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("day=someday", "“someday” isn't a day I know"),
        ("time=25:00", "25:00 isn't a time I know"),
        ("tz=Mars", "“Mars” isn't a time zone I know"),
        ("starts=2020-01-01", "2020-01-01 is over: today is 2026-11-22"),
        ("starts=9999-12-31", "more than two years away"),
        ("starts=soon", "“soon” isn't a date I know"),
        ("guide=nursing", "There's no guide called “nursing”"),
        ("colour=red", "has no option colour"),
        (f"channel={'c' * 70}", "isn't a channel"),
    ],
)
async def test_what_cannot_be_read_is_said_back(robin: Somebody, written: str, answer: str) -> None:
    assert answer in (await robin.says(f'/cohort create "Spring 26" {written}')).text
    assert "There's no cohort yet" in (await robin.says("/cohort")).text


async def test_the_nearest_day_keeps_the_rest_of_what_was_written(robin: Somebody) -> None:
    shown = await robin.says('/cohort create "Spring 26" day=tusday time=7am')
    made = await shown.press("tuesday")
    assert "Spring 26 is ready: Technical Product Manager, Tuesdays at 07:00" in made.text


async def test_a_wrong_time_can_be_written_again_in_the_form(robin: Somebody) -> None:
    again = (await (await robin.says('/cohort create "Spring 26" time=25:00')).press("Write it again")).form
    assert again is not None
    made = await again.submit({"time": "5am"})
    assert "Spring 26 is ready: Technical Product Manager, Mondays at 05:00" in made.text


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("x" * 61, "has 61 characters"),
        ("x" * 10_000, "That's 10,000 characters"),
        ('"two\nlines"', "is one line"),
    ],
)
async def test_a_name_that_is_no_name(robin: Somebody, name: str, answer: str) -> None:
    assert answer in (await robin.says(f"/cohort create {name}")).text


@pytest.mark.parametrize("name", ["x" * 60, "春", '<!channel> & "friends"', "{name} **bold**", "\u202eSpring\x07"])
async def test_any_other_name_can_be_found_again(robin: Somebody, name: str) -> None:
    form = (await robin.says("/cohort create")).form
    assert form is not None
    made = await form.submit({"name": name})
    assert "is ready" in made.text
    assert (await made.press("Show")).text.startswith("# ")
    assert made.reply is not None
    assert all(len(str(each.call)) <= BUTTON_CALL for row in made.reply.blocks for each in getattr(row, "buttons", ()))


async def test_a_wrong_name_in_other_letters_finds_nothing(robin: Somebody) -> None:
    await robin.says("/cohort create 春")
    assert "There's no cohort called “秋”" in (await robin.says("/cohort archive 秋 sure=yes")).text
