"""Slack's payloads as what they mean: who did what, where, and how to answer there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, TypeAlias

from mentorbot.chat.call import Call, parse_call
from mentorbot.chat.command import Command, Group, OptionKind
from mentorbot.chat.ids import ChannelId, UserId, WorkspaceId
from mentorbot.chat.invocation import Gesture
from mentorbot.chat.sentences import understood
from mentorbot.platforms.slack.escape import clean, typed, unescape
from mentorbot.platforms.slack.forms import CALLBACK, carried, filled_in
from mentorbot.platforms.slack.place import Place

Payload: TypeAlias = Mapping[str, Any]
_IDS: Final = {OptionKind.PERSON, OptionKind.CHANNEL, OptionKind.ROLE, OptionKind.GROUP}


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """One gesture; `trigger` is the right to open a form within three seconds, empty where there is none.

    `once` is the same when Slack delivers the gesture again, to whichever process; empty for what it delivers once.
    """

    workspace: WorkspaceId
    place: Place
    call: Call
    gesture: Gesture
    trigger: str = ""
    once: str = ""


def read_command(body: Payload) -> Arrived:
    """A slash command; its text still has Slack's escapes, which `readable` undoes."""
    group = body["command"].removeprefix("/").lower()
    word, rest = _split(body.get("text") or "")
    return Arrived(
        workspace=WorkspaceId(body["team_id"]),
        place=Place(
            user=UserId(body["user_id"]),
            channel=_channel(body),
            response_url=body.get("response_url") or "",
        ),
        call=Call(group=group, word=unescape(clean(word)).lower(), rest=rest),
        gesture=Gesture.COMMAND,
        trigger=body.get("trigger_id") or "",
    )


def read_press(body: Payload) -> Arrived | None:
    """A button of ours; None for a button that carries no call."""
    action = body["actions"][0]
    if not action.get("value"):
        return None
    container = body.get("container") or {}
    return Arrived(
        workspace=_team(body),
        place=Place(
            user=UserId(body["user"]["id"]),
            channel=_channel(container),
            response_url=body.get("response_url") or "",
            message=container.get("message_ts") or "",
            ephemeral=bool(container.get("is_ephemeral")),
            thread=container.get("thread_ts") or "",
        ),
        call=parse_call(clean(action["value"])),
        gesture=Gesture.BUTTON,
        trigger=body.get("trigger_id") or "",
    )


def read_submission(body: Payload) -> Arrived | None:
    """A form of ours, sent off; None for another app's or another version's."""
    view = body["view"]
    try:
        call, place = carried(view.get("private_metadata") or "")
    except ValueError:
        return None
    return Arrived(
        workspace=_team(body),
        place=replace(place, user=UserId(body["user"]["id"])),
        call=filled_in(call, _values(view)),
        gesture=Gesture.FORM,
        trigger=body.get("trigger_id") or "",
    )


def read_message(body: Payload, groups: Sequence[Group]) -> Arrived | None:
    """A sentence for the bot; None for what nobody wrote to it (edits, joins, other bots, silence)."""
    event = body["event"]
    if event.get("subtype") not in {None, "file_share"} or event.get("bot_id") or not event.get("user"):
        return None
    if event["type"] == "message" and event.get("channel_type") != "im":
        return None
    text = _without_address(event.get("text") or "", body)
    if not text:
        return None
    return Arrived(
        workspace=WorkspaceId(body["team_id"]),
        place=Place(
            user=UserId(event["user"]),
            channel=ChannelId(event["channel"]),
            message=event["ts"] if event["type"] == "message" else "",
            thread=event.get("thread_ts") or "",
        ),
        call=understood(text, groups),
        gesture=Gesture.MESSAGE,
        once=str(body.get("event_id") or ""),
    )


def readable(arrived: Arrived, command: Command | None) -> Call:
    """The call as people meant it: mentions stay where the command takes ids, else they become names."""
    if arrived.gesture not in {Gesture.COMMAND, Gesture.MESSAGE}:
        return arrived.call
    kinds = {each.kind for each in command.parameters} if command else set()
    ids = bool(kinds & _IDS)
    return replace(arrived.call, rest=typed(arrived.call.rest, ids=ids))


def blank_fields(body: Payload) -> dict[str, str]:
    """What to say under the required fields that hold nothing but spaces, which Slack's client lets through."""
    view = body.get("view") or {}
    if body.get("type") != "view_submission" or view.get("callback_id") != CALLBACK:
        return {}
    values = _values(view)
    needed = [each for each in view.get("blocks") or [] if each.get("type") == "input" and not each.get("optional")]
    blank = [each["block_id"] for each in needed if not values.get(each["block_id"], "").strip()]
    return dict.fromkeys(blank, "Please fill this in.")


def once_key(body: Payload) -> str:
    """What is the same when Slack delivers something a second time; empty when nothing says so."""
    return str(body.get("event_id") or body.get("trigger_id") or "")


def _channel(where: Payload) -> ChannelId | None:
    return ChannelId(where["channel_id"]) if where.get("channel_id") else None


def _team(body: Payload) -> WorkspaceId:
    """The team; an installation on a whole organisation names it with the person only."""
    return WorkspaceId((body.get("team") or {}).get("id") or body["user"].get("team_id") or "")


def _values(view: Payload) -> dict[str, str]:
    found: dict[str, str] = {}
    for block in (view.get("state") or {}).get("values", {}).values():
        for name, state in block.items():
            found[name] = clean(_value(state))
    return found


def _value(state: Payload) -> str:
    chosen = (state.get("selected_option") or {}).get("value")
    file = next((each.get("id") for each in state.get("files") or []), None)
    return str(
        chosen or state.get("value") or state.get("selected_user") or state.get("selected_conversation") or file or "",
    )


def _without_address(text: str, body: Payload) -> str:
    for each in body.get("authorizations") or []:
        text = text.replace(f"<@{each.get('user_id')}>", " ")
    return text.strip()


def _split(text: str) -> tuple[str, str]:
    """The first word and the rest, at any white space: people paste texts of several lines."""
    word, *rest = text.split(maxsplit=1) or [""]
    return word, rest[0].strip() if rest else ""
