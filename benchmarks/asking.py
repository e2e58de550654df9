"""Answering: how long a question takes with 1, 10 and 100 guides, and how the same engine does in another field.

Each is compared within the run: a hundred guides with one, and the engine with plain BM25 over the same pages. With
SEMANTIC_MODEL set, the likeness of meaning is timed too.
"""

import math
import os
import sys
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent.parent))  # started as a file, Python sees this folder only

from benchmarks.figures import Figure, arguments, show
from benchmarks.strangers_faq import asked, entries, guide_of
from mentorbot.domain.guide import Guide
from mentorbot.guides import Model, Search, Searches, load_library, open_model
from mentorbot.guides.asking.terms import words
from mentorbot.guides.evaluation import read_questions

ROOT = Path(__file__).parent.parent
QUESTIONS = ROOT / "tests" / "guides" / "questions" / "technical-product-manager.exam.jsonl"
MEGABYTE = 2**20


def main() -> None:
    chosen = arguments(__doc__).parse_args()
    show(_figures(quick=chosen.quick), chosen)


def _figures(*, quick: bool) -> Iterator[Figure]:
    library = load_library(ROOT / "content")
    questions = [each.question for each in read_questions(QUESTIONS)][: 40 if quick else None]
    Search(library.default)  # the English lists are read once, whoever asks
    yield from _made(library.default, None, prefix="", seconds=0.2, megabytes=15)
    yield from _many(list(library.guides.values()), questions, quick=quick)
    folder = os.environ.get("SEMANTIC_MODEL")
    model = open_model(Path(folder)) if folder else None
    if model:
        yield from _made(library.default, model, prefix="with a model, ", seconds=1.0, megabytes=150)
        search = Search(library.default, model=model)
        yield Figure(what="with a model, a question, p95", value=_p95(search.ask, questions), goal=15, unit=" ms")
    if not quick:  # it installs a package
        yield from _elsewhere(500)


def _made(guide: Guide, model: Model | None, *, prefix: str, seconds: float, megabytes: float) -> Iterator[Figure]:
    took = []
    for _ in range(5):
        began = perf_counter()
        Search(guide, model=model)
        took.append(perf_counter() - began)
    yield Figure(what=f"{prefix}a search made", value=median(took), goal=seconds, unit=" s")
    tracemalloc.start()
    kept = Search(guide, model=model)
    kept.ask("what is this about")
    size = tracemalloc.get_traced_memory()[0] / MEGABYTE
    tracemalloc.stop()
    yield Figure(what=f"{prefix}memory of a search", value=size, goal=megabytes, unit=" MB")


def _many(guides: Sequence[Guide], questions: Sequence[str], *, quick: bool) -> Iterator[Figure]:
    """The same questions to one guide, and each to the next of ten and of a hundred."""
    one = 0.0
    for number in (1, 10, 20 if quick else 100):
        many = [_copy(guide, place) for place, guide in enumerate(islice(cycle(guides), number))]
        p95 = _p95(_in_turn(many), questions)
        one = one or p95
        detail = f"{p95 / one:.2f} times that of one guide"
        yield Figure(what=f"a question with {number} guides, p95", value=p95, goal=20, unit=" ms", detail=detail)


def _in_turn(guides: Sequence[Guide]) -> Callable[[str], object]:
    """Asks one guide after the other; the search of each is made beforehand."""
    searches = Searches(lambda guide: Search(guide, guides))
    for guide in guides:
        searches.ask(guide, "what is this about")
    turn = cycle(guides)
    return lambda text: searches.ask(next(turn), text)


def _copy(guide: Guide, place: int) -> Guide:
    return replace(guide, slug=f"{guide.slug}-{place}", title=f"{guide.title} {place}", version=str(place))


def _p95(ask: Callable[[str], object], questions: Sequence[str]) -> float:
    took = []
    for each in questions:
        began = perf_counter()
        ask(each)
        took.append(1000 * (perf_counter() - began))
    return quantiles(took, n=20)[-1]


def _elsewhere(most: int) -> Iterator[Figure]:
    """General knowledge: other words, other questions, and no phrasing of an author."""
    known = entries(most)
    if not known:
        return
    questions = list(asked(known, Random(1)))  # noqa: S311 - the same slips each time
    search = Search(guide_of(known))
    ours = sum(_first(search, text) == slug for text, slug in questions)
    plain = _Bm25([f"{each.question} {each.answer}" for each in known])
    theirs = sum(f"faq-{plain.best(text)}" == slug for text, slug in questions)
    yield Figure(
        what="another field, right page first, against plain BM25",
        value=ours / max(theirs, 1),
        goal=1.1,
        at_least=True,
        unit=" times",
        detail=f"{ours / len(known):.2f} against {theirs / len(known):.2f} of {len(known)}",
    )


def _first(search: Search, text: str) -> str:
    ranked = search.ask(text).ranked
    return ranked[0].topic if ranked else ""


class _Bm25:
    """The textbook: k1 1.2, b 0.75, words as they are written."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._counts = [Counter(words(text)) for text in texts]
        self._average = sum(map(sum, (each.values() for each in self._counts))) / len(texts)
        self._found = Counter(word for counts in self._counts for word in counts)

    def best(self, text: str) -> int:
        asked_for = words(text)
        return max(range(len(self._counts)), key=lambda at: sum(self._score(word, at) for word in asked_for))

    def _score(self, word: str, at: int) -> float:
        count, total = self._counts[at][word], len(self._counts)
        if not count:
            return 0.0
        rarity = math.log(1 + (total - self._found[word] + 0.5) / (self._found[word] + 0.5))
        length = 1 - 0.75 + 0.75 * sum(self._counts[at].values()) / self._average
        return rarity * count * 2.2 / (count + 1.2 * length)


if __name__ == "__main__":
    main()
