"""A call for help as whoever made it sees it: who has it, what happens next, and what they can still decide."""

from dataclasses import dataclass
from typing import assert_never

from mentorbot.chat.blocks import Block, Button, Buttons, Note, Text, Tone
from mentorbot.chat.call import asking, call
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import Line, line
from mentorbot.domain.checkins import HelpRequest, Mood
from mentorbot.domain.errors import shortened
from mentorbot.domain.escalation import Told, Why
from mentorbot.domain.mentoring import MentorshipKey
from mentorbot.messages import moments

_NAME = 40
NOT_YOUR_WORDS = "They see that you wait for a person, not what you wrote."


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A call, who has it, and what its maker reads it with; `mentorship` where they can write to a mentor."""

    request: HelpRequest
    told: Told
    cohort: str
    zone: str
    mentorship: MentorshipKey | None = None


def the_people(cohort: str) -> str:
    """Those who run cohorts: "the people who run Spring 26"."""
    return f"the people who run {cohort}" if cohort else "the people who run cohorts here"


def called_message(asked: Asked, *, rang: bool, again: bool, replaced: Mood | None) -> Reply:
    """What came of saying "I'm stuck"."""
    return reply(
        say("Kept in place of what you said earlier today.") if replaced not in {None, Mood.STUCK} else None,
        _who(asked, rang=rang, again=again),
        Note(_next(asked)),
        _buttons(asked, adds=not asked.request.note),
    )


def open_call_blocks(asked: Asked) -> tuple[Block, ...]:
    """A call that still waits, below where somebody is."""
    since = moments.full(asked.request.asked_at, asked.zone)
    return (
        say("You asked for help on {since}; {who}.", since=since, who=_has_it(asked)),
        Note(_next(asked)),
        _buttons(asked, adds=False, home=False),
    )


def _who(asked: Asked, *, rang: bool, again: bool) -> Text:
    if again and not rang:
        return say("Added to your call for help; {who}. I don't ring twice in a day.", who=_has_it(asked))
    if asked.told.whom is None:
        return say(
            "That happens. {why}, so {people} hear of it now.",
            why=_because(asked.told),
            people=the_people(asked.cohort),
        )
    has_it = "has it now, once more" if again else "has it now"
    if asked.told.why is Why.NOTHING:
        return say("That happens. **{name}** {has_it}.", name=asked.told.whom.name, has_it=has_it)
    return say(
        "That happens. {why}, so **{name}** {has_it}.",
        why=_because(asked.told),
        name=asked.told.whom.name,
        has_it=has_it,
    )


def _because(told: Told) -> str:
    match told.why:
        case Why.AWAY:
            return f"{told.mentor} is away"
        case Why.UNREACHABLE:
            return f"I can't write to {told.mentor} just now"
        case Why.NO_MENTOR | Why.NOTHING:
            return "You have no mentor yet"
        case _:
            assert_never(told.why)


def _has_it(asked: Asked) -> Line:
    if asked.told.whom is not None:
        return line("**{name}** has it", name=asked.told.whom.name)
    if asked.request.escalated_at is not None:
        return line("{people} know", people=the_people(asked.cohort))
    return line("nobody has it yet")


def _next(asked: Asked) -> Line:
    request = asked.request
    if request.escalated_at is not None:
        return line("Their news comes once a day at most. {words}", words=NOT_YOUR_WORDS)
    if request.escalates_at is None:
        return line("Nobody else hears of it.")
    return line(
        "If there's no answer by {at}, {people} hear of it. {words}",
        at=moments.full(request.escalates_at, asked.zone),
        people=the_people(asked.cohort),
        words=NOT_YOUR_WORDS,
    )


def _buttons(asked: Asked, *, adds: bool, home: bool = True) -> Buttons:
    first = Tone.PRIMARY if home else Tone.PLAIN
    made = [Button("It's solved", call("mentor solved"))]
    if asked.mentorship is not None and asked.told.whom is not None and asked.told.why is Why.NOTHING:
        label = f"Write to {shortened(asked.told.mentor, _NAME)}"
        made.insert(0, Button(label, asking("mentor say", to=asked.mentorship), first))
    elif adds:
        made.insert(0, Button("Add a line", asking("mentor checkin", mood=Mood.STUCK.value), first))
    if asked.request.escalates_at is not None and asked.request.escalated_at is None:
        made.append(Button("Don't tell the admins", call("mentor quietly")))
    if home:
        made.append(Button("What's next", call("mentor home")))
    return Buttons(tuple(made))
