"""What an author reads below an answer while the newest files of the guides cannot be read."""

from collections.abc import Sequence

from mentorbot.chat.blocks import Note
from mentorbot.chat.spans import line
from mentorbot.guides import Problem

SHOWN = 3


def stale_note(problems: Sequence[Problem]) -> Note:
    """The first problems, with their files and lines."""
    told = [*map(str, problems[:SHOWN]), *([f"And {len(problems) - SHOWN} more."] if len(problems) > SHOWN else [])]
    why = "This is from the last good version: the guides' files have changed and cannot be read."
    return Note(line("{why}\n{told}", why=why, told="\n".join(told)))
