"""What a press of a button does, over the real wire."""

import asyncio

from tests.fakes.slack import Reply
from tests.fakes.slack.workspace import BOT_USER, Kind
from tests.platforms.slack.stage import Stage


async def test_a_button_in_place_replaces_its_ephemeral_message_again_and_again(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    reply = await ada.types("/mentor done apis")
    assert reply.text == "✓ Done: “apis”.\n\n[Undo]"
    undone = await reply.press("Undo")
    assert undone.message is reply.message
    assert reply.text.endswith("[*Done*] [Join Spring 26]")
    await reply.press("Done")
    assert reply.text.startswith("✓ Done")
    assert len([each for each in stage.slack.messages if ada.sees(each)]) == 1


async def test_a_button_of_another_command_answers_beside_its_message(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    home = await ada.types("/mentor")
    joined = await home.press("Join Spring 26")
    assert joined.message is not home.message
    assert joined.private
    assert "Spring 26" in joined.text


async def test_a_button_pressed_twice_at_once_says_so_the_second_time(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    await stage.nudge(ada)
    nudge = await ada.next_message()
    first, second = await asyncio.gather(nudge.press("Done"), nudge.press("Done"))
    assert first.message is second.message
    assert "already" in nudge.text


async def test_a_nudges_button_changes_the_direct_message_in_place(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    await stage.nudge(ada)
    nudge = await ada.next_message()
    await nudge.press("Done")
    assert nudge.text == "✓ Done: “apis”.\n\n[Undo]"
    assert nudge.message.metadata == {"event_type": "mentorbot_delivery", "event_payload": {"key": "k1"}}
    assert len(ada.direct_messages()) == 1


async def test_a_nudges_other_button_answers_in_the_direct_messages_to_stay(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    await stage.nudge(ada)
    joined = await (await ada.next_message()).press("Join Spring 26")
    assert not joined.message.ephemeral
    assert [each.message for each in ada.direct_messages()][1] is joined.message


async def test_a_message_that_others_see_too_is_never_replaced_by_a_private_answer(stage: Stage) -> None:
    ada, bob = stage.slack.person("Ada"), stage.slack.person("Bob")
    private = await ada.types("/mentor done apis")
    shared = stage.slack.workspace.post({"blocks": private.blocks}, channel=stage.slack.general.id, author=BOT_USER)
    before = shared.edits
    answer = await Reply(bob, shared).press("Undo")
    assert shared.edits == before
    assert answer.private
    assert not ada.sees(answer.message)


async def test_a_press_between_two_people_is_answered_for_one_of_them(stage: Stage) -> None:
    ada, bob = stage.slack.person("Ada"), stage.slack.person("Bob")
    between = stage.slack.workspace.add_channel("directmessage", Kind.DIRECT, [ada.id, bob.id])
    blocks = (await ada.types("/mentor done apis")).blocks
    shared = stage.slack.workspace.post({"blocks": blocks}, channel=between.id, author=BOT_USER)
    answer = await Reply(ada, shared).press("Undo")
    assert shared.edits == 0
    assert not bob.sees(answer.message)
