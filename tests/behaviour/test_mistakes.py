import pytest

from tests.behaviour.shown import Person
from tests.behaviour.world import World

TYPED = pytest.mark.parametrize("venue", ["local", "slack"], indirect=True)
"""Where people type all of it; Discord's client offers no word and no option that is not there."""
LONG = "x" * 10_000


@pytest.fixture
async def joined(world: World, ada: Person) -> Person:
    """Ada, in Spring 26."""
    await world.cohort()
    await ada.joins("Spring 26")
    return ada


async def test_help_always_answers(world: World, ada: Person, robin: Person) -> None:
    answer = await ada.does("help")
    assert all(word in answer.text for word in ("home", "join", "schedule", "unpause"))
    assert "/cohort" not in answer.text
    assert "undo" not in answer.text
    assert "/cohort" in (await robin.does("help")).text
    one = await ada.does("help", word="schedule")
    assert "/mentor schedule" in one.text
    assert "tz" in one.text
    assert world.alarm.heard == []


@TYPED
async def test_a_mistyped_word_gets_the_nearest_with_a_button_that_works(ada: Person) -> None:
    answer = await ada.types("/mentor hlep")
    assert "I don't know “/mentor hlep”. Did you mean “help”?" in answer.text
    assert "What you can ask me to do" in (await answer.press("/mentor help")).text


@TYPED
async def test_a_word_like_no_other_gets_help(ada: Person) -> None:
    answer = await ada.types("/mentor xyzzy")
    assert "I don't know" in answer.text
    assert answer.buttons == ["Help"]


@TYPED
async def test_an_unknown_option_is_named_with_the_nearest(joined: Person) -> None:
    answer = await joined.types("/mentor schedule dya=monday")
    assert "has no option dya. Did you mean day?" in answer.text


@TYPED
async def test_a_number_in_words_is_said_back(joined: Person) -> None:
    answer = await joined.types("/mentor snooze soon")
    assert "days takes a whole number from 1 to 21, not “soon”" in answer.text


async def test_a_mistyped_cohort_gets_the_nearest_with_a_button_that_works(world: World, ada: Person) -> None:
    await world.cohort()
    answer = await ada.does("join", cohort="Srping 26")
    assert "There's no cohort called “Srping 26”" in answer.text
    assert "Did you mean Spring 26?" in answer.text
    pressed = await answer.press("Spring 26")
    assert ("Choose your time zone" if world.venue.name == "discord" else "You're in Spring 26") in pressed.text


@pytest.mark.parametrize(
    ("path", "options", "sentence"),
    [
        ("join", {"cohort": "Nothing like it at all"}, "There's no cohort called “Nothing like it at all”"),
        ("done", {"task": "Juggle three swords"}, "There's no task called “Juggle three swords”"),
        ("focus", {"task": "Juggle three swords"}, "There's no task called “Juggle three swords”"),
        ("guide", {"topic": "qqqq"}, "There's no page called “qqqq”"),
        ("step", {"number": 99}, "there is no step 99"),
        ("schedule", {"tz": "Mars/Olympus"}, "“Mars/Olympus” isn't a time zone I know"),
        ("schedule", {"day": "monday", "time": "25:00"}, "25:00 isn't a time I know. Write it like 09:00 or 9pm."),
        ("schedule", {"day": "someday"}, "“someday” isn't a day I know"),
        ("skip", {"date": "tomorrow"}, "“tomorrow” isn't a date I know"),
    ],
)
async def test_what_does_not_exist_is_said_and_changes_nothing(
    joined: Person, path: str, options: dict[str, str | int], sentence: str
) -> None:
    before = (await joined.does("when")).text, (await joined.does("home")).text
    answer = await joined.does(path, **options)
    assert sentence in answer.text
    assert ((await joined.does("when")).text, (await joined.does("home")).text) == before


async def test_ten_thousand_characters_get_a_sentence(world: World, joined: Person, robin: Person) -> None:
    evidence = await joined.does("done", evidence=LONG)
    assert "10,000 characters" in evidence.text
    assert "3,000" in evidence.text
    assert "0 of 7" in (await joined.does("home")).text
    for path, name in (("ask", "question"), ("join", "cohort"), ("schedule", "time"), ("done", "task")):
        answer = await joined.does(path, **{name: LONG})
        assert "10,000 characters" in answer.text, path
    created = await robin.does("cohort create", name=LONG)
    assert "10,000 characters" in created.text
    assert world.alarm.heard == []


async def test_control_characters_are_left_out(world: World, robin: Person, ada: Person) -> None:
    created = await robin.does("cohort create", name="Spring\u202e\u0007 26")
    assert "Spring 26 is ready" in created.text
    joined = await ada.joins("Spring\u200b 26")
    assert "You're in Spring 26" in joined.text
    done = await ada.does("done", evidence="\u0000bell\u0007 and \u202eback")
    assert "is done" in done.text
    undone = await done.press("Undo")
    assert "> bell and back" in " ".join(undone.text.split())
    assert world.alarm.heard == []


@TYPED
async def test_only_admins_may_run_cohorts(ada: Person) -> None:
    for text in ("/cohort", "/cohort list", '/cohort create name="Mine"', "/cohort archive"):
        answer = await ada.types(text)
        assert "/cohort is for admins" in answer.text, text


@pytest.mark.parametrize("venue", ["discord"], indirect=True)
async def test_only_admins_may_run_cohorts_though_discord_shows_them_to_all(world: World, ada: Person) -> None:
    world.discord.discord.show_to_all("cohort")
    answer = await ada.does("cohort list")
    assert "/cohort is for admins" in answer.text
    assert answer.private


async def test_who_is_in_no_cohort_is_told_what_there_is(world: World, ada: Person) -> None:
    for path in ("when", "progress", "done", "snooze", "skip", "pause", "unpause", "leave"):
        answer = await ada.does(path)
        assert "You're not in a cohort" in answer.text, path
        assert answer.buttons[0] == "Join a cohort"
    join = await (await ada.does("when")).press("Join a cohort")
    assert ("First cohort" if world.venue.name == "local" else "There's no cohort to join yet") in join.text


async def test_what_is_not_in_the_guide_is_said(ada: Person) -> None:
    answer = await ada.does("ask", question="what does a nurse earn")
    assert "another career" in answer.text
    assert "nurse" not in answer.text
    found = await ada.does("ask", question="do i need to code")
    assert "another career" not in found.text
    assert "Read on" in found.buttons


@pytest.mark.parametrize("venue", ["slack", "discord"], indirect=True)
async def test_what_people_write_pings_nobody(world: World, ada: Person, robin: Person) -> None:
    bad = f"<!channel> @everyone <@{robin.id}> <@&1>"
    created = await robin.does("cohort create", name=bad)
    await ada.joins(bad)
    done = await ada.does("done", evidence=bad)
    undone = await done.press("Undo")
    for each in (created, await ada.does("home"), undone, await robin.does("cohort list"), await ada.does("leave")):
        assert world.venue.pings(each.payload) == []
        assert "channel" in each.text
    await world.in_a_while(weeks=1)
    assert world.venue.pings(ada.messages[0].payload) == []
