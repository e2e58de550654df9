"""The question before the bytes leave, and what can be said when they did not; over a bare socket."""

from dataclasses import replace

import pytest

from mentorbot.chat.ids import UserId, WorkspaceId
from mentorbot.chat.platform import Later, Outcome, Parcel, Sent, Unknown, Unreachable
from mentorbot.chat.reply import reply, say
from mentorbot.platforms.slack.clients import Clients
from mentorbot.platforms.slack.people import People
from mentorbot.platforms.slack.sending import deliver
from tests.platforms.local.small_talk import nudge
from tests.platforms.slack.bare_server import BareSlack
from tests.platforms.slack.stage import Stage

ADA = {"ok": True, "user": {"id": "U0ADA", "name": "ada"}}
POSTED = {"ok": True, "channel": "D0ADA", "ts": "1.5"}
ANSWERS = {"users.info": ADA, "chat.postMessage": POSTED}
PARCEL = Parcel(key="k1", workspace=WorkspaceId("T0LOCAL01"), user=UserId("U0ADA"), reply=nudge())


async def sent(parcel: Parcel, url: str, *, times: int = 1) -> Outcome:
    """Deliver over one shared session, as the platform does while it runs; the last outcome."""
    clients = Clients(token="xoxb-local", url=url, seconds=5)
    people = People(clients)
    async with clients.shared():
        return [await deliver(parcel, clients=clients, people=people) for _ in range(times)][-1]


async def test_not_one_byte_of_a_claim_that_is_too_old_leaves() -> None:
    async with BareSlack(ANSWERS.get) as slack:
        await sent(PARCEL, slack.url)
        both = slack.bytes
    async with BareSlack(ANSWERS.get) as slack:
        outcome = await sent(replace(PARCEL, goes=lambda: False), slack.url)
        assert outcome == Later(0, "it waited too long for its turn")
        assert slack.methods() == ["users.info"]
        assert 0 < slack.bytes < both / 2


async def test_the_question_comes_after_every_look_up_and_right_before_the_post() -> None:
    seen_at_the_question: list[list[str]] = []
    async with BareSlack(ANSWERS.get) as slack:

        def goes() -> bool:
            seen_at_the_question.append(slack.methods())
            return True

        assert await sent(replace(PARCEL, goes=goes), slack.url) == Sent("D0ADA/1.5")
        assert seen_at_the_question == [["users.info"]]
        assert slack.methods() == ["users.info", "chat.postMessage"]


async def test_the_question_comes_after_the_connection_is_there() -> None:
    asked: list[str] = []

    def goes() -> bool:
        asked.append("asked")
        return True

    async with BareSlack(ANSWERS.get) as slack:
        clients = Clients(token="xoxb-local", url=slack.url, seconds=5)
        people = People(clients)
        await people.standing(PARCEL.user)
    assert await deliver(replace(PARCEL, goes=goes), clients=clients, people=people) == Unreachable(
        "Slack cannot be reached"
    )
    assert not asked


async def test_a_long_message_is_asked_about_once() -> None:
    asked: list[str] = []

    def goes() -> bool:
        asked.append("asked")
        return len(asked) == 1

    long = reply(*[say("{it}", it="x" * 2_000) for _ in range(5)])
    async with BareSlack(ANSWERS.get) as slack:
        assert await sent(replace(PARCEL, goes=goes, reply=long), slack.url) == Sent("D0ADA/1.5")
    assert asked == ["asked"]


async def test_after_one_that_was_held_back_the_next_goes_as_ever() -> None:
    answers = iter([True, False, True])
    async with BareSlack(ANSWERS.get) as slack:
        parcel = replace(PARCEL, goes=lambda: next(answers))
        assert await sent(parcel, slack.url, times=3) == Sent("D0ADA/1.5")
        assert slack.methods().count("chat.postMessage") == 2


async def test_a_claim_that_is_too_old_stays_also_before_the_platform_runs(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    clients = Clients(token=stage.slack.bot_token, url=stage.slack.url, seconds=5)
    parcel = replace(PARCEL, user=UserId(ada.id), goes=lambda: False)
    assert isinstance(await deliver(parcel, clients=clients, people=People(clients)), Later)
    assert not stage.slack.called("chat.postMessage")


async def test_a_post_on_a_connection_that_turns_out_to_be_dead_is_never_repeated() -> None:
    """The client repeats a GET when a kept connection breaks, and it must not do so with a post."""
    async with BareSlack({"users.info": ADA}.get) as slack:
        outcome = await sent(PARCEL, slack.url)
        assert isinstance(outcome, Unknown)
        assert slack.arrived == [(1, "users.info"), (1, "chat.postMessage")]


async def test_a_look_up_on_a_connection_that_turns_out_to_be_dead_is_repeated() -> None:
    answers = iter([ADA, POSTED, None, ADA])
    async with BareSlack(lambda _: next(answers)) as slack:
        clients = Clients(token="xoxb-local", url=slack.url, seconds=5)
        async with clients.shared():
            await deliver(PARCEL, clients=clients, people=People(clients))
            assert await People(clients).standing(PARCEL.user) == "active"
        assert slack.arrived[2:] == [(1, "users.info"), (2, "users.info")]


@pytest.mark.parametrize("answer", [{"ok": True}, {"ok": True, "channel": "D0ADA"}, ["ok"]])
async def test_an_answer_that_names_no_message_is_in_doubt(answer: object) -> None:
    async with BareSlack({**ANSWERS, "chat.postMessage": answer}.get) as slack:
        assert isinstance(await sent(PARCEL, slack.url), Unknown)
