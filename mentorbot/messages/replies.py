"""A person's answer to what somebody asked the bot and passed on."""

from mentorbot.chat.blocks import Button, Buttons, Note, Quote, Text, Tone
from mentorbot.chat.call import call
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.domain.questions import Answered


def answered_message(letter: Answered) -> Reply:
    """Whose answer it is, to what, and what comes next."""
    return reply(
        say("**{who}** has answered what you asked:", who=letter.who),
        Quote(line("{question}", question=letter.question)),
        Text(line("{answer}", answer=letter.answer)),
        Note(line("You passed this question on when the guide had no answer.")),
        Buttons((Button("Ask another", call("mentor ask"), Tone.PRIMARY), Button("What's next", call("mentor home")))),
    )
