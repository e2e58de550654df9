"""Which careers a question names, and how: as what it asks about, as where somebody comes from, or in passing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from mentorbot.guides.asking.lexicon import Phrases
from mentorbot.guides.asking.lists import lists
from mentorbot.guides.asking.reading import Question
from mentorbot.guides.asking.terms import root, singular
from mentorbot.guides.asking.words import tells

LONGEST_ROLE = 3
"""Words before "engineer" or "manager" that may belong to it."""


class Whose(Enum):
    """Of which career a question speaks."""

    OURS = "ours"
    NEAR = "near"
    """A role that the guide's pages speak of."""
    OTHER = "other"


class Use(Enum):
    """How a career is named."""

    SUBJECT = auto()
    """What somebody would become, what "for a" or "salary" stands beside, what "does" asks about."""
    TOPIC = auto()
    """What a sentence speaks of, which may still be about our career: "is QA a good way in"."""
    ORIGIN = auto()
    """Where somebody comes from: "I'm a nurse"."""
    ASIDE = auto()


@dataclass(frozen=True, slots=True)
class Mention:
    """A career in a question, from its first word up to and without `end`."""

    start: int
    end: int
    whose: Whose
    use: Use


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _roots(text: str) -> frozenset[str]:
    return frozenset(map(root, text.split()))


ARTICLES = _words("a an the some any good great better real proper successful kind of")
GRADES = _words("technical senior junior associate entry level principal staff new young aspiring mid")
"""They say which of its kind a career is, not what kind."""
NO_PART = _words("hiring line my your our direct current their previous non former never ex only just")
"""They do not belong to the name of a role: a hiring manager is somebody one meets, not what one becomes."""

BECOMING = _roots("become be being into towards qualify train retrain called myself")
ASKING_OF = _words("do does did should can must will would how what for as help helps suit suits")
TELLING_OF = _words("is are of need")
LEAVING = _roots("move switch transition change go get pivot jump step way path road route from")
"""Before "to" they make the career that follows the one that somebody wants."""
COMPARING = _words("vs versus different difference compared differ differs")
AMONG = _words("with between and or than by other our their your")
ORIGIN = _words("from former ex im am was were been currently current like my")
WORKING = _words("work worked working works experience background or")
WANTING = _words("can could qualify hired become want need")
MOVING = _roots("stand chance switch move transition springboard stepping count lead enough crossover jump pivot")
"""Behind the name of a career they make it the one that somebody has, or the one that comes first."""
REACH = 6
"""So many words behind a career tell what it is to whoever asks."""
PERSON = _words("person people guy background folk")
ASKED = _roots(
    """
    salary earn make pay wage money skill degree certification certificate job career course resume cv interview outlook
    demand training path roadmap need school licence license qualification education guide bootcamp apprenticeship work
    life step duty
    """
)
"""What stands behind the name of a career about which somebody asks."""


class Careers:
    """Knows the names of our career, of those that the guide speaks of, and what else the English list knows."""

    def __init__(self, ours: Iterable[str], near: Iterable[str]) -> None:
        known = lists("careers")
        names = {Whose.OURS: ours, Whose.NEAR: near, Whose.OTHER: (*known["occupations"], *known["fields"])}
        self._phrases = Phrases({whose.value: phrases for whose, phrases in names.items()}, singular)
        self._heads = frozenset(known["heads"])

    def mentions(self, question: Question) -> tuple[Mention, ...]:
        """Every career named in the question."""
        named = self._named(question)
        return tuple(Mention(start, end, whose, _use(question, start, end)) for start, end, whose in named)

    def _named(self, question: Question) -> Iterator[tuple[int, int, Whose]]:
        taken = 0
        for found in self._phrases.found(question.singulars):
            yield from self._unlisted(question, taken, found.start)
            whose = next(each for each in Whose if each.value in found.names)
            first = found.start
            is_head = found.end - first == 1 and question.singulars[first] in self._heads
            if is_head or whose is Whose.OTHER:
                first = _beginning(question, taken, first)
            # "engineer" may be near us, "data engineer" is another.
            yield first, found.end, whose if first == found.start else Whose.OTHER
            taken = found.end
        yield from self._unlisted(question, taken, len(question.said))

    def _unlisted(self, question: Question, start: int, end: int) -> Iterator[tuple[int, int, Whose]]:
        """Words that end like the name of a role, with what stands before them."""
        for at in range(start, end):
            if question.singulars[at] in self._heads:
                first = _beginning(question, start, at)
                if first < at:
                    yield first, at + 1, Whose.OTHER


def _beginning(question: Question, start: int, at: int) -> int:
    """Where the name of a role begins that ends with the word at `at`."""
    first = at
    while first > max(start, at - LONGEST_ROLE) and _may_belong(question.said[first - 1]):
        first -= 1
    return first


def _may_belong(word: str) -> bool:
    never = not tells(word) or word in GRADES or word in NO_PART
    return not never and root(word) not in BECOMING and not word.isdigit()


def _use(question: Question, start: int, end: int) -> Use:
    said, roots = question.said, question.roots
    before = [word for word in said[:start] if word not in ARTICLES and word not in GRADES]
    last = before[-1] if before else ""
    if last in ORIGIN or PERSON.intersection(said[end : end + 1]) or (last == "as" and _is_own(said, before)):
        return Use.ORIGIN
    if MOVING.intersection(roots[end : end + REACH]):
        return Use.ORIGIN
    if COMPARING.intersection(said):
        return Use.ASIDE
    if last == "to":
        return Use.SUBJECT if LEAVING.intersection(map(root, before[-REACH:-1])) else Use.ASIDE
    if last in ASKING_OF or root(last) in BECOMING or ASKED.intersection(roots[end : end + 2]):
        return Use.SUBJECT
    if last in AMONG or said[end : end + 1] == ("and",):
        return Use.ASIDE
    if last in TELLING_OF:
        return Use.SUBJECT if ASKED.intersection(roots[end : end + 4]) else Use.TOPIC
    return Use.ASIDE if any(map(_may_belong, (*said[:start], *said[end:]))) else Use.TOPIC


def _is_own(said: Sequence[str], before: Sequence[str]) -> bool:
    """Whether somebody speaks of the work they have: "I work as a nurse", "as a nurse, can I"."""
    if len(before) == 1:
        return True
    return bool(WORKING.intersection(before[-2:-1])) and not WANTING.intersection(said[: len(before)])
