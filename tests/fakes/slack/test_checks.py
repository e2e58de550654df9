"""Each limit of Slack: blocks and views at it are taken, one above they are refused for that alone."""

import json
from collections.abc import Callable
from typing import TypeAlias

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack import LocalSlack, limits
from tests.fakes.slack.block_kit import check_message
from tests.fakes.slack.rates import Rates
from tests.fakes.slack.trivial_bot import trivial_bot
from tests.fakes.slack.views import check_view
from tests.fakes.slack.wire import Json, SlackError
from tests.fakes.slack.workspace import Clock, SharedFile

Sized: TypeAlias = Callable[[int], Json]
Limit: TypeAlias = tuple[str, Sized, str]
"""A name in limits.py, what has that size, and what is said of one that is larger."""


def files(most: int) -> Json:
    return asked(element={"type": "file_input", "max_files": most})


def plain(length: int = 1) -> Json:
    return {"type": "plain_text", "text": "x" * length}


def mrkdwn(length: int = 1) -> Json:
    return {"type": "mrkdwn", "text": "x" * length}


def section(**changed: object) -> Json:
    return {"type": "section", "text": mrkdwn()} | changed


def context(*elements: Json) -> Json:
    return {"type": "context", "elements": list(elements)}


def image(**changed: object) -> Json:
    return {"type": "image", "alt_text": "a", "image_url": "u"} | changed


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def button(**changed: object) -> Json:
    return actions({"type": "button", "text": plain()} | changed)


def options(size: int) -> list[Json]:
    return [{"text": plain(), "value": str(number)} for number in range(size)]


def choice(kind: str = "static_select", size: int = 1, **changed: object) -> Json:
    return actions({"type": kind, "options": options(size)} | changed)


def asked(**changed: object) -> Json:
    return {"type": "input", "label": plain(), "element": {"type": "plain_text_input"}} | changed


def typed(**changed: object) -> Json:
    return asked(element={"type": "plain_text_input"} | changed)


def confirmed(part: str, length: int) -> Json:
    return button(confirm={name: plain() for name in limits.CONFIRM} | {part: plain(length)})


def view(*blocks: Json, **changed: object) -> Json:
    return {"type": "modal", "title": plain(), "submit": plain(), "blocks": list(blocks)} | changed


