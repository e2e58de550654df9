"""The nearest known word, as what to do about an unknown one."""

from collections.abc import Iterable

from mentorbot.chat.nearest import nearest


def did_you_mean(word: str, known: Iterable[str], *, otherwise: str) -> str:
    """A question, or `otherwise` when no known word comes near."""
    return next((f"Did you mean {each}?" for each in nearest(word, sorted(known))), otherwise)
