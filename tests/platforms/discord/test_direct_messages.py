"""What people write to the bot directly, over the real wire."""

import asyncio
import re
from collections.abc import Callable

import pytest

from mentorbot.chat.invocation import Gesture, Invocation
from mentorbot.chat.platform import Absent
from mentorbot.chat.reply import Form, Reply, reply, say
from mentorbot.platforms.discord.answers import TRIES
from mentorbot.platforms.discord.platform import DiscordPlatform
from tests.fakes.discord import LocalDiscord, Person, limits
from tests.fakes.discord.errors import Json
from tests.fakes.discord.message_events import MESSAGE_CONTENT, message_event
from tests.platforms.discord.stage import Kept, ShortMemory, SmallTalk, running
from tests.platforms.discord.test_finding import NUDGE, look, parcel_for
from tests.platforms.discord.test_strangers import stranger

POST = "POST /channels/*/messages"
ATTACHMENT: Json = {
    "id": "1", "filename": "cv.pdf", "size": 9, "url": "https://cdn.example/cv", "proxy_url": "https://cdn.example/cv"
}  # fmt: skip


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tries follow each other without a pause."""
    monkeypatch.setattr("mentorbot.platforms.discord.answers._PAUSE", 0.0)


async def settled(ada: Person) -> None:
    """Whatever was written before has been heard: what comes later was answered."""
    assert (await ada.writes("still there?")).text == "You asked: still there?"


async def until(true: Callable[[], bool]) -> None:
    """What nobody is told of has no event of its own."""
    async with asyncio.timeout(10):
        while not true():  # noqa: ASYNC110 - as the docstring says
            await asyncio.sleep(0.02)


def posts_to(ada: Person) -> int:
    return ada.discord.count(f"POST /channels/{ada.place(in_dm=True).id}/messages")


@pytest.mark.usefixtures("platform")
async def test_a_sentence_is_a_question(ada: Person, talk: SmallTalk) -> None:
    answer = await ada.writes("Do I need to *code*?")
    assert answer.text == "You asked: Do I need to \\*code\\*?"
    assert answer.message["allowed_mentions"] == {"parse": []}
    assert talk.heard[0].gesture is Gesture.MESSAGE


@pytest.mark.usefixtures("platform")
@pytest.mark.parametrize("text", ["home", "Home", "/mentor home", "mentor home", "</mentor home:123>", "<@{bot}> home"])
async def test_a_word_is_a_command(ada: Person, discord: LocalDiscord, text: str) -> None:
    answer = await ada.writes(text.replace("{bot}", discord.world.bot.id))
    assert answer.text.startswith("Hello **Ada**")
    assert answer.buttons == ["Done", "Join", "Tell"]


@pytest.mark.usefixtures("platform")
async def test_whoever_writes_is_known_by_no_server(ada: Person, talk: SmallTalk) -> None:
    await ada.writes("home")
    caller = talk.heard[0].caller
    assert (caller.platform, caller.workspace, caller.user, caller.name) == ("discord", None, ada.id, "Ada")
    assert (caller.admin, caller.zone, caller.channel) == (False, None, ada.place(in_dm=True).id)


@pytest.mark.usefixtures("platform")
async def test_a_word_that_needs_a_form_gets_a_button_that_opens_it(ada: Person) -> None:
    offer = await ada.writes("join")
    assert offer.text == "I need to know a little more for that.\n[Fill it in]"
    form = await offer.opens("Fill it in")
    assert (await form.submit({"Which cohort?": "Spring 26"})).text == "Ada joined spring-26."


@pytest.mark.usefixtures("platform")
async def test_a_form_keeps_what_was_written_already(ada: Person) -> None:
    form = await (await ada.writes("tell mood=bad days=3")).opens("Fill it in")
    assert (await form.submit({"words": "It rains"})).text == "It rains (bad, 3)"


async def test_where_there_is_nothing_to_ask_for_no_form_is_offered(discord: LocalDiscord, ada: Person) -> None:
    class Empty(SmallTalk):
        async def form(self, invocation: Invocation) -> Form | Reply:
            return reply(say("There's no cohort to {word} yet.", word=invocation.call.word))

    async with running(discord, Empty()):
        assert (await ada.writes("join")).text == "There's no cohort to join yet."


@pytest.mark.usefixtures("platform")
async def test_a_button_of_an_answer_changes_it_in_place(ada: Person) -> None:
    home = await ada.writes("home")
    done = await home.press("Done")
    assert (done.text, done.message["id"]) == ("Done: apis\n[Undo]", home.message["id"])


@pytest.mark.usefixtures("platform")
async def test_people_named_in_a_question_stay_readable(ada: Person, discord: LocalDiscord) -> None:
    kim = discord.person("Kim")
    answer = await ada.writes(f"what does <@{kim.id}> mean by <:api:12>?")
    assert answer.text == "You asked: what does @Kim mean by :api:?"


@pytest.mark.usefixtures("platform")
async def test_people_channels_and_roles_named_in_a_command_arrive_as_ids(ada: Person, discord: LocalDiscord) -> None:
    kim, role = discord.person("Kim"), discord.role("mentees")
    answer = await ada.writes(f"/cohort import <@{kim.id}> <@&{role.id}> <#12>")
    assert answer.text == f"role {role.id} channel 12 member {kim.id}"


@pytest.mark.usefixtures("platform")
async def test_what_nobody_wrote_to_the_bot_is_let_go(ada: Person, discord: LocalDiscord, talk: SmallTalk) -> None:
    robot = discord.person("Robot", bot=True)
    await robot.posts("home")
    await ada.posts("", attachments=[ATTACHMENT])
    await ada.posts("", sticker_items=[{"id": "1", "name": "Wave", "format_type": 1}])
    await ada.posts("Ada pinned a message", type=6)
    await ada.posts(f"<@{discord.world.bot.id}>")
    await settled(ada)
    assert len(talk.heard) == 1
    assert ada.direct_messages() == []


@pytest.mark.usefixtures("platform")
async def test_a_reply_and_a_text_beside_a_file_are_heard(ada: Person, talk: SmallTalk) -> None:
    first = await ada.posts("home", attachments=[ATTACHMENT])
    reference = {"type": 0, "channel_id": first["channel_id"], "message_id": first["id"]}
    await ada.posts("home", type=19, message_reference=reference, referenced_message=first)
    assert [(await ada.next_message()).text[:5] for _ in range(2)] == ["Hello", "Hello"]
    assert len(talk.heard) == 2


@pytest.mark.usefixtures("platform")
async def test_a_message_that_is_changed_afterwards_is_not_answered_again(ada: Person, talk: SmallTalk) -> None:
    message = await ada.posts("home")
    await ada.next_message()
    await ada.edits(message, "join")
    await settled(ada)
    assert len(talk.heard) == 2


async def test_the_bot_does_not_answer_itself(ada: Person, platform: DiscordPlatform, talk: SmallTalk) -> None:
    """Discord tells it of its nudges, of its answers, and of the private ones in servers."""
    talk.says = reply(say("home"))
    await platform.send(parcel_for(ada))
    await ada.uses("mentor home")
    await ada.uses("mentor home", in_dm=True)
    for _ in range(2):
        assert (await ada.writes("home")).text == "home"
    assert len(talk.heard) == 4
    assert posts_to(ada) == 3


@pytest.mark.usefixtures("platform")
async def test_a_mention_in_a_channel_is_not_heard(ada: Person, discord: LocalDiscord, talk: SmallTalk) -> None:
    message = await ada.posts(f"<@{discord.world.bot.id}> home", in_dm=False)
    await settled(ada)
    assert len(talk.heard) == 1
    told = message_event(message, ada.place(in_dm=False), discord.world, MESSAGE_CONTENT)
    await discord.gateway.dispatch("MESSAGE_CREATE", told)
    await settled(ada)
    assert len(talk.heard) == 2


@pytest.mark.usefixtures("platform")
async def test_the_same_event_twice_is_answered_once(ada: Person, discord: LocalDiscord, talk: SmallTalk) -> None:
    message = await ada.posts("home")
    await ada.next_message()
    await discord.gateway.tell("MESSAGE_CREATE", message, ada.place(in_dm=True))
    await settled(ada)
    assert len(talk.heard) == 2
    assert len(ada.direct_messages()) == 1


@pytest.mark.usefixtures("platform")
async def test_what_is_written_while_the_connection_is_down_is_answered_after_the_resume(
    ada: Person, discord: LocalDiscord
) -> None:
    await discord.gateway.drop(code=4000)
    assert (await ada.writes("home")).text.startswith("Hello")
    assert discord.gateway.resumed == 1


async def test_an_event_that_came_before_a_restart_is_not_answered_again(discord: LocalDiscord, ada: Person) -> None:
    receipts, talks = ShortMemory(), [SmallTalk(), SmallTalk()]
    async with running(discord, talks[0], receipts=receipts):
        message = await ada.posts("home")
        await ada.next_message()
    async with running(discord, talks[1], receipts=receipts):
        await discord.gateway.tell("MESSAGE_CREATE", message, ada.place(in_dm=True))
        await settled(ada)
    assert [len(each.heard) for each in talks] == [1, 1]


async def test_when_nobody_can_tell_whether_it_came_before_it_is_answered(
    discord: LocalDiscord, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    class Away:
        async def first_time(self, name: str) -> bool:
            raise ConnectionError(name)

    async with running(discord, SmallTalk(), receipts=Away()):
        assert (await ada.writes("home")).text.startswith("Hello")
    assert "nobody can tell" in caplog.text


async def test_what_is_not_for_the_bot_costs_no_receipt(discord: LocalDiscord, ada: Person) -> None:
    receipts = ShortMemory()
    async with running(discord, SmallTalk(), receipts=receipts) as platform:
        await platform.send(parcel_for(ada))
        await ada.posts("", attachments=[ATTACHMENT])
        await settled(ada)
    assert len(receipts.names) == 1


async def test_a_bug_of_ours_is_told_with_a_reference(
    discord: LocalDiscord, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken(SmallTalk):
        async def answer(self, invocation: Invocation) -> Reply:
            raise RuntimeError(str(invocation.call))

    async with running(discord, Broken()):
        answer = await ada.writes("home")
    found = re.search(r"Something broke on my side .* Reference (\w{4})\.", answer.text)
    assert found
    assert f"broken {found[1]}: /mentor home on Discord" in caplog.text


@pytest.mark.usefixtures("platform")
async def test_an_answer_that_discord_refuses_is_apologised_for(
    ada: Person, discord: LocalDiscord, caplog: pytest.LogCaptureFixture
) -> None:
    discord.fail(POST, 400, code=50035, message="Invalid Form Body")
    assert (await ada.writes("home")).text.startswith("Something broke on my side")
    assert "Invalid Form Body" in caplog.text


@pytest.mark.usefixtures("platform")
async def test_an_answer_whose_arrival_nobody_knows_is_tried_again_and_stands_there_once(
    ada: Person, discord: LocalDiscord
) -> None:
    discord.lose_answer(POST)
    assert (await ada.writes("home")).text.startswith("Hello")
    await until(lambda: posts_to(ada) == 2)
    assert ada.direct_messages() == []


@pytest.mark.usefixtures("platform")
@pytest.mark.parametrize("status", [429, 502])
async def test_an_answer_waits_for_a_discord_that_is_busy(ada: Person, discord: LocalDiscord, status: int) -> None:
    discord.fail(POST, status, retry_after=0.05, times=TRIES - 1)
    assert (await ada.writes("home")).text.startswith("Hello")


@pytest.mark.usefixtures("platform")
@pytest.mark.parametrize(("error", "tries"), [((403, 50007), 1), ((401, 0), 1), ((502, 0), TRIES), ((429, 0), 1)])
async def test_an_answer_that_cannot_be_said_is_logged(
    ada: Person, caplog: pytest.LogCaptureFixture, error: tuple[int, int], tries: int
) -> None:
    ada.discord.fail(POST, error[0], code=error[1], retry_after=3600, times=tries)
    message = await ada.posts("home")
    await until(lambda: f"Message {message['id']} was not answered" in caplog.text)
    assert posts_to(ada) == tries
    await settled(ada)


@pytest.mark.usefixtures("platform")
async def test_as_much_as_somebody_can_write_is_answered_within_the_limits(ada: Person) -> None:
    answer = await ada.writes("@everyone " + "_" * limits.CONTENT)
    assert len(answer.text) <= limits.TEXT
    assert answer.text.startswith("You asked: @\u200beveryone")


async def test_an_answer_is_not_taken_for_a_delivery_of_the_same_words(
    ada: Person, platform: DiscordPlatform, talk: SmallTalk
) -> None:
    talk.says = NUDGE
    await ada.writes("home")
    assert await look(platform, parcel_for(ada)) == Absent()


async def test_whoever_wrote_is_no_stranger(discord: LocalDiscord) -> None:
    notes, ada = Kept(), stranger(discord, 1)
    async with running(discord, SmallTalk(), notes):
        await ada.writes("home")
    assert f"met.{ada.id}" in notes.texts


async def test_an_answer_under_way_is_finished_before_the_end(discord: LocalDiscord, ada: Person) -> None:
    talk = SmallTalk(slow=asyncio.Event())
    async with running(discord, talk):
        writing = asyncio.create_task(ada.writes("home"))
        await talk.began.wait()
        assert talk.slow is not None
        asyncio.get_running_loop().call_later(0.1, talk.slow.set)
    assert (await writing).text.startswith("Hello")
