"""`/cohort admin`: who may use `/cohort`, given and taken."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime

from mentorbot.chat.call import parse_call
from mentorbot.chat.ids import UserId, WorkspaceId
from mentorbot.chat.invocation import Caller, Invocation
from mentorbot.chat.platform import Person
from mentorbot.commands import introduce
from mentorbot.domain.deliveries import DeliveryState
from mentorbot.domain.digests import Trouble, TroubleKind
from mentorbot.domain.members import MemberKey, WorkspaceKey
from mentorbot.domain.rights import Role
from mentorbot.platforms.local.readable import readable_reply
from mentorbot.platforms.local.somebody import Somebody
from mentorbot.store import Store, Tx
from mentorbot.store.grants import no_admin, take_grant
from mentorbot.store.troubles import add_troubles
from tests.commands.cohort.conftest import Workspace
from tests.commands.cohort.crowd import Crowd
from tests.commands.cohort.crowd import somebody as person

REFUSED = "/cohort is for admins"


async def test_who_is_named_may_and_is_told_nothing(robin: Somebody, kim: Somebody) -> None:
    assert REFUSED in (await kim.says("/cohort")).text
    shown = await robin.says("/cohort admin @kim give=admin")
    assert "Kim may use /cohort now." in shown.text
    assert "I haven't told them. Tell them to type /cohort" in shown.text
    assert kim.direct_messages == []
    assert "There's no cohort yet" in (await kim.says("/cohort")).text


async def test_it_is_taken_back_with_a_button(robin: Somebody, kim: Somebody) -> None:
    shown = await robin.says("/cohort admin @kim give=admin")
    gone = await shown.press("Take it back")
    assert "Kim may no longer use /cohort.\n" in gone.text
    assert "Nobody named is left; whoever runs the workspace itself" in gone.text
    assert REFUSED in (await kim.says("/cohort")).text
    await gone.press("Give it back")
    assert REFUSED not in (await kim.says("/cohort")).text


async def test_with_others_left_nothing_is_said_of_the_last_one(robin: Somebody) -> None:
    await robin.says("/cohort admin @kim give=admin")
    await robin.says("/cohort admin @lee give=admin")
    assert "Nobody named is left" not in (await robin.says("/cohort admin @kim give=none")).text


async def test_the_list_says_why(robin: Somebody) -> None:
    await robin.says("/cohort admin @kim give=admin")
    shown = await robin.says("/cohort admin")
    assert "- Kim: named by Robin, 22 November" in shown.text
    assert "- Robin: runs this workspace on the platform itself" in shown.text
    assert "owners and admins on Slack, people with Manage Server on Discord" in shown.text
    form = (await shown.press("Name somebody")).form
    assert form is not None
    assert "Ada may use /cohort now." in (await form.submit({"member": "ada"})).text


async def test_one_person_is_looked_up_without_changing_anything(robin: Somebody, kim: Somebody) -> None:
    shown = await robin.says("/cohort admin @kim")
    assert "Kim may not use /cohort." in shown.text
    await shown.press("Let them")
    assert "Kim may use /cohort: Robin named them on 22 November." in (await robin.says("/cohort admin @kim")).text
    assert "Robin may use /cohort: they run this workspace" in (await kim.says("/cohort admin @robin")).text


async def test_who_is_an_admin_by_the_platform_needs_no_name_and_loses_none(robin: Somebody, kim: Somebody) -> None:
    await robin.says("/cohort admin @kim give=admin")
    assert "That counts by itself." in (await kim.says("/cohort admin @robin give=admin")).text
    refused = await kim.says("/cohort admin @robin give=none")
    assert "I can't take that, so nothing was changed." in refused.text
    assert "with Manage Server in Discord" in refused.text
    assert REFUSED not in (await robin.says("/cohort")).text


async def test_naming_twice_says_who_did_it_first(robin: Somebody) -> None:
    await robin.says("/cohort admin @kim give=admin")
    shown = await robin.says("/cohort admin @kim give=admin")
    assert "Kim may use /cohort already: Robin named them on 22 November. Nothing was changed." in shown.text


async def test_taking_from_oneself_asks_first(robin: Somebody, kim: Somebody) -> None:
    await robin.says("/cohort admin @kim give=admin")
    assert "You may use /cohort already" in (await kim.says("/cohort admin @kim give=admin")).text
    asked = await kim.says("/cohort admin @kim give=none")
    assert "Only another admin can give it back to you." in asked.text
    assert "You may still use /cohort." in (await asked.press("Keep it")).text
    assert "You may no longer use /cohort." in (await asked.press("Take it from me")).text
    assert REFUSED in (await kim.says("/cohort admin @kim give=admin")).text


async def test_an_admin_by_the_platform_cannot_take_it_from_themselves(robin: Somebody) -> None:
    assert "I can't take that" in (await robin.says("/cohort admin @robin give=none")).text


async def test_taking_what_nobody_has_says_so(robin: Somebody, kim: Somebody) -> None:
    assert "Kim may not use /cohort, so nothing was changed." in (await robin.says("/cohort admin @kim give=none")).text
    await kim.says("/mentor")
    assert "Kim may not use /cohort, so nothing was changed." in (await robin.says("/cohort admin @kim give=none")).text


async def test_bots_and_who_is_deactivated_are_not_named(robin: Somebody, workspace: Workspace) -> None:
    workspace.app.platforms["local"] = Crowd([person(1, bot=True), person(2, gone=True)])
    assert "Person 1 is a bot" in (await robin.says("/cohort admin @U0001 give=admin")).text
    assert "Person 2 is deactivated" in (await robin.says("/cohort admin @U0002 give=admin")).text
    assert "There's no person called" in (await robin.says("/cohort admin @U0003 give=admin")).text


async def test_it_can_be_taken_from_somebody_who_is_gone(robin: Somebody, workspace: Workspace) -> None:
    there = workspace.app.platforms["local"] = Crowd([person(1)])
    await robin.says("/cohort admin @U0001 give=admin")
    there.people.clear()
    assert "Person 1 may no longer use /cohort." in (await robin.says('/cohort admin "Person 1" give=none')).text
    shown = await robin.says('/cohort admin "Person 1" give=admin')
    assert "Person 1 isn't in this workspace any more, so nothing was changed." in shown.text


async def test_with_nobody_named_it_is_asked_whom(robin: Somebody) -> None:
    shown = await robin.says("/cohort admin give=admin")
    assert "Whom do you mean?" in shown.text
    assert (await shown.press("Write it again")).form is not None


async def test_who_loses_it_is_told_no_more_of_what_goes_wrong(
    robin: Somebody, kim: Somebody, workspace: Workspace
) -> None:
    await robin.says("/cohort admin @kim give=admin")
    await kim.says("/cohort")
    assert (await workspace.member("kim")).admin
    await _something_goes_wrong(workspace)
    workspace.jump(days=1, hours=3)
    assert await workspace.app.telling.tell(workspace.now) == 2
    await robin.says("/cohort admin @kim give=none")
    assert not (await workspace.member("kim")).admin
    (digest,) = await workspace.history("kim")
    assert digest.state is DeliveryState.CANCELLED


async def test_a_direct_message_of_no_server_knows_what_was_given_and_nothing_else(workspace: Workspace) -> None:
    """As on Discord, where it carries no rights."""
    people = [person(1, zone="UTC"), person(2, zone="UTC")]
    workspace.app.platforms["local"] = Crowd(people)
    boss, first = _caller("U0001", admin=True), _caller("U0002")
    assert REFUSED in await _says(workspace, first, "/cohort")
    await _says(workspace, boss, "/cohort admin @U0002 give=admin")
    alone = replace(first, workspace=None)
    assert "There's no cohort yet" in await _says(workspace, alone, "/cohort")
    await _says(workspace, boss, "/cohort admin @U0002 give=none")
    assert REFUSED in await _says(workspace, alone, "/cohort")


async def test_nobody_is_named_from_a_direct_message_by_a_right_that_is_only_remembered(workspace: Workspace) -> None:
    workspace.app.platforms["local"] = Crowd([person(1, zone="UTC"), person(2, zone="UTC")])
    boss = _caller("U0001", admin=True)
    await _says(workspace, boss, "/cohort")
    alone = replace(boss, workspace=None, admin=False)
    assert "There's no cohort yet" in await _says(workspace, alone, "/cohort")
    refused = await _says(workspace, alone, "/cohort admin @U0002 give=admin")
    assert "In a direct message I can't see what you may do in the server, so nothing was changed." in refused
    assert "You may use /cohort already" in await _says(workspace, alone, "/cohort admin @U0001 give=admin")


async def test_what_is_only_remembered_of_the_platform_can_be_forgotten(workspace: Workspace) -> None:
    workspace.app.platforms["local"] = Crowd([person(1, zone="UTC"), person(2, zone="UTC")])
    boss, second = _caller("U0001", admin=True), _caller("U0002", admin=True)
    await _says(workspace, second, "/cohort")
    assert "what the platform itself let them do" in await _says(workspace, boss, "/cohort admin @U0002")
    shown = await _says(workspace, boss, "/cohort admin @U0002 give=none")
    assert "I no longer count Person 2 as an admin" in shown
    assert REFUSED in await _says(workspace, replace(second, workspace=None, admin=False), "/cohort")
    assert "There's no cohort yet" in await _says(workspace, second, "/cohort")


async def test_a_right_that_was_taken_a_moment_ago_gives_none(workspace: Workspace) -> None:
    """While the platform is asked who the second person is, the first loses the right."""
    boss, first = _caller("U0000", admin=True), _caller("U0001")
    there = workspace.app.platforms["local"] = Slow([person(number, zone="UTC") for number in range(3)])
    await _says(workspace, boss, "/cohort admin @U0001 give=admin")

    async def meanwhile() -> None:
        assert "may no longer" in await _says(workspace, boss, "/cohort admin @U0001 give=none")

    there.meanwhile = meanwhile
    assert "took your right to use /cohort a moment ago" in await _says(
        workspace, first, "/cohort admin @U0002 give=admin"
    )
    assert "Person 2 may not use /cohort" in await _says(workspace, boss, "/cohort admin @U0002")


async def test_what_somebody_does_while_it_is_taken_does_not_bring_it_back(workspace: Workspace) -> None:
    workspace.app.platforms["local"] = Crowd([person(number, zone="UTC") for number in range(2)])
    boss, first = _caller("U0000", admin=True), replace(_caller("U0001"), name="Another name")
    await _says(workspace, boss, "/cohort admin @U0001 give=admin")
    key = (await workspace.member("U0001")).key
    taking = TakenMeanwhile(workspace.app.store, key, workspace.now)
    known = await introduce(taking, first, workspace.now, runs_cohorts=True)
    assert Role.ADMIN in known.roles, "they were let in a moment before"
    assert not (await workspace.member("U0001")).admin
    assert REFUSED in await _says(workspace, replace(first, workspace=None), "/cohort")


class Slow(Crowd):
    """Something happens while it is asked who somebody is, once."""

    meanwhile: Callable[[], Awaitable[None]] | None = None

    async def person(self, workspace: WorkspaceId, user: UserId) -> Person | None:
        happens, self.meanwhile = self.meanwhile, None
        if happens:
            await happens()
        return await super().person(workspace, user)


class TakenMeanwhile(Store):
    """A store on which somebody's right is taken just before the next thing that is written."""

    def __init__(self, store: Store, member: MemberKey, now: datetime) -> None:
        self._store, self._member, self._now = store, member, now

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Tx]:
        async with self._store.begin() as tx:
            await take_grant(tx, self._member)
            await no_admin(tx, self._member, self._now)
        async with self._store.begin() as tx:
            yield tx

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Tx]:
        async with self._store.read() as tx:
            yield tx


def _caller(user: str, *, admin: bool = False) -> Caller:
    return Caller(
        platform="local", workspace=WorkspaceId("local"), user=UserId(user), name=user, zone="UTC", admin=admin
    )


async def _says(workspace: Workspace, caller: Caller, text: str) -> str:
    return readable_reply(await workspace.app.router.answer(Invocation(caller=caller, call=parse_call(text))))


async def _something_goes_wrong(workspace: Workspace) -> None:
    trouble = Trouble(
        workspace=WorkspaceKey(1), kind=TroubleKind.BLOCKED, at=workspace.now, reason="the token was revoked"
    )
    async with workspace.app.store.begin() as tx:
        await add_troubles(tx, [trouble])
