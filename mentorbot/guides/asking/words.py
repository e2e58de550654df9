"""English words that mean little, and words that mean the same to anybody who asks about a career."""

from typing import Final

from mentorbot.guides.asking.lists import lists

EMPTY: Final = frozenset(lists("words")["empty"])
"""Said without meaning anything to look for."""
LIGHT: Final = frozenset(lists("words")["light"])
"""They shape a question and weigh little; that a guide never uses one says nothing."""
SYNONYMS: Final = {word: head for head, words in lists("synonyms").items() for word in words}
"""A word, and the one that stands for it and its like on both sides of the search."""


def tells(word: str) -> bool:
    """Whether the word means something by itself."""
    return word not in EMPTY and word not in LIGHT
