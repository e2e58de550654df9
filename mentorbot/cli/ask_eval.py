"""`python bot.py ask-eval`: how right a guide's answers are, measured on a file of questions."""

import json
import tracemalloc
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Annotated

import typer

from mentorbot.cli.ask import searching
from mentorbot.guides import Search
from mentorbot.guides.evaluation import NAMED, Judged, Rate, rates, read_questions

MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds for a question, seconds to make a search, megabytes that it keeps."""

    median_ms: float
    p95_ms: float
    load_s: float
    memory_mb: float


def ask_eval(
    questions: Annotated[Path, typer.Argument(help='A file of {"kind": …, "q": …, "expected": [topics]} lines.')],
    guide: Annotated[str, typer.Option(help="Which guide, by its folder's name.")] = "",
    failures: Annotated[int, typer.Option(help="So many failures of each kind are shown.")] = 10,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Ask a guide every question of a file; exits with 1 when a figure is not what it must be."""
    asked = read_questions(questions)
    make = searching(guide)
    began = perf_counter()
    search = make()
    load = perf_counter() - began
    found, taken = [], []
    for each in asked:
        began = perf_counter()
        answer = search.ask(each.question)
        taken.append(1000 * (perf_counter() - began))
        found.append(Judged(each, answer))
    cost = Cost(median(taken), _p95(taken), load, _memory(make))
    figures = list(rates(found))
    missed = [each.name for each in figures if not each.keeps(each.must)]
    if as_json:
        told = {"rates": [asdict(each) for each in figures], "cost": asdict(cost), "missed": missed}
        typer.echo(json.dumps(told, ensure_ascii=False))
    else:
        for line in (*_table(figures), "", _paid(cost), *_failures(found, failures)):
            typer.echo(line)
    if missed:
        raise typer.Exit(1)


def _p95(taken: Sequence[float]) -> float:
    return quantiles(taken, n=20)[-1] if len(taken) > 1 else taken[0]


def _memory(make: Callable[[], Search]) -> float:
    """What one more search of the same guide keeps, the English lists not counted again; in megabytes."""
    tracemalloc.start()
    try:
        kept = make()
        kept.ask("what is this about")
        return tracemalloc.get_traced_memory()[0] / MEGABYTE
    finally:
        tracemalloc.stop()


def _table(figures: Sequence[Rate]) -> Iterator[str]:
    yield f"{'':44}{'found':>7}{'of':>6}{'must':>7}{'better':>8}"
    for each in figures:
        sign = "<=" if each.at_most else ""
        bounds = "".join(f"{'' if bound is None else f'{sign}{bound:.2f}':>{wide}}" for bound, wide in _bounds(each))
        verdict = "" if each.keeps(each.better) else "  missed" if not each.keeps(each.must) else "  could be better"
        yield f"{each.name:44}{each.share:7.3f}{each.base:6}{bounds}{verdict}"


def _bounds(each: Rate) -> tuple[tuple[float | None, int], ...]:
    return (each.must, 7), (each.better, 8)


def _paid(cost: Cost) -> str:
    return (
        f"{cost.median_ms:.2f} ms a question, {cost.p95_ms:.2f} ms at the 95th of a hundred; "
        f"made in {cost.load_s:.2f} s; {cost.memory_mb:.1f} MB"
    )


def _failures(found: Sequence[Judged], most: int) -> Iterator[str]:
    """Who was not helped, by kind: what was right, what the guide thought, and the question."""
    by_kind: dict[str, list[Judged]] = defaultdict(list)
    for each in found:
        if not each.helped:
            by_kind[each.asked.kind].append(each)
    for kind, failed in by_kind.items():
        yield ""
        yield f"{kind}: {len(failed)} not helped"
        for each in failed[:most]:
            yield f"  {each.asked.question}"
            wanted = " or ".join(sorted(each.asked.expected)) or "no answer"
            got = ", ".join(topic.topic for topic in each.answer.ranked[:NAMED])
            yield f"    wanted {wanted}; {each.answer.verdict} {each.answer.score:.2f}: {got}"
