"""The nearest known word, as the end of a problem's message."""

from collections.abc import Iterable

from mentorbot.chat.nearest import nearest


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A sentence to end a message with, or nothing when no known word comes near."""
    return "".join(f" Did you mean {each}?" for each in nearest(word, sorted(known)))