BLOCKS: list[Limit] = [
    ("ID", lambda size: section(block_id="x" * size), "block_id: must be at most 255 characters"),
    ("ID", lambda size: button(action_id="x" * size), "action_id: must be at most 255 characters"),
    ("SECTION_TEXT", lambda size: section(text=mrkdwn(size)), "text: must be 1 to 3000 characters"),
    ("SECTION_FIELDS", lambda size: section(fields=[mrkdwn()] * size), "fields: 1 to 10 items"),
    ("FIELD_TEXT", lambda size: section(fields=[mrkdwn(size)]), "fields: must be 1 to 2000 characters"),
    ("HEADER_TEXT", lambda size: {"type": "header", "text": plain(size)}, "header: must be 1 to 150 characters"),
    ("CONTEXT_ELEMENTS", lambda size: context(*[mrkdwn()] * size), "elements: 1 to 10 items"),
    ("CONTEXT_TEXT", lambda size: context(mrkdwn(size)), "context: must be 1 to 2000 characters"),
    ("ACTIONS", lambda size: actions(*button()["elements"] * size), "elements: 1 to 25 items"),
    ("MARKDOWN_TEXT", lambda size: {"type": "markdown", "text": "x" * size}, "text: 1 to 12000 characters"),
    ("IMAGE_ALT", lambda size: image(alt_text="x" * size), "alt_text: 1 to 2000 characters"),
    ("IMAGE_ALT", lambda size: context(image(alt_text="x" * size)), "alt_text: 1 to 2000 characters"),
    ("URL", lambda size: image(image_url="x" * size), "image_url: 1 to 3000 characters"),
    ("URL", lambda size: button(url="x" * size), "url: must be at most 3000 characters"),
    ("BUTTON_TEXT", lambda size: button(text=plain(size)), "button: must be 1 to 75 characters"),
    (
        "BUTTON_TEXT",
        lambda size: section(accessory=button(text=plain(size))["elements"][0]),
        "button: must be 1 to 75 characters",
    ),
    ("BUTTON_VALUE", lambda size: button(value="x" * size), "value: must be at most 2000 characters"),
    ("SELECT_OPTIONS", lambda size: choice(size=size), "options: 1 to 100 items"),
    ("OVERFLOW_OPTIONS", lambda size: choice("overflow", size), "options: 1 to 5 items"),
    ("CHECK_OPTIONS", lambda size: choice("checkboxes", size), "options: 1 to 10 items"),
    ("CHECK_OPTIONS", lambda size: choice("radio_buttons", size), "options: 1 to 10 items"),
    (
        "OPTION_TEXT",
        lambda size: choice(options=[{"text": plain(size), "value": "a"}]),
        "option: must be 1 to 75 characters",
    ),
    (
        "OPTION_VALUE",
        lambda size: choice(options=[{"text": plain(), "value": "x" * size}]),
        "option value: 1 to 150 characters",
    ),
    ("PLACEHOLDER", lambda size: choice(placeholder=plain(size)), "placeholder: must be 1 to 150 characters"),
    ("PLACEHOLDER", lambda size: typed(placeholder=plain(size)), "placeholder: must be 1 to 150 characters"),
    ("INPUT_LENGTH", lambda size: typed(max_length=size), "max_length: must be 1 to 3000"),
    ("INPUT_LENGTH", lambda size: typed(min_length=size), "min_length: must be 0 to 3000"),
    ("INPUT_LENGTH", lambda size: typed(initial_value="x" * size), "initial_value: longer than max_length"),
    ("INPUT_LABEL", lambda size: asked(label=plain(size)), "label: must be 1 to 2000 characters"),
    ("INPUT_HINT", lambda size: asked(hint=plain(size)), "hint: must be 1 to 2000 characters"),
]
VIEWS: list[Limit] = [
    (
        "VIEW_BLOCKS",
        lambda size: view(*[section()] * size),
        "no more than 100 items allowed [json-pointer:/blocks]",
    ),
    ("VIEW_TITLE", lambda size: view(title=plain(size)), "title: must be 1 to 24 characters"),
    ("VIEW_TITLE", lambda size: view(submit=plain(size)), "submit: must be 1 to 24 characters"),
    ("VIEW_TITLE", lambda size: view(close=plain(size)), "close: must be 1 to 24 characters"),
    ("VIEW_METADATA", lambda size: view(private_metadata="x" * size), "private_metadata: at most 3000 characters"),
    ("ID", lambda size: view(callback_id="x" * size), "callback_id: at most 255 characters"),
    ("FILES", lambda size: view(files(size)), "max_files: must be 1 to 10 [json-pointer:/blocks/0]"),
]
TRIED_BELOW = {"UPLOAD_ALT", "MESSAGE_BLOCKS", "BLOCKS_JSON", "CONFIRM", "POST_TEXT", "UPDATE_TEXT", "TIER_PER_MINUTE"}
OF_TIME = {"ACK_SECONDS", "TRIGGER_SECONDS", "RESPONSE_URL_SECONDS", "RESPONSE_URL_USES", "POSTS_IN_A_BURST"}
OF_TIME |= {"POSTS_PER_MINUTE", "NARROW_HISTORY", "FILE_SIZE"}
"""Tried in test_local_slack.py, over the wire."""


def test_a_file_is_asked_for_in_a_view_only() -> None:
    check_view(view(files(1)))
    assert refusal(check_message, [files(1)])[0] == "invalid_blocks"


def test_every_limit_is_tried() -> None:
    tabled = {name for name, _, _ in (*BLOCKS, *VIEWS)}
    assert tabled | TRIED_BELOW | OF_TIME == {name for name in vars(limits) if name.isupper()}


@pytest.mark.parametrize(("limit", "sized", "told"), BLOCKS)
def test_a_block_at_a_limit_is_taken_and_one_above_is_refused(limit: str, sized: Sized, told: str) -> None:
    most = getattr(limits, limit)
    check_message([sized(most)])
    assert refusal(check_message, [sized(most + 1)]) == ("invalid_blocks", [f"{told} [json-pointer:/blocks/0]"])


