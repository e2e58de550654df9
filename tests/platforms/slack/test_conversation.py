"""What people do on Slack and what they see, over the real wire."""

import asyncio
from dataclasses import replace

import pytest

from mentorbot.chat.invocation import Gesture, Invocation
from mentorbot.chat.reply import Form
from mentorbot.chat.reply import Reply as Said
from tests.fakes.slack import Reply
from tests.fakes.slack.workspace import BOT_USER, Kind
from tests.platforms.local.small_talk import SmallTalk
from tests.platforms.slack.stage import Stage, staged


async def test_a_command_is_answered_for_the_person_alone(stage: Stage) -> None:
    ada, bob = stage.slack.person("Ada"), stage.slack.person("Bob")
    reply = await ada.types("/mentor")
    assert reply.text == (
        "# Becoming a technical product manager, one week at a time\n\n"
        "You can read the guide, ask it anything, or join a cohort and get *one task a week*.\n\n"
        "[*Ask a question*] [Join Spring 26] [!Leave!]"
    )
    assert reply.private
    assert not bob.sees(reply.message)
    assert reply.notification.startswith("Becoming a technical product manager")


async def test_the_caller_arrives_with_name_zone_and_role(stage: Stage) -> None:
    grace = stage.slack.person("Grace", tz="America/New_York", admin=True)
    await grace.types("/mentor ask what is an api")
    caller = stage.talk.answered[0].caller
    assert (caller.platform, caller.workspace, caller.workspace_name) == ("slack", stage.slack.team, "Local")
    assert (caller.user, caller.name, caller.zone, caller.admin) == (grace.id, "Grace", "America/New_York", True)
    assert caller.channel == stage.slack.general.id


