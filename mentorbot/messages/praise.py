"""Kudos as they reach somebody."""

from mentorbot.chat.blocks import Button, Buttons, Note, Quote, Tone
from mentorbot.chat.call import asking, call
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.domain.kudos import Praise


def praise_message(letter: Praise) -> Reply:
    """Whose they are, and where they stay readable."""
    kept = (
        "It stays with your progress." if letter.to_learner else "It stays with your offer, under `/mentor volunteer`."
    )
    more = (Button("Progress", call("mentor progress")),) if letter.to_learner else ()
    return reply(
        say("**{who}**, {role}, gives you kudos:", who=letter.who, role=letter.role),
        Quote(line("{text}", text=letter.text)),
        Note(line(kept)),
        Buttons((Button("Answer", asking("mentor say", to=letter.mentorship), Tone.PRIMARY), *more)),
    )
