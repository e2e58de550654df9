"""Payloads as Slack sends them, with the odd ones."""

from typing import Any

import pytest

from mentorbot.chat.call import Call
from mentorbot.chat.ids import ChannelId, UserId, WorkspaceId
from mentorbot.chat.invocation import Gesture
from mentorbot.platforms.slack.inbound import (
    Arrived,
    blank_fields,
    once_key,
    read_command,
    read_message,
    read_press,
    read_submission,
)
from mentorbot.platforms.slack.place import Place
from tests.platforms.local.small_talk import GROUPS

PRESS: dict[str, Any] = {
    "type": "block_actions",
    "team": {"id": "T0LOCAL01", "domain": "local"},
    "user": {"id": "U0ADA", "team_id": "T0LOCAL01"},
    "trigger_id": "1.2.3",
    "response_url": "https://hooks.example.org/1",
    "container": {"type": "message", "message_ts": "17.5", "channel_id": "D0ADA", "is_ephemeral": False},
    "actions": [{"type": "button", "action_id": "call-0", "value": "mentor done task=apis"}],
}
MESSAGE: dict[str, Any] = {"type": "message", "channel_type": "im", "user": "U0ADA", "channel": "D0ADA", "ts": "17.5"}


def message(text: str, **more: object) -> Arrived | None:
    return read_message({"team_id": "T0LOCAL01", "event": {**MESSAGE, "text": text, **more}}, GROUPS)


def test_a_press_is_the_buttons_call_at_its_message() -> None:
    assert read_press(PRESS) == Arrived(
        workspace=WorkspaceId("T0LOCAL01"),
        place=Place(
            user=UserId("U0ADA"),
            channel=ChannelId("D0ADA"),
            response_url="https://hooks.example.org/1",
            message="17.5",
        ),
        call=Call(group="mentor", word="done", rest="task=apis"),
        gesture=Gesture.BUTTON,
        trigger="1.2.3",
    )


def test_a_press_on_an_organisations_installation_takes_the_team_from_the_person() -> None:
    pressed = read_press({**PRESS, "team": None})
    assert pressed is not None
    assert pressed.workspace == "T0LOCAL01"


def test_a_button_that_only_opens_a_page_is_not_ours() -> None:
    assert read_press({**PRESS, "actions": [{"type": "button", "url": "https://x.org"}]}) is None


def test_a_button_in_a_home_tab_has_no_message() -> None:
    pressed = read_press({**PRESS, "container": {"type": "view", "view_id": "V1"}})
    assert pressed is not None
    assert (pressed.place.channel, pressed.place.message, pressed.place.direct) == (None, "", False)


@pytest.mark.parametrize("text", ["", " ", None])
def test_a_bare_command_has_no_word(text: str | None) -> None:
    body = {"command": "/mentor", "text": text, "team_id": "T1", "user_id": "U1"}
    assert read_command(body).call == Call(group="mentor", word="")


def test_a_command_of_several_lines_is_split_at_any_space() -> None:
    body = {"command": "/Mentor", "text": "ASK\n why\n not", "team_id": "T1", "user_id": "U1"}
    assert read_command(body).call == Call(group="mentor", word="ask", rest="why\n not")


@pytest.mark.parametrize(
    "odd",
    [
        {"subtype": "message_changed"},
        {"subtype": "message_deleted"},
        {"subtype": "bot_message"},
        {"bot_id": "B0OTHER"},
        {"user": None},
        {"channel_type": "mpim"},
        {"channel_type": "channel"},
        {"text": ""},
        {"text": None},
    ],
)
def test_what_nobody_wrote_to_the_bot_is_let_go(odd: dict[str, object]) -> None:
    assert message("hello") is not None
    assert message(**{"text": "hello", **odd}) is None  # type: ignore[arg-type] # the odd ones are no text


def test_a_message_with_a_file_or_in_a_thread_is_read_and_answered_there() -> None:
    arrived = message("what is an api", subtype="file_share", thread_ts="12.5")
    assert arrived is not None
    assert arrived.place.thread == "12.5"
    assert arrived.place.direct


def test_the_bots_own_name_is_left_out_of_a_mention() -> None:
    event = {**MESSAGE, "type": "app_mention", "channel": "C0GEN", "text": "<@U0BOT> done <@U0KIM>"}
    body = {"team_id": "T1", "authorizations": [{"user_id": "U0BOT"}], "event": event}
    arrived = read_message(body, GROUPS)
    assert arrived is not None
    assert arrived.call == Call(group="mentor", word="done", rest="<@U0KIM>")
    assert not arrived.place.direct


@pytest.mark.parametrize("metadata", ["", "{}", "nonsense", None])
def test_somebody_elses_form_is_let_go(metadata: str | None) -> None:
    body = {"user": {"id": "U0ADA"}, "view": {"callback_id": "form", "private_metadata": metadata}}
    assert read_submission(body) is None


def test_only_required_fields_of_our_own_forms_must_be_filled_in() -> None:
    def block(name: str, *, optional: bool) -> dict[str, object]:
        return {"type": "input", "block_id": name, "optional": optional}

    state = {"values": {"a": {"a": {"value": " "}}, "b": {"b": {"value": None}}, "c": {"c": {"value": "x"}}}}
    blocks = [block("a", optional=False), block("b", optional=True), block("c", optional=False), {"type": "section"}]
    view = {"callback_id": "form", "blocks": blocks, "state": state}
    assert blank_fields({"type": "view_submission", "view": view}) == {"a": "Please fill this in."}
    assert blank_fields({"type": "view_submission", "view": {**view, "callback_id": "other"}}) == {}
    assert blank_fields({"type": "view_closed", "view": view}) == {}
    assert blank_fields({}) == {}


def test_what_arrives_twice_has_the_same_key() -> None:
    assert once_key({"event_id": "Ev1"}) == "Ev1"
    assert once_key({"trigger_id": "1.2"}) == "1.2"
    assert once_key({}) == ""