async def test_who_people_are_is_asked_once_in_ten_minutes(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    await ada.types("/mentor")
    await ada.types("/mentor")
    assert len(stage.slack.called("users.info")) == 1


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


async def test_a_public_command_is_answered_for_everybody(stage: Stage) -> None:
    ada, bob = stage.slack.person("Ada"), stage.slack.person("Bob")
    reply = await ada.types("/mentor progress")
    assert reply.text == "*Step 1*  ▓▓▓░░░░  3 of 7\n\n✓ Read an API\n▸ *Call one*"
    assert bob.sees(reply.message)


async def test_a_missing_option_opens_a_form_and_the_answer_follows(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    form = await ada.types("/mentor join")
    assert form.text == "# Join a cohort\n\nWhich cohort?: Spring 26 | Autumn 26"
    answer = await form.submit({"Which cohort?": "Autumn 26"})
    assert "Autumn 26" in answer.text
    assert answer.private
    assert not form.view.open
    assert stage.talk.answered[-1].gesture is Gesture.FORM


async def test_every_kind_of_field_comes_back_with_what_was_typed_already(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    stage.slack.person("Grace")
    career = stage.slack.channel("career", [ada])
    form = await ada.types('/cohort create name="Spring 26"')
    assert "What is it called?: [Spring 26]" in form.text
    answer = await form.submit(
        {
            "Which day?": "Tuesday",
            "Who mentors?": "Grace",
            "Which channel?": "#career",
            "What should people know?": "Bring *your* <own> & a_pen",
        },
    )
    grace = next(user.id for user in stage.slack.workspace.users.values() if user.name == "Grace")
    told = f"Spring 26, tuesday, {grace}, {career.id}, Bring *your* <own> & a_pen"
    assert answer.text == f"Made a cohort: {told}"


async def test_a_field_of_spaces_is_refused_within_the_form(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    stage.slack.person("Grace")
    form = await ada.types("/cohort create day=monday")
    wrong = await form.submit({"What is it called?": "   ", "Who mentors?": "Grace"})
    assert wrong.errors == {"What is it called?": "Please fill this in."}
    assert form.view.open
    right = await form.submit({"What is it called?": "Spring", "Who mentors?": "Grace"})
    assert right.text.startswith("Made a cohort: Spring")


async def test_a_form_opened_by_a_nudges_button_is_answered_in_its_place() -> None:
    async with staged(Questioning("done")) as stage:
        ada = stage.slack.person("Ada")
        await stage.nudge(ada)
        nudge = await ada.next_message()
        form = await nudge.press("Done")
        answer = await form.submit({"Which task?": "apis"})
        assert answer.message is nudge.message
        assert nudge.text.startswith("✓ Done")


async def test_a_form_that_slack_refuses_to_open_is_offered_as_a_button(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    stage.slack.fail("views.open", "expired_trigger_id")
    offer = await ada.types("/mentor join")
    assert offer.buttons == ["Fill it in"]
    form = await offer.press("Fill it in")
    assert form.is_form


async def test_a_form_whose_call_cannot_travel_says_so() -> None:
    async with staged(LongForm()) as stage:
        assert "too long" in (await stage.slack.person("Ada").types("/mentor join")).text


async def test_an_answer_to_a_late_form_goes_to_the_direct_messages(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    form = await ada.types("/mentor join")
    stage.slack.clock.forward(seconds=31 * 60)
    submitted = asyncio.create_task(form.submit({"Which cohort?": "Spring 26"}))
    message = await ada.next_message()
    assert "Spring 26" in message.text
    submitted.cancel()


async def test_a_sentence_in_the_direct_messages_is_a_question(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    reply = await ada.says("do I need to <code> & *ship*?")
    assert reply.text.startswith("You asked: do I need to <code> & *ship*?")
    assert reply.message.channel == ada.dm.id
    assert not reply.message.ephemeral
    assert stage.talk.answered[0].gesture is Gesture.MESSAGE


async def test_a_sentence_that_begins_like_a_command_is_one(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    assert (await ada.says("done apis")).text.startswith("✓ Done: “apis”")
    assert (await ada.says("home")).text.startswith("# Becoming")
    assert (await ada.says("home is where the heart is")).text.startswith("You asked: home is where")
    assert (await ada.says("/mentor undo apis")).text.startswith("# Step 1")


async def test_a_sentence_that_needs_a_form_gets_a_button_that_opens_it(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    offer = await ada.says("join")
    assert offer.buttons == ["Fill it in"]
    form = await offer.press("Fill it in")
    assert "You're in *Spring 26*" in (await form.submit({"Which cohort?": "Spring 26"})).text


async def test_a_mention_in_a_channel_is_answered_for_the_person_alone(stage: Stage) -> None:
    ada, bob = stage.slack.person("Ada"), stage.slack.person("Bob")
    career = stage.slack.channel("career", [ada, bob])
    reply = await ada.mentions_the_bot("what is an api?", where=career)
    assert reply.text.startswith("You asked: what is an api?")
    assert reply.message.ephemeral
    assert not bob.sees(reply.message)


async def test_people_and_channels_named_in_a_command_arrive_as_ids(stage: Stage) -> None:
    ada, grace = stage.slack.person("Ada"), stage.slack.person("Grace")
    career = stage.slack.channel("career", [ada])
    reply = await ada.types("/cohort create Spring day=monday @Grace #career")
    assert reply.text == f"Made a cohort: Spring, monday, {grace.id}, {career.id}, "


async def test_people_and_channels_named_in_a_question_stay_readable(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    reply = await ada.types("/mentor ask see https://x.org/a?b=1&c=2 in #general")
    assert reply.text.startswith("You asked: see https://x.org/a?b=1&c=2 in #general")


async def test_the_same_event_delivered_twice_runs_once(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    await ada.says("what is an api?")
    first = next(each for each in stage.slack.sockets.envelopes.values() if each.kind == "events_api")
    again = await stage.slack.deliver("events_api", first.payload, retry_attempt=1, retry_reason="timeout")
    assert again.acks == 1
    await ada.types("/mentor")
    assert [each.gesture for each in stage.talk.answered] == [Gesture.MESSAGE, Gesture.COMMAND]


async def test_a_text_of_ten_thousand_characters_and_control_characters_is_answered(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    assert (await ada.types("/mentor ask " + "x" * 10_000)).text
    assert "a b" in (await ada.types("/mentor ask a\x00b\x1b\nnext line")).text
    assert (await ada.types("/mentor \ud83d ask")).text
    assert (await ada.types("/mentor <&>")).text == "I don't know /mentor <&>. Try `/mentor help`."


async def test_nothing_that_a_person_wrote_can_ping(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    reply = await ada.types("/mentor ask <!channel> <!here> <@U0EVERY01> *bold* _it_ `code`")
    question, source = reply.blocks
    kinds = {each["type"] for part in question["elements"] for each in part["elements"]}
    assert kinds == {"text"}, "rich text is literal, so only its other elements could ping"
    assert "<" not in str(source)
    assert "<" not in reply.message.text
    assert reply.text.startswith("You asked: <!channel> <!here> <@U0EVERY01> *bold* _it_ `code`")


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


class Questioning(SmallTalk):
    """Asks in a form before it answers one word."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self._word = word

    def opens_form(self, invocation: Invocation) -> bool:
        return invocation.gesture is not Gesture.FORM and invocation.call.word == self._word


class Broken(SmallTalk):
    """Has a bug."""

    async def answer(self, invocation: Invocation) -> Said:
        raise RuntimeError(str(invocation.call))


class LongForm(SmallTalk):
    """Its form's call is too long to travel."""

    async def form(self, invocation: Invocation) -> Form | Said:
        asked = await super().form(invocation)
        assert isinstance(asked, Form)
        return replace(asked, call=replace(asked.call, rest="x" * 4000))
