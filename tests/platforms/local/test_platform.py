"""The local workspace behind the protocol of all platforms."""

import asyncio

import pytest

from mentorbot.chat.ids import ChannelId, UserId, WorkspaceId
from mentorbot.chat.platform import NoSuchPlace, Parcel, Platform, Sent, Undeliverable
from mentorbot.platforms.local.platform import LocalPlatform
from tests.platforms.local.small_talk import nudge

HERE = WorkspaceId("local")


def parcel(*, key: str = "k1", user: str = "ada", workspace: WorkspaceId = HERE) -> Parcel:
    return Parcel(key=key, workspace=workspace, user=UserId(user), reply=nudge())


def test_it_is_a_platform(local: LocalPlatform) -> None:
    platform: Platform = local
    assert platform.name == "local"


async def test_a_parcel_is_sent_and_named(local: LocalPlatform) -> None:
    assert await local.send(parcel()) == Sent("1")
    assert await local.send(parcel(key="k2")) == Sent("2")


async def test_a_second_try_of_a_parcel_sends_nothing_twice(local: LocalPlatform) -> None:
    assert await local.send(parcel()) == await local.send(parcel())
    assert len(local.as_person("ada").direct_messages) == 1


async def test_nobody_of_that_id_is_undeliverable(local: LocalPlatform) -> None:
    assert await local.send(parcel(user="zoe")) == Undeliverable("there is nobody of the id zoe in the local workspace")
    assert isinstance(await local.send(parcel(workspace=WorkspaceId("T1"))), Undeliverable)


async def test_everybody_is_in_general_and_the_learners_are_in_career(local: LocalPlatform) -> None:
    everybody = await local.people_in(HERE, ChannelId("general"))
    assert [each.name for each in everybody] == ["Ada", "Kim", "Lee", "Grace", "Robin"]
    learners = await local.people_in(HERE, ChannelId("career"))
    assert [(each.user, each.zone) for each in learners] == [
        ("ada", "Europe/Berlin"),
        ("kim", "America/New_York"),
        ("lee", "Asia/Kathmandu"),
    ]


async def test_a_channel_that_is_not_there_is_answered_with_those_that_are(local: LocalPlatform) -> None:
    with pytest.raises(NoSuchPlace, match="no roles and no groups, only #general and #career"):
        await local.people_in(HERE, ChannelId("nowhere"))


async def test_the_directory_has_everybody_with_an_address(local: LocalPlatform) -> None:
    found = await local.everybody(HERE)
    assert [(each.handle, each.email) for each in found] == [
        (each.user, f"{each.user}@example.org") for each in local.people
    ]
    with pytest.raises(NoSuchPlace, match="another workspace"):
        await local.everybody(WorkspaceId("T1"))


async def test_a_person_is_found_by_id_and_by_the_name_on_the_page(local: LocalPlatform) -> None:
    kim = await local.person(HERE, UserId("kim"))
    assert kim is not None
    assert (kim.name, kim.zone, kim.gone) == ("Kim", "America/New_York", False)
    assert await local.person(HERE, UserId("Kim")) == kim
    assert await local.person(HERE, UserId("zoe")) is None


async def test_it_runs_until_it_is_cancelled(local: LocalPlatform) -> None:
    running = asyncio.create_task(local.run())
    await asyncio.sleep(0)
    assert not running.done()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
