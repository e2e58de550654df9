"""Pictures and files on Discord: in private answers, in direct messages and in answers to them, over the real wire."""

from datetime import UTC, datetime

import pytest

from mentorbot.chat.blocks import Button, Buttons, File, Picture
from mentorbot.chat.call import call
from mentorbot.chat.ids import UserId, WorkspaceId
from mentorbot.chat.limits import FILES_SIZE
from mentorbot.chat.platform import Later, Parcel, Sent
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.platforms.discord.attachments import Names
from mentorbot.platforms.discord.platform import DiscordPlatform
from mentorbot.platforms.discord.render import attachments, render
from tests.fakes.discord import Person, Upload
from tests.platforms.discord.stage import SmallTalk

PICTURE = Picture("steps.png", b"\x89PNG\r\n", "Three steps of seven are done")
TABLE = File("steps.csv", "text/csv", b"step,done\n1,yes\n")
BACK = Buttons((Button("Done", call("mentor done", task="apis")),))
PROGRESS = reply(say("This is how far you are."), PICTURE, TABLE, BACK)


def parcel_for(person: Person, said: Reply = PROGRESS) -> Parcel:
    return Parcel(key="delivery-1", workspace=WorkspaceId(person.guild.id), user=UserId(person.id), reply=said)


async def test_a_picture_is_a_gallery_with_its_alternative_text_and_a_file_is_a_file() -> None:
    drawn = render(reply(PICTURE, TABLE)).to_components()  # type: ignore[no-untyped-call] # discord.py's omission
    assert drawn == [
        {
            "type": 12,
            "items": [
                {
                    "media": {"url": "attachment://steps.png"},
                    "spoiler": False,
                    "description": "Three steps of seven are done",
                }
            ],
        },
        {"type": 13, "file": {"url": "attachment://steps.csv"}, "spoiler": False},
    ]


@pytest.mark.usefixtures("platform")
async def test_a_private_answer_carries_its_pictures_and_files_itself(ada: Person, talk: SmallTalk) -> None:
    talk.says = PROGRESS
    answer = await ada.uses("mentor home")
    assert answer.private
    assert [(each.name, each.content, each.description) for each in answer.files] == [
        ("steps.png", PICTURE.content, "Three steps of seven are done"),
        ("steps.csv", TABLE.content, ""),
    ]
    assert ada.direct_messages() == []


async def test_a_direct_message_carries_them_and_a_second_try_doubles_nothing(
    ada: Person, platform: DiscordPlatform
) -> None:
    sent = await platform.send(parcel_for(ada))
    assert isinstance(sent, Sent)
    assert await platform.send(parcel_for(ada)) == sent
    (message,) = ada.direct_messages()
    assert message.files == [
        Upload("steps.png", "image/png", PICTURE.content, "Three steps of seven are done"),
        Upload("steps.csv", "text/csv", TABLE.content),
    ]


async def test_a_message_that_begins_with_a_picture_is_found_again(ada: Person, platform: DiscordPlatform) -> None:
    parcel = parcel_for(ada, reply(PICTURE, say("Well done.")))
    sent = await platform.send(parcel)
    assert await platform.find(parcel, datetime.now(UTC)) == sent


async def test_files_do_not_leave_when_the_claim_is_too_old(ada: Person, platform: DiscordPlatform) -> None:
    parcel = parcel_for(ada)
    held = Parcel(key="k", workspace=parcel.workspace, user=parcel.user, reply=PROGRESS, goes=lambda: False)
    assert isinstance(await platform.send(held), Later)
    assert ada.direct_messages() == []


@pytest.mark.usefixtures("platform")
async def test_an_answer_in_the_direct_messages_carries_them(ada: Person, talk: SmallTalk) -> None:
    talk.says = PROGRESS
    await ada.uses("mentor home")
    answer = await ada.writes("home")
    assert [each.content for each in answer.files] == [PICTURE.content, TABLE.content]


async def test_an_answer_in_place_takes_old_files_away_and_brings_its_own(
    ada: Person, talk: SmallTalk, platform: DiscordPlatform
) -> None:
    await platform.send(parcel_for(ada))
    (message,) = ada.direct_messages()
    talk.says = reply(say("Done."), File("other.csv", "text/csv", b"other"), BACK)
    changed = await message.press("Done")
    assert [(each.name, each.content) for each in changed.files] == [("other.csv", b"other")]
    talk.says = reply(say("Done."))
    assert (await changed.press("Done")).files == []
    assert len(ada.direct_messages()) == 1


@pytest.mark.usefixtures("platform")
async def test_as_much_as_a_reply_may_hold_arrives(ada: Person, talk: SmallTalk, platform: DiscordPlatform) -> None:
    large = reply(File("large.csv", "text/csv", b"x" * FILES_SIZE))
    talk.says = large
    assert [len(each.content) for each in (await ada.uses("mentor home")).files] == [FILES_SIZE]
    assert isinstance(await platform.send(parcel_for(ada, large)), Sent)
    assert [len(each.content) for each in ada.direct_messages()[0].files] == [FILES_SIZE]


@pytest.mark.usefixtures("platform")
async def test_names_that_no_address_can_hold_travel_under_others(ada: Person, talk: SmallTalk) -> None:
    same = File("Größe von / Ada.csv", "text/csv", b"1")
    talk.says = reply(same, File("Größe von : Ada.csv", "text/csv", b"2"), Picture("…", b"3", "Words"))
    answer = await ada.uses("mentor home")
    names = ["Gr_e_von_Ada.csv", "Gr_e_von_Ada-2.csv", "file"]
    assert [(each.name, each.content) for each in answer.files] == list(zip(names, (b"1", b"2", b"3"), strict=True))


def test_a_name_is_given_once_however_it_is_asked_for() -> None:
    names = Names()
    assert [names.next(each) for each in ("a.png", "a.png", "a-2.png", "a.png")] == [
        "a.png",
        "a-2.png",
        "a-2-2.png",
        "a-3.png",
    ]
    longest = names.next("x" * 300 + ".png")
    assert longest == "x" * 50 + ".png"


def test_a_reply_without_files_sends_none() -> None:
    assert attachments(reply(say("Hello"))) == ()
