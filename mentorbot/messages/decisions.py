"""The two things an admin can do with a message that is held."""

from typing import Final

from mentorbot.chat.blocks import Button, Tone
from mentorbot.chat.call import call

SEND: Final = "Send it"
DROP: Final = "Drop it"


def decisions(delivery: str, whose: str = "") -> tuple[Button, Button]:
    """Buttons for one delivery; `whose` tells them apart where there are several."""
    send, drop = (f"{label[:-3]} {whose}’s" if whose else label for label in (SEND, DROP))
    return (
        Button(send, call("cohort decide", delivery=delivery, action="send")),
        Button(drop, call("cohort decide", delivery=delivery, action="drop"), Tone.DANGER),
    )
