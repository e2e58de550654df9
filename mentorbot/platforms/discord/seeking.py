"""Looks for a message in the history of somebody's direct messages; sends nothing."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Final

from mentorbot.chat.platform import Absent, Evidence, Parcel, Sent, Unknown
from mentorbot.platforms.discord.limits import HISTORY_PAGE
from mentorbot.platforms.discord.marks import mark_of, mark_on, words_of
from mentorbot.platforms.discord.outcomes import Answer, unseen
from mentorbot.platforms.discord.render import message_body
from mentorbot.platforms.discord.rest import Rest

ALLOWANCE: Final = timedelta(days=1)
"""How wrong our clock may be beside Discord's, which dates the messages; a mark is not mistaken for another's."""
_PAGES: Final = 20
_FIRST_MOMENT: Final = datetime(2015, 1, 1, tzinfo=UTC)
"""Where Discord's ids begin to count milliseconds, above 22 bits of other things."""
_UNSURE: Final = Unknown("a message of mine stands there that was changed since, and may be this one")
_TOO_MANY: Final = Unknown("too much was written in these direct messages to read it all")


class _Look(Enum):
    THIS = "this"
    ANOTHER = "another"
    UNSURE = "unsure"


async def seek(rest: Rest, channel: str, parcel: Parcel, since: datetime) -> Evidence:
    """Sent or Absent by the history of a channel of direct messages since `since` (UTC), read to its end.

    Assumed of Discord: the history shows what was posted half a minute ago and earlier; an id is made of the time, so
    that `after` leaves out nothing that is newer; the number of a component comes back as it was given. Where it does
    not, a message is known by all that people read and press in it.
    """
    words = words_of(message_body(parcel.reply)["components"])
    after, unsure = _id_at(since - ALLOWANCE), False
    for _ in range(_PAGES):
        answer = await rest.get(f"/channels/{channel}/messages", {"limit": str(HISTORY_PAGE), "after": str(after)})
        if not isinstance(answer, Answer):
            return answer
        if not answer.ok:
            return unseen(answer)
        page = list(_messages(answer.rows))
        for each in page:
            look = _look(each, parcel, words)
            if look is _Look.THIS:
                return Sent(str(each["id"]))
            unsure = unsure or look is _Look.UNSURE
        if len(page) < HISTORY_PAGE:
            return _UNSURE if unsure else Absent()
        after = max(int(str(each["id"])) for each in page)
    return _TOO_MANY


def _look(message: Mapping[str, object], parcel: Parcel, words: Sequence[str]) -> _Look:
    if _is_theirs(message, parcel) or _answers_a_gesture(message):
        return _Look.ANOTHER
    if nonce := message.get("nonce"):
        return _Look.THIS if nonce == parcel.key else _Look.ANOTHER
    mark = mark_on(message.get("components"))
    if mark is not None:
        return _Look.THIS if mark == mark_of(parcel.key) else _Look.ANOTHER
    if words_of(message.get("components")) == words:
        return _Look.THIS
    return _Look.UNSURE if message.get("edited_timestamp") else _Look.ANOTHER


def _is_theirs(message: Mapping[str, object], parcel: Parcel) -> bool:
    """Two write in direct messages: the person and the bot."""
    author = message.get("author")
    return isinstance(author, Mapping) and author.get("id") == parcel.user


def _answers_a_gesture(message: Mapping[str, object]) -> bool:
    return any(message.get(name) for name in ("interaction_metadata", "interaction", "webhook_id"))


def _messages(rows: Sequence[object]) -> Iterator[Mapping[str, object]]:
    return (each for each in rows if isinstance(each, dict))


def _id_at(at: datetime) -> int:
    """The smallest id of that instant."""
    return max(0, (at - _FIRST_MOMENT) // timedelta(milliseconds=1)) << 22
