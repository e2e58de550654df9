"""The English that the engine brings along: lists of words and phrases, and how they are found in a text."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from mentorbot.guides.asking.lists import lists
from mentorbot.guides.asking.terms import root, singular, without_shorthand, words


@dataclass(frozen=True, slots=True)
class Found:
    """Where a phrase stands, from its first word up to and without `end`, and the names of the lists that hold it."""

    start: int
    end: int
    names: tuple[str, ...]


class Phrases:
    """Words and phrases under the names of the lists that hold them, each word known by its `form`."""

    def __init__(self, lists: Mapping[str, Iterable[str]], form: Callable[[str], str]) -> None:
        names: dict[tuple[str, ...], list[str]] = {}
        for name, phrases in lists.items():
            for phrase in phrases:
                key = tuple(map(form, words(phrase)))
                if name not in names.setdefault(key, []):
                    names[key].append(name)
        self._names = {key: tuple(found) for key, found in names.items() if key}
        self._longest = max(map(len, self._names), default=0)
        self.forms = frozenset(each for key in self._names for each in key)

    def found(self, forms: Sequence[str]) -> Iterator[Found]:
        """Every phrase in the text, the longest at each place; none begins within another."""
        at = 0
        while at < len(forms):
            found = self._at(forms, at)
            if found:
                yield found
            at = found.end if found else at + 1

    def _at(self, forms: Sequence[str], at: int) -> Found | None:
        for end in range(min(at + self._longest, len(forms)), at, -1):
            if names := self._names.get(tuple(forms[at:end])):
                return Found(at, end, names)
        return None


@cache
def talk() -> Phrases:
    """What points to each concept, by the roots of the words."""
    return Phrases(lists("concepts"), root)


@cache
def outside() -> Phrases:
    """What is no guide's to answer, by the reason."""
    return Phrases(lists("outside"), singular)


def meant(text: str) -> list[str]:
    """The words of a text, what was typed in a hurry written out."""
    return [each for typed in without_shorthand(words(text)) for each in slang().get(typed, (typed,))]


@cache
def slang() -> Mapping[str, tuple[str, ...]]:
    """The words that somebody meant, by what was typed in a hurry."""
    return {typed: tuple(words(meant)) for meant, written in lists("slang").items() for typed in written}


@cache
def spelling() -> Collection[str]:
    """Every word of the lists as it is written, for slips to be put right."""
    texts = (each for file in ("careers", "concepts", "outside") for found in lists(file).values() for each in found)
    return frozenset(word for text in texts for word in words(text))
