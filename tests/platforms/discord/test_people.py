import time

import pytest

from mentorbot.chat.ids import GroupId, RoleId, UserId, WorkspaceId
from mentorbot.chat.platform import NoSuchPlace, Person
from mentorbot.platforms.discord.platform import DiscordPlatform
from tests.fakes.discord import LocalDiscord
from tests.platforms.discord.stage import Kept, SmallTalk, platform_on


async def test_a_role_of_hundreds_is_read_in_pages_without_bots(
    discord: LocalDiscord, platform: DiscordPlatform
) -> None:
    mentees = [discord.person(f"Person {number}", roles=["mentees"]) for number in range(1100)]
    discord.person("Other", roles=["mentors"])
    discord.person("Robot", roles=["mentees"], bot=True)
    found = await platform.people_in(WorkspaceId(discord.home.id), RoleId(discord.role("mentees").id))
    assert {each.user for each in found} == {each.id for each in mentees}
    assert sum("/members" in each.route for each in discord.requests) == 2


async def test_a_role_may_be_named(discord: LocalDiscord, platform: DiscordPlatform) -> None:
    ada = discord.person("Ada", roles=["Mentees"])
    found = await platform.people_in(WorkspaceId(discord.home.id), RoleId("@mentees"))
    assert found == [Person(user=UserId(ada.id), name="Ada", handle="ada")]


async def test_everyone_is_a_role(discord: LocalDiscord, platform: DiscordPlatform) -> None:
    discord.person("Ada")
    found = await platform.people_in(WorkspaceId(discord.home.id), RoleId(discord.home.id))
    assert [each.name for each in found] == ["Ada"]


async def test_an_unknown_role_is_said_to_be_unknown(discord: LocalDiscord, platform: DiscordPlatform) -> None:
    for place in (RoleId("1"), GroupId("designers")):
        with pytest.raises(NoSuchPlace, match=r"no user groups: import people from one of its roles instead\."):
            await platform.people_in(WorkspaceId(discord.home.id), place)


@pytest.mark.parametrize("workspace", ["1", "T0123"])
async def test_a_server_without_the_bot_has_no_roles(platform: DiscordPlatform, workspace: str) -> None:
    with pytest.raises(NoSuchPlace, match="one of its roles"):
        await platform.people_in(WorkspaceId(workspace), RoleId("1"))


async def test_the_switch_in_the_portal_is_named_when_it_is_off(
    discord: LocalDiscord, platform: DiscordPlatform
) -> None:
    discord.people.members_intent = False
    with pytest.raises(NoSuchPlace, match="Server Members Intent"):
        await platform.people_in(WorkspaceId(discord.home.id), RoleId(discord.role("mentees").id))


async def test_a_person_has_a_name(discord: LocalDiscord, platform: DiscordPlatform) -> None:
    ada = discord.person("Ada")
    assert await platform.person(WorkspaceId(discord.home.id), UserId(ada.id)) == Person(
        user=UserId(ada.id), name="Ada", handle="ada"
    )


async def test_everybody_of_a_large_server_is_listed_without_bots_in_a_few_seconds(
    discord: LocalDiscord, platform: DiscordPlatform
) -> None:
    people = [discord.person(f"Person {number}") for number in range(10_000)]
    discord.person("Robot", bot=True)
    began = time.process_time()  # the machine may be busy with other tests
    found = await platform.everybody(WorkspaceId(discord.home.id))
    assert time.process_time() - began < 5
    assert {each.user for each in found} == {each.id for each in people}
    assert (found[7].handle, found[7].email) == ("person 7", None)
    assert sum("/members" in each.route for each in discord.requests) == 11


async def test_everybody_is_not_told_without_the_switch_in_the_portal(
    discord: LocalDiscord, platform: DiscordPlatform
) -> None:
    discord.people.members_intent = False
    with pytest.raises(NoSuchPlace, match="Server Members Intent"):
        await platform.everybody(WorkspaceId(discord.home.id))


@pytest.mark.parametrize("workspace", ["1", "T0123"])
async def test_nobody_is_listed_of_a_server_without_the_bot(platform: DiscordPlatform, workspace: str) -> None:
    with pytest.raises(NoSuchPlace, match="Invite me there"):
        await platform.everybody(WorkspaceId(workspace))


async def test_somebody_who_left_is_nobody(discord: LocalDiscord, platform: DiscordPlatform) -> None:
    ada = discord.person("Ada")
    ada.leaves()
    assert await platform.person(WorkspaceId(discord.home.id), UserId(ada.id)) is None
    assert await platform.person(WorkspaceId(discord.home.id), UserId("U1")) is None


async def test_nobody_is_found_while_not_connected(discord: LocalDiscord) -> None:
    platform = platform_on(discord, SmallTalk(), Kept())
    assert await platform.person(WorkspaceId(discord.home.id), UserId("1")) is None
    with pytest.raises(NoSuchPlace, match="not connected"):
        await platform.people_in(WorkspaceId(discord.home.id), RoleId("1"))
    with pytest.raises(NoSuchPlace, match="not connected"):
        await platform.everybody(WorkspaceId(discord.home.id))
