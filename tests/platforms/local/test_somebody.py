"""What the tests of the whole project speak through."""

import pytest

from mentorbot.chat.ids import UserId, WorkspaceId
from mentorbot.chat.invocation import Gesture
from mentorbot.chat.platform import Parcel
from mentorbot.platforms.local.platform import LocalPlatform
from tests.platforms.local.small_talk import SmallTalk, nudge


async def deliver(local: LocalPlatform, user: str = "ada", key: str = "k1") -> None:
    await local.send(Parcel(key=key, workspace=WorkspaceId("local"), user=UserId(user), reply=nudge()))


async def test_a_command_is_answered_in_readable_text(local: LocalPlatform) -> None:
    answer = await local.as_person("ada").says('/mentor join "Spring 26"')
    assert answer.text == "You're in Spring 26. Your first task comes Monday 23 November, 08:00."


async def test_a_sentence_without_a_slash_is_a_question(local: LocalPlatform, talk: SmallTalk) -> None:
    answer = await local.as_person("ada").says("do I need to code?")
    assert "You asked: do I need to code?" in answer.text
    assert talk.answered[0].gesture is Gesture.MESSAGE


async def test_a_button_is_pressed_by_its_label(local: LocalPlatform) -> None:
    home = await local.as_person("ada").says("/mentor")
    assert home.buttons == ("Ask a question", "Join Spring 26", "Leave")
    assert "You're in Spring 26" in (await home.press("Join Spring 26")).text


async def test_a_button_that_is_not_there_names_those_that_are(local: LocalPlatform) -> None:
    home = await local.as_person("ada").says("/mentor")
    with pytest.raises(LookupError, match="Join Spring 26"):
        await home.press("Fly")


async def test_a_missing_option_opens_a_form_that_can_be_submitted(local: LocalPlatform) -> None:
    answer = await local.as_person("ada").says("/mentor join")
    assert answer.form is not None
    assert answer.form.fields == ("cohort",)
    assert "Which cohort?*: Spring 26 | Autumn 26" in answer.text
    assert "You're in Autumn 26" in (await answer.form.submit({"cohort": "Autumn 26"})).text


async def test_an_option_with_nothing_after_it_is_missing(local: LocalPlatform) -> None:
    assert (await local.as_person("ada").says("/mentor join cohort=")).form is not None


async def test_a_form_that_still_lacks_something_opens_again(local: LocalPlatform) -> None:
    answer = await local.as_person("robin").says("/cohort create")
    assert answer.form is not None
    again = await answer.form.submit({"name": "  ", "day": "monday", "mentor": "grace"})
    assert again.form is not None
    assert "Something is missing." in again.text
    finished = await again.form.submit({"name": "Spring 26"})
    assert finished.text == "Made a cohort: Spring 26, monday, grace, None, "


async def test_a_form_that_was_cancelled_leaves_no_trace(local: LocalPlatform) -> None:
    ada = local.as_person("ada")
    await ada.says("/mentor join")
    assert ada.sees == []


async def test_a_direct_message_is_seen_by_its_reader_only(local: LocalPlatform) -> None:
    await deliver(local, "kim")
    assert [each.text.splitlines()[0] for each in local.as_person("kim").direct_messages] == [
        "# Step 1 · Build technical foundations"
    ]
    assert local.as_person("ada").direct_messages == []


async def test_an_answer_in_place_replaces_the_message_with_the_button(local: LocalPlatform) -> None:
    await deliver(local)
    ada = local.as_person("ada")
    answer = await ada.direct_messages[0].press("Done")
    assert answer.text == "✓ Done: “apis”.\n\n[Undo]"
    assert [each.text for each in ada.sees] == [answer.text]


async def test_a_button_pressed_twice_says_so(local: LocalPlatform) -> None:
    await deliver(local)
    (message,) = local.as_person("ada").direct_messages
    await message.press("Done")
    assert "was ticked off already" in (await message.press("Done")).text


async def test_a_button_of_another_command_answers_below(local: LocalPlatform) -> None:
    await deliver(local)
    ada = local.as_person("ada")
    await ada.direct_messages[0].press("Join Spring 26")
    assert [each.text.splitlines()[0] for each in ada.sees] == [
        "# Step 1 · Build technical foundations",
        "You're in Spring 26. Your first task comes Monday 23 November, 08:00.",
    ]


async def test_a_private_answer_is_for_its_reader_and_a_public_one_for_all(local: LocalPlatform) -> None:
    ada, kim = local.as_person("ada"), local.as_person("kim")
    await ada.says("/mentor")
    assert not (await ada.says("/mentor join x")).public
    assert kim.sees == []
    assert (await ada.says("/mentor progress")).public
    assert [each.text.splitlines()[0] for each in kim.sees] == ["Step 1: 3 of 7"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "/",
        "/nonsense",
        "/mentor nonsense",
        "/mentor join cohort=",
        '/mentor join "',
        "/mentor join \x00\x07\x1b[31m",
        "\ud800 half a character",
        "/mentor ask " + "long " * 2000,
        "x" * 10_000,
        "<script>alert(1)</script>",
        "/mentor\tjoin\nspring",
    ],
)
async def test_whatever_is_typed_gets_an_answer(local: LocalPlatform, text: str) -> None:
    assert (await local.as_person("ada").says(text)).text


async def test_people_and_channels_are_ids_where_a_command_takes_them(local: LocalPlatform) -> None:
    answer = await local.as_person("robin").says("/cohort create name=S day=monday mentor=@Grace channel=#career")
    assert answer.text == "Made a cohort: S, monday, grace, career, "


async def test_a_name_in_a_question_stays_as_it_was_written(local: LocalPlatform) -> None:
    answer = await local.as_person("ada").says("/mentor ask does @Grace know #career ?")
    assert "You asked: does @Grace know #career ?" in answer.text


async def test_somebody_unknown_is_named_with_those_that_there_are(local: LocalPlatform) -> None:
    with pytest.raises(LookupError, match="ada, kim, lee, grace, robin"):
        local.as_person("nobody")
