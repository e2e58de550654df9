"""What is said when an answer broke on our side."""

from mentorbot.chat.reply import Reply, reply, say


def broken(reference: str) -> Reply:
    """`reference` finds it in the log."""
    return reply(
        say(
            "Something broke on my side before I could show the answer, so it may be done already. "
            "Reference {reference}.",
            reference=reference,
        )
    )
