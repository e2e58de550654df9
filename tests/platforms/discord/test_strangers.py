from datetime import UTC, date, datetime

from mentorbot.chat.ids import UserId, WorkspaceId
from mentorbot.chat.platform import Absent, Parcel, Sent, Undeliverable
from mentorbot.chat.reply import reply, say
from mentorbot.platforms.discord.platform import DiscordPlatform
from mentorbot.platforms.discord.strangers import A_DAY, Strangers
from tests.fakes.discord import LocalDiscord, Person
from tests.platforms.discord.stage import Kept, SmallTalk, running


def stranger(discord: LocalDiscord, number: int) -> Person:
    person = discord.person(f"Person {number}")
    person.user.stranger = True
    return person


def parcel_for(person: Person, key: str = "") -> Parcel:
    said = reply(say("Good morning"))
    key = key or f"to-{person.id}"
    return Parcel(key=key, workspace=WorkspaceId(person.guild.id), user=UserId(person.id), reply=said)


async def test_a_few_strangers_a_day_are_written_to(discord: LocalDiscord, platform: DiscordPlatform) -> None:
    people = [stranger(discord, number) for number in range(A_DAY + 2)]
    outcomes = [await platform.send(parcel_for(each)) for each in people]
    assert [type(each) for each in outcomes] == [Sent] * A_DAY + [Undeliverable] * 2
    last = outcomes[-1]
    assert isinstance(last, Undeliverable)
    assert "they have not used me yet" in last.reason
    assert people[-1].direct_messages() == []


async def test_whoever_used_the_bot_is_no_stranger(
    discord: LocalDiscord, platform: DiscordPlatform, ada: Person
) -> None:
    ada.user.stranger = True
    for number in range(A_DAY):
        await platform.send(parcel_for(stranger(discord, number)))
    assert isinstance(await platform.send(parcel_for(ada)), Undeliverable)
    await ada.uses("mentor home")
    assert isinstance(await platform.send(parcel_for(ada)), Sent)


async def test_whoever_was_written_to_before_is_no_stranger(discord: LocalDiscord, ada: Person) -> None:
    ada.user.stranger = True
    notes = Kept()
    async with running(discord, SmallTalk(), notes) as platform:
        await platform.send(parcel_for(ada, "first"))
    notes.texts = {name: text for name, text in notes.texts.items() if not name.startswith("dm.")}
    async with running(discord, SmallTalk(), notes) as platform:
        await platform.send(parcel_for(ada, "second"))
    assert notes.texts["strangers"].endswith(" 1")


async def test_looking_for_a_message_is_not_writing_to_a_stranger(
    discord: LocalDiscord, platform: DiscordPlatform, ada: Person
) -> None:
    for number in range(A_DAY):
        await platform.send(parcel_for(stranger(discord, number)))
    ada.user.stranger = True
    assert await platform.find(parcel_for(ada), datetime.now(UTC)) == Absent()
    assert isinstance(await platform.send(parcel_for(ada)), Undeliverable)


async def test_each_day_has_its_own_few() -> None:
    notes, days = Kept(), [date(2026, 11, 30)]
    strangers = Strangers(notes, today=lambda: days[-1])
    refused = [await strangers.admit(UserId(str(number))) for number in range(A_DAY + 1)]
    assert refused[:-1] == [None] * A_DAY
    assert refused[-1]
    days.append(date(2026, 12, 1))
    assert await strangers.admit(UserId("77")) is None


async def test_they_are_remembered_by_another_process() -> None:
    notes = Kept()
    await Strangers(notes).meet(UserId("1"))
    for _ in range(A_DAY + 1):
        assert await Strangers(notes).admit(UserId("1")) is None
