"""Whether people can be written to, in as few calls as can be."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence

import pytest

from mentorbot.chat.ids import UserId
from mentorbot.chat.platform import Outcome, Sent, Undeliverable
from mentorbot.platforms.slack import directory
from mentorbot.platforms.slack.clients import Clients
from mentorbot.platforms.slack.directory import FEW, PAGE
from mentorbot.platforms.slack.people import ASKED_A_MINUTE, AskedTooMuch, People, Standing
from tests.fakes.slack import LocalSlack, Person
from tests.platforms.slack.stage import Stage, staged

AT_ONCE = 64
"""As many as a lane has on their way."""


@contextlib.asynccontextmanager
async def knowing(slack: LocalSlack) -> AsyncIterator[People]:
    """People whose clock is the workspace's."""
    clients = Clients(token=slack.bot_token, url=slack.url, seconds=5)
    people = People(clients, monotonic=slack.clock.now)
    async with clients.shared():
        people.directory.open()
        try:
            yield people
        finally:
            await people.directory.close()


async def ask_about(people: People, everybody: Sequence[Person]) -> list[Standing]:
    width = asyncio.Semaphore(AT_ONCE)

    async def ask(person: Person) -> Standing:
        async with width:
            return await people.standing(UserId(person.id))

    return await asyncio.gather(*(ask(each) for each in everybody))


async def told(stage: Stage, person: Person, outcome: type[Outcome]) -> Outcome:
    """Write to somebody until it becomes what it should: an event is acknowledged before it is acted upon."""
    async with asyncio.timeout(stage.slack.patience):
        while not isinstance(found := await stage.nudge(person), outcome):  # noqa: ASYNC110 - only the effect can be seen
            await asyncio.sleep(0.01)
    return found


def calls(slack: LocalSlack) -> tuple[int, int]:
    return len(slack.called("users.info")), len(slack.called("users.list"))


async def test_a_few_are_asked_about_one_by_one() -> None:
    async with LocalSlack() as slack, knowing(slack) as people:
        some = [slack.person(f"P{number}") for number in range(FEW - 1)]
        for each in some * 2:
            assert await people.standing(UserId(each.id)) is Standing.ACTIVE
        assert calls(slack) == (FEW - 1, 0)


async def test_many_take_a_call_for_each_page_and_few_more() -> None:
    async with LocalSlack() as slack, knowing(slack) as people:
        slack.rates.on = True
        everybody = [slack.person(f"P{number}") for number in range(3_000)]
        everybody[7].deactivate()
        everybody[2_900].deactivate()
        found = await ask_about(people, everybody)
        gone = [place for place, each in enumerate(found) if each is Standing.GONE]
        assert gone == [7, 2_900]
        assert set(found) == {Standing.ACTIVE, Standing.GONE}
        single, pages = calls(slack)
        assert pages == 3_000 // PAGE + 1, "the bot is on the last page"
        assert single <= AT_ONCE + 2
        before = calls(slack)
        assert await ask_about(people, everybody) == found
        assert calls(slack) == before


async def test_no_message_waits_for_a_page_that_does_not_come() -> None:
    async with LocalSlack() as slack, knowing(slack) as people:
        everybody = [slack.person(f"P{number}") for number in range(FEW + 5)]
        slack.fail("users.list", delay=60)
        for each in everybody[:FEW]:
            await people.standing(UserId(each.id))
        await slack.until_called("users.list")
        assert await people.standing(UserId(everybody[-1].id)) is Standing.ACTIVE
        assert calls(slack) == (FEW + 1, 1)


async def test_a_directory_that_is_being_read_is_let_go_when_the_platform_stops() -> None:
    async with staged() as stage:
        stage.slack.fail("users.list", delay=60)
        for number in range(FEW):
            await stage.nudge(stage.slack.person(f"P{number}"))
        await stage.slack.until_called("users.list")
        assert "Slack's directory" in {task.get_name() for task in asyncio.all_tasks()}
    assert "Slack's directory" not in {task.get_name() for task in asyncio.all_tasks()}


async def test_a_rate_limit_on_the_directory_keeps_nobody_waiting() -> None:
    async with LocalSlack() as slack, knowing(slack) as people:
        everybody = [slack.person(f"P{number}") for number in range(FEW + 5)]
        slack.fail("users.list", status=429, retry_after=600)
        assert await ask_about(people, everybody) == [Standing.ACTIVE] * len(everybody)
        assert calls(slack)[0] == len(everybody)


