"""Any letter of the outbox as the message that a person reads."""

from typing import assert_never

from mentorbot.chat.reply import Reply
from mentorbot.domain.announcements import Announced
from mentorbot.domain.deliveries import Letter
from mentorbot.domain.digests import Digest
from mentorbot.domain.help_letters import HelpNews, Stuck
from mentorbot.domain.kudos import Praise
from mentorbot.domain.mentee_digests import MenteesDigest
from mentorbot.domain.notices import Notice
from mentorbot.domain.nudges import Nudge
from mentorbot.domain.pairings import Paired
from mentorbot.domain.questions import Answered
from mentorbot.domain.relayed import Relayed
from mentorbot.domain.samples import Sample
from mentorbot.guides import Library
from mentorbot.messages.announcements import announced_message
from mentorbot.messages.digests import digest_message
from mentorbot.messages.help_letters import help_news_message, stuck_message
from mentorbot.messages.mentee_digests import mentees_message
from mentorbot.messages.notices import notice_message
from mentorbot.messages.nudges import nudge_message
from mentorbot.messages.pairings import paired_message
from mentorbot.messages.praise import praise_message
from mentorbot.messages.relayed import relayed_message
from mentorbot.messages.replies import answered_message
from mentorbot.messages.samples import sample_message


def letter_message(letter: Letter, library: Library) -> Reply | None:
    """None when the guide that a nudge is from was taken away."""
    match letter:
        case Digest():
            return digest_message(letter)
        case Answered():
            return answered_message(letter)
        case Paired():
            return paired_message(letter)
        case Stuck():
            return stuck_message(letter)
        case HelpNews():
            return help_news_message(letter)
        case MenteesDigest():
            return mentees_message(letter)
        case Notice():
            return notice_message(letter)
        case Announced():
            return announced_message(letter)
        case Relayed():
            return relayed_message(letter)
        case Praise():
            return praise_message(letter)
        case Sample(nudge):
            guide = library.guide(*nudge.edition)
            return sample_message(letter, guide) if guide else None
        case Nudge():
            guide = library.guide(*letter.edition)
            return nudge_message(letter, guide) if guide else None
        case _:
            assert_never(letter)
