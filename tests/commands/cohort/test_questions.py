"""What the guide leaves open: counted, passed on to a person, answered, and drafted for the author."""

import pytest

from mentorbot.domain.deliveries import DeliveryState
from mentorbot.domain.questions import LONGEST, LONGEST_ANSWER, MOST_A_DAY
from mentorbot.platforms.local.somebody import Shown, Somebody
from tests.commands.cohort.conftest import Workspace
from tests.holding import hold

OUTSIDE = "can my employer pay for a green card"
UNSURE = "school or code"
TOO_LONG = (
    "is the work permit paid by employers, and is my wife insured through the contract of employment or by law there"
)


async def _submitted(shown: Shown, text: str) -> Shown:
    assert shown.form
    (field,) = shown.form.fields
    return await shown.form.submit({field: text})


async def test_nothing_was_asked(robin: Somebody) -> None:
    shown = await robin.says("/cohort questions")
    assert "Nothing yet" in shown.text
    assert "keep no words" in shown.text


async def test_what_has_no_answer_is_counted_without_its_words(robin: Somebody, kim: Somebody) -> None:
    answer = await kim.says(f"/mentor ask {OUTSIDE}")
    assert "Pass it on" in answer.buttons
    assert OUTSIDE not in answer.text
    shown = (await robin.says("/cohort questions")).text
    assert "(TPM): 1" in shown
    assert "green card" not in shown
    assert "Kim" not in shown


@pytest.mark.parametrize("question", ["how are you today", "what is the phone number of my mentor", "???"])
async def test_what_is_nobodys_business_is_not_counted(robin: Somebody, kim: Somebody, question: str) -> None:
    assert "Pass it on" not in (await kim.says(f"/mentor ask {question}")).buttons
    assert "Nothing yet" in (await robin.says("/cohort questions")).text


async def test_words_are_kept_once_an_admin_says_so_and_forgotten_when_they_say_no(
    robin: Somebody, kim: Somebody
) -> None:
    assert (
        "From now on I keep the words"
        in (await (await robin.says("/cohort questions")).press("Keep the words too")).text
    )
    await kim.says(f"/mentor ask {OUTSIDE}")
    shown = await robin.says("/cohort questions")
    assert OUTSIDE in shown.text
    assert "Kim" not in shown.text
    assert "forgotten" in (await shown.press("Keep counts only")).text
    after = (await robin.says("/cohort questions")).text
    assert OUTSIDE not in after
    assert "(TPM): 1" in after


async def test_helpful_and_not_helpful_are_counted_by_topic(robin: Somebody, kim: Somebody) -> None:
    answer = await kim.says("/mentor ask do I need to code?")
    assert "Good." in (await answer.press("Helpful")).text
    said = await answer.press("Not helpful")
    assert "without your name" in said.text
    assert "Pass it on" in said.buttons
    shown = (await robin.says("/cohort questions")).text
    assert "Do you need to code? (TPM): 1" in shown
    assert "Of 2 answers that somebody judged, 1 helped." in shown


async def test_none_of_these_counts_and_leads_on(kim: Somebody) -> None:
    unsure = await kim.says(f"/mentor ask {UNSURE}")
    assert "Did you mean" in unsure.text
    said = await unsure.press("None of these")
    assert "probably not in this guide" in said.text
    passed = await _submitted(await said.press("Pass it on"), UNSURE)
    assert passed.text.startswith("Passed on.")


async def test_what_is_passed_on_is_answered_by_a_person_and_becomes_a_draft(
    workspace: Workspace, robin: Somebody, kim: Somebody, spring: str
) -> None:
    await kim.says(f"/mentor join {spring}")
    passed = await (await kim.says(f"/mentor ask {OUTSIDE}")).press("Pass it on")
    assert passed.text.startswith("Passed on. The people who run Spring 26 see it with your name.")
    shown = await robin.says("/cohort questions")
    assert f"Kim, 22 November: {OUTSIDE}" in shown.text
    form = await shown.press("Answer Kim")
    sent = await _submitted(form, "Some do. Ask for it before you sign.")
    assert "Your answer is on its way to Kim." in sent.text
    await workspace.app.tick()
    (letter,) = kim.direct_messages
    assert letter.text.startswith("Robin has answered what you asked:")
    assert "Ask for it before you sign." in letter.text
    draft = (await sent.press("See the draft")).text
    assert "content/technical-product-manager/faq/faq-can-my-employer-pay-for-a-green.md" in draft
    assert "summary: Some do." in draft
    assert "Drafts for the guide" in (await robin.says("/cohort questions")).buttons


