import asyncio

import pytest

from mentorbot.chat.blocks import Text
from mentorbot.chat.invocation import Gesture
from mentorbot.chat.reply import reply
from tests.fakes.discord import LocalDiscord, NotOffered, Person, limits
from tests.platforms.discord.stage import SmallTalk

pytestmark = pytest.mark.usefixtures("platform")


async def test_a_command_is_answered_in_private(ada: Person) -> None:
    reply = await ada.uses("mentor home")
    assert reply.text == "Hello **Ada**. Next: <t:1796025600:F>\n[Done] [Join] [Tell]"
    assert reply.private


async def test_a_public_command_is_answered_for_all(ada: Person) -> None:
    reply = await ada.uses("mentor tell", words="Hello", mood="Badly", days=3)
    assert (reply.text, reply.private) == ("Hello (bad, 3)", False)


async def test_the_caller_is_known_in_a_server(ada: Person, discord: LocalDiscord, talk: SmallTalk) -> None:
    await ada.uses("mentor home")
    caller = talk.heard[0].caller
    assert (caller.workspace, caller.workspace_name) == (discord.home.id, "Home")
    assert (caller.user, caller.name, caller.admin, caller.zone) == (ada.id, "Ada", False, None)
    assert caller.channel == ada.place(in_dm=False).id


async def test_a_direct_message_belongs_to_no_workspace(ada: Person, talk: SmallTalk) -> None:
    await ada.uses("mentor home", in_dm=True)
    caller = talk.heard[0].caller
    assert (caller.workspace, caller.workspace_name, caller.admin) == (None, "", False)


async def test_people_who_manage_the_server_are_admins(discord: LocalDiscord, talk: SmallTalk) -> None:
    await discord.person("Grace", manages_guild=True).uses("mentor home")
    assert talk.heard[0].caller.admin


async def test_cohort_is_shown_to_everybody_since_an_admin_needs_no_right_of_the_server(ada: Person) -> None:
    assert (await ada.uses("cohort import")).text == "role None channel None member None"


async def test_people_channels_and_roles_arrive_as_ids(discord: LocalDiscord, ada: Person) -> None:
    grace = discord.person("Grace", manages_guild=True)
    role, channel = discord.role("mentees"), ada.place(in_dm=False)
    answer = await grace.uses("cohort import", role=role, channel=channel, member=ada)
    assert answer.text == f"role {role.id} channel {channel.id} member {ada.id}"


async def test_a_word_that_is_not_listed_is_not_offered(ada: Person) -> None:
    with pytest.raises(NotOffered, match="no word undo"):
        await ada.uses("mentor undo")


async def test_suggestions_come_from_the_conversation(ada: Person) -> None:
    suggested = await ada.completes("mentor join", "cohort", "Spr")
    assert [(each.name, each.value) for each in suggested] == [("Spring 26", "spring-26")]


async def test_a_missing_option_is_asked_for_in_a_form(ada: Person, talk: SmallTalk) -> None:
    form = await ada.opens("mentor join")
    assert form.text == "# Join a cohort\nWhich cohort?: <Spring 26 | Autumn 26>*"
    answer = await form.submit({"Which cohort?": "Autumn 26"})
    assert answer.text == "Ada joined autumn-26."
    assert answer.private
    assert talk.heard[-1].gesture is Gesture.FORM


async def test_a_form_keeps_what_was_given(ada: Person) -> None:
    form = await ada.opens("mentor tell", mood="Badly", days=2)
    assert form.text == "# Tell\nGo on.\nWhat? (In a sentence): <>*"
    answer = await form.submit({"words": "It rains"})
    assert (answer.text, answer.private) == ("It rains (bad, 2)", False)


async def test_a_button_opens_a_form(ada: Person) -> None:
    form = await (await ada.uses("mentor home")).opens("Join")
    assert (await form.submit({"cohort": "Spring 26"})).text == "Ada joined spring-26."


async def test_a_button_changes_its_message_in_place(ada: Person) -> None:
    home = await ada.uses("mentor home")
    changed = await home.press("Done")
    assert changed.message["id"] == home.message["id"]
    assert changed.text == "Done: apis\n[Undo]"
    assert (await changed.press("Undo")).text == "Not done: apis"


