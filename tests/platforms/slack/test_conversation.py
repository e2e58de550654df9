"""What people type and say on Slack and what they see, over the real wire."""

from mentorbot.chat.invocation import Gesture
from tests.platforms.slack.stage import Stage


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


async def test_a_public_command_is_answered_for_everybody(stage: Stage) -> None:
    ada, bob = stage.slack.person("Ada"), stage.slack.person("Bob")
    reply = await ada.types("/mentor progress")
    assert reply.text == "*Step 1*  ▓▓▓░░░░  3 of 7\n\n✓ Read an API\n▸ *Call one*"
    assert bob.sees(reply.message)


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
