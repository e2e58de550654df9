import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from tests.fakes.slack import LocalSlack
from tests.fakes.slack.trivial_bot import trivial_bot

LONG = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 2900}}


async def test_a_slash_command_is_acknowledged_and_answered_for_one_person_only() -> None:
    async with LocalSlack() as slack, trivial_bot(slack):
        ada, bob = slack.person("Ada"), slack.person("Bob")
        reply = await ada.types("/echo hello @Bob in #general <b> & https://x.org/a_b")
        assert reply.text == "hello @Bob in #general <b> & https://x.org/a_b\n\n[More]"
        assert (
            reply.message.text
            == f"hello <@{bob.id}> in <#{slack.general.id}|general> &lt;b&gt; &amp; <https://x.org/a_b>"
        )
        assert reply.private
        assert ada.sees(reply.message)
        assert not bob.sees(reply.message)
        assert slack.journal.count("ack slash_commands") == 1


async def test_a_press_replaces_the_ephemeral_message() -> None:
    async with LocalSlack() as slack, trivial_bot(slack):
        reply = await slack.person("Ada").types("/echo hello")
        pressed = await reply.press("More")
        assert pressed.message is reply.message
        assert reply.text == "pressed 1"


async def test_a_form_opens_says_what_is_wrong_and_is_sent() -> None:
    async with LocalSlack() as slack, trivial_bot(slack):
        form = await slack.person("Ada").types("/greet")
        assert form.is_form
        assert form.text == "# Greet\n\nWhom?: []"
        wrong = await form.submit({"Whom?": "nobody"})
        assert wrong.errors == {"Whom?": "Somebody, please"}
        assert (await form.submit({"Whom?": "Kim"})).text == "Hello Kim"
        assert not form.view.open


async def test_a_form_that_is_put_away_tells_the_app() -> None:
    async with LocalSlack() as slack, trivial_bot(slack):
        await (await slack.person("Ada").types("/greet")).close()
        assert slack.journal.count("ack interactive") == 1


async def test_slacks_own_client_refuses_an_empty_or_too_long_field() -> None:
    async with LocalSlack() as slack, trivial_bot(slack):
        form = await slack.person("Ada").types("/greet")
        with pytest.raises(AssertionError, match="fill in"):
            await form.submit({})
        with pytest.raises(AssertionError, match="at most 20"):
            await form.submit({"Whom?": "x" * 21})


async def test_a_direct_message_reaches_the_bot_and_is_answered() -> None:
    async with LocalSlack() as slack, trivial_bot(slack):
        assert (await slack.person("Ada").says("ping")).text == "pong"


async def test_connections_are_refreshed_and_everything_still_arrives_once() -> None:
    async with LocalSlack() as slack, trivial_bot(slack):
        ada = slack.person("Ada")
        await slack.sockets.refresh()
        assert (await ada.says("ping")).text == "pong"
        assert slack.sockets.connections_seen == 2
        assert len(ada.direct_messages()) == 1


async def test_metadata_comes_back_from_the_history_when_asked_for() -> None:
    async with LocalSlack() as slack, trivial_bot(slack) as client:
        ada = slack.person("Ada")
        metadata = {"event_type": "delivery", "event_payload": {"key": "k7"}}
        posted = await client.chat_postMessage(channel=ada.id, text="hi", metadata=metadata)
        assert (await ada.next_message()).text == "hi"
        history = await client.conversations_history(channel=posted["channel"], include_all_metadata=True)
        assert history["messages"][0]["metadata"] == metadata
        assert "metadata" not in (await client.conversations_history(channel=posted["channel"]))["messages"][0]


async def test_members_come_in_pages() -> None:
    async with LocalSlack() as slack, trivial_bot(slack) as client:
        people = [slack.person(f"P{number}") for number in range(5)]
        career = slack.channel("career", people)
        found: list[str] = []
        async for page in await client.conversations_members(channel=career.id, limit=2):
            found += page["members"]
        assert found == career.members


