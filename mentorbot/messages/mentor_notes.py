"""Notes of mentors, and who reads them: said wherever one is written or shown."""

from collections.abc import Sequence

from mentorbot.chat.blocks import Block, Bullets
from mentorbot.chat.reply import say
from mentorbot.chat.spans import Line, line
from mentorbot.domain.errors import shortened
from mentorbot.domain.members import Member
from mentorbot.domain.mentor_notes import MentorNote
from mentorbot.messages import moments

SHARED = "shared"
"""What people choose for a note that the mentee reads too."""


def who_reads(name: str, *, shared: bool) -> Line:
    """Who reads a note about `name`."""
    if shared:
        return line("It is **shared**: {name} reads it, and so does whoever mentors them.", name=name)
    return line("It is **private**: only you read it. {name} doesn't, no admin does, no later mentor does.", name=name)


def shared_notes(found: Sequence[tuple[MentorNote, str]], reader: Member, characters: int) -> tuple[Block, ...]:
    """What a mentor shared with the learner who reads it; nothing where there is none."""
    return (say("**Notes shared with you**"), *note_lines(found, reader, characters)) if found else ()


def note_lines(found: Sequence[tuple[MentorNote, str]], reader: Member, characters: int) -> tuple[Bullets, ...]:
    """Each with its day, who reads it, and whose it is; nothing where there is none."""
    return (Bullets(tuple(_note(each, author, reader, characters) for each, author in found)),) if found else ()


def _note(each: MentorNote, author: str, reader: Member, characters: int) -> Line:
    whose = "you" if each.author == reader.key else shortened(author, 40)
    return line(
        "{day}, {whose}, *{readers}*: {text}",
        day=moments.day(each.at, reader.clock),
        whose=whose,
        readers="shared" if each.shared else "private, only you",
        text=shortened(each.text, characters),
    )
