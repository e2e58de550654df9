"""`python bot.py ask`: a guide's answer, as /mentor ask gives it."""

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Annotated

import typer

from mentorbot.cli.stop import stop
from mentorbot.guides import Search, load_library
from mentorbot.settings import read_settings


def ask(
    question: Annotated[str, typer.Argument(help="What you want to know.")] = "",
    guide: Annotated[str, typer.Option(help="Which guide, by its folder's name.")] = "",
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
    jsonl: Annotated[bool, typer.Option(help='Read {"id": …, "q": …} lines, print an answer for each.')] = False,
) -> None:
    """Ask a guide, as /mentor ask does."""
    library = load_library(read_settings().content_dir)
    chosen = library.guide(guide) if guide else library.default
    if chosen is None:
        stop(f"There is no guide {guide}; there are: {', '.join(library.guides)}.")
    search = Search(chosen)
    if jsonl:
        for name, asked in _questions(sys.stdin):
            typer.echo(json.dumps({"id": name} | _told(search, asked), ensure_ascii=False))
        return
    told = _told(search, question)
    typer.echo(json.dumps(told, ensure_ascii=False) if as_json else told["text"])


def _questions(lines: Iterable[str]) -> Iterator[tuple[object, str]]:
    for number, text in enumerate(lines, 1):
        if not text.strip():
            continue
        try:
            read = json.loads(text)
        except ValueError:
            read = None
        match read:
            case {"id": name, "q": str(asked)}:
                yield name, asked
            case _:
                stop(f'Line {number} is not {{"id": …, "q": "a question"}}: {text.strip()[:80]}')


def _told(search: Search, question: str) -> dict[str, object]:
    answer = search.ask(question)
    return {
        "verdict": answer.verdict.value,
        "ranked": [slug for slug, _ in answer.ranked],
        "score": round(answer.ranked[0][1], 4) if answer.ranked else 0.0,
        "text": answer.excerpt or answer.why_unknown,
    }
