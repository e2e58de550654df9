"""A reply with every kind of block and span, for tests of what must know them all."""

from mentorbot.chat.blocks import (
    Bullets,
    Button,
    Buttons,
    Checklist,
    Fields,
    File,
    Heading,
    Mark,
    Note,
    Picture,
    Progress,
    Quote,
    Text,
    Tone,
)
from mentorbot.chat.call import Call
from mentorbot.chat.ids import ChannelId, UserId
from mentorbot.chat.reply import Reply, reply
from mentorbot.chat.spans import ChannelLink, Code, Emphasis, Link, Mention, Moment, MomentStyle, Strong
from tests.plain_png import png
from tests.platforms.local.small_talk import FIRST_MONDAY

HOSTILE = '<b onclick="x">&\'</b>'


def every_block(text: str = "words") -> Reply:
    """`text` is wherever a text can be."""
    spans = (
        *(text, Strong((text, Emphasis((text,)))), Code(text), Link(text, "https://example.org/?a=1&b=2")),
        *(Moment(FIRST_MONDAY, "UTC"), Moment(FIRST_MONDAY, "UTC", MomentStyle.TIME)),
        *(Mention(UserId("kim"), text), ChannelLink(ChannelId("career"), text)),
    )
    return reply(
        Heading(text),
        Text(spans),
        Bullets((spans, (text,))),
        Bullets(((text,), (text,)), numbered=True),
        Quote((text,)),
        Fields(((text, spans), (text, (text,)))),
        Checklist(((Mark.DONE, (text,)), (Mark.FOCUS, (text,)), (Mark.OPEN, (text,)))),
        Progress(text, 3, 7),
        Picture("steps.png", png(320, 180), text or "words"),
        File(text.strip() or "steps.csv", "text/csv", b"step,done"),
        Note((text,)),
        Buttons(
            (
                Button(text, Call(group="mentor", word="done", rest=f'task="{text}"'), Tone.PRIMARY),
                Button("Leave", Call(group="mentor", word="leave"), Tone.DANGER),
            )
        ),
    )
