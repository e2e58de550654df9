"""Forms that open, are sent off and are answered, over the real wire."""

import asyncio
from dataclasses import replace

from mentorbot.chat.invocation import Gesture, Invocation
from mentorbot.chat.reply import Form
from mentorbot.chat.reply import Reply as Said
from tests.platforms.local.small_talk import SmallTalk
from tests.platforms.slack.stage import Stage, staged


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


async def test_a_sentence_that_needs_a_form_gets_a_button_that_opens_it(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    offer = await ada.says("join")
    assert offer.buttons == ["Fill it in"]
    form = await offer.press("Fill it in")
    assert "You're in *Spring 26*" in (await form.submit({"Which cohort?": "Spring 26"})).text


class Questioning(SmallTalk):
    """Asks in a form before it answers one word."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self._word = word

    def opens_form(self, invocation: Invocation) -> bool:
        return invocation.gesture is not Gesture.FORM and invocation.call.word == self._word


class LongForm(SmallTalk):
    """Its form's call is too long to travel."""

    async def form(self, invocation: Invocation) -> Form | Said:
        asked = await super().form(invocation)
        assert isinstance(asked, Form)
        return replace(asked, call=replace(asked.call, rest="x" * 4000))
