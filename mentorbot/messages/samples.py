"""A test of a nudge: what people will read, with buttons that only show what they will be."""

from mentorbot.chat.blocks import Block, Buttons, Note
from mentorbot.chat.reply import Reply, reply
from mentorbot.chat.spans import line
from mentorbot.domain.guide import Guide
from mentorbot.domain.samples import Sample
from mentorbot.messages.nudges import nudge_message


def sample_message(sample: Sample, guide: Guide) -> Reply:
    """Marked as a test; nothing in it can be pressed, so that it changes nothing."""
    return reply(
        Note(line("A test that you asked for: a nudge of {cohort}. Nobody else gets it.", cohort=sample.cohort)),
        *map(_inert, nudge_message(sample.nudge, guide).blocks),
    )


def _inert(block: Block) -> Block:
    if not isinstance(block, Buttons):
        return block
    return Note(line("{labels}", labels=" ".join(f"[{each.label}]" for each in block.buttons)))
