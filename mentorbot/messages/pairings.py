"""Who goes with whom from now on, as the two of them read it."""

from collections.abc import Sequence
from typing import assert_never

from mentorbot.chat.blocks import Block, Bullets, Button, Buttons, Note, Tone
from mentorbot.chat.call import asking, call
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import Line, line
from mentorbot.domain.errors import shortened
from mentorbot.domain.pairings import Counterpart, Paired, PairNews
from mentorbot.domain.weekdays import span
from mentorbot.domain.working_hours import Stretch
from mentorbot.messages.lists import names, within

_NAME = 30
_STRETCHES = 2
"""Told one by one."""
_LENGTH = 2400
_HOME = Button("What's next", call("mentor home"))
_MY_MENTOR = Button("Who is my mentor", call("mentor mentor"))
_MENTEES = Button("Mentees", call("mentor mentees"))


def paired_message(letter: Paired) -> Reply:
    """Who, why these two, when both work, and how to begin."""
    match letter.what:
        case PairNews.MENTOR:
            return _mentor(letter)
        case PairNews.MENTEES:
            return _mentees(letter)
        case PairNews.WITHOUT:
            return reply(
                say("**{name}** is no longer your mentor.", name=letter.before),
                Note(
                    line("Your place and your nudges stay, and the people who run cohorts can find you somebody new.")
                ),
                Buttons((Button("What's next", call("mentor home"), Tone.PRIMARY), _MY_MENTOR)),
            )
        case PairNews.PARTED:
            return _parted(letter)
        case PairNews.NAMED:
            return _named(letter)
        case PairNews.ENDED:
            return reply(
                say("{who} has ended your mentoring here. Thank you for the time you gave.", who=letter.who),
                Note(
                    line("Until somebody else is found for {names}, they can still write to you.", names=_names(letter))
                )
                if letter.people
                else None,
                Buttons((_HOME,)),
            )
        case _:
            assert_never(letter.what)


def _mentor(letter: Paired) -> Reply:
    (mentor,) = letter.people
    until_now = f" Until now it was {letter.before}." if letter.before else ""
    return reply(
        say("**{name}** is your mentor from now on.{until_now}", name=mentor.name, until_now=until_now),
        say("Why you two: {why}.", why=mentor.why) if mentor.why else None,
        *_together(mentor),
        Note(line("What you write to each other goes through me, so neither of you has to share an address.")),
        Buttons(
            (
                Button(
                    f"Write to {shortened(mentor.name, _NAME)}",
                    asking("mentor say", to=mentor.mentorship),
                    Tone.PRIMARY,
                ),
                _MY_MENTOR,
            )
        ),
    )


def _mentees(letter: Paired) -> Reply:
    told = Note(line("They have been told. A first line from you makes it easier to write back; it goes through me."))
    if len(letter.people) > 1:
        items = within([_mentee(each) for each in letter.people], _LENGTH)
        opening = say("You have **{number} new mentees**:", number=len(letter.people))
        return reply(opening, Bullets(items), told, Buttons((_primary(_MENTEES),)))
    (mentee,) = letter.people
    write = Button(f"Write to {shortened(mentee.name, _NAME)}", asking("mentor say", to=mentee.mentorship))
    return reply(
        say("**{name}** is your mentee from now on.", name=mentee.name),
        say("Why you two: {why}.", why=mentee.why) if mentee.why else None,
        *_together(mentee),
        told,
        Buttons((_primary(write), _MENTEES)),
    )


def _mentee(each: Counterpart) -> Line:
    return line(
        "**{name}**: {why}{together}",
        name=shortened(each.name, _NAME),
        why=each.why,
        together=f" ({_hours(each.together)} your time)" if each.together else "",
    )


def _parted(letter: Paired) -> Reply:
    alone = len(letter.people) == 1
    return reply(
        say(
            "**{people}** {are} no longer {mentees} of yours.",
            people=_names(letter),
            are="is" if alone else "are",
            mentees="a mentee" if alone else "mentees",
        ),
        Note(line("An admin decided it, and they have been told. Your private notes stay yours.")),
        Buttons((_primary(_HOME),)),
    )


def _names(letter: Paired) -> str:
    return names([each.name for each in letter.people])


def _named(letter: Paired) -> Reply:
    return reply(
        say(
            "{who} has made you a mentor here. A mentor hears once a week who moved and who is stuck, and writes a "
            "line where it helps.",
            who=letter.who,
        ),
        say(
            "Until you say otherwise you have **{places} places** and work from 09:00 to 17:00 on the clock of "
            "{zone}. Say which topics you know and when you work: then you get mentees whom it suits.",
            places=letter.places,
            zone=letter.zone,
        ),
        Note(line("You can change it, or stop, at any time with `/mentor volunteer`.")),
        Buttons((Button("Say what you offer", asking("mentor volunteer"), Tone.PRIMARY), _MENTEES)),
    )


def _together(other: Counterpart) -> tuple[Block, ...]:
    if not other.together:
        return ()
    return (say("You both work {hours}, your time.", hours=_hours(other.together)),)


def _hours(stretches: Sequence[Stretch]) -> str:
    """Monday to Friday from 14:00 to 17:00, Saturday from 09:00 to 12:00 and at other hours."""
    told = [f"{span(each.days)} from {each.start:%H:%M} to {each.end:%H:%M}" for each in stretches[:_STRETCHES]]
    more = " and at other hours" if len(stretches) > _STRETCHES else ""
    return f"{', '.join(told)}{more}"


def _primary(button: Button) -> Button:
    return Button(button.label, button.call, Tone.PRIMARY)
