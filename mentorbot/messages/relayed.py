"""What a learner and their mentor write to each other, and what an absence means, as it reaches somebody."""

from typing import assert_never

from mentorbot.chat.blocks import Button, Buttons, Note, Quote, Tone
from mentorbot.chat.call import asking, call
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.domain.questions import MENTORS_FIRST
from mentorbot.domain.relayed import Relay, Relayed
from mentorbot.messages import moments


def relayed_message(letter: Relayed) -> Reply:
    """Who it is from, what they wrote, and what can be done about it."""
    match letter.what:
        case Relay.FROM_MENTOR:
            return _written(letter, "your mentor, writes:", stops=True)
        case Relay.FROM_MENTEE:
            return _written(letter, "your mentee, writes:", stops=True)
        case Relay.FROM_COVER:
            return _written(letter, f"who covers for {letter.mentor}, writes:", stops=True)
        case Relay.FROM_COVERED:
            return _written(letter, f"whom you cover for {letter.mentor}, writes:", stops=False)
        case Relay.QUESTION:
            return _asked(letter)
        case Relay.NOTE:
            return _noted(letter)
        case Relay.COVERS:
            return _covers(letter)
        case Relay.COVERED:
            return reply(say("**{who}** is back with their mentees, so you cover for them no longer.", who=letter.who))
        case Relay.UNCOVERED:
            return _uncovered(letter)
        case Relay.STOPS:
            return _stops(letter)
        case _:
            assert_never(letter.what)


def write_button(mentorship: int, label: str = "Answer") -> Button:
    """Asks for the words in a form."""
    return Button(label, asking("mentor say", to=mentorship), Tone.PRIMARY)


def stop_button(mentorship: int) -> Button:
    return Button("Stop these messages", call("mentor mute", to=mentorship))


def _written(letter: Relayed, role: str, *, stops: bool) -> Reply:
    buttons = (write_button(letter.mentorship), *((stop_button(letter.mentorship),) if stops else ()))
    return reply(
        say("**{who}**, {role}", who=letter.who, role=role), Quote(line("{text}", text=letter.text)), Buttons(buttons)
    )


def _asked(letter: Relayed) -> Reply:
    who = f", whom you cover for {letter.mentor}," if letter.mentor else ", your mentee,"
    return reply(
        say("**{who}**{role} asks what the guide leaves open:", who=letter.who, role=who),
        Quote(line("{text}", text=letter.text)),
        Note(
            line(
                "Your answer reaches them through me. Without one, the people who run cohorts see the question after "
                "{days} days.",
                days=MENTORS_FIRST.days,
            )
        ),
        Buttons((Button("Answer", asking("mentor answer", question=letter.question), Tone.PRIMARY),)),
    )


def _noted(letter: Relayed) -> Reply:
    return reply(
        say("**{who}** has shared a note with you:", who=letter.who),
        Quote(line("{text}", text=letter.text)),
        Note(line("It stays readable under `/mentor mentor`, for you and whoever mentors you.")),
        Buttons((write_button(letter.mentorship), Button("My mentor", call("mentor mentor")))),
    )


def _covers(letter: Relayed) -> Reply:
    until = moments.date_of(letter.until) if letter.until else "they are back"
    return reply(
        say(
            "**{who}** is away through {until}, and has named you as their cover.",
            who=letter.who,
            until=until,
        ),
        say(
            "Until then messages and questions of their mentees come to you, and so does whoever is stuck. They have "
            "{mentees}.",
            mentees=moments.count(letter.mentees, "mentee") if letter.mentees else "none just now",
        ),
        Note(line("If that doesn't suit you, tell {who}; they can name somebody else at any time.", who=letter.who)),
        Buttons((Button("See their mentees", call("mentor mentees"), Tone.PRIMARY),)),
    )


def _uncovered(letter: Relayed) -> Reply:
    why = f"is away through {moments.date_of(letter.until)}" if letter.until else "mentors no more"
    return reply(
        say("**{who}**, your cover, {why}.", who=letter.who, why=why),
        say("You are away too, so until you name somebody else, whoever of your mentees is stuck reaches the admins."),
        Buttons((Button("Name another cover", asking("mentor away"), Tone.PRIMARY),)),
    )


def _stops(letter: Relayed) -> Reply:
    return reply(
        say(
            "**{who}** has stopped mentoring. The people who run cohorts look for somebody new for you.", who=letter.who
        ),
        say(
            "Until they have found somebody, {who} can still be written to, and your place and your nudges stay.",
            who=letter.who,
        ),
        Buttons((Button("My mentor", call("mentor mentor"), Tone.PRIMARY), Button("What's next", call("mentor home")))),
    )
