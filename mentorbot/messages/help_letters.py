"""Somebody is stuck: the letter to whoever is to answer, and what became of it, back to themselves."""

from typing import assert_never

from mentorbot.chat.blocks import Button, Buttons, Note, Quote, Text, Tone
from mentorbot.chat.call import asking, call
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import Line, line
from mentorbot.domain.checkins import Mood
from mentorbot.domain.errors import shortened
from mentorbot.domain.escalation import Why
from mentorbot.domain.help_letters import HelpNews, Stuck, Turn
from mentorbot.messages import moments
from mentorbot.messages.first_sentences import stuck
from mentorbot.messages.help_requests import NOT_YOUR_WORDS, the_people

_NAME = 40


def stuck_message(letter: Stuck) -> Reply:
    """Who, on what, for how long, in their words; a first sentence to send."""
    return reply(
        say("**{name}** {is_stuck}.", name=letter.learner, is_stuck=_on_what(letter)),
        Quote(line("{note}", note=letter.note)) if letter.note else None,
        _why_you(letter),
        Note(line("A line is enough. Whatever you send through me tells them that you are there.")),
        _buttons(letter),
    )


def _on_what(letter: Stuck) -> Line:
    still = "is still stuck and waits for a word" if letter.again else "is stuck"
    if not letter.task:
        return line("{still}", still=still)
    weeks = f", {moments.count(letter.weeks, 'week')} into it" if letter.weeks > 1 else ""
    return line(
        "{still} on **{task}** (Step {step}){weeks}", still=still, task=letter.task, step=letter.step, weeks=weeks
    )


def _why_you(letter: Stuck) -> Text | None:
    match letter.why:
        case Why.AWAY:
            return say("You hear of it because {mentor} is away and named you.", mentor=letter.mentor)
        case Why.UNREACHABLE:
            return say("You hear of it because I can't write to {mentor}, who named you.", mentor=letter.mentor)
        case Why.NOTHING | Why.NO_MENTOR:
            return None
        case _:
            assert_never(letter.why)


def _buttons(letter: Stuck) -> Buttons:
    sentence = stuck(letter.task, letter.weeks, wrote=bool(letter.note))
    return Buttons(
        (
            Button(f'Send: "{sentence}"', call("mentor say", to=letter.mentorship, text=sentence), Tone.PRIMARY),
            Button("Write my own", asking("mentor say", to=letter.mentorship)),
            Button(f"I've talked to {shortened(letter.learner, _NAME)}", call("mentor talked", learner=letter.user)),
        )
    )


def help_news_message(letter: HelpNews) -> Reply:
    """What became of a call for help."""
    solved = Button("It's solved", call("mentor solved"))
    told = letter.turn is not Turn.TO_NOBODY
    tell = Button("Tell somebody", call("mentor checkin", mood=Mood.STUCK.value), Tone.PRIMARY)
    return reply(
        say("About your call for help of {at}:", at=moments.full(letter.asked_at, letter.zone)),
        _what_happened(letter),
        Note(line("{words}", words=NOT_YOUR_WORDS)) if letter.turn in {Turn.UNANSWERED, Turn.TO_ADMINS} else None,
        Buttons((solved, Button("What's next", call("mentor home"))) if told else (tell, solved)),
    )


def _what_happened(letter: HelpNews) -> Text:
    people = the_people(letter.cohort)
    match letter.turn:
        case Turn.UNANSWERED:
            return say(
                "**{first}** hasn't answered yet, so {people} know now that you are stuck.",
                first=letter.first,
                people=people,
            )
        case Turn.TO_THE_COVER:
            return say(
                "I couldn't write to **{first}**, so **{now}** has it now.", first=letter.first, now=letter.now_with
            )
        case Turn.TO_ADMINS:
            return say(
                "I couldn't write to **{first}**, so {people} know now that you are stuck.",
                first=letter.first,
                people=people,
            )
        case Turn.TO_NOBODY:
            return say(
                "I couldn't write to **{first}**, and nobody else is to hear of it. So nobody has it yet.",
                first=letter.first,
            )
        case _:
            assert_never(letter.turn)
