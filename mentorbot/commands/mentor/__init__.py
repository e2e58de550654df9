"""`/mentor`: for everybody, one file per word."""

from mentorbot.chat.command import Group
from mentorbot.commands.mentor.answer import answer
from mentorbot.commands.mentor.ask import ask
from mentorbot.commands.mentor.away import away
from mentorbot.commands.mentor.badge import badge
from mentorbot.commands.mentor.certificate import certificate
from mentorbot.commands.mentor.checkin import checkin
from mentorbot.commands.mentor.done import done
from mentorbot.commands.mentor.export import export
from mentorbot.commands.mentor.focus import focus
from mentorbot.commands.mentor.forget import forget
from mentorbot.commands.mentor.guide import guide
from mentorbot.commands.mentor.guides import guides
from mentorbot.commands.mentor.help import help_
from mentorbot.commands.mentor.home import home
from mentorbot.commands.mentor.join import join
from mentorbot.commands.mentor.judge import judge
from mentorbot.commands.mentor.kudos import kudos
from mentorbot.commands.mentor.leave import leave
from mentorbot.commands.mentor.mentees import mentees
from mentorbot.commands.mentor.mentor import mentor
from mentorbot.commands.mentor.mute import mute
from mentorbot.commands.mentor.note import note
from mentorbot.commands.mentor.notes import notes
from mentorbot.commands.mentor.pass_ import pass_
from mentorbot.commands.mentor.pause import pause
from mentorbot.commands.mentor.progress import progress
from mentorbot.commands.mentor.quietly import quietly
from mentorbot.commands.mentor.rematch import rematch
from mentorbot.commands.mentor.say import say_
from mentorbot.commands.mentor.schedule import schedule
from mentorbot.commands.mentor.skip import skip
from mentorbot.commands.mentor.snooze import snooze
from mentorbot.commands.mentor.solved import solved
from mentorbot.commands.mentor.step import step
from mentorbot.commands.mentor.talked import talked
from mentorbot.commands.mentor.undo import undo
from mentorbot.commands.mentor.unmute import unmute
from mentorbot.commands.mentor.unnote import unnote
from mentorbot.commands.mentor.unpause import unpause
from mentorbot.commands.mentor.volunteer import volunteer
from mentorbot.commands.mentor.when import when
from mentorbot.commands.mentor.wish import wish

MENTOR = Group(
    "mentor",
    "Your guide, your steps, one nudge a week",
    (
        home,
        help_,
        ask,
        guide,
        guides,
        join,
        leave,
        step,
        done,
        undo,
        focus,
        progress,
        when,
        schedule,
        snooze,
        skip,
        pause,
        unpause,
        checkin,
        mentor,
        mentees,
        volunteer,
        away,
        export,
        forget,
        judge,
        pass_,
        quietly,
        solved,
        talked,
        say_,
        mute,
        unmute,
        kudos,
        note,
        notes,
        unnote,
        answer,
        rematch,
        wish,
        badge,
        certificate,
    ),
)
