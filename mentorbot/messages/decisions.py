"""What an admin can do with a message that is held, and with somebody who wants to join."""

from typing import Final

from mentorbot.chat.blocks import Button, Tone
from mentorbot.chat.call import asking, call
from mentorbot.domain.errors import shortened

SEND: Final = "Send it"
DROP: Final = "Drop it"
_NAME = 30


def decisions(delivery: str, whose: str = "") -> tuple[Button, Button]:
    """Buttons for one delivery; `whose` tells them apart where there are several."""
    send, drop = (f"{label[:-3]} {whose}’s" if whose else label for label in (SEND, DROP))
    return (
        Button(send, call("cohort decide", delivery=delivery, action="send")),
        Button(drop, call("cohort decide", delivery=delivery, action="drop"), Tone.DANGER),
    )


def answers(user: str, name: str) -> tuple[Button, Button]:
    """Let in, or turn down with a reason if there is one; they have asked to join one cohort at most."""
    who = shortened(name, _NAME)
    return (
        Button(f"Let {who} in", call("cohort admit", member=user)),
        Button(f"Turn {who} down", asking("cohort decline", member=user)),
    )
