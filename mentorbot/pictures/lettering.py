"""What people wrote, made into lines that our typeface can draw and that fit.

Nothing is transliterated. A letter that the typeface lacks (Chinese, Devanagari, Thai…) is not left out in silence:
in the place of the whole text stands what it is `otherwise` called, such as a handle, or where there is nothing else,
a `·` for each run of such letters. An emoji that it lacks is left out while there are words beside it. Whoever draws a
picture puts the text as it was written into the picture's description.
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import count, takewhile
from typing import Final

from mentorbot.pictures.typeface import Weight, face

GONE: Final = "·"
CUT: Final = "…"
_GAP: Final = "\x00"
"""Stands for a letter that is missing, and is in no text."""
_LONE_JOINER: Final = re.compile("(?<!\\w)[\u200c\u200d]+|[\u200c\u200d]+(?!\\w)")
"""One that joins no letters: what is left of an emoji made of several."""
_LEFTWARDS: Final = "\u200f"
"""Makes a mark before it a part of the line that runs from right to left; it is not seen."""
_UNSEEN: Final = re.compile("[\u200e\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
"""What has no shape of its own, and could turn the direction of the rest."""


@dataclass(frozen=True, slots=True)
class Legible:
    """A text as it can be drawn; `whole` says whether that is all of it."""

    text: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of one size that fit into their box."""

    size: float
    lines: tuple[str, ...]

    @property
    def cut(self) -> bool:
        return self.lines[-1].removesuffix(_LEFTWARDS).endswith(CUT)

    @property
    def height(self) -> float:
        """From the top of the first line to the bottom of the last."""
        return self.size * (1 + LEADING * (len(self.lines) - 1))


LEADING: Final = 1.25
"""From one line to the next, in sizes."""


def legible(text: str, otherwise: str = "", *, weight: Weight = Weight.REGULAR) -> Legible:
    """One line that the typeface can draw, never empty."""
    wanted = " ".join(_printable(text).split())
    marked = "".join(each if face(weight).has(each) else _stand_in(each) for each in wanted)
    lacks_letters = _GAP in marked
    drawn = " ".join(re.sub(f"{_GAP}+", GONE, _LONE_JOINER.sub("", marked)).split())
    if drawn and not lacks_letters:
        return Legible(drawn, drawn == wanted)
    instead = legible(otherwise, weight=weight) if otherwise else None
    if instead and instead.whole:
        return Legible(instead.text, whole=False)
    return Legible(drawn or GONE, whole=False)


def fitted(
    text: str, *, width: float, size: float, least: float, lines: int = 1, weight: Weight = Weight.REGULAR
) -> Lines:
    """On as few lines as do at `least` size, in the largest size that they fit in.

    A word is broken only where it does not fit even so; and where that is still too much, the end is cut with `…`.
    """
    sizes = [*takewhile(lambda each: each > least, count(size, -1)), least]
    for unbroken in (True, False):
        for number in range(1, lines + 1):
            for this in sizes:
                found = _wrapped(text, width, this, weight)
                if len(found.lines) <= number and (found.unbroken or not unbroken):
                    return Lines(this, tuple(map(str.rstrip, found.lines)))
    kept = _wrapped(text, width, least, weight).lines[: lines - 1]
    rest = text[len("".join(kept)) :]
    return Lines(least, (*map(str.rstrip, kept), _cut(rest, width, least, weight)))


def _printable(text: str) -> str:
    """In NFC, with spaces for controls and halves of a pair, which no SVG may hold."""
    composed = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    return "".join(" " if unicodedata.category(each) in {"Cc", "Cs", "Zl", "Zp"} else each for each in composed)


def _stand_in(letter: str) -> str:
    """For one that the typeface lacks: a gap for a letter, a mark of one or a number; nothing for an ornament."""
    return _GAP if unicodedata.category(letter)[0] in "LMN" else ""


@dataclass(frozen=True, slots=True)
class _Wrapped:
    lines: tuple[str, ...]
    """With the spaces at their ends; together, they are the text."""
    unbroken: bool
    """Whether every word is in one piece."""


def _wrapped(text: str, width: float, size: float, weight: Weight) -> _Wrapped:
    """Lines broken after spaces and hyphens; within a word only where it is wider than a line."""
    measured = face(weight)
    lines, unbroken = [""], True
    for word in re.split(r"(?<=[ -])", text):
        if measured.width((lines[-1] + word).rstrip(), size) <= width:
            lines[-1] += word
            continue
        rest = word
        while measured.width(rest.rstrip(), size) > width:
            piece, unbroken = _most(rest, width, size, weight), False
            lines.append(piece)
            rest = rest[len(piece) :]
        lines.append(rest)
    return _Wrapped(tuple(line for line in lines if line) or ("",), unbroken)


def _most(word: str, width: float, size: float, weight: Weight) -> str:
    """As much of the beginning of a word as fits, one letter at least; a mark stays with its letter."""
    end = next((at for at in range(1, len(word)) if face(weight).width(word[: at + 1], size) > width), len(word))
    while end > 1 and end < len(word) and unicodedata.combining(word[end]):
        end -= 1
    return word[:end]


def _cut(text: str, width: float, size: float, weight: Weight) -> str:
    """As much as there is room for, ended in a way that says that there is more; on the left, where that is the end."""
    kept = _most(text, width - face(weight).width(CUT, size), size, weight).rstrip()
    leftwards = unicodedata.bidirectional(kept[-1:] or " ") in {"R", "AL"}
    return kept + CUT + (_LEFTWARDS if leftwards else "")