@pytest.mark.parametrize(
    ("blocks", "error"),
    [
        ([LONG] * 4, None),
        ([LONG] * 5, "msg_blocks_too_long"),
        ([{"type": "divider"}] * 50, None),
        ([{"type": "divider"}] * 51, "invalid_blocks"),
        ([{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3000}}], None),
        ([{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}], "invalid_blocks"),
        ([{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}], "invalid_blocks"),
        ([{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}], "invalid_blocks"),
        ([{"type": "nonsense"}], "invalid_blocks"),
        ([{"type": "context", "elements": [{"type": "mrkdwn", "text": "x"}] * 11}], "invalid_blocks"),
        ([{"type": "actions", "elements": []}], "invalid_blocks"),
        (
            [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "x"}]}]}],
            "invalid_blocks",
        ),
    ],
)
async def test_blocks_are_refused_as_slack_refuses_them(blocks: list[dict[str, object]], error: str | None) -> None:
    async with LocalSlack() as slack, trivial_bot(slack) as client:
        ada = slack.person("Ada")
        if error is None:
            assert (await client.chat_postMessage(channel=ada.id, text="t", blocks=blocks))["ok"]
            return
        with pytest.raises(SlackApiError, match=error):
            await client.chat_postMessage(channel=ada.id, text="t", blocks=blocks)


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("chat.postMessage", {"channel": "C0NOBODY"}, "channel_not_found"),
        ("chat.postMessage", {"channel": "general", "text": "x"}, "not_in_channel"),
        ("chat.postMessage", {"channel": "ada"}, "no_text"),
        ("chat.update", {"channel": "ada", "ts": "1.0", "text": "x"}, "message_not_found"),
        ("users.info", {"user": "U0NOBODY"}, "user_not_found"),
        ("views.open", {"trigger_id": "1.1.a", "view": {"type": "modal"}}, "invalid_arguments"),
        ("conversations.members", {"channel": "C0NOBODY"}, "channel_not_found"),
        ("no.such.method", {}, "unknown_method"),
    ],
)
async def test_methods_answer_with_slacks_own_errors(method: str, arguments: dict[str, object], error: str) -> None:
    async with LocalSlack() as slack, trivial_bot(slack) as client:
        names = {"general": slack.general.id, "ada": slack.person("Ada").id}
        given = {name: names.get(str(value), value) for name, value in arguments.items()}
        with pytest.raises(SlackApiError, match=error):
            await client.api_call(method, json=given)


async def test_a_trigger_opens_one_form_and_only_for_three_seconds() -> None:
    async with LocalSlack() as slack, trivial_bot(slack) as client:
        gestures = slack.gestures
        once = gestures.trigger(gestures.start(user=slack.person("Ada").id, channel=slack.general.id))
        view = {**MODAL_VIEW}
        await client.views_open(trigger_id=once, view=view)
        with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
            await client.views_open(trigger_id=once, view=view)
        late = gestures.trigger(gestures.start(user=slack.person("Bob").id, channel=slack.general.id))
        slack.clock.forward(seconds=4)
        with pytest.raises(SlackApiError, match="expired_trigger_id"):
            await client.views_open(trigger_id=late, view=view)


MODAL_VIEW: dict[str, object] = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "T"},
    "blocks": [{"type": "divider"}],
}


async def test_a_response_url_takes_five_posts_within_thirty_minutes() -> None:
    async with LocalSlack() as slack, aiohttp.ClientSession() as session:
        gesture = slack.gestures.start(user=slack.person("Ada").id, channel=slack.general.id)
        url = slack.response_url(slack.response_urls.give(gesture))
        for _ in range(5):
            async with session.post(url, json={"text": "hi"}) as answer:
                assert answer.status == 200
        async with session.post(url, json={"text": "hi"}) as answer:
            assert (await answer.json())["error"] == "used_url"
        old = slack.response_url(slack.response_urls.give(gesture))
        slack.clock.forward(seconds=31 * 60)
        async with session.post(old, json={"text": "hi"}) as answer:
            assert (await answer.json())["error"] == "expired_url"


async def test_a_message_to_somebody_deactivated_is_taken_all_the_same() -> None:
    async with LocalSlack() as slack, trivial_bot(slack) as client:
        ada = slack.person("Ada")
        ada.deactivate()
        assert (await client.chat_postMessage(channel=ada.id, text="hi"))["ok"]
        assert (await client.users_info(user=ada.id))["user"]["deleted"]


async def test_a_failure_can_hit_before_or_after_the_work_is_done() -> None:
    async with LocalSlack() as slack, trivial_bot(slack) as client:
        ada = slack.person("Ada")
        slack.fail("chat.postMessage", "internal_error")
        with pytest.raises(SlackApiError, match="internal_error"):
            await client.chat_postMessage(channel=ada.id, text="lost")
        slack.fail("chat.postMessage", reset=True, done=True)
        with pytest.raises(aiohttp.ClientConnectionError):
            await client.chat_postMessage(channel=ada.id, text="kept")
        assert [each.text for each in ada.direct_messages()] == ["kept"]


async def test_the_fourth_post_to_a_channel_within_a_burst_is_limited() -> None:
    async with LocalSlack() as slack, trivial_bot(slack) as client:
        ada = slack.person("Ada")
        slack.rates.on = True
        for _ in range(3):
            await client.chat_postMessage(channel=ada.id, text="hi")
        with pytest.raises(SlackApiError) as caught:
            await client.chat_postMessage(channel=ada.id, text="hi")
        assert caught.value.response.status_code == 429
        assert int(caught.value.response.headers["Retry-After"]) >= 1
        slack.clock.forward(seconds=3)
        await client.chat_postMessage(channel=ada.id, text="hi")


async def test_a_revoked_token_and_a_missing_scope_are_told() -> None:
    async with LocalSlack() as slack, trivial_bot(slack) as client:
        slack.web_api.scopes = {"chat:write"}
        with pytest.raises(SlackApiError, match="missing_scope"):
            await client.users_info(user=slack.person("Ada").id)
        slack.revoke()
        with pytest.raises(SlackApiError, match="token_revoked"):
            await client.auth_test()
