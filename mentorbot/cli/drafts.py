"""`python bot.py drafts`: what people answered, as pages for the guide's author."""

import asyncio
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from mentorbot.domain.questions import Question
from mentorbot.guides.drafts import draft_of
from mentorbot.settings import read_settings
from mentorbot.store import reading_store
from mentorbot.store.questions import answered_questions

_MOST = 1000


def drafts(
    to: Annotated[
        Path | None, typer.Option(help="Write each into <to>/<guide>/faq/, where no such page is yet.")
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print them as JSON.")] = False,
) -> None:
    """Answers of people to what a guide left open, as drafts of pages; reads the database beside the running bot."""
    found = asyncio.run(_answered(read_settings().database_url))
    today = datetime.now(UTC).date()
    made = [(each.guide, draft_of(each, today)) for each in found]
    if as_json:
        told = [{"guide": guide, "slug": page.slug, "text": page.text} for guide, page in made]
        typer.echo(json.dumps(told, ensure_ascii=False))
        return
    if not made:
        typer.echo("Nobody has answered a question yet: /cohort questions shows what waits.")
    for guide, page in made:
        path = Path("content" if to is None else to) / guide / "faq" / f"{page.slug}.md"
        if to is None:
            typer.echo(f"# {path}\n{page.text}")
        elif path.exists():
            typer.echo(f"{path} is there already, and was left as it is.")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(page.text, encoding="utf-8")
            typer.echo(f"{path}: name it under `faq` in guide.yaml, then `python bot.py check` says what to add.")


async def _answered(url: str) -> Sequence[Question]:
    async with reading_store(url) as store, store.read() as tx:
        return await answered_questions(tx, limit=_MOST)