@pytest.mark.parametrize(("limit", "sized", "told"), [each for each in BLOCKS if each[0] != "MARKDOWN_TEXT"])
def test_a_block_of_a_view_has_the_same_limits(limit: str, sized: Sized, told: str) -> None:
    most = getattr(limits, limit)
    check_view(view(sized(most)))
    refused = refusal(check_view, view(sized(most + 1)))
    assert refused == ("invalid_arguments", [f"{told} [json-pointer:/blocks/0]"])


@pytest.mark.parametrize(("limit", "sized", "told"), VIEWS)
def test_a_view_at_a_limit_is_taken_and_one_above_is_refused(limit: str, sized: Sized, told: str) -> None:
    most = getattr(limits, limit)
    check_view(sized(most))
    assert refusal(check_view, sized(most + 1)) == ("invalid_arguments", [told])


@pytest.mark.parametrize(("part", "most"), limits.CONFIRM.items())
def test_a_confirmation_at_a_limit_is_taken_and_one_above_is_refused(part: str, most: int) -> None:
    check_message([confirmed(part, most)])
    told = f"confirm {part}: must be 1 to {most} characters [json-pointer:/blocks/0]"
    assert refusal(check_message, [confirmed(part, most + 1)]) == ("invalid_blocks", [told])


def test_a_message_has_so_many_blocks_and_no_more() -> None:
    divider: Json = {"type": "divider"}
    check_message([divider] * limits.MESSAGE_BLOCKS)
    refused = refusal(check_message, [divider] * (limits.MESSAGE_BLOCKS + 1))
    assert refused == ("invalid_blocks", ["no more than 50 items allowed [json-pointer:/blocks]"])


@pytest.mark.parametrize("letter", ["x", "ä"], ids=["plain", "accented"])
def test_a_message_is_so_many_characters_of_json_and_no_more(letter: str) -> None:
    def of_size(size: int) -> list[Json]:
        whole = [section(text=mrkdwn(3000))] * 4
        rest = size - len(compact([*whole, section(text=mrkdwn(0))]))
        return [*whole, section(text={"type": "mrkdwn", "text": letter * rest})]

    for size in (limits.BLOCKS_JSON, limits.BLOCKS_JSON + 1):
        assert len(compact(of_size(size))) == size
    check_message(of_size(limits.BLOCKS_JSON))
    assert refusal(check_message, of_size(limits.BLOCKS_JSON + 1)) == ("msg_blocks_too_long", [])


@pytest.mark.parametrize("empty", [actions(), context(), choice(size=0), section(fields=[]), button(text=plain(0))])
def test_what_is_empty_is_refused(empty: Json) -> None:
    assert refusal(check_message, [empty])[0] == "invalid_blocks"


async def test_a_text_at_its_limit_is_taken_and_one_above_is_refused() -> None:
    async with LocalSlack() as slack, trivial_bot(slack) as client:
        posted = await client.chat_postMessage(channel=slack.person("Ada").id, text="x" * limits.POST_TEXT)
        place, ts = str(posted["channel"]), str(posted["ts"])
        with pytest.raises(SlackApiError, match="msg_too_long"):
            await client.chat_postMessage(channel=place, text="x" * (limits.POST_TEXT + 1))
        await client.chat_update(channel=place, ts=ts, text="x" * limits.UPDATE_TEXT)
        with pytest.raises(SlackApiError, match="msg_too_long"):
            await client.chat_update(channel=place, ts=ts, text="x" * (limits.UPDATE_TEXT + 1))