async def test_the_second_answer_is_not_sent(workspace: Workspace, robin: Somebody, kim: Somebody) -> None:
    await (await kim.says(f"/mentor ask {OUTSIDE}")).press("Pass it on")
    shown = await robin.says("/cohort questions")
    first, second = await shown.press("Answer Kim"), await shown.press("Answer Kim")
    await _submitted(first, "Some do.")
    again = await _submitted(second, "None does.")
    assert "Robin has answered Kim already, so yours was not sent" in again.text
    assert "Some do." in again.text
    await workspace.app.tick()
    assert len(kim.direct_messages) == 1


async def test_a_question_too_long_for_a_button_is_asked_for_in_a_form(robin: Somebody, kim: Somebody) -> None:
    form = await (await kim.says(f"/mentor ask {TOO_LONG}")).press("Pass it on")
    assert form.form
    assert (await _submitted(form, TOO_LONG)).text.startswith("Passed on.")
    assert "is my wife insured" in (await robin.says("/cohort questions")).text


async def test_the_same_question_is_passed_on_once_and_five_in_a_day(kim: Somebody) -> None:
    answer = await kim.says(f"/mentor ask {OUTSIDE}")
    await answer.press("Pass it on")
    assert "passed on already" in (await answer.press("Pass it on")).text
    for number in range(MOST_A_DAY - 1):
        assert (await kim.says(f"/mentor pass question {number}")).text.startswith("Passed on.")
    assert "Keep this one for tomorrow" in (await kim.says("/mentor pass one too many")).text


async def test_what_is_too_long_loses_nothing(robin: Somebody, kim: Somebody) -> None:
    assert f"{LONGEST} fit" in (await kim.says(f"/mentor pass {'x' * (LONGEST + 1)}")).text
    assert (await kim.says(f"/mentor pass {'x' * LONGEST}")).text.startswith("Passed on.")
    form = await (await robin.says("/cohort questions")).press("Answer Kim")
    assert f"{LONGEST_ANSWER} fit" in (await _submitted(form, "y" * (LONGEST_ANSWER + 1))).text
    assert "on its way" in (await _submitted(form, "y" * LONGEST_ANSWER)).text


async def test_admins_hear_that_somebody_waits(workspace: Workspace, robin: Somebody, kim: Somebody) -> None:
    await robin.says("/cohort list")
    await (await kim.says(f"/mentor ask {OUTSIDE}")).press("Pass it on")
    await workspace.wait(days=1)
    (digest,) = [each for each in robin.direct_messages if "Who waits for an answer" in each.text]
    assert "Kim asked" in digest.text
    assert "Answer Kim" in (await digest.press("Questions")).buttons


async def test_questions_of_another_workspace_are_unknown(robin: Somebody) -> None:
    assert "I know no such question" in (await robin.says('/cohort answer question=999 text="Yes"')).text
    assert "no draft" in (await robin.says("/cohort draft question=999")).text


async def test_an_answer_that_is_held_can_be_sent_or_dropped(
    workspace: Workspace, robin: Somebody, kim: Somebody
) -> None:
    await (await kim.says(f"/mentor ask {OUTSIDE}")).press("Pass it on")
    await _submitted(await (await robin.says("/cohort questions")).press("Answer Kim"), "Some do.")
    assert await hold(workspace.app.store, "local", "local", workspace.now) == 1
    held = await robin.says("/cohort held")
    assert "an answer of Robin to a question" in held.text
    assert "It goes out now" in (await held.press("Send it")).text
    assert "decided already" in (await held.press("Drop it")).text
    await workspace.app.tick()
    assert len(kim.direct_messages) == 1
    (kept,) = await workspace.history("kim")
    assert kept.state is DeliveryState.SENT