async def test_a_button_is_acknowledged_before_any_work(ada: Person, discord: LocalDiscord, talk: SmallTalk) -> None:
    talk.slow = asyncio.Event()
    using = asyncio.create_task(ada.uses("mentor home"))
    await talk.began.wait()
    assert [each.body for each in discord.requests if "/callback" in each.route] == [{"type": 5, "data": {"flags": 64}}]
    talk.slow.set()
    assert (await using).text.startswith("Hello")


async def test_a_command_that_discord_gave_up_on_is_not_carried_out(
    ada: Person, discord: LocalDiscord, talk: SmallTalk, caplog: pytest.LogCaptureFixture
) -> None:
    discord.fail("POST /interactions/*", 404, code=10062)
    discord.interactions.acknowledge_seconds = 0.3
    with pytest.raises(AssertionError, match="did not respond"):
        await ada.uses("mentor done", task="apis")
    assert talk.heard == []
    assert "gave up on an interaction" in caplog.text


async def test_an_answer_that_discord_refuses_is_apologised_for(
    ada: Person, discord: LocalDiscord, caplog: pytest.LogCaptureFixture
) -> None:
    discord.fail("PATCH /webhooks/*", 400, code=50035)
    answer = await ada.uses("mentor home")
    assert answer.text.startswith("Something broke on my side")
    assert answer.private
    assert answer.text[-5:-1] in caplog.text


async def test_a_broken_change_leaves_the_message_as_it_was(
    ada: Person, discord: LocalDiscord, caplog: pytest.LogCaptureFixture
) -> None:
    home = await ada.uses("mentor home")
    discord.fail("PATCH /webhooks/*", 400, code=50035)
    apology = await home.press("Done")
    assert apology.message["id"] != home.message["id"]
    assert apology.text.startswith("Something broke on my side")
    assert "broken" in caplog.text


async def test_a_form_that_discord_refuses_is_apologised_for(
    ada: Person, discord: LocalDiscord, caplog: pytest.LogCaptureFixture
) -> None:
    discord.fail("POST /interactions/*", 400, code=50035)
    answer = await ada.uses("mentor join")
    assert answer.text.startswith("Something broke on my side")
    assert "broken" in caplog.text


async def test_a_word_of_an_older_tree_is_answered(ada: Person, discord: LocalDiscord) -> None:
    await discord.declared()
    mentor = next(each for each in discord.commands.declared if each["name"] == "mentor")
    mentor["options"].append({"type": 1, "name": "dance", "description": "Gone", "options": []})
    assert (await ada.uses("mentor dance")).text == "I don't know mentor dance."


async def test_text_from_people_pings_nobody(ada: Person) -> None:
    answer = await ada.uses("mentor tell", words="@everyone <@1> **look** https://example.com/a_b")
    assert answer.text == "@\u200beveryone \\<@1\\> \\*\\*look\\*\\* https://example.com/a_b (good, 1)"
    assert answer.message["allowed_mentions"] == {"parse": []}


async def test_ten_thousand_characters_are_answered(ada: Person, talk: SmallTalk) -> None:
    talk.says = reply(*(Text(("x_" * 900,)) for _ in range(6)))
    answer = await ada.uses("mentor home")
    assert len(answer.text.replace("\n", "")) == limits.TEXT
    assert answer.text.endswith("…")


async def test_a_form_carries_more_than_a_custom_id_holds(ada: Person) -> None:
    form = await ada.opens("mentor tell", note="n" * 150)
    assert len(form.data["custom_id"]) <= 100
    assert (await form.submit({"words": "Hello"})).text == f"Hello (good, 1){'n' * 150}"


async def test_a_form_of_an_earlier_process_that_was_too_long_says_so(ada: Person) -> None:
    form = await ada.opens("mentor tell")
    form.data["custom_id"] = "?:#0123456789abcdef"
    answer = await form.submit({"words": "hello"})
    assert answer.text.startswith("I was restarted while that form was open")
    assert answer.private


async def test_an_empty_field_takes_its_option_away(ada: Person) -> None:
    form = await ada.opens("mentor join")
    form.data["custom_id"] = "?:mentor tell words=hello days=3"
    form.data["components"] = [
        {"type": 18, "label": "Days", "component": {"type": 4, "custom_id": "days", "required": False}}
    ]
    answer = await form.submit({})
    assert answer.text == "hello (good, 1)"