async def test_an_upload_takes_three_steps_that_know_of_each_other() -> None:
    async with LocalSlack() as slack, aiohttp.ClientSession() as session:
        client = AsyncWebClient(slack.bot_token, slack.url)
        ada = slack.person("Ada")
        given = await client.files_getUploadURLExternal(filename="a.csv", length=3, alt_txt="x" * limits.UPLOAD_ALT)
        file = {"id": given["file_id"], "title": "A"}
        with pytest.raises(SlackApiError, match="file_not_found"):
            await client.files_completeUploadExternal(files=[file], channel_id=ada.dm.id)
        for content, status in ((b"1234", 400), (b"123", 200), (b"123", 400)):
            async with session.post(given["upload_url"], data=content) as answer:
                assert answer.status == status
        for channel, error in ((ada.id, "channel_not_found"), (slack.general.id, "not_in_channel")):
            with pytest.raises(SlackApiError, match=error):
                await client.files_completeUploadExternal(files=[file], channel_id=channel)
        await client.files_completeUploadExternal(files=[file], channel_id=ada.dm.id)
        assert ada.files_so_far == [SharedFile("a.csv", "A", "text/csv", b"123", "x" * limits.UPLOAD_ALT)]
        with pytest.raises(SlackApiError, match="file_not_found"):
            await client.files_completeUploadExternal(files=[file], channel_id=ada.dm.id)


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"filename": "a.csv", "length": 0}, "missing_argument"),
        ({"filename": "", "length": 3}, "missing_argument"),
        ({"filename": "a.png", "length": 3, "alt_txt": "x" * (limits.UPLOAD_ALT + 1)}, "alt_txt_too_large"),
    ],
)
async def test_no_address_is_given_for_what_slack_would_not_take(given: Json, error: str) -> None:
    async with LocalSlack() as slack:
        with pytest.raises(SlackApiError, match=error):
            await AsyncWebClient(slack.bot_token, slack.url).files_getUploadURLExternal(**given)


async def test_an_app_without_the_scope_uploads_nothing() -> None:
    async with LocalSlack() as slack:
        slack.web_api.scopes = {"chat:write"}
        client = AsyncWebClient(slack.bot_token, slack.url)
        with pytest.raises(SlackApiError, match="missing_scope"):
            await client.files_getUploadURLExternal(filename="a.csv", length=3)
        with pytest.raises(SlackApiError, match="missing_scope"):
            await client.files_completeUploadExternal(files=[{"id": "F1"}], channel_id=slack.general.id)


@pytest.mark.parametrize(("tier", "most"), limits.TIER_PER_MINUTE.items())
def test_a_method_is_called_so_often_in_a_minute_and_no_more(tier: int, most: int) -> None:
    rates = Rates(Clock(), on=True)
    assert [rates.wait("users.info", tier=tier, channel=None) for _ in range(most)] == [None] * most
    assert rates.wait("users.info", tier=tier, channel=None) is not None
    assert rates.wait("users.list", tier=tier, channel=None) is None


def refusal(check: Callable[[object], None], content: object) -> tuple[str, list[str]]:
    """The code and the sentences of it."""
    with pytest.raises(SlackError) as caught:
        check(content)
    return caught.value.code, caught.value.messages


def compact(blocks: list[Json]) -> str:
    return json.dumps(blocks, ensure_ascii=False, separators=(",", ":"))


def test_no_workspace_takes_more_than_its_posts_a_minute_wherever_the_minute_begins() -> None:
    clock = Clock()
    rates = Rates(clock, on=True)
    taken = 0
    for number in range(limits.POSTS_PER_MINUTE * 3):
        taken += rates.wait("chat.postMessage", tier=4, channel=f"U{number}") is None
        clock.forward(seconds=0.1)
    assert limits.POSTS_PER_MINUTE <= taken <= limits.POSTS_PER_MINUTE * 2


def test_the_busiest_minute_is_found_wherever_it_begins() -> None:
    clock = Clock()
    rates = Rates(clock)
    for seconds in (0, 50, 55, 58, 100, 200):
        clock.ahead = seconds
        rates.wait("users.list", tier=2, channel=None)
    assert rates.busiest("users.list") == 4
    assert rates.busiest("users.list", seconds=5.5) == 2
    assert rates.busiest("users.info") == 0


def test_the_history_is_narrow_for_an_app_from_outside_the_marketplace() -> None:
    clock = Clock()
    rates = Rates(clock, on=True, narrow_history=True)
    assert rates.wait("conversations.history", tier=3, channel=None) is None
    assert rates.wait("conversations.history", tier=3, channel=None) == 60
    assert rates.wait("conversations.open", tier=3, channel=None) is None
