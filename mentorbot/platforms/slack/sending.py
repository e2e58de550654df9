"""Delivers one direct message, and says what became of it."""

from functools import partial
from typing import Final

from mentorbot.chat.ids import ChannelId, UserId
from mentorbot.chat.memo import SameAgain
from mentorbot.chat.platform import Later, Outcome, Parcel, Refused, Sent, Undeliverable, Unknown, Unreachable
from mentorbot.platforms.slack.clients import FAILURES, Clients, log
from mentorbot.platforms.slack.departure import departing
from mentorbot.platforms.slack.outcomes import AWAY, not_sent, outcome
from mentorbot.platforms.slack.people import AskedTooMuch, People, Standing
from mentorbot.platforms.slack.render import render
from mentorbot.platforms.slack.uploads import upload

EVENT_TYPE: Final = "mentorbot_delivery"
_TOO_OLD: Final = Later(0.0, "it waited too long for its turn")


_rendered: Final = SameAgain(partial(render, direct=True))


async def deliver(parcel: Parcel, *, clients: Clients, people: People) -> Outcome:
    """One try; never raises for what Slack answered.

    Pictures and files follow a message that was sent, once: what becomes of them is logged, and changes no outcome.
    """
    refused = await _refused(parcel.user, people)
    outcome = refused if refused is not None else await _post(parcel, clients)
    if isinstance(outcome, Sent) and parcel.reply.attached:
        async with clients.posting() as client:
            await upload(parcel.reply.attached, channel_in(outcome), client)
    return outcome


async def _refused(user: UserId, people: People) -> Outcome | None:
    """Why nothing should be posted: Slack takes messages for accounts that are deactivated, and says ok."""
    try:
        standing = await people.standing(user)
    except AskedTooMuch as error:
        return Later(error.seconds, "Slack's rate limit for asking who people are")
    except FAILURES as error:
        return not_sent(error)
    match standing:
        case Standing.ACTIVE:
            return None
        case Standing.GONE:
            return Undeliverable("their Slack account is deactivated")
        case Standing.NOBODY:
            return Undeliverable("Slack knows nobody of that id")


async def _post(parcel: Parcel, clients: Clients) -> Outcome:
    """Whatever fails before the first byte has left is certain; afterwards only Slack's own word is."""
    try:
        # What carries files is not remembered, since that would keep them.
        rendered = render(parcel.reply, direct=True) if parcel.reply.attached else _rendered(parcel.reply)
    except Exception as error:  # noqa: BLE001 - a bug of ours in one message; nothing was sent
        log.exception("Drawing %s broke", parcel.key)
        return Refused(f"it cannot be drawn ({type(error).__name__})")
    with departing(parcel.goes) as departure:
        try:
            async with clients.posting() as client:
                answer = await client.chat_postMessage(
                    channel=parcel.user,
                    metadata={"event_type": EVENT_TYPE, "event_payload": {"key": parcel.key}},
                    unfurl_links=False,
                    unfurl_media=False,
                    text=rendered.text,
                    blocks=rendered.blocks,
                )
                return _sent(answer["channel"], answer["ts"])
        except Exception as error:  # noqa: BLE001 - what a proxy put in Slack's place can break the client anywhere
            if departure.held_back:
                return _TOO_OLD
            if not departure.left:
                return Unreachable(AWAY)
            if isinstance(error, FAILURES):
                return outcome(error)
            log.warning("A post to Slack ended in %r", error)
            return Unknown(type(error).__name__)


def _sent(channel: object, ts: object) -> Outcome:
    return Sent(f"{channel}/{ts}") if channel and ts else Unknown("an answer that names no message")


def channel_in(sent: Sent) -> ChannelId:
    """The conversation that the person and the bot have."""
    return ChannelId(sent.message.partition("/")[0])
