"""What an admin is told once a day at most: what went wrong, and what to do about it."""

from collections.abc import Sequence
from typing import assert_never

from mentorbot.chat.blocks import Bullets, Button, Buttons, Heading, Note, Text, Tone
from mentorbot.chat.call import call
from mentorbot.chat.limits import BUTTONS_IN_A_ROW
from mentorbot.chat.reply import Reply, reply
from mentorbot.chat.spans import Line, line
from mentorbot.domain.digests import Digest, Item, TroubleKind
from mentorbot.domain.errors import shortened
from mentorbot.messages import moments
from mentorbot.messages.decisions import SEND, answers, decisions
from mentorbot.messages.lists import within

_LENGTH = 2000
_NAME = 30
_ADMITTED = 4
"""People with a row of buttons each, to be let in or not."""
_EXPLAINED = 3
"""People with a button each."""
_EXPLICABLE = frozenset({TroubleKind.UNREACHABLE, TroubleKind.HELD, TroubleKind.SILENT})
_MENTORS = frozenset({TroubleKind.MENTORLESS, TroubleKind.REMATCH})
_ADVICE = {
    TroubleKind.UNREACHABLE: "Whoever can't be written to hears from me again after any command or button of theirs; "
    "a word from you helps.",
    TroubleKind.HELD: f"What is held goes out when somebody presses “{SEND}”, and not before.",
    TroubleKind.SILENT: "Whoever fell silent hears nothing more until they press something. A line from a person "
    "often does it.",
    TroubleKind.QUESTION: "Whoever asked waits for an answer of yours; it reaches them through me.",
    TroubleKind.STUCK: "Whoever is stuck waits for a person: write to them, or find them a mentor.",
    TroubleKind.REQUEST: "Whoever wants to join waits for your yes or no; I tell them.",
    TroubleKind.MENTORLESS: "Whoever needs a mentor waits for you to pair them; their place and their nudges stay.",
    TroubleKind.REMATCH: "Two who would rather not go together stay a pair until you say otherwise; only admins read "
    "the reason.",
}
"""What to do, once for each kind."""


def digest_message(digest: Digest) -> Reply:
    """The troubles of a day, oldest first."""
    items = [_item(each, digest.zone) for each in digest.items]
    kinds = {each.kind for each in digest.items}
    return reply(
        Heading(_title(digest)),
        Bullets(within(items, _LENGTH)),
        Note(line("And {number} more.", number=f"{digest.more:,}")) if digest.more else None,
        *(Text(line("{advice}", advice=advice)) for kind, advice in _ADVICE.items() if kind in kinds),
        *(Buttons(answers(each.user, each.name)) for each in _asking(digest)),
        _buttons(digest),
    )


def _asking(digest: Digest) -> Sequence[Item]:
    """The first who want to join."""
    return [each for each in digest.items if each.kind is TroubleKind.REQUEST][:_ADMITTED]


def _title(digest: Digest) -> str:
    match {each.kind for each in digest.items}:
        case kinds if kinds == {TroubleKind.SILENT}:
            return "Who fell silent"
        case kinds if kinds == {TroubleKind.QUESTION}:
            return "Who waits for an answer"
        case kinds if kinds == {TroubleKind.STUCK}:
            return "Who is stuck"
        case kinds if kinds == {TroubleKind.REQUEST}:
            return "Who wants to join"
        case kinds if kinds <= _MENTORS:
            return "Who needs a mentor"
        case kinds if kinds & {TroubleKind.QUESTION, TroubleKind.STUCK, TroubleKind.REQUEST, *_MENTORS}:
            return "What waits for you"
        case _:
            return "What didn't reach people"


def _item(each: Item, zone: str) -> Line:
    at, reason, name = moments.full(each.at, zone), each.reason.rstrip("."), shortened(each.name, _NAME)
    match each.kind:
        case TroubleKind.UNREACHABLE:
            return line("**{name}** can't be written to since {at}: {reason}.", name=name, at=at, reason=reason)
        case TroubleKind.HELD:
            doubt = ". It may have arrived, or not." if each.in_doubt else ". It has not arrived."
            return line(
                "A message to **{name}** is held since {at}: {why}{doubt}", name=name, at=at, why=reason, doubt=doubt
            )
        case TroubleKind.BLOCKED:
            return _blocked(each, reason, zone)
        case TroubleKind.SILENT:
            return line("**{name}** fell silent {at}: {reason}.", name=name, at=at, reason=reason)
        case TroubleKind.QUESTION:
            return line("**{name}** asked {at}: {reason}.", name=name, at=at, reason=reason)
        case TroubleKind.STUCK:
            return line("**{name}** asked for help {at} and waits: {reason}.", name=name, at=at, reason=reason)
        case TroubleKind.REQUEST:
            return line("**{name}** {reason}, since {at}.", name=name, at=at, reason=reason)
        case TroubleKind.MENTORLESS:
            return line("**{name}** needs a mentor since {at}: {reason}.", name=name, at=at, reason=reason)
        case TroubleKind.REMATCH:
            return line(
                "**{name}** may fit better with another mentor, {at}: {reason}.", name=name, at=at, reason=reason
            )
        case TroubleKind.MENDED:
            return line("Messages get through again since {at}.", at=at)
        case _:
            assert_never(each.kind)


def _blocked(each: Item, reason: str, zone: str) -> Line:
    """Whoever reads it can be written to, so that it is over: at a known instant, or with this message."""
    return line(
        "Nobody could be written to from {at} until {until}: {reason}. It works again, and nothing was sent twice.",
        at=moments.full(each.at, zone),
        until=moments.full(each.until, zone) if each.until else "this message came through",
        reason=reason,
    )


def _buttons(digest: Digest) -> Buttons | None:
    held = [each for each in digest.items if each.kind is TroubleKind.HELD]
    people = list(
        dict.fromkeys((each.user, each.name) for each in digest.items if each.user and each.kind in _EXPLICABLE)
    )[:_EXPLAINED]
    explain = [
        Button(f"Explain {shortened(name, _NAME)}", call("cohort explain", member=user)) for user, name in people
    ]
    if len(held) == 1 and not digest.more:
        first = list(decisions(held[0].delivery))
    else:
        first = [Button("Held messages", call("cohort held"), Tone.PRIMARY)] if held else []
    if any(each.kind is TroubleKind.QUESTION for each in digest.items):
        first.append(Button("Questions", call("cohort questions"), Tone.PLAIN if first else Tone.PRIMARY))
    if any(each.kind in _MENTORS for each in digest.items):
        first.append(Button("Mentors", call("cohort mentor"), Tone.PLAIN if first else Tone.PRIMARY))
    made = (*first, *_talked(digest), *explain)[:BUTTONS_IN_A_ROW]
    return Buttons(made) if made else None


def _talked(digest: Digest) -> list[Button]:
    waiting = dict.fromkeys((each.user, each.name) for each in digest.items if each.kind is TroubleKind.STUCK)
    return [
        Button(f"I've talked to {shortened(name, _NAME)}", call("mentor talked", learner=user))
        for user, name in list(waiting)[:_EXPLAINED]
        if user
    ]
