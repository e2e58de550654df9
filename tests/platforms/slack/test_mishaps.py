"""What arrives twice, is unknown, or goes wrong, over the real wire."""

import asyncio

import pytest

from mentorbot.chat.invocation import Gesture, Invocation
from mentorbot.chat.reply import Reply as Said
from tests.platforms.local.small_talk import SmallTalk
from tests.platforms.slack.stage import Stage, staged


async def test_the_acknowledgement_goes_out_before_any_call(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    reply = await ada.types("/mentor")
    await reply.press("Join Spring 26")
    form = await ada.types("/mentor join")
    await form.submit({"Which cohort?": "Spring 26"})
    await ada.says("what is an api")
    journal = stage.slack.journal
    for place, entry in enumerate(journal):
        if entry.startswith("sent "):
            assert journal[place + 1] == entry.replace("sent", "ack"), journal


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        ("interactive", {"type": "shortcut", "callback_id": "x", "user": {"id": "U1"}, "team": {"id": "T0LOCAL01"}}),
        ("interactive", {"type": "view_submission", "user": {"id": "U1"}, "view": {"callback_id": "form"}}),
        ("interactive", {"type": "view_closed", "user": {"id": "U1"}, "view": {"callback_id": "form"}}),
        ("interactive", {"type": "block_actions", "user": {"id": "U1"}, "actions": [{"type": "button"}]}),
        ("events_api", {"type": "event_callback", "team_id": "T0LOCAL01", "event": {"type": "reaction_added"}}),
        ("something_new", {"type": "nobody knows"}),
    ],
)
async def test_what_is_unknown_is_acknowledged_and_let_go(stage: Stage, kind: str, payload: dict[str, object]) -> None:
    await stage.slack.deliver(kind, payload)
    assert (await stage.slack.person("Ada").types("/mentor ask still there?")).text.startswith(
        "You asked: still there?"
    )
    assert len(stage.talk.answered) == 1


async def test_the_same_event_delivered_twice_runs_once(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    await ada.says("what is an api?")
    first = next(each for each in stage.slack.sockets.envelopes.values() if each.kind == "events_api")
    again = await stage.slack.deliver("events_api", first.payload, retry_attempt=1, retry_reason="timeout")
    assert again.acks == 1
    await ada.types("/mentor")
    assert [each.gesture for each in stage.talk.answered] == [Gesture.MESSAGE, Gesture.COMMAND]


async def test_when_slack_does_not_say_who_somebody_is_nothing_is_done(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    stage.slack.fail("users.info", "internal_error")
    reply = await ada.types("/mentor done apis")
    assert "Nothing was changed" in reply.text
    assert not stage.talk.answered


async def test_a_response_url_that_fails_is_replaced_by_a_direct_message(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    stage.slack.fail("response_url", status=500)
    typed = asyncio.create_task(ada.types("/mentor"))
    assert (await ada.next_message()).text.startswith("# Becoming")
    typed.cancel()


async def test_blocks_that_slack_refuses_are_replaced_by_their_text(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    stage.slack.fail("chat.postMessage", "invalid_blocks", times=2)
    reply = await ada.says("what is an api?")
    assert not reply.blocks
    assert reply.text.startswith("You asked: what is an api?")


async def test_a_bug_of_ours_is_told_with_a_reference() -> None:
    async with staged(Broken()) as stage:
        reply = await stage.slack.person("Ada").types("/mentor")
        assert "Something broke on my side" in reply.text
        assert "Reference" in reply.text


class Broken(SmallTalk):
    """Has a bug."""

    async def answer(self, invocation: Invocation) -> Said:
        raise RuntimeError(str(invocation.call))