async def test_a_page_that_slack_cannot_give_is_asked_for_in_smaller_ones() -> None:
    async with LocalSlack() as slack, knowing(slack) as people:
        everybody = [slack.person(f"P{number}") for number in range(450)]
        slack.fail("users.list", "limit_required")
        await ask_about(people, everybody)
        assert [each["limit"] for each in slack.called("users.list")] == ["500", "200", "200", "200"]


async def test_a_directory_that_cannot_be_read_leaves_the_single_calls() -> None:
    async with LocalSlack() as slack, knowing(slack) as people:
        slack.fail("users.list", "fatal_error", times=100)
        everybody = [slack.person(f"P{number}") for number in range(40)]
        assert await ask_about(people, everybody) == [Standing.ACTIVE] * 40


async def test_single_calls_stay_under_slacks_rate_and_then_say_how_long_to_wait() -> None:
    async with LocalSlack() as slack, knowing(slack) as people:
        await people.directory.close()
        slack.rates.on = True
        everybody = [slack.person(f"P{number}") for number in range(ASKED_A_MINUTE + 1)]
        await ask_about(people, everybody[:-1])
        with pytest.raises(AskedTooMuch) as caught:
            await people.standing(UserId(everybody[-1].id))
        assert 30 < caught.value.seconds <= 60
        slack.clock.forward(seconds=60)
        assert await people.standing(UserId(everybody[-1].id)) is Standing.ACTIVE
        assert slack.rates.busiest("users.info") == ASKED_A_MINUTE


async def test_the_directory_is_read_anew_while_in_use_and_nobody_is_asked_about_meanwhile() -> None:
    async with LocalSlack() as slack, knowing(slack) as people:
        everybody = [slack.person(f"P{number}") for number in range(300)]
        await ask_about(people, everybody)
        before = calls(slack)
        slack.clock.forward(seconds=directory.RENEWED_AFTER + 1)
        assert set(await ask_about(people, everybody)) == {Standing.ACTIVE}
        await slack.until_called("users.list")
        single, pages = calls(slack)
        assert single == before[0]
        assert pages <= before[1] + 1


async def test_who_was_deactivated_unnoticed_is_known_within_the_hour() -> None:
    async with LocalSlack() as slack, knowing(slack) as people:
        everybody = [slack.person(f"P{number}") for number in range(300)]
        await ask_about(people, everybody)
        everybody[250].deactivate()
        slack.clock.forward(seconds=directory.GOOD_FOR)
        assert await people.standing(UserId(everybody[250].id)) is Standing.GONE


async def test_its_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(directory, "MOST", 30)
    async with LocalSlack() as slack, knowing(slack) as people:
        everybody = [slack.person(f"P{number}") for number in range(80)]
        assert await ask_about(people, everybody) == [Standing.ACTIVE] * 80
        held = [each for each in everybody if people.directory.has(UserId(each.id))]
        assert len(held) == 29, "and the bot itself"


async def test_a_deactivation_that_slack_tells_of_counts_at_once(stage: Stage) -> None:
    ada, bob = stage.slack.person("Ada"), stage.slack.person("Bob")
    assert isinstance(await stage.nudge(ada), Sent)
    ada.deactivate()
    await ada.changes()
    assert await told(stage, ada, Undeliverable) == Undeliverable("their Slack account is deactivated")
    assert isinstance(await stage.nudge(bob), Sent)


async def test_somebody_who_comes_back_is_written_to_again(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    ada.deactivate()
    assert isinstance(await stage.nudge(ada), Undeliverable)
    ada.user.deleted = False
    await ada.changes()
    assert isinstance(await told(stage, ada, Sent), Sent)


async def test_a_change_of_many_people_in_the_directory_costs_no_calls_while_they_stay() -> None:
    async with LocalSlack() as slack, knowing(slack) as people:
        everybody = [slack.person(f"P{number}") for number in range(300)]
        await ask_about(people, everybody)
        before = calls(slack)
        people.changed({"id": everybody[250].id, "deleted": False})
        assert await people.standing(UserId(everybody[250].id)) is Standing.ACTIVE
        assert calls(slack) == before
        people.changed({"id": everybody[250].id})
        await people.standing(UserId(everybody[250].id))
        assert calls(slack) == (before[0] + 1, before[1])
