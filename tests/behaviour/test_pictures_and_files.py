"""Pictures and files reach the person whom they are for, on each platform, whatever its way of carrying them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated

import pytest

from mentorbot import app
from mentorbot.chat.blocks import Button, Buttons, File, Picture
from mentorbot.chat.call import call
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.commands import GROUPS, Context
from tests.behaviour.shown import Got, Person
from tests.behaviour.world import World
from tests.plain_png import png

PICTURE = Got("steps.png", "image/png", png(40, 20), "Three steps of seven are done.")
TABLE = Got("steps.csv", "text/csv", b"step,done\n1,yes\n")


@command("souvenir", "A picture and a table to keep", in_place=True)
async def souvenir(_: Context, of: Annotated[str, Option("Of which step?")] = "1") -> Reply:
    return reply(
        say("Step {of}, to keep.", of=of),
        Picture(PICTURE.name, PICTURE.content, PICTURE.alt),
        File(TABLE.name, TABLE.media_type, TABLE.content),
        Buttons((Button("The next step", call("mentor souvenir", of="2")), Button("Home", call("mentor home")))),
    )


@pytest.fixture(autouse=True)
def there_is_one_more_word() -> Iterator[None]:
    mentor, *others = GROUPS
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "GROUPS", (replace(mentor, commands=(*mentor.commands, souvenir)), *others))
        yield


async def test_a_person_gets_what_an_answer_carries_and_nobody_else_does(ada: Person, kim: Person) -> None:
    answer = await ada.does("souvenir")
    assert answer.files == [PICTURE, TABLE]
    assert answer.private
    assert "Step 1, to keep." in answer.text
    assert PICTURE.alt in answer.text
    assert kim.messages == []
    assert (await kim.does("home")).files == []


async def test_an_answer_in_place_brings_its_own(ada: Person) -> None:
    answer = await ada.does("souvenir")
    changed = await answer.press("The next step")
    assert "Step 2, to keep." in changed.text
    assert changed.files == [PICTURE, TABLE]


@pytest.mark.parametrize("venue", ["slack", "discord"], indirect=True)
async def test_an_answer_in_the_direct_messages_brings_them_there(ada: Person) -> None:
    await ada.does("home")
    answer = await ada.writes("/mentor souvenir")
    assert answer.files == [PICTURE, TABLE]
    assert ada.messages == []


@pytest.mark.parametrize("venue", ["local"], indirect=True)
async def test_they_are_still_there_after_a_restart(world: World, ada: Person) -> None:
    await ada.does("souvenir")
    await world.restart()
    local = world.app.local
    assert local is not None
    (seen,) = (each.reply for each in local.as_person("ada").sees)
    assert seen is not None
    assert [each.content for each in seen.attached] == [PICTURE.content, TABLE.content]


@pytest.mark.parametrize("venue", ["slack"], indirect=True)
async def test_a_slack_that_takes_no_files_is_told_of_and_nothing_else_is_lost(world: World, ada: Person) -> None:
    world.complains("Slack did not take steps.png and steps.csv: missing_scope")
    world.slack.slack.fail("files.getUploadURLExternal", "missing_scope")
    answer = await ada.does("souvenir")
    assert PICTURE.alt in answer.text
    assert answer.files == []
    assert "install me again with my current manifest" in world.slack.slack.messages[-1].text
    assert (await ada.does("souvenir")).files == [PICTURE, TABLE]
