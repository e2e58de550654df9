from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from mentorbot.chat.blocks import Button, Buttons
from mentorbot.chat.call import call
from mentorbot.chat.ids import UserId, WorkspaceId
from mentorbot.chat.platform import Absent, Blocked, Evidence, Later, Parcel, Sent, Unknown, Unreachable
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.platforms.discord.platform import DiscordPlatform
from tests.fakes.discord import LocalDiscord, Person
from tests.fakes.discord.errors import Json
from tests.platforms.discord.stage import Kept, SmallTalk, platform_on

HISTORY = "GET /channels/*/messages"
POST = "POST /channels/*/messages"
NUDGE = reply(say("This week: *apis*"), Buttons((Button("Done", call("mentor done", task="apis")),)))


def parcel_for(person: Person, key: str = "delivery-1", said: Reply = NUDGE) -> Parcel:
    return Parcel(key=key, workspace=WorkspaceId(person.guild.id), user=UserId(person.id), reply=said)


async def look(platform: DiscordPlatform, parcel: Parcel) -> Evidence:
    return await platform.find(parcel, datetime.now(UTC))


def as_posted(person: Person) -> Json:
    """The newest message as Discord has it, to change what it kept."""
    channel = person.place(in_dm=True)
    return channel.messages[next(reversed(channel.posted))]


async def test_a_message_whose_answer_was_lost_is_found(
    ada: Person, discord: LocalDiscord, platform: DiscordPlatform
) -> None:
    discord.lose_answer(POST)
    assert isinstance(await platform.send(parcel_for(ada)), Unknown)
    assert await look(platform, parcel_for(ada)) == Sent(as_posted(ada)["id"])


async def test_a_message_that_never_arrived_is_absent(
    ada: Person, discord: LocalDiscord, platform: DiscordPlatform
) -> None:
    discord.reset(POST)
    assert isinstance(await platform.send(parcel_for(ada)), Unknown)
    assert await look(platform, parcel_for(ada)) == Absent()


async def test_looking_sends_nothing(ada: Person, platform: DiscordPlatform) -> None:
    await look(platform, parcel_for(ada))
    assert ada.direct_messages() == []


async def test_another_delivery_of_the_same_words_is_not_taken_for_it(ada: Person, platform: DiscordPlatform) -> None:
    await platform.send(parcel_for(ada, "delivery-1"))
    assert await look(platform, parcel_for(ada, "delivery-2")) == Absent()


async def test_a_message_that_was_answered_in_place_is_still_found(ada: Person, platform: DiscordPlatform) -> None:
    await platform.send(parcel_for(ada))
    message = await ada.next_message()
    undone = await (await message.press("Done")).press("Undo")
    assert undone.text == "Not done: apis"
    assert await look(platform, parcel_for(ada)) == Sent(message.message["id"])


async def test_answers_to_gestures_are_no_deliveries(ada: Person, platform: DiscordPlatform, talk: SmallTalk) -> None:
    talk.says = NUDGE
    await ada.uses("mentor tell", in_dm=True, words="hello")
    assert await look(platform, parcel_for(ada)) == Absent()


async def test_what_the_person_wrote_is_no_delivery(ada: Person, platform: DiscordPlatform) -> None:
    await platform.send(parcel_for(ada))
    as_posted(ada)["author"] = ada.user.json()
    assert await look(platform, parcel_for(ada)) == Absent()


def renumbered(message: Json) -> None:
    for number, each in enumerate(message["components"], start=1):
        each["id"] = number


async def test_without_its_number_a_message_is_known_by_its_words(ada: Person, platform: DiscordPlatform) -> None:
    await platform.send(parcel_for(ada))
    message = as_posted(ada)
    renumbered(message)
    message["components"][0]["content"] = f" {message['components'][0]['content']} \n"
    assert await look(platform, parcel_for(ada)) == Sent(message["id"])
    assert await look(platform, parcel_for(ada, said=reply(say("Something else")))) == Absent()


async def test_a_changed_message_without_a_number_is_no_evidence(ada: Person, platform: DiscordPlatform) -> None:
    await platform.send(parcel_for(ada))
    message = as_posted(ada)
    renumbered(message)
    message["components"][0]["content"] = "Done!"
    message["edited_timestamp"] = datetime.now(UTC).isoformat()
    assert isinstance(await look(platform, parcel_for(ada)), Unknown)


async def test_a_long_history_is_read_to_its_end(ada: Person, discord: LocalDiscord, platform: DiscordPlatform) -> None:
    for number in range(120):
        await platform.send(parcel_for(ada, f"other-{number}"))
    await platform.send(parcel_for(ada))
    assert await look(platform, parcel_for(ada)) == Sent(as_posted(ada)["id"])
    assert await look(platform, parcel_for(ada, "never-sent")) == Absent()
    assert sum(each.route.startswith("GET /channels/") for each in discord.requests) == 4


async def test_a_clock_that_is_wrong_by_hours_changes_nothing(ada: Person, platform: DiscordPlatform) -> None:
    await platform.send(parcel_for(ada))
    for hours in (-20, 20):
        since = datetime.now(UTC) + timedelta(hours=hours)
        assert isinstance(await platform.find(parcel_for(ada), since), Sent)


@pytest.mark.parametrize(
    ("spoil", "found"),
    [
        (lambda discord: discord.fail(HISTORY, 429, retry_after=3), Later(3.0, "Discord asked me to slow down")),
        (lambda discord: discord.fail(HISTORY, 502), Unreachable("Discord failed with 502")),
        (lambda discord: discord.fail(HISTORY, 401), Blocked("Discord refuses my token (DISCORD_BOT_TOKEN)")),
        (
            lambda discord: discord.fail(HISTORY, 403, code=50001, message="Missing Access"),
            Unknown("the direct messages cannot be read: Discord said: Missing Access"),
        ),
    ],
)
async def test_a_history_that_cannot_be_read_is_no_proof_of_absence(
    ada: Person,
    discord: LocalDiscord,
    platform: DiscordPlatform,
    spoil: Callable[[LocalDiscord], None],
    found: Evidence,
) -> None:
    await platform.send(parcel_for(ada))
    spoil(discord)
    assert await look(platform, parcel_for(ada)) == found


async def test_a_broken_line_is_no_proof_of_absence(
    ada: Person, discord: LocalDiscord, platform: DiscordPlatform
) -> None:
    await platform.send(parcel_for(ada))
    discord.reset(HISTORY, times=2)
    assert isinstance(await look(platform, parcel_for(ada)), Unreachable)


async def test_nothing_is_known_while_not_connected(ada: Person, discord: LocalDiscord) -> None:
    platform = platform_on(discord, SmallTalk(), Kept())
    assert isinstance(await look(platform, parcel_for(ada)), Unreachable)
