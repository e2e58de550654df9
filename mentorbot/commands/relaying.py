"""Between a learner and their mentor: the one place that lets words of one reach the other, or says why not."""

from dataclasses import replace
from typing import assert_never

from mentorbot.chat.blocks import Block, Button, Buttons, Note, Quote, Text, Tone
from mentorbot.chat.call import asking, call
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.commands.context import Context
from mentorbot.commands.mentorships import Pair, running_pair
from mentorbot.domain.deliveries import DeliveryKind, Letter, owed_now
from mentorbot.domain.errors import NotNow, NotUnderstood
from mentorbot.domain.members import Reach
from mentorbot.domain.mentoring import LONGEST_MESSAGE, MESSAGES_WITHIN, MOST_MESSAGES, Mentorship, Side
from mentorbot.domain.relayed import Relay, Relayed
from mentorbot.messages import moments
from mentorbot.store import Tx
from mentorbot.store.deliveries import add_deliveries, written_since
from mentorbot.store.help_requests import answer_help_requests
from mentorbot.store.keys import new_key
from mentorbot.store.mentoring import save_mentorship


class NotSent(NotNow):
    """What somebody wrote stays with them, for now; the sentence says why, `button` does something about it."""

    def __init__(self, sentence: str, button: Button | None = None) -> None:
        super().__init__(sentence)
        self.button = button


async def relay(ctx: Context, to: int, text: str) -> Reply:
    """Bring `text` of the caller to the other side of the pair `to`; raises NotAllowed, NotNow or NotUnderstood.

    What cannot go out just now is given back in the reply, so that it is not lost.
    """
    said = worded(text, LONGEST_MESSAGE, "A message")
    try:
        async with ctx.store.begin() as tx:
            between = await running_pair(ctx, tx, to, locked=True)
            reachable(await refusal(ctx, tx, between))
            await save_mentorship(tx, _written(ctx, between))
            if between.caller is not Side.LEARNER:
                await answer_help_requests(tx, between.learner.key, ctx.member.key, ctx.now)
            await send(ctx, tx, between, _letter(ctx, between, said), DeliveryKind.RELAY)
    except NotSent as error:
        return kept(error, said)
    return reply(
        say("On its way to **{name}**.", name=between.other.name),
        *_meanwhile(between),
        Note(line("It goes through me, so neither of you has to share an address.")),
        Buttons((Button("Write another", asking("mentor say", to=to)),)),
    )


def worded(text: str, most: int, what: str) -> str:
    """What somebody wrote, if it is something and fits; raises NotUnderstood."""
    said = text.strip()
    if not said:
        raise NotUnderstood(f"{what} has at least a word.", option="text")
    if len(said) > most:
        raise NotUnderstood(f"That's {len(said):,} characters; {most:,} fit. Nothing was sent.", option="text")
    return said


async def refusal(ctx: Context, tx: Tx, between: Pair) -> NotSent | None:
    """Why no letter goes to the other side just now; None where one does."""
    pair, name = between.mentorship, between.other.name
    since, to_learner = ctx.now - MESSAGES_WITHIN, between.caller is not Side.LEARNER
    written = await written_since(tx, pair.about, pair.learner, since, to_learner=to_learner)
    if written < MOST_MESSAGES:
        return apart(between)
    return apart(between) or NotSent(
        f"{name} has had {MOST_MESSAGES} messages from this side within a day, and I carry no more, so this wasn't "
        "sent. Keep it for tomorrow."
    )


def apart(between: Pair) -> NotSent | None:
    """Why the other side cannot be written to: one of the two wants no messages, or a platform lets none through.

    What a mentor who is away has stopped does not keep a learner and the cover apart.
    """
    pair, name = between.mentorship, between.other.name
    own = {Side.LEARNER: between.learner.key, Side.MENTOR: between.mentor.key}.get(between.caller)
    stopped = pair.stopped
    if between.cover is not None and between.caller is not Side.MENTOR:
        stopped -= {between.mentor.key}
    if own in stopped:
        return NotSent(
            f"You've stopped the messages between you and {name}, so this wasn't sent.",
            Button("Start them again", call("mentor unmute", to=pair.key), Tone.PRIMARY),
        )
    if stopped:
        return NotSent(f"No messages come through to {name} at the moment, so this wasn't sent.")
    if between.other.reach is Reach.CLOSED:
        return NotSent(f"{name}'s direct messages are closed to me at the moment, so this wasn't sent.")
    return None


def reachable(why_not: NotSent | None) -> None:
    """Raises what `refusal` or `apart` found."""
    if why_not is not None:
        raise why_not


async def send(ctx: Context, tx: Tx, between: Pair, letter: Letter, kind: DeliveryKind) -> None:
    """Owe it to the other side, as a part of their pair."""
    about = between.mentorship.about
    made = owed_now(new_key(ctx.now), letter, kind, to=between.other, now=ctx.now, about=about)
    await add_deliveries(tx, [made])


def kept(error: NotSent, said: str) -> Reply:
    """Why it was not sent, and the words, so that they are not lost."""
    first = (error.button,) if error.button else ()
    buttons = Buttons((*first, Button("What's next", call("mentor home"))))
    return kept_for_now(Text(line("{why}", why=str(error))), buttons, said=said)


def kept_for_now(*blocks: Block, said: str) -> Reply:
    """A reply with what somebody wrote given back above its last block; as it is where they wrote nothing."""
    if not said:
        return reply(*blocks)
    back = (say("What you wrote, so that it isn't lost:"), Quote(line("{text}", text=said)))
    return reply(*blocks[:-1], *back, blocks[-1])


def _written(ctx: Context, between: Pair) -> Mentorship:
    if between.caller is Side.LEARNER:
        return replace(between.mentorship, learner_wrote_at=ctx.now)
    return replace(between.mentorship, mentor_wrote_at=ctx.now)


def _letter(ctx: Context, between: Pair, said: str) -> Relayed:
    match between.caller:
        case Side.MENTOR:
            what = Relay.FROM_MENTOR
        case Side.COVER:
            what = Relay.FROM_COVER
        case Side.LEARNER:
            what = Relay.FROM_COVERED if between.cover else Relay.FROM_MENTEE
        case _:
            assert_never(between.caller)
    return Relayed(
        what=what,
        who=ctx.member.name,
        text=said,
        mentorship=between.mentorship.key,
        mentor=between.mentor.name if between.cover else "",
        zone=between.other.clock,
    )


def _meanwhile(between: Pair) -> tuple[Block, ...]:
    """To a learner whose mentor is away: who reads it, and when."""
    if between.caller is not Side.LEARNER or not between.away or between.offer.away_until is None:
        return ()
    until = moments.date_of(between.offer.away_until)
    if between.cover:
        return (
            say(
                "{mentor} is away through {until}, and {cover} covers until then.",
                mentor=between.mentor.name,
                until=until,
                cover=between.cover.name,
            ),
        )
    return (
        say(
            "{mentor} is away through {until} and may read it only then. If you're stuck, say so with "
            "`/mentor checkin`: that reaches the admins.",
            mentor=between.mentor.name,
            until=until,
        ),
    )
